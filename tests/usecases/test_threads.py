"""What does not fit into the day's message goes on in its thread: in order, each message once, each post once."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from tweetnudge.demo.slack import ADMIN, CHANNEL
from tweetnudge.domain.outbox import State
from tweetnudge.store import readings
from tweetnudge.store.models import OutboxRow, PostRow
from tweetnudge.store.support import LookRow

POST, REPLIES = "chat.postMessage", "conversations.replies"


def replies(office: Any) -> list[Any]:
    return [one for one in office.slack.messages(CHANNEL) if one.get("thread_ts", one["ts"]) != one["ts"]]


def keys(office: Any) -> list[tuple[str, str]]:
    with office.db.read() as session:
        rows = session.scalars(select(OutboxRow).order_by(OutboxRow.id))
        return [(row.key.partition(":")[0], row.state) for row in rows]


@pytest.fixture
def office(open_office: Callable[..., Any]) -> Any:
    return open_office(digest_thread_size=36)


def test_what_does_not_fit_follows_in_the_thread_each_post_once(office: Any) -> None:
    written = office.write(30, likes=9)
    office.digest()
    main, first, second, third = office.shown()
    assert [5, 12, 12, 1] == [len(main), len(first), len(second), len(third)]
    assert sorted(written) == sorted([*main, *first, *second, *third])
    parent = office.slack.messages(CHANNEL)[0]["ts"]
    assert {parent} == {reply["thread_ts"] for reply in replies(office)}


def test_every_group_is_in_the_order_of_writing(office: Any) -> None:
    office.write(20, likes=9)
    office.digest()
    assert all(posts == sorted(posts) for posts in office.shown())


def test_beyond_the_threads_size_posts_wait_as_before(open_office: Callable[..., Any]) -> None:
    office = open_office(digest_thread_size=14)
    written = office.write(30, likes=9)
    office.digest()
    assert [5, 12, 2] == [len(posts) for posts in office.shown()]
    assert 11 == len(set(written) & office.waiting())


def test_nothing_left_over_means_no_thread(office: Any) -> None:
    office.write(5, likes=9)
    office.digest()
    assert [("digest", "sent")] == keys(office)


def test_the_clock_brings_the_thread_as_well(office: Any) -> None:
    office.write(8, likes=9)
    with office.db.write() as session:
        readings.start(session, office.clock())
    office.tick()
    assert [5, 3] == [len(posts) for posts in office.shown()]


def test_only_the_main_message_counts_for_whose_turn_it_is(office: Any) -> None:
    """Who was in the thread yesterday comes before who was in the message."""
    office.write(8, likes=9)
    office.digest()
    main, thread = ({post_author(office, post) for post in posts} for posts in office.shown())
    office.clock.pass_by(days=1)
    office.write(8, likes=9, minutes_ago=300)
    office.digest()
    assert thread <= {post_author(office, post) for post in office.shown()[2]}
    assert main.isdisjoint(thread)


def test_nobody_comes_twice_in_a_thread_while_others_have_not_been_there(open_office: Callable[..., Any]) -> None:
    """Fourteen wrote two posts long before the others wrote one: nineteen places are for nineteen people."""
    office = open_office(digest_size=1, digest_thread_size=18)
    office.write(14, likes=9, minutes_ago=900)
    office.write(14, likes=9, minutes_ago=800)
    office.write(20, likes=9, minutes_ago=300)
    office.digest()
    shown = [post_author(office, post) for posts in office.shown() for post in posts]
    assert 19 == len(shown) == len(set(shown))


def post_author(office: Any, post: int) -> int:
    with office.db.read() as session:
        return session.get_one(PostRow, post).author_id


@pytest.mark.parametrize("accept", [True, False])
def test_a_reply_whose_outcome_is_unknown_is_looked_for_in_the_thread(office: Any, *, accept: bool) -> None:
    written = office.write(30, likes=9)
    office.slack.fail(POST, drop=True, accept=accept, skip=1)
    office.digest()
    assert State.UNKNOWN.value in {state for _, state in keys(office)}
    for _ in range(8):
        office.clock.pass_by(seconds=30)
        office.deliver()
    assert [5, 12, 12, 1] == [len(posts) for posts in office.shown()]
    assert sorted(written) == sorted(post for posts in office.shown() for post in posts)
    assert office.slack.calls(REPLIES)


def test_a_reply_slack_refuses_gives_its_posts_back(office: Any) -> None:
    written = office.write(30, likes=9)
    office.slack.fail(POST, error="restricted_action", skip=2)
    office.digest()
    assert [5, 12] == [len(posts) for posts in office.shown()]
    assert 13 == len(set(written) & office.waiting())


def test_what_is_hidden_leaves_the_thread_too(office: Any) -> None:
    office.write(7, likes=9)
    office.digest()
    _, (hidden, kept) = office.shown()
    office.parts.own_account.hide_post(ADMIN, hidden, office.clock())
    office.deliver()
    assert [[kept]] == office.shown()[1:]
    office.parts.own_account.hide_post(ADMIN, kept, office.clock())
    office.deliver()
    assert [[]] == office.shown()[1:]


def test_copies_share_a_thread_out_without_doubling_it(open_office: Callable[..., Any]) -> None:
    one, other = open_office(digest_thread_size=36), open_office(digest_thread_size=36)
    written = one.write(30, likes=9)
    one.bot.reader.collect(one.clock())
    one.bot.by_hand.plan.by_hand(one.clock())
    while one.bot.send.advance() or other.bot.send.advance():
        pass
    assert sorted(written) == sorted(post for posts in one.shown() for post in posts)


def forget_messages(office: Any) -> None:
    """As in a copy of the database restored from before they were planned."""
    with office.db.write() as session:
        session.execute(update(PostRow).values(surfaced_in=None, surfaced_at=None, shown_at=None, counted_on=None))
        session.execute(delete(LookRow))
        session.execute(delete(OutboxRow))


def test_a_restored_database_believes_the_thread_of_today(office: Any) -> None:
    office.write(30, likes=9)
    office.digest()
    before = office.slack.messages(CHANNEL)
    forget_messages(office)
    office.digest()
    assert before == office.slack.messages(CHANNEL)
    office.clock.pass_by(days=1)
    office.digest()
    assert before == office.slack.messages(CHANNEL)


def test_a_restored_database_believes_threads_of_earlier_days(office: Any) -> None:
    office.write(20, likes=9)
    office.digest()
    forget_messages(office)
    office.clock.pass_by(days=1)
    fresh = office.write(2, likes=9, minutes_ago=100)
    office.digest()
    shown = [post for posts in office.shown() for post in posts]
    assert len(shown) == len(set(shown))
    assert set(fresh) <= set(shown)


def test_a_thread_goes_on_where_it_broke_off_after_a_restore(office: Any) -> None:
    written = office.write(30, likes=9)
    office.slack.fail(POST, error="restricted_action", skip=2)
    office.digest()
    forget_messages(office)
    office.digest()
    assert [5, 12, 12, 1] == [len(posts) for posts in office.shown()]
    assert sorted(written) == sorted(post for posts in office.shown() for post in posts)


def test_too_late_is_too_late_for_the_thread_as_well(office: Any) -> None:
    written = office.write(8, likes=9)
    with office.db.write() as session:
        readings.start(session, office.clock())
    office.slack.fail(POST, status=503, skip=1, times=100)
    office.tick()
    office.clock.pass_by(hours=8, minutes=1)
    for _ in range(6):
        office.deliver()
        office.clock.pass_by(minutes=10)
    assert [5] == [len(posts) for posts in office.shown()]
    assert ("thread", "expired") in keys(office)
    assert 3 == len(set(written) & office.waiting())
