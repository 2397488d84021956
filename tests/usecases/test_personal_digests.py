"""Personal digests: a few posts for everybody who asked, each reader others, once a workday, and easily stopped."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update

from tweetnudge.demo.slack import ADMIN, CHANNEL
from tweetnudge.domain.results import Outcome
from tweetnudge.store import readings, subscribers
from tweetnudge.store.models import FactRow, OutboxRow, PostRow
from tweetnudge.store.support import GivenRow, PersonalEntryRow, SubscriberRow, WeekRow
from tweetnudge.usecases.permissions import Refused

AYA, KEN, SECOND = "U0AYA", "U0KEN", "U0SECOND"
POST, HISTORY = "chat.postMessage", "conversations.history"


def conversation(user: str) -> str:
    return "D" + user.removeprefix("U")


def all_given(office: Any, *users: str) -> Counter[int]:
    return Counter(post for user in users for posts in office.given(user) for post in posts)


def subscribe(office: Any, *users: str, posts: int = 3) -> None:
    for user in users:
        assert Outcome.PERSONAL_ON == office.parts.subscribing.choose(user, posts, office.clock()).outcome


def rows(office: Any, table: type) -> int:
    with office.db.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def office(open_office: Callable[..., Any]) -> Any:
    """The bot was started and the digest is due; its threads hold two posts."""
    office = open_office(digest_size=2, digest_thread_size=2, in_words=True)
    with office.db.write() as session:
        readings.start(session, office.clock())
    return office


def test_off_until_somebody_asks(office: Any) -> None:
    office.write(9)
    office.tick()
    assert [] == [message for user in (AYA, KEN, ADMIN) for message in office.given(user)]


def test_comes_after_the_thread_with_what_waits_or_was_only_in_the_thread(office: Any) -> None:
    office.write(9)
    subscribe(office, AYA, KEN, SECOND)
    office.tick()
    main, _thread = office.shown()
    assert [1, 1, 1] == [len(office.given(user)) for user in (AYA, KEN, SECOND)]
    counted = all_given(office, AYA, KEN, SECOND)
    assert 9 == sum(counted.values())
    assert not counted.keys() & set(main)


def test_every_waiting_post_is_given_before_any_is_given_twice(office: Any) -> None:
    office.write(9)
    subscribe(office, AYA, KEN, posts=3)
    office.tick()
    assert {1} == set(all_given(office, AYA, KEN).values())


def test_nobody_is_given_a_post_twice_nor_one_of_their_own(office: Any) -> None:
    office.write(9)
    office.parts.sync_members(office.clock(), ADMIN)
    office.parts.joining.join(AYA, "c8", office.clock())
    own = office.x.world.user_id("c8")
    subscribe(office, AYA, posts=7)
    for _ in range(4):
        office.morning()
    got = [post for posts in office.given(AYA) for post in posts]
    assert len(got) == len(set(got))
    with office.db.read() as session:
        authors = set(session.scalars(select(PostRow.author_id).where(PostRow.id.in_(got))))
    assert got
    assert own not in authors


def test_what_was_given_still_waits_for_its_turn_in_the_message(office: Any) -> None:
    written = office.write(9)
    subscribe(office, AYA, posts=7)
    office.tick()
    for _ in range(4):
        office.morning()
    assert set(written) == {post for posts in office.shown() for post in posts}


def test_what_was_given_and_followed_up_comes_once_in_the_message(open_office: Callable[..., Any]) -> None:
    """It waits, and how it stands is known: it must not come as something shown before as well."""
    office = open_office(digest_size=1, digest_thread_size=0, in_words=True)
    with office.db.write() as session:
        readings.start(session, office.clock())
    office.write(3)
    subscribe(office, AYA, posts=7)
    office.tick()
    assert 2 == len(office.given(AYA)[0])
    office.morning(days=2)
    first, second = office.shown()
    assert len(second) == len(set(second))
    assert set(second) - set(first)


def test_a_silent_day_is_silent_here_too(office: Any) -> None:
    office.write(3)
    subscribe(office, AYA)
    office.tick()
    before = len(office.given(AYA))
    office.morning()
    assert before == len(office.given(AYA))


def test_one_message_a_day_whatever_the_minute(office: Any) -> None:
    office.write(9)
    subscribe(office, AYA)
    for _ in range(5):
        office.tick()
        office.clock.pass_by(minutes=7)
    assert 1 == len(office.given(AYA))


def test_who_asks_after_the_digest_waits_for_the_next(office: Any) -> None:
    office.write(9)
    office.tick()
    subscribe(office, AYA)
    office.tick()
    assert [] == office.given(AYA)
    office.write(2, minutes_ago=45)
    office.morning()
    assert 1 == len(office.given(AYA))


def test_who_stops_gets_no_more_not_even_todays(office: Any) -> None:
    office.write(9)
    subscribe(office, AYA, KEN)
    office.bot.daily(office.clock())
    office.bot.send()
    office.bot.plan_personal(office.clock())
    assert Outcome.PERSONAL_OFF == office.parts.subscribing.choose(AYA, 0, office.clock()).outcome
    office.bot.send_personal()
    assert ([], 1) == (office.given(AYA), len(office.given(KEN)))


def test_guests_are_refused(office: Any) -> None:
    with pytest.raises(Refused):
        office.parts.subscribing.choose("U0GUEST", 3, office.clock())


def test_in_each_readers_language(office: Any) -> None:
    office.slack.workspace.users[KEN]["locale"] = "en-US"
    office.write(9)
    subscribe(office, AYA, KEN)
    office.tick()
    (japanese,), (english,) = (office.told(user) for user in (AYA, KEN))
    assert japanese != english
    assert english.isascii() or "·" in english


def test_hidden_posts_leave_personal_digests(office: Any) -> None:
    office.write(9)
    subscribe(office, AYA)
    office.tick()
    ((first, *others),) = office.given(AYA)
    office.parts.own_account.hide_post(ADMIN, first, office.clock())
    office.deliver()
    assert [others] == office.given(AYA)


def test_deleted_posts_leave_with_the_follow_up(office: Any) -> None:
    office.write(9)
    subscribe(office, AYA)
    office.tick()
    ((first, *others),) = office.given(AYA)
    office.x.world.delete(first)
    office.morning()
    assert others == office.given(AYA)[0]


def test_counts_once_in_the_results_wherever_it_was_shown_first(office: Any) -> None:
    written = office.write(9)
    subscribe(office, AYA, KEN, posts=7)
    office.tick()
    for _ in range(5):
        office.morning()
    with office.db.read() as session:
        weeks = session.scalars(select(WeekRow)).all()
    assert (len(written), 0) == (sum(week.shown for week in weeks), sum(week.expired for week in weeks))


@pytest.mark.parametrize("accept", [True, False])
def test_an_unknown_outcome_is_looked_for_before_it_is_sent_again(office: Any, *, accept: bool) -> None:
    office.write(9)
    subscribe(office, AYA, KEN, SECOND)
    office.slack.fail(POST, drop=True, accept=accept, skip=3)
    for _ in range(6):
        office.tick()
        office.clock.pass_by(minutes=1)
    assert [1, 1, 1] == [len(office.given(user)) for user in (AYA, KEN, SECOND)]


def test_nothing_is_looked_for_where_nothing_can_be(office: Any) -> None:
    """A thousand conversations would have to be searched; right after our own digest none can hold today's."""
    office.write(9)
    subscribe(office, AYA, KEN, SECOND)
    office.tick()
    assert {CHANNEL} == {call["channel"] for call in office.slack.calls(HISTORY)}


def test_when_slack_asks_to_wait_all_wait(office: Any) -> None:
    office.write(9)
    subscribe(office, AYA, KEN, SECOND)
    fault = office.slack.fail(POST, status=429, headers={"Retry-After": "45"}, skip=2, times=99)
    office.tick()
    assert 1 == fault.played
    fault.end()
    office.clock.pass_by(seconds=40)
    office.bot.send_personal()
    assert 0 == sum(len(office.given(user)) for user in (AYA, KEN, SECOND))
    office.clock.pass_by(seconds=6)
    office.bot.send_personal()
    assert 3 == sum(len(office.given(user)) for user in (AYA, KEN, SECOND))


def test_a_restored_database_doubles_none(office: Any) -> None:
    office.write(9)
    subscribe(office, AYA, KEN)
    office.tick()
    before = [office.given(user) for user in (AYA, KEN)]
    with office.db.write() as session:  # as in a copy restored from just before they were planned
        for table in (PersonalEntryRow, GivenRow):
            session.execute(delete(table))
        session.execute(delete(OutboxRow).where(OutboxRow.key.startswith("personal:")))
        session.execute(delete(FactRow).where(FactRow.name == "personal_planned_on"))
    office.clock.pass_by(minutes=20)
    office.tick()
    assert before == [office.given(user) for user in (AYA, KEN)]
    assert len(before[0][0]) + len(before[1][0]) == rows(office, GivenRow)


def test_what_x_has_not_shown_for_a_day_is_looked_up_first(office: Any) -> None:
    office.write(9)
    office.tick()
    subscribe(office, AYA, posts=7)
    with office.db.write() as session:
        session.execute(update(PostRow).values(seen_at=office.clock() - timedelta(hours=20)))
        waits = list(session.scalars(select(PostRow.id).where(PostRow.surfaced_in.is_(None))))
    gone = waits[-1]
    office.x.world.delete(gone)
    office.write(2, minutes_ago=50)
    office.morning()
    assert gone not in all_given(office, AYA)
    assert all_given(office, AYA)


def test_everything_deleted_takes_the_messages_away_too(office: Any) -> None:
    office.write(9)
    subscribe(office, AYA, KEN)
    office.tick()
    office.parts.own_account.delete_everything(AYA, office.clock())
    office.deliver()
    assert ([], 1) == (office.slack.messages(conversation(AYA)), len(office.given(KEN)))
    assert (1, 3) == (rows(office, SubscriberRow), rows(office, GivenRow))
    with office.db.read() as session:
        assert [] == session.scalars(select(OutboxRow).where(OutboxRow.channel == conversation(AYA))).all()


def test_after_a_month_they_are_taken_away(office: Any) -> None:
    office.write(9)
    subscribe(office, AYA)
    office.tick()
    office.clock.pass_by(days=31)
    for _ in range(2):
        office.bot.forget.when_due(office.clock())
        office.deliver()
    assert [] == office.slack.messages(conversation(AYA))
    assert 0 == rows(office, PersonalEntryRow)


def test_who_left_the_company_gets_none(office: Any) -> None:
    subscribe(office, AYA)
    office.slack.workspace.users[AYA]["deleted"] = True
    office.clock.pass_by(days=1)
    office.bot.watch.when_due(office.clock())
    with office.db.read() as session:
        assert set() == subscribers.people(session)
