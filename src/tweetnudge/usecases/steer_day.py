"""What admins do with today's digest from their Home tab: look at it, send it now, skip it."""

from dataclasses import dataclass
from datetime import datetime

from tweetnudge.domain.outbox import State
from tweetnudge.domain.results import Outcome, Result
from tweetnudge.store import audit, readings
from tweetnudge.store.audit import Entry
from tweetnudge.store.engine import Database
from tweetnudge.usecases import send_digest
from tweetnudge.usecases.permissions import Permissions
from tweetnudge.usecases.ports import Message
from tweetnudge.usecases.send_digest import DigestByHand, PlanDigest


@dataclass(frozen=True, slots=True)
class SteerDay:
    """Every method checks first that `admin` is one. Raises Refused."""

    db: Database
    plan: PlanDigest
    by_hand: DigestByHand
    permissions: Permissions

    def preview(self, admin: str, now: datetime) -> Message | None:
        """The next digest, from what is stored; X is not asked. None when there is nothing to show yet."""
        self.permissions.admin(admin)
        choosing = self.plan.choosing
        with self.db.read() as session:
            candidates = choosing.candidates(session, now)
        digest, message = choosing.pack(candidates, self.plan.workdays.today(now))
        return message if digest.entries else None

    def is_due(self, now: datetime) -> bool:
        """Whether today's digest would be sent within a minute, were the bot started now."""
        return self.plan.workdays.is_due(now) and self.plan.today(now) is None

    def skip(self, admin: str, now: datetime) -> Result:
        """Nothing is sent today."""
        self.permissions.admin(admin)
        with self.db.write() as session:
            skipped = self.plan.skip(session, now)
            if skipped:
                audit.record(session, Entry(now, admin, "skipped the day"))
        return Result(Outcome.SKIPPED if skipped else Outcome.TOO_LATE)

    def send_now(self, admin: str, now: datetime) -> Result:
        """Read the List and send today's digest; takes as long as X and Slack take."""
        self.permissions.admin(admin)
        with self.db.write() as session:
            if readings.started_at(session) is None:  # only Start asks whether everyone was asked
                return Result(Outcome.NOT_STARTED)
            audit.record(session, Entry(now, admin, "sent by hand"))
        return Result(_told(self.by_hand(lambda _read: None)))


def _told(outcome: send_digest.Outcome) -> Outcome:
    if outcome.item is None or outcome.item.state is State.SKIPPED:
        return Outcome.NOT_SENT_YET if outcome.x_problem else Outcome.NOTHING_TO_SAY
    if outcome.item.state is not State.SENT:
        return Outcome.NOT_SENT_YET
    return Outcome.SENT if outcome.message else Outcome.SENT_ALREADY
