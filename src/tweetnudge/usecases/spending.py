"""What reading X may still cost this month; every object X returned is counted before anything else happens."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tweetnudge.domain.budget import PRICE, Billed, affordable, billing_day, billing_month
from tweetnudge.store import spending
from tweetnudge.store.engine import Database
from tweetnudge.usecases.ports import XError


class XBudgetSpent(XError):
    """Our own limit, not X's: the month's X_BUDGET_USD does not pay for another read."""


@dataclass(frozen=True, slots=True)
class Purse:
    """The month's budget, kept in `db`. `kept_back` posts are left for the day's re-checks."""

    db: Database
    budget_usd: Decimal
    kept_back: int

    def at_most(self, kind: Billed, wanted: int, now: datetime, *, at_least: int = 1, keep_back: bool = True) -> int:
        """How many of `wanted` objects may be read now. Raises XBudgetSpent when that is less than `at_least`."""
        with self.db.read() as session:
            spent = spending.spent(session, billing_month(now))
        reserve = self.kept_back * PRICE[Billed.POST] if keep_back else 0
        allowed = min(wanted, affordable(kind, spent, self.budget_usd, reserve))
        if allowed < at_least:
            raise XBudgetSpent(
                f"This month's X budget (X_BUDGET_USD={self.budget_usd}) is spent: "
                "raise it, or wait for the 1st of next month (UTC)."
            )
        return allowed

    def half_pays_for_people(self, people: int, now: datetime) -> None:
        """Raises XBudgetSpent when looking so many up would take more than half of what is left this month."""
        with self.db.read() as session:
            spent = spending.spent(session, billing_month(now))
            new = max(0, people - spending.billed(session, Billed.USER, billing_day(now)))
        if 2 * new > affordable(Billed.USER, spent, self.budget_usd):
            dollars = Decimal(PRICE[Billed.USER] * new) / 1000
            raise XBudgetSpent(
                f"Reading the {people} people on the List costs ${dollars:.2f}, more than half of what is left of this "
                f"month's X_BUDGET_USD={self.budget_usd}: raise it, or wait for the 1st of next month (UTC)."
            )

    def record(self, kind: Billed, ids: Collection[int], now: datetime) -> None:
        """Count what X has just returned."""
        with self.db.write() as session:
            spending.record(session, kind, ids, billing_day(now))
