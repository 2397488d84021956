"""Personal digests when something goes wrong: restored databases, Slack down, posts gone meanwhile, people who stop."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from tweetnudge.demo.slack import ADMIN
from tweetnudge.store import readings
from tweetnudge.store.models import FactRow, OutboxRow, PostRow
from tweetnudge.store.support import GivenRow, PersonalEntryRow

AYA, KEN, SECOND = "U0AYA", "U0KEN", "U0SECOND"
POST, HISTORY, UPDATE = "chat.postMessage", "conversations.history", "chat.update"
SIZES: dict[str, Any] = {"digest_size": 2, "digest_thread_size": 2, "in_words": True}


def conversation(user: str) -> str:
    return "D" + user.removeprefix("U")


def subscribe(office: Any, *users: str, posts: int = 3) -> None:
    for user in users:
        office.parts.subscribing.choose(user, posts, office.clock())


def states(office: Any) -> list[str]:
    """Of personal digests, as planned."""
    with office.db.read() as session:
        rows = select(OutboxRow.state).where(OutboxRow.key.startswith("personal:")).order_by(OutboxRow.id)
        return list(session.scalars(rows))


def planned(office: Any) -> None:
    """Today's digest is there, and everybody's own is about to be sent."""
    office.bot.daily(office.clock())
    office.bot.send()
    office.bot.follow_up.when_due(office.clock())
    office.bot.plan_personal(office.clock())


def forget_personal(office: Any) -> None:
    """As in a copy of the database restored from before they were planned."""
    with office.db.write() as session:
        for table in (PersonalEntryRow, GivenRow):
            session.execute(delete(table))
        session.execute(delete(OutboxRow).where(OutboxRow.key.startswith("personal:")))
        session.execute(delete(FactRow).where(FactRow.name == "personal_planned_on"))


@pytest.fixture
def office(open_office: Callable[..., Any]) -> Any:
    office = open_office(**SIZES)
    with office.db.write() as session:
        readings.start(session, office.clock())
    return office


def test_posts_hidden_while_the_outcome_is_unknown_leave_the_message(office: Any) -> None:
    office.write(9)
    subscribe(office, AYA, KEN)
    office.slack.fail(POST, drop=True, accept=True, skip=2)
    office.tick()
    (got, *_) = office.given(AYA) + office.given(KEN)
    for post in got:
        office.parts.own_account.hide_post(ADMIN, post, office.clock())
    for _ in range(4):
        office.clock.pass_by(minutes=1)
        office.tick()
    assert ["sent", "sent"] == states(office)
    assert not set(got) & {post for user in (AYA, KEN) for posts in office.given(user) for post in posts}


def test_a_message_found_again_may_show_posts_that_are_gone(office: Any) -> None:
    office.write(9)
    subscribe(office, AYA, KEN)
    office.tick()
    before = [office.given(user) for user in (AYA, KEN)]
    forget_personal(office)
    with office.db.write() as session:
        session.execute(delete(PostRow).where(PostRow.id == before[0][0][0]))
    office.clock.pass_by(minutes=20)
    office.tick()
    assert ["sent", "sent"] == states(office)
    assert [1, 1] == [len(office.given(user)) for user in (AYA, KEN)]


def test_while_slack_is_down_nothing_is_asked_without_a_pause(office: Any) -> None:
    """Also when it is too late, but nobody can say whether the message is there."""
    office.write(9)
    subscribe(office, AYA, KEN, SECOND)
    planned(office)
    for method in (POST, HISTORY):
        office.slack.fail(method, status=503, times=10**6)
    for _ in range(3):
        office.bot.send_personal()
        office.clock.pass_by(minutes=10)
    office.clock.pass_by(hours=9)
    before = len(office.slack.calls(HISTORY))
    for _ in range(3):
        office.bot.send_personal()
        office.clock.pass_by(seconds=1)
    assert len(office.slack.calls(HISTORY)) <= before + 3


def test_kept_for_longer_than_notes_they_can_still_be_changed(open_office: Callable[..., Any]) -> None:
    office = open_office(**SIZES, post_retention_days=365)
    with office.db.write() as session:
        readings.start(session, office.clock())
    office.write(9)
    subscribe(office, AYA)
    office.tick()
    office.clock.pass_by(days=95)
    office.bot.forget.when_due(office.clock())
    office.parts.own_account.delete_everything(AYA, office.clock())
    office.deliver()
    assert [] == office.slack.messages(conversation(AYA))


@pytest.fixture
def thanked(office: Any) -> Any:
    """Aya's post was answered yesterday; she wants thanks, and a digest of her own."""
    office.x.world.add_user("aya", "Aya")
    post = office.x.world.post("aya", "hello", minutes_ago=999)
    office.write(9)
    office.parts.sync_members(office.clock(), ADMIN)
    office.parts.joining.join(AYA, "aya", office.clock())
    office.parts.own_account.choose_thanks(AYA, office.clock(), on=True)
    office.tick()
    office.tap(KEN, post)
    office.x.world.like(post)
    subscribe(office, AYA)
    office.clock.pass_by(days=1)
    office.write(9, minutes_ago=60)
    return office


def test_thanks_come_inside_and_not_as_a_second_message(thanked: Any) -> None:
    for _ in range(2):
        thanked.tick()
        thanked.clock.pass_by(minutes=1)
    messages = thanked.slack.messages(conversation(AYA))
    assert 1 == len(messages)


def test_thanked_before_the_digest_came_after_all_nobody_gets_a_second_message(thanked: Any) -> None:
    thanked.slack.fail(POST, error="restricted_action")
    for _ in range(2):
        thanked.tick()
        thanked.clock.pass_by(minutes=1)
    assert 1 == len(thanked.told(AYA))
    thanked.parts.steer_day.send_now(ADMIN, thanked.clock())
    for _ in range(2):
        thanked.tick()
        thanked.clock.pass_by(minutes=1)
    assert 1 == len(thanked.told(AYA))


def test_thanks_in_a_message_that_never_went_come_another_day(thanked: Any) -> None:
    planned(thanked)
    thanked.parts.subscribing.stop(AYA, thanked.clock())
    thanked.tick()
    assert [] == thanked.told(AYA)
    thanked.morning()
    assert 1 == len(thanked.told(AYA))


def test_restored_within_the_hour_by_a_new_process_none_is_doubled(
    office: Any, open_office: Callable[..., Any]
) -> None:
    office.write(9)
    subscribe(office, AYA, KEN)
    planned(office)
    with office.db.read() as session:
        columns = [column.name for column in OutboxRow.__table__.columns]
        rows = session.scalars(select(OutboxRow).where(OutboxRow.key.startswith("personal:"))).all()
        before = [{name: getattr(row, name) for name in columns} for row in rows]
    office.bot.send_personal()
    with office.db.write() as session:
        for table in (PersonalEntryRow, GivenRow):
            session.execute(delete(table))
        for row in before:
            session.execute(update(OutboxRow).where(OutboxRow.id == row["id"]).values(row))
    office.clock.pass_by(minutes=25)
    anew = open_office(**SIZES)
    for _ in range(2):
        anew.tick()
        anew.clock.pass_by(minutes=1)
    assert [1, 1] == [len(anew.given(user)) for user in (AYA, KEN)]


def test_messages_of_days_a_restored_database_does_not_know_follow_as_well(
    office: Any, open_office: Callable[..., Any]
) -> None:
    office.write(9)
    subscribe(office, AYA, KEN)
    office.tick()
    (hidden, *others), = office.given(AYA)  # fmt: skip
    forget_personal(office)
    with office.db.write() as session:  # nor does it know of the digest before them
        session.execute(
            update(PostRow).values(surfaced_in=None, surfaced_at=None, shown_at=None, counted_on=None, given=0)
        )
        session.execute(delete(OutboxRow))
    office.write(9, minutes_ago=60)
    anew = open_office(**SIZES)
    anew.morning()
    anew.parts.own_account.hide_post(ADMIN, hidden, anew.clock())
    anew.deliver()
    assert others == anew.given(AYA)[0]
    both = [post for posts in anew.given(AYA) for post in posts]
    assert len(both) == len(set(both))
    anew.clock.pass_by(days=40)
    for _ in range(2):
        anew.bot.forget.when_due(anew.clock())
        anew.deliver()
    assert [] == anew.slack.messages(conversation(AYA))


def test_a_thread_of_its_author_is_one_entry_wherever_it_comes(office: Any) -> None:
    """Its beginning was answered: what continues it does not come alone, and does not count as another post."""
    office.x.world.add_user("zed", "Zed")
    first = office.x.world.post("zed", "beginning", minutes_ago=900)
    more = office.x.world.post("zed", "continued", minutes_ago=890, reply_to=first)
    office.write(9)
    office.tick()
    assert first in office.shown()[0]
    for _ in range(3):
        office.x.world.like(first)
    subscribe(office, AYA, posts=7)
    office.write(9, minutes_ago=60)
    office.morning()
    with office.db.read() as session:
        assert session.get_one(PostRow, more).counted_on is None
    assert not {first, more} & set(office.given(AYA)[0])


def test_what_continues_a_post_waits_for_its_beginning(office: Any) -> None:
    """X cannot be asked, and has not shown the beginning for longer than a day."""
    office.x.world.add_user("zed", "Zed")
    office.write(6)
    first = office.x.world.post("zed", "beginning", minutes_ago=300)
    more = office.x.world.post("zed", "continued", minutes_ago=200, reply_to=first)
    office.bot.daily(office.clock())
    office.bot.send()
    with office.db.write() as session:
        session.execute(update(PostRow).where(PostRow.id == first).values(seen_at=office.clock() - timedelta(hours=30)))
    subscribe(office, AYA, posts=7)
    office.x.fail(status=503, times=99)
    office.bot.plan_personal(office.clock())
    office.bot.send_personal()
    assert not {first, more} & set(office.given(AYA)[0])


@pytest.mark.parametrize("change", ["deleted", "sensitive"])
def test_posts_are_looked_up_just_before(office: Any, change: str) -> None:
    office.write(9)
    office.bot.daily(office.clock())
    office.bot.send()
    with office.db.write() as session:
        waits = list(session.scalars(select(PostRow.id).where(PostRow.surfaced_in.is_(None))))
        session.execute(update(PostRow).values(seen_at=office.clock() - timedelta(hours=2)))
    if change == "deleted":
        office.x.world.delete(waits[0])
    else:
        office.x.world.posts[waits[0]]["possibly_sensitive"] = True
    subscribe(office, AYA, posts=7)
    office.bot.plan_personal(office.clock())
    office.bot.send_personal()
    assert waits[0] not in office.given(AYA)[0]
    assert waits[1] in office.given(AYA)[0]


def test_nobody_gets_one_on_a_day_off(office: Any) -> None:
    subscribe(office, AYA)
    while office.bot.reader.workdays.today(office.clock()).weekday() != 5:
        office.clock.pass_by(days=1)
    office.write(9)
    office.digest()
    office.tick()
    assert office.shown()
    assert [] == office.given(AYA)


def test_when_slack_asks_to_wait_no_more_is_redrawn(office: Any) -> None:
    office.write(9)
    subscribe(office, AYA, KEN, SECOND)
    office.tick()
    fault = office.slack.fail(UPDATE, status=429, headers={"Retry-After": "30"}, times=99)
    with office.db.write() as session:
        personal = OutboxRow.key.startswith("personal:")
        session.execute(update(OutboxRow).where(personal).values(revision=OutboxRow.revision + 1))
    office.deliver()
    assert 1 == fault.played


def test_nothing_is_left_of_one_that_was_about_to_be_sent(office: Any) -> None:
    office.write(9)
    subscribe(office, AYA, KEN)
    planned(office)
    office.parts.own_account.delete_everything(AYA, office.clock())
    for _ in range(2):
        office.tick()
        office.clock.pass_by(minutes=1)
    with office.db.read() as session:
        assert [] == session.scalars(select(OutboxRow).where(OutboxRow.channel == conversation(AYA))).all()
    assert [] == office.given(AYA)


def test_who_stopped_before_still_has_everything_taken_away(office: Any) -> None:
    office.write(9)
    subscribe(office, AYA)
    office.tick()
    office.parts.subscribing.stop(AYA, office.clock())
    office.parts.own_account.delete_everything(AYA, office.clock())
    office.deliver()
    assert [] == office.slack.messages(conversation(AYA))


def test_texts_that_were_forgotten_are_read_again(open_office: Callable[..., Any]) -> None:
    """Where they are kept for a day only, and posts are shown for longer."""
    office = open_office(**{**SIZES, "digest_thread_size": 12}, post_retention_days=1)
    with office.db.write() as session:
        readings.start(session, office.clock())
    office.write(9)
    office.tick()
    with office.db.write() as session:
        session.execute(update(PostRow).values(text=""))
    subscribe(office, AYA, posts=7)
    office.clock.pass_by(days=1)
    office.write(2, minutes_ago=50)
    planned(office)
    office.bot.send_personal()
    (message,) = office.slack.messages(conversation(AYA))
    assert len(office.given(AYA)[0]) == sum(block["type"] == "rich_text" for block in message["blocks"])
