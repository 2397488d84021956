"""Posts that were shown are looked up after 1, 3 and 7 days: what is gone leaves our messages, the rest is counted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tweetnudge.demo.slack import ADMIN, CHANNEL
from tweetnudge.domain.budget import Billed
from tweetnudge.domain.report import Figures
from tweetnudge.store import figures, spending
from tweetnudge.store.models import PostRow

JULY = date(2026, 7, 1)


@pytest.fixture
def shown(office: Any) -> Any:
    """Two posts by two colleagues, one of them liked, both in today's digest."""
    for handle in ("aya", "ken"):
        office.x.world.add_user(handle, handle.title())
    office.aya = office.x.world.post("aya", "Hello from Aya.", minutes_ago=90)
    office.ken = office.x.world.post("ken", "Hello from Ken.", minutes_ago=60, likes=3)
    office.digest()
    return office


def lookups(office: Any) -> int:
    """Requests for posts by id."""
    return sum(asked.path.endswith("/2/tweets") for asked in office.x.requests)


def july(office: Any) -> Figures:
    with office.db.read() as session:
        weeks = figures.weeks(session, JULY, JULY)
    return sum((week.figures for week in weeks.get(JULY, [])), Figures())


def rows(office: Any) -> dict[int, PostRow]:
    with office.db.read() as session:
        found = {row.id: row for row in session.scalars(select(PostRow))}
        session.expunge_all()
    return found


def test_how_posts_stood_when_they_were_shown(shown: Any) -> None:
    assert Figures(shown=2, bare_when_shown=1) == july(shown)


def test_after_a_day_x_is_asked_once_about_all(shown: Any) -> None:
    asked = lookups(shown)
    shown.morning()
    shown.morning(0)
    assert asked + 1 == lookups(shown)
    assert Figures(shown=2, bare_when_shown=1, read_later=2, bare_later=1, judged=2, alone=1) == july(shown)
    assert {1} == {row.followed_up for row in rows(shown).values()}


def test_a_like_overnight_is_what_all_this_is_for(shown: Any) -> None:
    shown.x.world.like(shown.aya)
    shown.morning()
    assert Figures(shown=2, bare_when_shown=1, read_later=2, judged=2) == july(shown)


def test_they_are_asked_about_after_three_and_seven_days_and_then_no_more(shown: Any) -> None:
    asked: list[int] = []
    for days in range(1, 8):
        before = lookups(shown)
        shown.morning()
        asked += [days] * (lookups(shown) - before)
    assert [1, 3, 7] == asked
    assert {7} == {row.followed_up for row in rows(shown).values()}


def test_after_a_long_time_away_once_is_enough(shown: Any) -> None:
    before = lookups(shown)
    shown.morning(days=30)
    assert before + 1 == lookups(shown)
    assert {7} == {row.followed_up for row in rows(shown).values()}


def test_what_was_deleted_leaves_the_message_and_the_store(shown: Any) -> None:
    shown.x.world.delete(shown.aya)
    shown.morning()
    assert [[shown.ken]] == shown.shown()
    assert {shown.ken} == rows(shown).keys()
    assert Figures(shown=2, bare_when_shown=1, read_later=1, judged=1) == july(shown)
    assert 1 == july(shown).unknown


def test_what_is_withheld_leaves_the_message_and_the_store(shown: Any) -> None:
    shown.x.world.posts[shown.aya]["withheld"] = {"copyright": True, "country_codes": ["XX"]}
    shown.morning()
    assert [[shown.ken]] == shown.shown()
    assert {shown.ken} == rows(shown).keys()


def test_an_edit_is_drawn_anew(shown: Any) -> None:
    shown.x.world.edit(shown.aya, "Hello again.")
    shown.morning()
    assert "Hello again." in str(shown.slack.messages(CHANNEL))


@pytest.mark.parametrize("how", ["protect", "suspend"])
def test_everything_of_an_account_that_closed_goes(shown: Any, how: str) -> None:
    """What it wrote later and what was shown long before, in every message."""
    later = shown.x.world.post("aya", "Once more.", minutes_ago=60)
    shown.morning()
    assert later in shown.shown()[-1]
    getattr(shown.x.world, how)("aya")
    shown.morning()
    assert {shown.ken} == {post for message in shown.shown() for post in message}
    assert {shown.ken} == rows(shown).keys()


@pytest.mark.parametrize("how", ["protect", "suspend"])
def test_it_goes_within_a_day_however_long_ago_it_was_shown(shown: Any, how: str) -> None:
    shown.morning(days=20)
    getattr(shown.x.world, how)("aya")
    shown.morning()
    assert [[shown.ken]] == shown.shown()


def test_one_post_that_may_not_be_seen_does_not_close_its_author(shown: Any) -> None:
    """X says the same of a single post as of a protected account's: only the account itself tells which it is."""
    other = shown.x.world.post("aya", "Once more.", minutes_ago=60)
    shown.morning()
    shown.x.fail("/2/tweets", body={"errors": [
        {"resource_id": str(shown.aya), "type": "https://api.x.com/2/problems/not-authorized-for-resource",
         "title": "Authorization Error", "detail": "Sorry, you are not authorized.", "resource_type": "tweet"}
    ]})  # fmt: skip
    shown.morning(days=2)
    assert shown.aya not in rows(shown)
    assert other in rows(shown)


def test_while_x_is_down_nothing_is_decided(shown: Any) -> None:
    shown.x.fail("/2/tweets", times=99, status=503)
    shown.morning()
    assert Figures(shown=2, bare_when_shown=1) == july(shown)
    assert {0} == {row.followed_up for row in rows(shown).values()}


def test_it_is_not_asked_again_at_once_while_x_is_down(shown: Any) -> None:
    shown.x.fail("/2/tweets", times=99, status=503)
    shown.morning()
    before = lookups(shown)
    for _ in range(10):
        shown.clock.pass_by(minutes=1)
        shown.tick()
    assert before == lookups(shown)
    shown.clock.pass_by(minutes=10)
    shown.tick()
    assert before + 1 == lookups(shown)


def test_what_x_says_nothing_of_is_unknown_this_time(shown: Any) -> None:
    shown.x.fail("/2/tweets", body={"data": [], "errors": [
        {"resource_id": str(shown.ken), "type": "about:blank", "title": "?", "detail": "?", "resource_type": "tweet"}
    ]})  # fmt: skip
    shown.morning()
    assert {shown.aya, shown.ken} == rows(shown).keys()
    assert Figures(shown=2, bare_when_shown=1) == july(shown)


def test_without_money_x_is_not_asked(shown: Any) -> None:
    with shown.db.write() as session:
        spending.record(session, Billed.WRITE, range(4000), shown.clock().date())
    before = lookups(shown)
    shown.morning()
    assert before == lookups(shown)
    assert Figures(shown=2, bare_when_shown=1) == july(shown)


def test_posts_that_expired_unseen_count_after_one_last_look(open_office: Callable[..., Any]) -> None:
    office = open_office(digest_size=1, post_max_age_days=2)
    office.x.world.add_user("aya", "Aya")
    office.x.world.thread("aya", ["One.", "Two."], minutes_ago=110)
    posts = [office.x.world.post("aya", f"post {n}", minutes_ago=100 - n, likes=n) for n in (0, 2, 3)]
    office.digest()
    for _ in range(4):
        office.morning()
    assert 5 == len({post for message in office.shown() for post in message} | set(posts)) + 1
    told = july(office)
    assert (4, 4) == (told.eligible, told.judged)
    assert told.expired >= 1
    office.morning()
    assert told.expired == july(office).expired


def test_one_that_was_deleted_before_is_unknown(open_office: Callable[..., Any]) -> None:
    office = open_office(digest_size=1, post_max_age_days=2)
    office.x.world.add_user("aya", "Aya")
    office.x.world.post("aya", "shown", minutes_ago=100)
    gone = office.x.world.post("aya", "never shown", minutes_ago=90, likes=5)
    office.digest()
    office.bot.parts.steer_day.skip(ADMIN, office.clock.pass_by(days=1))
    office.x.world.delete(gone)
    for _ in range(3):
        office.morning()
    told = july(office)
    assert (1, 1) == (told.expired, told.unknown)


def test_official_accounts_are_not_counted(open_office: Callable[..., Any]) -> None:
    office = open_office(official_accounts="company")
    office.x.world.add_user("company", "Company")
    office.x.world.post("company", "Our news.", minutes_ago=60)
    office.digest()
    office.morning()
    assert Figures() == july(office)
    assert {1} == {row.followed_up for row in rows(office).values()}


def test_a_thread_counts_once(office: Any) -> None:
    office.x.world.add_user("aya", "Aya")
    office.x.world.thread("aya", ["One.", "Two.", "Three."], minutes_ago=90)
    office.digest()
    office.morning()
    assert Figures(shown=1, bare_when_shown=1, read_later=1, bare_later=1, judged=1, alone=1) == july(office)


def test_two_copies_at_once_count_what_expired_once(
    open_office: Callable[..., Any], interrupted: Any, several_at_once: None
) -> None:
    """The other one is done while X answers us; one of the posts is gone on X."""
    office = open_office(digest_size=1, post_max_age_days=2)
    for handle in ("aya", "bea", "cem"):
        office.x.world.add_user(handle, handle.title())
    posts = [office.x.world.post(handle, "Hello.", minutes_ago=90) for handle in ("aya", "bea", "cem")]
    office.digest()
    office.x.world.delete(posts[2])
    for _ in range(2):
        office.parts.steer_day.skip(ADMIN, office.clock.pass_by(days=1))
    office.clock.pass_by(days=1)
    other, mine = open_office(digest_size=1, post_max_age_days=2), office.bot.follow_up
    again = replace(
        mine, x=interrupted(mine.x, "posts", lambda: other.bot.follow_up.when_due(office.clock.pass_by(hours=1)))
    )
    again.when_due(office.clock())
    told = july(office)
    assert (2, 3) == (told.expired, told.eligible)
