"""What admins see on their Home tab: the day in words, what can be done about it, and what is to be answered."""

import dataclasses
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tweetnudge.domain.members import Member
from tweetnudge.domain.outbox import OutboxItem, State
from tweetnudge.domain.requests import Decision, Kind, Request
from tweetnudge.i18n import en, ja
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids
from tweetnudge.slack.admin_blocks import admin_blocks
from tweetnudge.usecases.show_home import AdminPart

NOW = datetime(2026, 7, 1, 1, 0, tzinfo=UTC)
AYA = Member(1, "aya", "Aya")
BOTH = pytest.mark.parametrize("words", [ja.MESSAGES, en.MESSAGES], ids=["ja", "en"])


def item(state: State) -> OutboxItem:
    return OutboxItem("digest:2026-07-01", date(2026, 7, 1), "C1", NOW, NOW, state=state)


def question(number: int, kind: Kind) -> tuple[Request, Member]:
    return Request(number, kind, 1, "U0ASKS", "U0ASKS", NOW, NOW + timedelta(days=30)), AYA


def admin(**more: Any) -> AdminPart:
    asked = tuple(question(number, kind) for number, kind in enumerate((Kind.JOIN, Kind.LEAVE) * 3))[:5]
    part = AdminPart(
        started_at=NOW,
        list_read_at=NOW,
        today=None,
        comes_today=True,
        next_digest=NOW + timedelta(days=1),
        last_sent=date(2026, 6, 30),
        spent_usd=Decimal("1.234"),
        budget_usd=Decimal(20),
        requests=asked,
        claims=tuple(question(number, Kind.CLAIM) for number in range(10, 15)),
    )
    return dataclasses.replace(part, **more)


def drawn(part: AdminPart, words: Messages = en.MESSAGES) -> list[dict[str, Any]]:
    return admin_blocks(part, words, ZoneInfo("Asia/Tokyo"))


def elements(blocks: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    found = [element for block in blocks for element in block.get("elements", [])]
    return {element["action_id"]: element for element in found if "action_id" in element}


@BOTH
@pytest.mark.parametrize("state", [None, *State])
def test_the_day_in_words(words: Messages, state: State | None) -> None:
    """Never as the name of a state."""
    sentence = getattr(words.home, f"day_{state.value}") if state else words.home.day_open
    view = drawn(admin(today=item(state) if state else None), words)
    assert sentence in str(view)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (None, {ids.HOME_SEND, ids.HOME_SKIP}),
        (State.PENDING, {ids.HOME_SEND, ids.HOME_SKIP}),
        (State.SENDING, set()),
        (State.UNKNOWN, set()),
        (State.SENT, set()),
        (State.SKIPPED, {ids.HOME_SEND}),
        (State.FAILED, {ids.HOME_SEND}),
        (State.EXPIRED, {ids.HOME_SEND}),
    ],
)
def test_only_what_would_do_something(state: State | None, expected: set[str]) -> None:
    view = drawn(admin(today=item(state) if state else None))
    assert expected == elements(view).keys() & {ids.HOME_SEND, ids.HOME_SKIP}


@BOTH
def test_a_day_on_which_none_comes_any_more(words: Messages) -> None:
    """It says so, and there is nothing to skip; one can still be sent by hand."""
    view = drawn(admin(comes_today=False), words)
    assert words.home.day_without in str(view)
    assert words.home.day_open not in str(view)
    assert {ids.HOME_SEND} == elements(view).keys() & {ids.HOME_SEND, ids.HOME_SKIP}


def test_moments_and_money() -> None:
    """In the company's time zone, in its language; dollars with two digits."""
    shown = str(drawn(admin(), ja.MESSAGES))
    for part in ("7月1日(水) 10:00", "7月2日(木) 10:00", "6月30日(火)", "$1.23 / 上限 $20.00"):
        assert part in shown


def test_before_start_nothing_is_said_of_days() -> None:
    view = drawn(admin(started_at=None))
    assert en.MESSAGES.home.not_started in str(view)
    assert en.MESSAGES.home.day_open not in str(view)
    after = {ids.HOME_PREVIEW, ids.HOME_SEND, ids.HOME_SKIP, ids.HOME_GUIDE, ids.HOME_RESULTS}
    assert after & elements(view).keys() == set()


def test_requests_name_people_and_carry_the_notes_buttons() -> None:
    """Who asks is an element, so Slack writes the name its reader knows."""
    view = drawn(admin(requests=(question(7, Kind.JOIN),)))
    at = next(n for n, block in enumerate(view) if "'user_id': 'U0ASKS'" in str(block))
    pressed = [(element["action_id"], element["value"]) for element in view[at + 1]["elements"]]
    assert [(ids.decide_id(one), ids.request_value(7, one)) for one in (Decision.YES, Decision.NO)] == pressed


def test_claims_count_unless_somebody_objects() -> None:
    """Under a heading of their own, with that one button."""
    view = drawn(admin(requests=(), claims=(question(7, Kind.CLAIM),)))
    words = en.MESSAGES
    assert words.home.claims_explained in str(view)
    assert words.home.requests_heading not in str(view)
    at = next(n for n, block in enumerate(view) if "'user_id': 'U0ASKS'" in str(block))
    [pressed] = view[at + 1]["elements"]
    assert (ids.decide_id(Decision.NO), "7:no") == (pressed["action_id"], pressed["value"])
    assert words.members.notes.claim_no == pressed["text"]["text"]


def test_taking_somebody_off_asks_first() -> None:
    """With the note's own labels."""
    view = drawn(admin(requests=(question(7, Kind.LEAVE),), claims=()))
    say, found = en.MESSAGES.members.notes, elements(view)
    yes, no = found[ids.decide_id(Decision.YES)], found[ids.decide_id(Decision.NO)]
    assert (say.leave_yes, say.leave_no) == (yes["text"]["text"], no["text"]["text"])
    assert say.leave_yes_ask == yes["confirm"]["text"]["text"]
    assert "confirm" not in no
