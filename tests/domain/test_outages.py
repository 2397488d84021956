"""When the admins hear of trouble: once, and not of every hiccup."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tweetnudge.domain.outages import PASSING, Outage, OutageKind, met

NOW = datetime(2026, 7, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
LASTING = sorted(set(OutageKind) - PASSING)


@pytest.mark.parametrize("kind", LASTING)
def test_what_an_admin_has_to_mend_is_told_at_once(kind: OutageKind) -> None:
    assert met(None, kind, NOW).is_to_be_told(NOW)


@pytest.mark.parametrize("kind", sorted(PASSING))
def test_what_passes_by_itself_is_told_when_it_lasts(kind: OutageKind) -> None:
    outage = met(None, kind, NOW)
    assert [False, False, True] == [outage.is_to_be_told(NOW + part * HOUR) for part in (0, 0.99, 1)]


@pytest.mark.parametrize("kind", OutageKind)
def test_told_once(kind: OutageKind) -> None:
    told = replace(met(None, kind, NOW), told_at=NOW)
    assert not met(told, kind, NOW + 1000 * HOUR).is_to_be_told(NOW + 1000 * HOUR)


def test_meeting_it_again_does_not_begin_it_anew() -> None:
    outage = met(None, OutageKind.X_DOWN, NOW)
    assert outage == met(outage, OutageKind.X_DOWN, NOW + HOUR)


@pytest.mark.parametrize("kind", OutageKind)
def test_what_comes_and_goes_is_no_stream(kind: OutageKind) -> None:
    """Told and over, it is told again a day later at the earliest."""
    over = Outage(kind, NOW, told_at=NOW, over_at=NOW + HOUR)
    again = met(over, kind, NOW + 2 * HOUR)
    assert (NOW + 2 * HOUR, None, False) == (again.since, again.over_at, again.was_told)
    assert [False, False, True] == [again.is_to_be_told(NOW + hours * HOUR) for hours in (3, 23.9, 24)]
    assert (kind not in PASSING) is met(over, kind, NOW + 30 * HOUR).is_to_be_told(NOW + 30 * HOUR)
