"""What reading costs: thousandths of a dollar, what a budget still pays for, and when X's day turns."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tweetnudge.domain.budget import Billed, affordable, billing_day, billing_month, cost

TOKYO = timezone(timedelta(hours=9))
SPENT = st.dictionaries(st.sampled_from(list(Billed)), st.integers(0, 500))


@pytest.mark.parametrize(
    ("objects", "expected"),
    [({}, 0), ({Billed.POST: 3}, 15), ({Billed.USER: 3}, 30), ({Billed.WRITE: 2, Billed.POST: 1, Billed.USER: 1}, 25)],
)
def test_cost(objects: dict[Billed, int], expected: int) -> None:
    """$0.005 a post, $0.010 a user, $0.005 a write."""
    assert expected == cost(objects)


@pytest.mark.parametrize(
    ("kind", "spent", "budget", "keep_back", "expected"),
    [
        (Billed.POST, {}, "20", 0, 4000),
        (Billed.USER, {}, "20", 0, 2000),
        (Billed.POST, {Billed.POST: 3999}, "20", 0, 1),
        (Billed.USER, {Billed.POST: 3999}, "20", 0, 0),
        (Billed.POST, {Billed.POST: 4000}, "20", 0, 0),
        (Billed.POST, {Billed.POST: 5000}, "20", 0, 0),
        (Billed.POST, {Billed.USER: 10}, "0.15", 45, 1),
        (Billed.POST, {Billed.USER: 10}, "0.15", 50, 0),
        (Billed.POST, {Billed.USER: 10}, "0.15", 51, 0),
        (Billed.POST, {}, "0", 0, 0),
    ],
)
def test_affordable(kind: Billed, spent: dict[Billed, int], budget: str, keep_back: int, expected: int) -> None:
    """Whole objects only, never less than none, and what is kept back stays untouched."""
    assert expected == affordable(kind, spent, Decimal(budget), keep_back)


@given(st.sampled_from(list(Billed)), SPENT, st.decimals(0, 50, places=2), st.integers(0, 1000))
def test_the_budget_is_used_up_and_never_passed(
    kind: Billed, spent: dict[Billed, int], budget: Decimal, keep_back: int
) -> None:
    """What is affordable still fits, one more would not; an overspent budget pays for nothing."""
    count = affordable(kind, spent, budget, keep_back)
    assert count == 0 or cost(spent) + cost({kind: count}) + keep_back <= budget * 1000
    assert cost(spent) + cost({kind: count + 1}) + keep_back > budget * 1000


@pytest.mark.parametrize(
    ("now", "day", "month"),
    [
        (datetime(2026, 7, 1, 8, 59, tzinfo=TOKYO), date(2026, 6, 30), date(2026, 6, 1)),
        (datetime(2026, 7, 1, 9, 0, tzinfo=TOKYO), date(2026, 7, 1), date(2026, 7, 1)),
        (datetime(2026, 7, 31, 23, 59, tzinfo=UTC), date(2026, 7, 31), date(2026, 7, 1)),
        (datetime(2027, 1, 1, 8, 0, tzinfo=TOKYO), date(2026, 12, 31), date(2026, 12, 1)),
    ],
)
def test_the_day_x_bills_turns_at_nine_in_tokyo(now: datetime, day: date, month: date) -> None:
    """Midnight UTC, for the day and the month alike."""
    assert (day, month) == (billing_day(now), billing_month(now))
