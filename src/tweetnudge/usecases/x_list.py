"""Changing X's List: one account at a time, paid for, and never by two at once."""

import time
import uuid
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from tweetnudge.domain.budget import Billed
from tweetnudge.domain.members import Member
from tweetnudge.domain.results import Outcome
from tweetnudge.store import leases, members
from tweetnudge.store.engine import Database
from tweetnudge.usecases.ports import (
    X,
    XBadAnswer,
    XError,
    XForbidden,
    XNoCredit,
    XNotFound,
    XNotOurList,
    XRateLimited,
    XSuspended,
    XUnauthorized,
    XUnavailable,
)
from tweetnudge.usecases.spending import Purse, XBudgetSpent

SECONDS_TO_WAIT = 20.0
BETWEEN_TRIES = 0.1
PERHAPS_DONE = (XUnavailable, XBadAnswer)
OUTCOMES: tuple[tuple[type[XError], Outcome], ...] = (
    (XNotFound, Outcome.UNKNOWN_HANDLE),
    (XSuspended, Outcome.SUSPENDED),
    (XNotOurList, Outcome.NOT_OUR_LIST),
    (XNoCredit, Outcome.NO_CREDIT),
    (XRateLimited, Outcome.RATE_LIMITED),
    (XBudgetSpent, Outcome.BUDGET_SPENT),
    (XUnauthorized, Outcome.KEYS_REFUSED),
    (XForbidden, Outcome.KEYS_REFUSED),
)


class Busy(Exception):
    """Somebody else is changing this account's place on the List just now."""


def outcome_of(error: XError) -> Outcome:
    """What to tell the person who asked."""
    return next((outcome for kind, outcome in OUTCOMES if isinstance(error, kind)), Outcome.X_SILENT)


@dataclass(frozen=True, slots=True)
class XList:
    """The company's List on X. Raises XError and Busy."""

    db: Database
    x: X
    purse: Purse
    list_id: str
    owner: str
    lease_seconds: float
    sleep: Callable[[float], None] = time.sleep

    def account(self, handle: str, now: datetime) -> Member:
        """Whose handle this is, looked up on X; names there change hands."""
        with self.purse.paying(Billed.USER, 1, now) as bill:
            found = self.x.user(handle)
            bill.returned = [found.id]
        return found

    def known(self, handle: str) -> Member | None:
        """Whose handle this is, as far as we know without asking X."""
        with self.db.read() as session:
            return members.named(session, handle)

    def put_on(self, account: int, now: datetime) -> bool:
        """False when X was not asked, because the credentials for it are missing."""
        return self._write(self.x.add_to_list, account, now)

    def take_off(self, account: int, now: datetime) -> bool:
        """False when X was not asked, because the credentials for it are missing."""
        return self._write(self.x.remove_from_list, account, now)

    @contextmanager
    def one_at_a_time(self, account: int) -> Generator[None]:
        """While X and the store are changed for one account, nobody else changes them. Raises Busy."""
        # A lease of its own for each act: two people may be served by the same copy of the bot.
        name, owner = f"account:{account}", f"{self.owner}:{uuid.uuid4().hex[:8]}"
        self._wait_for(name, owner)
        try:
            yield
        finally:
            with self.db.write() as session:
                leases.give_back(session, name, owner)

    def tried(self, account: int, change: Callable[[], bool]) -> bool:
        """Whether X has it now as it should be; False where somebody has to see to it by hand."""
        try:
            with self.one_at_a_time(account):
                return change()
        except (XError, Busy):
            return False

    def _wait_for(self, name: str, owner: str) -> None:
        for _ in range(int(SECONDS_TO_WAIT / BETWEEN_TRIES)):
            with self.db.write() as session:
                if leases.take(session, name, owner, self.lease_seconds):
                    return
            self.sleep(BETWEEN_TRIES)
        raise Busy

    def _write(self, change: Callable[[str, int], None], account: int, now: datetime) -> bool:
        if not self.x.can_write:
            return False
        with self.purse.paying(Billed.WRITE, 1, now) as bill:
            # Every write is billed, also the same one twice a day: each counts under a number of its own.
            bill.returned = [time.time_ns()]
            try:
                change(self.list_id, account)
            except XError as error:
                if not isinstance(error, PERHAPS_DONE):
                    bill.returned = ()
                raise
        return True
