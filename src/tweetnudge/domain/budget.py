"""What reading X costs, at X's published prices, in thousandths of a dollar."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum


class Billed(StrEnum):
    """What X bills: an object is billed once per UTC day, however often it is returned."""

    POST = "post"
    USER = "user"
    WRITE = "write"


NEARLY = Decimal("0.8")
PRICE = {Billed.POST: 5, Billed.USER: 10, Billed.WRITE: 5}


def cost(objects: Mapping[Billed, int]) -> int:
    """Thousandths of a dollar."""
    return sum(PRICE[kind] * count for kind, count in objects.items())


def affordable(kind: Billed, spent: Mapping[Billed, int], budget_usd: Decimal, keep_back: int = 0) -> int:
    """How many more objects of a kind the month's budget pays for, `keep_back` thousandths left untouched."""
    left = int(budget_usd * 1000) - cost(spent) - keep_back
    return max(0, left // PRICE[kind])


def is_nearly_spent(objects: Mapping[Billed, int], budget_usd: Decimal) -> bool:
    """Whether four fifths of the month's budget are gone."""
    return cost(objects) >= budget_usd * 1000 * NEARLY


def billing_day(now: datetime) -> date:
    """X's day turns at midnight UTC (09:00 in Tokyo)."""
    return now.astimezone(UTC).date()


def days_left(now: datetime) -> int:
    """Days until X bills for another month, this one included."""
    today = billing_day(now)
    return monthrange(today.year, today.month)[1] - today.day + 1


def billing_month(now: datetime) -> date:
    """The first day of the month X bills for, in UTC."""
    return billing_day(now).replace(day=1)
