"""What asking X may still cost this month: set aside before a request, counted as X returned it afterwards."""

from collections.abc import Collection, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from tweetnudge.domain.budget import PRICE, Billed, affordable, billing_day, billing_month, days_left, is_nearly_spent
from tweetnudge.domain.notes import NoteKind
from tweetnudge.store import spending
from tweetnudge.store.engine import Database
from tweetnudge.usecases.ports import XBadAnswer, XError
from tweetnudge.usecases.telling import Telling


class XBudgetSpent(XError):
    """Our own limit, not X's: the month's X_BUDGET_USD does not pay for another read."""


@dataclass(slots=True)
class Bill:
    """What one request may return at most, and the ids of what it did return."""

    at_most: int
    returned: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Purse:
    """The month's budget, kept in `db`. `kept_back` posts are left for the day's re-checks.

    What is being asked for is set aside first, so that several copies together do not pass the budget either. A copy
    that dies while X answers leaves it set aside until the month ends: X may have billed it. An answer that cannot be
    read is given back, or one bad night would use up the month; a good read on the same day counts what X billed then.
    """

    db: Database
    budget_usd: Decimal
    kept_back: int
    telling: Telling | None = None  # None where nobody can be told, as in a preview

    @contextmanager
    def paying(
        self, kind: Billed, wanted: int, now: datetime, *, at_least: int = 1, keep_back: bool = True
    ) -> Generator[Bill]:
        """Ask X for at most `bill.at_most` objects inside, and write into the bill what it returned.

        Raises XBudgetSpent when that would be less than `at_least`.
        """
        reserve = self.kept_back * PRICE[Billed.POST] if keep_back else 0
        bill = Bill(self._set_aside(kind, wanted, now, at_least, reserve))
        try:
            yield bill
        except XBadAnswer as error:
            bill.returned = bill.returned or error.returned
            raise
        finally:
            self._settle(kind, bill, now)

    def half_pays_for_people(self, people: int, now: datetime) -> None:
        """Raises XBudgetSpent when looking so many up would take more than half of what is left this month."""
        with self.db.read() as session:
            spent = spending.committed(session, billing_month(now))
            new = max(0, people - spending.billed(session, Billed.USER, billing_day(now)))
        if 2 * new > affordable(Billed.USER, spent, self.budget_usd):
            dollars = Decimal(PRICE[Billed.USER] * new) / 1000
            raise XBudgetSpent(
                f"Reading the {people} people on the List costs ${dollars:.2f}, more than half of what is left of this "
                f"month's X_BUDGET_USD={self.budget_usd}: raise it, or wait for the 1st of next month (UTC)."
            )

    def share_of_today(self, kind: Billed, parts: int, now: datetime) -> int:
        """How many objects one of so many equal parts pays for of what this day may take of what is left."""
        with self.db.read() as session:
            spent = spending.committed(session, billing_month(now))
        left = affordable(kind, spent, self.budget_usd, self.kept_back * PRICE[Billed.POST])
        return left // days_left(now) // parts

    def _set_aside(self, kind: Billed, wanted: int, now: datetime, at_least: int, reserve: int) -> int:
        month = billing_month(now)
        with self.db.write() as session:
            allowed = min(wanted, affordable(kind, spending.committed(session, month), self.budget_usd, reserve))
            if allowed >= at_least:
                spending.set_aside(session, kind, allowed, month)
                return allowed
            self._tell(session, NoteKind.BUDGET_SPENT, now)
        raise XBudgetSpent(
            f"This month's X budget (X_BUDGET_USD={self.budget_usd}) is spent: "
            "raise it, or wait for the 1st of next month (UTC)."
        )

    def _settle(self, kind: Billed, bill: Bill, now: datetime) -> None:
        month = billing_month(now)
        with self.db.write() as session:
            spending.set_aside(session, kind, -bill.at_most, month)
            spending.record(session, kind, bill.returned, billing_day(now))
            if is_nearly_spent(spending.committed(session, month), self.budget_usd):
                self._tell(session, NoteKind.BUDGET_NEARLY, now)

    def _tell(self, session: Session, kind: NoteKind, now: datetime) -> None:
        """Once a month, and once more for a budget that was raised."""
        if self.telling is not None:
            name = f"{kind.value}:{billing_month(now):%Y-%m}:{self.budget_usd}"
            self.telling.admins(session, name, kind, {"budget_usd": str(self.budget_usd)}, now)
