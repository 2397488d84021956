"""A List so busy that X no longer lists all of what was written between two reads."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tweetnudge.demo.slack import ADMIN
from tweetnudge.store import readings
from tweetnudge.store.models import PostRow
from tweetnudge.usecases.ports import XError

SECOND = "U0SECOND"
HOURLY = timedelta(hours=1)
LIST_POSTS = "/tweets"


@pytest.fixture
def busy(open_office: Callable[..., Any]) -> Any:
    """A company that can pay, whose List was read just now, holding one post."""
    office = open_office(x_budget_usd="1000")
    office.x.world.add_user("aya", "Aya")
    write(office, 1, over=timedelta(0))
    office.bot.reader.collect(office.clock())
    return office


def write(office: Any, number: int, *, over: timedelta) -> list[int]:
    """So many posts, evenly over the time that passes meanwhile."""
    ids: list[int] = []
    for n in range(number):
        office.clock.now += over / number
        ids.append(office.x.world.post("aya", f"post {n}", minutes_ago=0))
    return ids


def stored(office: Any) -> set[int]:
    with office.db.read() as session:
        return set(session.scalars(select(PostRow.id)))


def last(office: Any) -> Any:
    with office.db.read() as session:
        return readings.last_reading(session, office.x.world.list_id)


def notes(office: Any) -> list[list[str]]:
    office.deliver()
    return [office.told(ADMIN), office.told(SECOND)]


def hour_by_hour(office: Any, read: Callable[[], None]) -> set[int]:
    """A List that gets busier by half each hour, looked at after every minute."""
    written = set[int]()
    for an_hour in (360, 540, 840, 1260):
        for _ in range(60):
            written.update(write(office, an_hour // 60, over=timedelta(minutes=1)))
            read()
    return written


def test_a_gap_is_told_to_each_admin_once_a_day(busy: Any, caplog: pytest.LogCaptureFixture) -> None:
    busy.x.page_cap = 30  # X gives fewer than asked for
    lost, read = write(busy, 100, over=HOURLY), write(busy, 800, over=HOURLY)
    busy.bot.reader.collect(busy.clock())
    assert [["gap [ja-JP]"]] * 2 == notes(busy)
    assert "X listed only 800" in caplog.text
    assert (set(), max(read)) == (stored(busy) & set(lost), last(busy).watermark)
    assert set(read) <= stored(busy)
    busy.x.page_cap = 100
    write(busy, 900, over=HOURLY)
    busy.bot.reader.collect(busy.clock())
    assert [["gap [ja-JP]"]] * 2 == notes(busy)
    busy.clock.pass_by(days=1)
    write(busy, 900, over=HOURLY)
    busy.bot.reader.collect(busy.clock())
    assert [["gap [ja-JP]"] * 2] * 2 == notes(busy)


def test_a_gap_in_words(open_office: Callable[..., Any]) -> None:
    office = open_office(in_words=True)
    office.x.world.add_user("aya", "Aya")
    for number in (1, 801):
        write(office, number, over=HOURLY)
        office.bot.reader.collect(office.clock())
    assert [["読みきれなかった投稿があるかもしれません"]] * 2 == notes(office)


def test_two_copies_tell_of_a_gap_once(open_office: Callable[..., Any]) -> None:
    one, other = open_office(), open_office()
    one.x.world.add_user("aya", "Aya")
    for number in (1, 801):
        write(one, number, over=HOURLY)
        one.bot.reader.collect(one.clock())
    write(one, 801, over=HOURLY)
    other.bot.reader.collect(one.clock())
    assert [["gap [ja-JP]"]] * 2 == notes(one)


def test_a_list_that_gets_busier_is_read_in_time(busy: Any) -> None:
    """Two of its hours bring more than X lists. Each post is paid for once, however often it is returned."""
    written = hour_by_hour(busy, lambda: busy.bot.reader.collect.when_due(busy.clock(), HOURLY))
    busy.bot.reader.collect(busy.clock())
    assert set() == written - stored(busy)
    assert [[], []] == notes(busy)
    posts = [kind for _, kind, _ in busy.x.billed if kind == "post"]
    assert len(written) + 1 == len(posts)


def test_read_hourly_such_a_list_loses_posts(busy: Any) -> None:
    def hourly() -> None:
        if busy.clock() - last(busy).completed_at >= HOURLY - timedelta(seconds=1):
            busy.bot.reader.collect(busy.clock())

    written = hour_by_hour(busy, hourly)
    assert written - stored(busy)
    assert [["gap [ja-JP]"]] * 2 == notes(busy)


def test_the_pace_of_a_busy_day_lasts_over_the_weekend(busy: Any) -> None:
    write(busy, 700, over=HOURLY / 2)
    busy.bot.reader.collect(busy.clock())
    assert not busy.bot.reader.collect.is_due(busy.clock.pass_by(minutes=16), HOURLY)
    assert busy.bot.reader.collect.is_due(busy.clock.pass_by(minutes=2), HOURLY)
    for _ in range(6):
        busy.bot.reader.collect(busy.clock.pass_by(hours=10))
    assert not busy.bot.reader.collect.is_due(busy.clock.pass_by(minutes=29), HOURLY)
    assert busy.bot.reader.collect.is_due(busy.clock.pass_by(minutes=3), HOURLY)
    assert last(busy).posts_per_hour < 50  # what is asked for first stays small


def test_a_quiet_list_whose_known_posts_were_deleted_has_no_gap(busy: Any) -> None:
    write(busy, 200, over=HOURLY)
    busy.bot.reader.collect(busy.clock())
    for post in list(busy.x.world.posts):
        busy.x.world.delete(post)
    write(busy, 50, over=HOURLY)
    busy.bot.reader.collect(busy.clock())
    assert [[], []] == notes(busy)


def test_the_first_read_of_a_busy_list_has_no_gap(office: Any) -> None:
    office.x.world.add_user("aya", "Aya")
    write(office, 1000, over=HOURLY)
    office.bot.reader.collect(office.clock())
    assert 800 == len(stored(office))
    assert [[], []] == notes(office)
    assert office.bot.reader.collect.is_due(office.clock.pass_by(minutes=25), HOURLY)


def test_a_bot_that_was_off_misses_nothing_that_is_too_old_to_be_shown(busy: Any) -> None:
    """What X does not list any more was written before anything a digest could show."""
    busy.parts.starting(ADMIN, busy.clock())
    before = notes(busy)
    write(busy, 400, over=timedelta(days=1))
    busy.clock.pass_by(days=12)
    write(busy, 500, over=timedelta(days=2))
    busy.bot.reader.collect(busy.clock())
    assert before == notes(busy)


def test_a_spent_budget_leaves_a_gap_that_is_noticed_once_reading_goes_on(
    open_office: Callable[..., Any], busy: Any
) -> None:
    poor = open_office(x_budget_usd="0.1")
    write(busy, 900, over=timedelta(days=1))
    with pytest.raises(XError, match="budget"):
        poor.bot.reader.collect(poor.clock())
    assert "gap" not in str(notes(busy))
    busy.bot.reader.collect(busy.clock())
    assert [["gap [ja-JP]"]] * 2 == [[note for note in told if "gap" in note] for told in notes(busy)]


def test_a_read_that_dies_half_way_tells_of_no_gap(busy: Any) -> None:
    """Done again from the top, it meets what was known."""
    written = write(busy, 700, over=HOURLY)
    busy.x.fail(LIST_POSTS, skip=6, status=503)
    with pytest.raises(XError):
        busy.bot.reader.collect(busy.clock())
    busy.bot.reader.collect.when_due(busy.clock.pass_by(minutes=8), HOURLY)
    assert set(written) <= stored(busy)
    assert [[], []] == notes(busy)
