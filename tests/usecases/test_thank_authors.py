"""Thank-you notes: for whoever asked, when somebody pressed here and a like arrived, and never more than one a day."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tweetnudge.demo.slack import ADMIN
from tweetnudge.store.models import OutboxRow

AYA, KEN = "U0AYA", "U0KEN"


@pytest.fixture
def shown(office: Any) -> Any:
    """Aya wants to hear of it; her post is in Wednesday's digest."""
    office.x.world.add_user("aya", "Aya")
    office.x.world.add_user("ken", "Ken")
    office.post = office.x.world.post("aya", "Hello.", minutes_ago=90)
    office.parts.sync_members(office.clock(), ADMIN)
    office.parts.joining.join(AYA, "aya", office.clock())
    office.parts.own_account.choose_thanks(AYA, office.clock(), on=True)
    office.digest()
    return office


def answered(office: Any, post: int | None = None) -> None:
    office.tap(KEN, post or office.post)
    office.x.world.like(post or office.post)


def thanks(office: Any, user: str = AYA) -> int:
    return sum(text.startswith("thanks") for text in office.told(user))


def test_the_morning_after(shown: Any) -> None:
    answered(shown)
    shown.tick()
    assert 0 == thanks(shown)
    shown.morning()
    assert 1 == thanks(shown)
    for _ in range(3):
        shown.morning()
    assert 1 == thanks(shown)


def test_on_monday_for_friday(shown: Any) -> None:
    shown.clock.pass_by(days=2)
    post = shown.x.world.post("aya", "Friday.", minutes_ago=60)
    shown.morning(0)
    answered(shown, post)
    shown.morning()
    shown.morning()
    assert 0 == thanks(shown)
    shown.morning()
    assert 1 == thanks(shown)


@pytest.mark.parametrize("only", ["tap", "like", "nothing"])
def test_less_is_never_told(shown: Any, only: str) -> None:
    if only == "tap":
        shown.tap(KEN, shown.post)
    if only == "like":
        shown.x.world.like(shown.post, 5)
    for _ in range(9):
        shown.morning()
    assert [] == shown.told(AYA)


def test_ones_own_press_does_not_count(shown: Any) -> None:
    shown.tap(AYA, shown.post)
    shown.x.world.like(shown.post)
    shown.morning()
    assert 0 == thanks(shown)


def test_who_did_not_ask_hears_nothing(shown: Any) -> None:
    shown.parts.own_account.choose_thanks(AYA, shown.clock(), on=False)
    answered(shown)
    shown.morning()
    assert 0 == thanks(shown)


def test_who_changed_their_mind_overnight_hears_nothing(shown: Any) -> None:
    answered(shown)
    shown.clock.pass_by(days=1)
    shown.bot.follow_up.when_due(shown.clock())
    shown.bot.thank(shown.clock())
    shown.parts.own_account.choose_thanks(AYA, shown.clock(), on=False)
    shown.tick()
    assert 0 == thanks(shown)


def test_two_posts_are_one_note(shown: Any) -> None:
    second = shown.x.world.post("aya", "Once more.", minutes_ago=60)
    answered(shown)
    shown.morning()
    answered(shown, second)
    shown.x.world.like(second)
    shown.morning()
    assert 2 == thanks(shown)
    assert [1, 1] == [text.count("thanks") for text in shown.told(AYA) if "thanks" in text]


def test_without_x_it_waits_for_the_next_morning(shown: Any) -> None:
    answered(shown)
    fault = shown.x.fail("/2/tweets", times=99, status=503)
    shown.morning()
    assert 0 == thanks(shown)
    fault.end()
    shown.morning()
    assert 1 == thanks(shown)


def test_late_in_the_day_it_is_not_sent_any_more(shown: Any) -> None:
    answered(shown)
    fault = shown.slack.fail("chat.postMessage", times=10_000, status=503)
    shown.morning()
    fault.end()
    shown.clock.pass_by(hours=8)
    for _ in range(5):
        shown.clock.pass_by(minutes=5)
        shown.tick()
    assert 0 == thanks(shown)
    with shown.db.read() as session:
        row = session.scalars(select(OutboxRow).where(OutboxRow.key.startswith("thanks:"))).one()
    assert shown.bot.daily.plan.workdays.latest_start(date(2026, 7, 2)) == row.expires_at


def test_its_name_does_not_say_whose_it_is_and_it_is_soon_forgotten(shown: Any) -> None:
    answered(shown)
    shown.morning()
    with shown.db.read() as session:
        (key,) = session.scalars(select(OutboxRow.key).where(OutboxRow.key.startswith("thanks:")))
    assert AYA not in key
    shown.morning(days=9)
    with shown.db.read() as session:
        assert [] == session.scalars(select(OutboxRow.key).where(OutboxRow.key.startswith("thanks:"))).all()


def test_likes_from_before_it_was_shown_are_no_answer(office: Any) -> None:
    office.x.world.add_user("aya", "Aya")
    post = office.x.world.post("aya", "Hello.", minutes_ago=90, likes=5)
    office.parts.sync_members(office.clock(), ADMIN)
    office.parts.joining.join(AYA, "aya", office.clock())
    office.parts.own_account.choose_thanks(AYA, office.clock(), on=True)
    office.digest()
    office.tap(KEN, post)
    office.morning()
    assert 0 == thanks(office)
    office.x.world.like(post)
    office.morning(4)
    assert 1 == thanks(office)


def test_nobody_is_thanked_weeks_later(shown: Any) -> None:
    shown.parts.own_account.choose_thanks(AYA, shown.clock(), on=False)
    answered(shown)
    shown.morning()
    shown.morning(20)
    shown.parts.own_account.choose_thanks(AYA, shown.clock(), on=True)
    shown.morning()
    assert 0 == thanks(shown)


def test_who_paused_overnight_hears_nothing(shown: Any) -> None:
    answered(shown)
    shown.clock.pass_by(days=1)
    shown.bot.follow_up.when_due(shown.clock())
    shown.bot.thank(shown.clock())
    shown.parts.own_account.pause(AYA, shown.clock())
    shown.tick()
    assert 0 == thanks(shown)


def test_the_same_morning_once_x_answers_again(shown: Any) -> None:
    answered(shown)
    fault = shown.x.fail("/2/tweets", times=99, status=503)
    shown.morning()
    fault.end()
    for _ in range(2):
        shown.clock.pass_by(minutes=16)
        shown.tick()
    assert 1 == thanks(shown)
