"""Reading the List: complete or done again, nothing lost, nothing paid twice, nothing stored that need not be."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tweetnudge.app import Bot
from tweetnudge.demo.clock import Clock
from tweetnudge.demo.x import XStandIn
from tweetnudge.store import leases, readings
from tweetnudge.store.engine import Database
from tweetnudge.store.models import MemberRow, PassedOverRow, PostRow
from tweetnudge.usecases.collect_posts import LEASE, CollectingElsewhere
from tweetnudge.usecases.ports import XBadAnswer, XError

LIST_POSTS = "/tweets"


def stored(db: Database) -> set[int]:
    with db.read() as session:
        return set(session.scalars(select(PostRow.id)))


def watermark(db: Database, x: XStandIn) -> int:
    with db.read() as session:
        return readings.last_reading(session, x.world.list_id).watermark


def page_sizes(x: XStandIn) -> list[int]:
    return [int(asked.query["max_results"]) for asked in x.requests if asked.path.endswith(LIST_POSTS)]


def write(x: XStandIn, number: int, *, minutes_ago: float = 45) -> list[int]:
    """So many posts by one colleague, a second apart, the last one the newest."""
    if "aya" not in {user["username"] for user in x.world.users.values()}:
        x.world.add_user("aya", "Aya")
    moments = [minutes_ago + (number - n) / 60 for n in range(number)]
    return [x.world.post("aya", f"post {n}", minutes_ago=ago) for n, ago in enumerate(moments)]


def test_first_read_asks_for_little_and_grows(bot: Bot, db: Database, x: XStandIn, clock: Clock) -> None:
    written = write(x, 45)
    bot.reader.collect(clock())
    assert [10, 20, 40] == page_sizes(x)
    assert set(written) == stored(db)
    assert max(written) == watermark(db, x)


def test_first_read_goes_back_two_days_and_stores_nothing_older(
    bot: Bot, db: Database, x: XStandIn, clock: Clock
) -> None:
    old, fresh = write(x, 40, minutes_ago=60 * 49), write(x, 3)
    bot.reader.collect(clock())
    assert [10] == page_sizes(x)
    assert set(fresh) == stored(db)
    assert stored(db).isdisjoint(old)


def test_next_read_asks_for_what_is_expected_and_one_more(bot: Bot, x: XStandIn, clock: Clock) -> None:
    write(x, 12, minutes_ago=5 * 60)
    bot.reader.collect(clock())
    x.requests.clear()
    clock.pass_by(hours=12)
    write(x, 2, minutes_ago=10)
    bot.reader.collect(clock())
    assert [4] == page_sizes(x)  # 12 in the first two days: 3 expected, and the one that is known


def test_a_quiet_hour_costs_one_known_post(bot: Bot, x: XStandIn, clock: Clock) -> None:
    write(x, 3, minutes_ago=47 * 60)
    bot.reader.collect(clock())
    billed = len(x.billed)
    clock.pass_by(minutes=1)
    bot.reader.collect(clock())
    assert billed == len(x.billed)
    assert page_sizes(x)[-1] <= 2


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 429},
        {"status": 429, "headers": {"x-rate-limit-reset": "1782871200"}},
        {"status": 402},
        {"status": 503},
        {"drop": True},
        {"body": b'{"data": [{"id": "1'},
        {"body": "<html>sorry</html>"},
    ],
    ids=["429", "429 with reset", "402", "503", "dropped", "half a body", "html"],
)
@pytest.mark.parametrize("pages", range(4))
def test_read_that_dies_after_any_page_is_done_again(
    bot: Bot, db: Database, x: XStandIn, clock: Clock, pages: int, fault: dict[str, object]
) -> None:
    written = write(x, 100)
    x.fail(LIST_POSTS, skip=pages, **fault)
    with pytest.raises(XError):
        bot.reader.collect(clock())
    assert 0 == watermark(db, x)
    newer = write(x, 5, minutes_ago=31)
    bot.reader.collect(clock.pass_by(minutes=10))
    assert {*written, *newer} == stored(db)
    assert 105 == len([kind for _, kind, _ in x.billed if kind == "post"])


def test_read_that_dies_looking_up_people_is_done_again(bot: Bot, db: Database, x: XStandIn, clock: Clock) -> None:
    written = write(x, 5)
    x.fail("/2/users", status=503)
    with pytest.raises(XError):
        bot.reader.collect(clock())
    assert set() == stored(db)
    bot.reader.collect(clock.pass_by(minutes=10))
    assert set(written) == stored(db)


def test_people_are_looked_up_once_a_month(bot: Bot, x: XStandIn, clock: Clock) -> None:
    write(x, 5)
    for _ in range(3):
        bot.reader.collect(clock.pass_by(hours=1))
        write(x, 1)
    assert 1 == len([asked for asked in x.requests if asked.path == "/2/users"])
    clock.pass_by(days=31)
    write(x, 1)
    bot.reader.collect(clock())
    assert 2 == len([asked for asked in x.requests if asked.path == "/2/users"])


def test_replies_and_reposts_are_kept_as_ids_only(
    bot: Bot, db: Database, x: XStandIn, clock: Clock, everything_stored: Callable[[], str]
) -> None:
    (own,) = write(x, 1)
    stranger = x.world.add_user("stranger", "S", listed=False)
    other = x.world.post("stranger", "said elsewhere", minutes_ago=60)
    reply = x.world.post("aya", "a private joke", reply_to=other)
    repost = x.world.post("aya", "", repost_of=other)
    bot.reader.collect(clock())
    with db.read() as session:
        passed_over = {row.id: row.reason for row in session.scalars(select(PassedOverRow))}
        people = set(session.scalars(select(MemberRow.id)))
    assert {reply: "reply", repost: "repost"} == passed_over
    assert {own} == stored(db)
    assert stranger not in people
    everything = everything_stored()
    assert str(own) in everything
    assert "private joke" not in everything
    assert "said elsewhere" not in everything


def test_protected_people_leave_no_post(
    bot: Bot, db: Database, x: XStandIn, clock: Clock, everything_stored: Callable[[], str]
) -> None:
    x.world.add_user("shy", "Shy", protected=True)
    x.world.post("shy", "only for friends")
    (own,) = write(x, 1)
    bot.reader.collect(clock())
    assert {own} == stored(db)
    assert "only for friends" not in everything_stored()


def test_people_x_does_not_show_leave_no_post(bot: Bot, db: Database, x: XStandIn, clock: Clock) -> None:
    written = write(x, 2)
    x.world.add_user("gone", "Gone")
    x.world.post("gone", "my last words")
    x.fail("/2/users", body={"data": [{"id": str(x.world.user_id("aya")), "name": "Aya", "username": "aya",
                                       "protected": False}]})  # fmt: skip
    bot.reader.collect(clock())
    assert set(written) == stored(db)


def test_edit_is_the_same_post_with_newer_text(bot: Bot, db: Database, x: XStandIn, clock: Clock) -> None:
    (post,) = write(x, 1)
    bot.reader.collect(clock())
    edit = x.world.edit(post, "better said")
    bot.reader.collect(clock.pass_by(minutes=10))
    with db.read() as session:
        (row,) = session.scalars(select(PostRow))
    assert (post, edit, "better said") == (row.id, row.latest_id, row.text)
    assert edit == watermark(db, x)


def test_what_continues_a_reply_belongs_to_that_conversation(bot: Bot, db: Database, x: XStandIn, clock: Clock) -> None:
    (own,) = write(x, 1, minutes_ago=200)
    x.world.add_user("stranger", "S", listed=False)
    other = x.world.post("stranger", "a question", minutes_ago=190)
    reply = x.world.post("aya", "an answer", minutes_ago=180, reply_to=other)
    more = x.world.post("aya", "and another thing", minutes_ago=170, reply_to=reply)
    x.world.post("aya", "one last thing", minutes_ago=160, reply_to=more)
    x.page_cap = 1  # each arrives before the one it continues
    bot.reader.collect(clock())
    assert {own} == stored(db)
    with db.read() as session:
        assert 3 == session.scalar(select(func.count()).select_from(PassedOverRow))


def test_new_dialect_is_read_alike(bot: Bot, db: Database, x: XStandIn, clock: Clock) -> None:
    written = write(x, 12)
    x.dialect = "new"
    bot.reader.collect(clock())
    assert set(written) == stored(db)


def test_token_that_repeats_for_ever_ends_in_a_sentence(bot: Bot, db: Database, x: XStandIn, clock: Clock) -> None:
    write(x, 12)
    x.fail(LIST_POSTS, body={"meta": {"result_count": 0, "next_token": "again"}}, times=1000)
    with pytest.raises(XBadAnswer, match="again and again"):
        bot.reader.collect(clock())
    assert 0 == watermark(db, x)


def test_only_one_copy_reads_at_a_time(bot: Bot, db: Database, x: XStandIn, clock: Clock) -> None:
    write(x, 1)
    with db.write() as session:
        leases.take(session, LEASE, "another copy", 60)
    with pytest.raises(CollectingElsewhere):
        bot.reader.collect(clock())
    assert [] == x.requests
    with db.write() as session:
        leases.give_back(session, LEASE, "another copy")
    assert 1 == bot.reader.collect(clock())


def test_a_failing_read_is_not_begun_again_every_minute(bot: Bot, x: XStandIn, clock: Clock) -> None:
    collect, hourly = bot.reader.collect, timedelta(hours=1)
    assert collect.is_due(clock(), hourly)
    x.fail(LIST_POSTS, status=503)
    with pytest.raises(XError):
        collect(clock())
    assert not collect.is_due(clock.pass_by(minutes=1), hourly)
    assert collect.is_due(clock.pass_by(minutes=4), hourly)
    collect(clock())
    assert not collect.is_due(clock.pass_by(minutes=59), hourly)
    assert collect.is_due(clock.pass_by(minutes=1), hourly)


def test_progress_tells_how_many_posts_were_read(bot: Bot, x: XStandIn, clock: Clock) -> None:
    write(x, 45)
    told: list[int] = []
    bot.reader.collect(clock(), told.append)
    assert [10, 30, 45] == told
