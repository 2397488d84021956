"""When a post is looked up again, and what its support makes of the figures."""

from datetime import UTC, datetime, timedelta

import pytest

from tweetnudge.domain.follow_up import after_a_day, days_reached, due_since, never_shown
from tweetnudge.domain.report import Figures

SHOWN = datetime(2026, 7, 1, 0, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "days"), [(0, 0), (22, 0), (23, 1), (24, 1), (70, 1), (71, 3), (166, 3), (167, 7), (5000, 7)]
)
def test_each_day_is_reached_an_hour_early(hours: int, days: int) -> None:
    """So that yesterday's digest, sent some minutes late, is known in this morning's."""
    assert days == days_reached(SHOWN, SHOWN + timedelta(hours=hours))


@pytest.mark.parametrize("days", [1, 3, 7])
def test_what_is_due_is_what_has_reached_that_day(days: int) -> None:
    now = SHOWN + timedelta(days=days) - timedelta(hours=1)
    assert due_since(days, now) == SHOWN
    assert days == days_reached(SHOWN, now)


@pytest.mark.parametrize(("likes", "taps", "bare", "alone"), [(0, 0, 1, 1), (0, 1, 1, 0), (1, 0, 0, 0), (2, 3, 0, 0)])
def test_alone_is_without_a_like_and_without_a_tap(likes: int, taps: int, bare: int, alone: int) -> None:
    told = after_a_day(likes, taps, before=None)
    assert (bool(alone), Figures(read_later=1, bare_later=bare, judged=1, alone=alone)) == told
    assert (bool(alone), Figures(expired=1, judged=1, alone=alone)) == never_shown(likes, taps)


@pytest.mark.parametrize(
    ("before", "likes", "after", "alone"),
    [(True, 0, True, 0), (True, 1, False, -1), (False, 0, False, 0), (False, 4, False, 0)],
)
def test_another_look_can_only_make_it_better(before: bool, likes: int, after: bool, alone: int) -> None:
    """Somebody who took a like back does not leave the author alone again: once supported is supported."""
    assert (after, Figures(alone=alone)) == after_a_day(likes, 0, before=before)
