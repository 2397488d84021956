"""Deletion and regret: what is sent was looked up again just before, and what is gone makes room."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tweetnudge.app import Bot
from tweetnudge.demo.clock import Clock
from tweetnudge.demo.slack import ADMIN, CHANNEL, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.outbox import OutboxItem, State
from tweetnudge.store.engine import Database
from tweetnudge.store.models import PostRow


@pytest.fixture
def posts(x: XStandIn) -> list[int]:
    """Six colleagues with a post each."""
    ids: list[int] = []
    for n in range(6):
        x.world.add_user(f"c{n}", f"Colleague {n}")
        ids.append(x.world.post(f"c{n}", f"post {n}", minutes_ago=100 - n, likes=n))
    return ids


@pytest.fixture
def planned(bot: Bot, posts: list[int], clock: Clock) -> OutboxItem:
    bot.reader.collect(clock())
    item = bot.daily.plan.by_hand(clock())
    assert item is not None
    return item


def shown(slack: SlackStandIn) -> list[int]:
    (message,) = slack.messages(CHANNEL)
    return [int(block["block_id"].removeprefix("post:")) for block in message["blocks"]
            if block.get("block_id", "").startswith("post:")]  # fmt: skip


def lookups(x: XStandIn) -> list[str]:
    return [asked.query["ids"] for asked in x.requests if asked.path == "/2/tweets"]


def test_only_the_chosen_are_looked_up(
    bot: Bot, x: XStandIn, slack: SlackStandIn, clock: Clock, posts: list[int], planned: OutboxItem
) -> None:
    bot.send()
    assert [",".join(map(str, posts[:5]))] == lookups(x)
    assert posts[:5] == shown(slack)


def test_deleted_post_is_forgotten_and_the_next_moves_up(
    bot: Bot, db: Database, x: XStandIn, slack: SlackStandIn, clock: Clock, posts: list[int], planned: OutboxItem
) -> None:
    x.world.delete(posts[2])
    bot.send()
    assert [post for post in posts if post != posts[2]] == shown(slack)
    assert [str(posts[5])] == lookups(x)[1:]
    with db.read() as session:
        assert session.get(PostRow, posts[2]) is None


def test_author_who_turned_protected_is_not_shown(
    bot: Bot, x: XStandIn, slack: SlackStandIn, clock: Clock, posts: list[int], planned: OutboxItem
) -> None:
    x.world.protect("c0")
    bot.send()
    assert posts[1:] == shown(slack)


def test_edited_post_is_shown_as_it_reads_now(
    bot: Bot, x: XStandIn, slack: SlackStandIn, clock: Clock, posts: list[int], planned: OutboxItem
) -> None:
    edit = x.world.edit(posts[0], "said better")
    bot.send()
    told = str(slack.messages(CHANNEL)[0]["blocks"])
    assert posts[:5] == shown(slack)
    assert "said better" in told
    assert f"like?tweet_id={edit}" in told


def test_when_everything_is_gone_the_day_stays_silent(
    bot: Bot, x: XStandIn, slack: SlackStandIn, clock: Clock, posts: list[int], planned: OutboxItem
) -> None:
    for post in posts:
        x.world.delete(post)
    bot.send()
    assert [] == slack.messages(CHANNEL)
    assert State.SKIPPED == bot.daily.plan.as_it_stands(planned).state


def test_likes_that_came_meanwhile_do_not_reshuffle_the_choice(
    bot: Bot, x: XStandIn, slack: SlackStandIn, clock: Clock, posts: list[int], planned: OutboxItem
) -> None:
    for post in posts[:5]:
        x.world.like(post, 50)
    bot.send()
    assert posts[:5] == shown(slack)
    assert 1 == len(lookups(x))


@pytest.mark.parametrize(("hours", "expected"), [(5, 5), (30, 0)])
def test_while_x_is_down_only_what_was_seen_lately_is_shown(
    bot: Bot, db: Database, x: XStandIn, slack: SlackStandIn, clock: Clock, posts: list[int], hours: int, expected: int
) -> None:
    bot.reader.collect(clock())
    clock.pass_by(hours=hours)
    x.fail(status=503, times=100)
    bot.by_hand(lambda _read: None)
    assert expected == sum(str(message["blocks"]).count("like?tweet_id") for message in slack.messages(CHANNEL))
    with db.read() as session:
        assert 6 == len(session.scalars(select(PostRow.id)).all())


def test_thread_is_one_entry_and_surfaces_whole(
    bot: Bot, db: Database, x: XStandIn, slack: SlackStandIn, clock: Clock
) -> None:
    x.world.add_user("aya", "Aya")
    thread = x.world.thread("aya", ["one", "two", "three"], minutes_ago=90)
    bot.by_hand(lambda _read: None)
    assert thread[:1] == shown(slack)
    with db.read() as session:
        assert set(thread) == set(session.scalars(select(PostRow.id).where(PostRow.surfaced_in.is_not(None))))


def test_one_failing_look_up_does_not_cost_the_day(
    bot: Bot, x: XStandIn, slack: SlackStandIn, clock: Clock, posts: list[int], planned: OutboxItem
) -> None:
    clock.pass_by(hours=12)
    x.fail("/2/tweets", status=503)
    with_all_seen_too_long_ago = clock.pass_by(days=1)
    item = bot.daily.plan.by_hand(with_all_seen_too_long_ago)
    assert item is not None
    bot.send()
    assert (State.PENDING, []) == (bot.daily.plan.as_it_stands(item).state, slack.messages(CHANNEL))
    clock.pass_by(minutes=1)
    bot.send()
    assert 5 == len(shown(slack))


def test_what_x_neither_shows_nor_calls_gone_waits(
    bot: Bot, db: Database, x: XStandIn, slack: SlackStandIn, clock: Clock, posts: list[int], planned: OutboxItem
) -> None:
    odd = {"type": "https://api.x.com/2/problems/operational-disconnect", "resource_id": str(posts[0])}
    x.fail("/2/tweets", body={"errors": [odd]})
    bot.send()
    assert posts[5:] == shown(slack)
    with db.read() as session:
        assert set(posts) == set(session.scalars(select(PostRow.id)))


def test_post_marked_sensitive_meanwhile_is_not_shown(
    bot: Bot, x: XStandIn, slack: SlackStandIn, clock: Clock, posts: list[int], planned: OutboxItem
) -> None:
    x.world.posts[posts[1]]["possibly_sensitive"] = True
    bot.send()
    assert [post for post in posts if post != posts[1]] == shown(slack)


def test_an_edit_its_author_does_not_want_shown_is_not_stored(open_office: Callable[..., Any]) -> None:
    """About work when it was read, and about a cat by now."""
    office = open_office(company_words=("acme",))
    office.x.world.add_user("aya", "Aya")
    office.x.world.add_user("ken", "Ken")
    edited = office.x.world.post("aya", "a launch at acme", minutes_ago=50)
    other = office.x.world.post("ken", "hello", minutes_ago=40)
    office.parts.sync_members(office.clock(), ADMIN)
    office.parts.joining.join("U0AYA", "aya", office.clock())
    office.parts.own_account.choose("U0AYA", office.clock(), work_only=True)
    office.bot.reader.collect(office.clock())
    assert {edited, other} == office.waiting()
    office.x.world.edit(edited, "about my cat")
    office.bot.daily.plan.by_hand(office.clock())
    office.deliver()
    assert [[other]] == office.shown()
    with office.db.read() as session:
        assert session.get(PostRow, edited) is None


def test_a_thread_goes_with_its_beginning_or_not_at_all(office: Any) -> None:
    """X showed the first post long ago and the second one lately, and is away when the digest is due."""
    office.x.world.add_user("aya", "Aya")
    office.x.world.add_user("ken", "Ken")
    first = office.x.world.post("aya", "One.", minutes_ago=60)
    office.clock.pass_by(hours=26)
    office.x.world.post("aya", "Two.", minutes_ago=60, reply_to=first)
    ken = office.x.world.post("ken", "Hello.", minutes_ago=60)
    office.bot.reader.collect(office.clock())
    with office.db.write() as session:
        session.get_one(PostRow, first).seen_at -= timedelta(hours=26)
    fault = office.x.fail("", times=10_000, status=503)
    office.digest()
    assert [[ken]] == office.shown()
    fault.end()
    office.clock.pass_by(days=1)
    office.digest()
    assert first in office.shown()[1]


def test_what_x_says_nothing_of_waits_with_what_continues_it(office: Any) -> None:
    office.x.world.add_user("aya", "Aya")
    office.x.world.add_user("ken", "Ken")
    first, _second = office.x.world.thread("aya", ["One.", "Two."], minutes_ago=90)
    ken = office.x.world.post("ken", "Hello.", minutes_ago=60)
    office.bot.reader.collect(office.clock())
    office.x.fail("/2/tweets", body={"data": [], "errors": [
        {"resource_id": str(post), "type": "about:blank", "title": "?", "detail": "?", "resource_type": "tweet"}
        for post in (first, ken)
    ]})  # fmt: skip
    office.digest()
    assert [] == office.shown()
