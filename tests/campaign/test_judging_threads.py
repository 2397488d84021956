"""That the campaign's verdict sees what is wrong with a thread, or with what somebody was given."""

from types import ModuleType
from typing import Any

import pytest

MON, TUE, THU = (f"2026-08-0{day}" for day in (3, 4, 6))


def said(key: str, *posts: int, ts: str) -> dict[str, Any]:
    metadata = {"event_type": "tweetnudge", "event_payload": {"key": key}}
    blocks = [{"type": "actions", "block_id": f"post:{post}"} for post in posts]
    return {"bot_id": "B0US", "ts": ts, "blocks": blocks, "metadata": metadata}


def reply(number: int, *posts: int, under: str = "1", ts: str = "") -> dict[str, Any]:
    """In the thread of Monday's digest; the messages' names grow with time."""
    return said(f"thread:{MON}:{number}", *posts, ts=ts or str(number + 1)) | {"thread_ts": under}


def personal(day: str, *posts: int, ts: str = "") -> dict[str, Any]:
    return said(f"personal:{day}:0f", *posts, ts=ts or f"to somebody, {day}")


def thread(verdict: ModuleType, *replies: dict[str, Any], to: tuple[dict[str, Any], ...] = ()) -> Any:
    """Under Monday's digest, and what was given to the author of post 2; 3 continues 2, 7 is official, 9 is gone."""
    days = {f"digest:{MON}": said(f"digest:{MON}", 1, ts="1"), f"digest:{TUE}": said(f"digest:{TUE}", 4, ts="9")}
    seen = verdict.Sightings("B0US")
    seen.look({"C0": [*days.values(), *replies], "D0": to})
    readers = verdict.Readers({"D0": [2]}, [7])
    return verdict.judge(seen, verdict.Expected(days, {1: 1, 2: 2, 3: 2, 4: 4}, [9], readers=readers))


def test_a_thread_goes_on_in_order_under_its_message(verdict: ModuleType) -> None:
    got = (personal(MON, 3),)
    told = thread(verdict, reply(1, 2), reply(2, 3), to=got)
    assert (2, 1, [], True) == (told.replies, told.personal, told.doubled, told.is_good)


@pytest.mark.parametrize(
    "astray",
    [
        (reply(1, 2, under="9"),),
        (reply(2, 2),),
        (reply(1, 2, ts="3"), reply(2, 3, ts="2")),
        (reply(1, 2), reply(2, 2)),
        (reply(1, 1, 2),),
    ],
    ids=["elsewhere", "without the one before", "before the one before", "a post twice", "a post of the message"],
)
def test_a_thread_that_does_not(verdict: ModuleType, astray: tuple[dict[str, Any], ...]) -> None:
    told = thread(verdict, *astray, to=(personal(MON, 3),))
    assert told.doubled


def test_what_only_a_thread_shows_is_given_to_who_asked(verdict: ModuleType) -> None:
    told = thread(verdict, reply(1, 2, 3))
    assert ([f"personal:{MON} to D0"], False) == (told.missing, told.is_good)


def test_their_own_posts_are_not(verdict: ModuleType) -> None:
    assert thread(verdict, reply(1, 2)).is_good


@pytest.mark.parametrize(
    ("got", "doubled"),
    [
        ((personal(MON, 3), personal(MON, 4, ts="another")), f"personal:{MON} to D0"),
        ((personal(MON, 3), personal(TUE, 3)), "given:D0:3"),
        ((personal(MON, 2, 3),), "given:D0:2"),
        ((personal(MON, 3, 7),), "given:D0:7"),
        ((personal(MON, 3), personal(THU, 4)), f"personal:{THU} to D0, on a day without a digest"),
    ],
    ids=["two a day", "the same post twice", "their own", "the company's", "on another day"],
)
def test_what_nobody_should_be_given(verdict: ModuleType, got: tuple[dict[str, Any], ...], doubled: str) -> None:
    told = thread(verdict, reply(1, 2, 3), to=got)
    assert doubled in told.doubled


def test_what_was_deleted_must_not_be_seen_there_either(verdict: ModuleType) -> None:
    told = thread(verdict, reply(1, 2, 3), to=(personal(MON, 3, 9),))
    assert [9] == told.still
