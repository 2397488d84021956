"""A message that must be sent exactly once: each transition as documented."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tweetnudge.domain.outbox import (
    FINAL,
    NOT_SENT,
    OutboxItem,
    Patience,
    State,
    Step,
    attempted,
    digest_key,
    found_absent,
    look_from,
    next_step,
    not_sent,
    outcome_unknown,
)

DUE = datetime(2026, 7, 1, 0, 30, tzinfo=UTC)
EXPIRES = DUE + timedelta(hours=8)
LATE = EXPIRES + timedelta(hours=1)
PATIENCE = Patience(timedelta(seconds=60))
NEW = OutboxItem("digest:2026-07-01", date(2026, 7, 1), "C1", DUE, EXPIRES, entries=((1,), (2, 3)))
SECOND = timedelta(seconds=1)


def test_what_it_shows() -> None:
    """The posts of all entries, in order; the day names the digest."""
    assert ((1, 2, 3), "digest:2026-07-01") == (NEW.post_ids, digest_key(date(2026, 7, 1)))


def test_patience_is_measured_by_the_lease() -> None:
    """One request may take a third of it; two looks lie a sixth apart."""
    assert (timedelta(seconds=20), timedelta(seconds=10)) == (PATIENCE.deadline, PATIENCE.between_looks)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 10), (1, 10), (2, 20), (3, 40), (6, 320), (7, 600), (8, 600), (9999, 600)]
)
@pytest.mark.parametrize(("jitter", "part"), [(0.0, 1.0), (0.5, 0.75), (1.0, 0.5)])
def test_pauses_grow(failures: int, seconds: int, jitter: float, part: float) -> None:
    """Twice as long each time, ten minutes at most, and a random part of a half taken off."""
    assert timedelta(seconds=seconds * part) == PATIENCE.pause(failures, jitter)


def test_final_states() -> None:
    """What is sent is done with; what came to nothing may be asked for again by hand."""
    assert {State.SENT, State.EXPIRED, State.FAILED, State.SKIPPED} == FINAL
    assert {State.PENDING, State.EXPIRED, State.FAILED, State.SKIPPED} == NOT_SENT


ATTEMPTED = attempted(NEW, DUE)
UNKNOWN = outcome_unknown(ATTEMPTED, DUE, PATIENCE, "timeout")


@pytest.mark.parametrize(
    ("item", "now", "expected"),
    [
        (NEW, DUE, Step.LOOK),
        (found_absent(NEW, DUE, PATIENCE), DUE, Step.SEND),
        (not_sent(ATTEMPTED, DUE, "busy"), DUE, Step.SEND),
        (NEW, EXPIRES - SECOND, Step.LOOK),
        (NEW, EXPIRES, Step.LOOK),
        (found_absent(NEW, EXPIRES - SECOND, PATIENCE), EXPIRES, Step.EXPIRE),
        (found_absent(NEW, DUE, PATIENCE), DUE + timedelta(hours=1) + SECOND, Step.LOOK),
        (not_sent(ATTEMPTED, DUE, "busy"), EXPIRES, Step.EXPIRE),
        (ATTEMPTED, DUE, Step.LOOK),
        (ATTEMPTED, LATE, Step.LOOK),
        (UNKNOWN, DUE, Step.LOOK),
        (UNKNOWN, LATE, Step.LOOK),
        (found_absent(UNKNOWN, DUE, PATIENCE), DUE, Step.LOOK),
        (found_absent(UNKNOWN, DUE, PATIENCE), LATE, Step.LOOK),
        (found_absent(found_absent(UNKNOWN, DUE, PATIENCE), DUE, PATIENCE), DUE, Step.SEND),
        (found_absent(found_absent(UNKNOWN, DUE, PATIENCE), DUE, PATIENCE), LATE, Step.EXPIRE),
    ],
)
def test_the_next_step(item: OutboxItem, now: datetime, expected: Step) -> None:
    """Look before the first attempt and while the outcome is unknown; expire only what Slack cannot hold."""
    assert expected == next_step(item, now)


@pytest.mark.parametrize(
    ("since", "expected"), [(DUE, Step.SEND), (DUE + SECOND, Step.LOOK), (DUE + timedelta(days=1), Step.SEND)]
)
def test_what_another_process_did_not_find_is_looked_for_again(since: datetime, expected: Step) -> None:
    """Unless the clock was set back since this one began: it would look without an end."""
    assert expected == next_step(found_absent(NEW, DUE, PATIENCE), DUE + 2 * SECOND, since)


def test_an_attempt_is_written_down_before_it_is_made() -> None:
    """State, count and moments; what was known before no longer counts."""
    waiting = replace(NEW, not_before=DUE, absent_at=DUE)
    first = replace(
        NEW, state=State.SENDING, attempts=1, first_attempt_at=DUE, last_attempt_at=DUE, absent_at=None, not_before=None
    )
    assert first == attempted(waiting, DUE)
    assert replace(first, attempts=2, last_attempt_at=LATE) == attempted(first, LATE)


def test_certainly_not_sent() -> None:
    """It waits as if nothing had happened, until it may be tried again or is given up, and says why."""
    soon = DUE + timedelta(minutes=1)
    expected = replace(ATTEMPTED, state=State.PENDING, not_before=soon, problem="busy", failures=1)
    assert expected == not_sent(ATTEMPTED, soon, "busy")
    assert EXPIRES == not_sent(ATTEMPTED, LATE, "busy").not_before
    assert LATE == not_sent(NEW, LATE, "Slack is down").not_before  # it has to be looked for first
    assert (State.UNKNOWN, LATE, 2) == _state(not_sent(UNKNOWN, LATE, "busy"))


def _state(item: OutboxItem) -> tuple[State, datetime | None, int]:
    return item.state, item.not_before, item.failures


def test_an_unknown_outcome() -> None:
    """It is looked for one deadline after the attempt, however long the answer took to fail."""
    expected = replace(
        ATTEMPTED, state=State.UNKNOWN, not_before=DUE + timedelta(seconds=20), problem="connection dropped", failures=1
    )
    assert expected == outcome_unknown(ATTEMPTED, DUE + 15 * SECOND, PATIENCE, "connection dropped")


def test_absent_before_the_first_attempt() -> None:
    """One look is enough to know that no lost copy of this database sent it."""
    assert replace(NEW, absent_at=DUE, not_before=None) == found_absent(replace(NEW, not_before=DUE), DUE, PATIENCE)


@pytest.mark.parametrize("item", [ATTEMPTED, UNKNOWN])
def test_absent_counts_the_second_time(item: OutboxItem) -> None:
    """Slack's history may lag behind: the first look changes only when to look again."""
    looked = found_absent(item, DUE + 30 * SECOND, PATIENCE)
    assert replace(item, absent_at=DUE + 30 * SECOND, not_before=DUE + 40 * SECOND, problem=None) == looked
    again = found_absent(looked, DUE + 45 * SECOND, PATIENCE)
    assert replace(item, state=State.PENDING, absent_at=DUE + 45 * SECOND, not_before=None, problem=None) == again


def test_what_is_lost_again_and_again_is_sent_more_and_more_rarely() -> None:
    """The first time it goes out again at once; then pauses grow, whatever the looks in between said."""
    item, pauses = NEW, []
    for _ in range(4):
        item = outcome_unknown(attempted(item, DUE), DUE, PATIENCE, "timeout")
        item = found_absent(found_absent(item, DUE, PATIENCE), DUE, PATIENCE)
        pauses.append(item.not_before and (item.not_before - DUE).total_seconds())
    assert [None, 10, 20, 40] == pauses


def test_a_new_attempt_needs_two_new_looks() -> None:
    """Looks before an attempt say nothing about it."""
    absent_twice = found_absent(found_absent(UNKNOWN, DUE, PATIENCE), DUE, PATIENCE)
    again = outcome_unknown(attempted(absent_twice, LATE), LATE, PATIENCE, "timeout")
    assert (Step.LOOK, 2) == (next_step(found_absent(again, LATE, PATIENCE), LATE), again.attempts)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (NEW, DUE - timedelta(hours=9)),
        (ATTEMPTED, DUE - timedelta(minutes=5)),
        (attempted(ATTEMPTED, LATE), DUE - timedelta(minutes=5)),
    ],
)
def test_from_when_slack_is_searched(item: OutboxItem, expected: datetime) -> None:
    """From a little before the first attempt; where none is known, the whole day."""
    assert expected == look_from(item, DUE - timedelta(hours=9))
