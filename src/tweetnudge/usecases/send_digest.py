"""Today's digest: planned once a day, by the clock or by hand; usecases/send_outbox.py brings it to Slack."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tweetnudge.domain.outbox import FINAL, NOT_SENT, OutboxItem, State, digest_key, planned_anew, thread_prefix
from tweetnudge.domain.workdays import Workdays
from tweetnudge.store import outbox, readings, showings
from tweetnudge.store.engine import Database
from tweetnudge.usecases.choosing import FRESH_ENOUGH, Choosing
from tweetnudge.usecases.collect_posts import CollectingElsewhere, CollectPosts, Progress
from tweetnudge.usecases.follow_up import FollowUp
from tweetnudge.usecases.ports import Message, XError
from tweetnudge.usecases.send_outbox import SendOutbox
from tweetnudge.usecases.starting import BY_COMMAND, start

log = logging.getLogger(__name__)

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class PlanDigest:
    """Writes today's digest into the outbox and marks its posts as surfaced, in one transaction."""

    db: Database
    choosing: Choosing
    workdays: Workdays
    channel: str

    def today(self, now: datetime) -> OutboxItem | None:
        """Today's digest as it stands, None while nothing was planned."""
        with self.db.read() as session:
            return outbox.get(session, digest_key(self.workdays.today(now)))

    def as_it_stands(self, item: OutboxItem) -> OutboxItem:
        """The same message, as another copy may have left it by now."""
        with self.db.read() as session:
            return outbox.get(session, item.key) or item

    def by_clock(self, now: datetime, *, may_stay_silent: bool) -> None:
        """Plan today's digest once; with nothing to say the day is written down as skipped and stays silent."""
        until = self.workdays.latest_start(self.workdays.today(now))
        with self.db.write() as session:
            if outbox.get(session, digest_key(self.workdays.today(now))) is not None:
                return
            if self._planned(session, now, until) is None and may_stay_silent:
                self._skip(session, now, until)

    def by_hand(self, now: datetime) -> OutboxItem | None:
        """Plan today's digest because somebody asked; None when there is nothing to say.

        A digest that is waiting, was skipped, failed or came too late today gets another chance, now.
        Asking once by hand also lets the bot speak by itself from then on.
        """
        with self.db.write() as session:
            start(session, BY_COMMAND, now)
            known = outbox.get(session, digest_key(self.workdays.today(now)))
            if known is not None and known.state not in NOT_SENT:
                return known
            return self._planned(session, now, self.workdays.end_of(self.workdays.today(now)), known)

    def skip(self, session: Session, now: datetime) -> bool:
        """Nothing is sent today; False when it is too late for that."""
        until = self.workdays.end_of(self.workdays.today(now))
        known = outbox.get(session, digest_key(self.workdays.today(now)))
        if known is None:
            self._skip(session, now, until, "An admin said «not today».")
            return True
        if known.state not in NOT_SENT:
            return False
        outbox.skip(session, replace(known, state=State.SKIPPED, entries=(), problem="An admin said «not today»."))
        showings.release(session, known.id)
        return True

    def _planned(
        self, session: Session, now: datetime, until: datetime, known: OutboxItem | None = None
    ) -> OutboxItem | None:
        item = self._item(now, until) if known is None else planned_anew(known, self.channel, until)
        digest, _ = self.choosing.pack(self.choosing.candidates(session, now, also_in=item.id), item.day)
        if not digest.entries:
            return None
        item = replace(item, entries=digest.entry_ids, about=digest.about)
        if known is None:
            item = replace(item, id=outbox.add(session, item))
        else:
            outbox.revive(session, item)
        showings.surface(session, item.post_ids, item.id, now)
        log.info("Planned: key=%s entries=%d", item.key, len(item.entries))
        return item

    def _skip(
        self, session: Session, now: datetime, until: datetime, why: str = "There is nothing to say today."
    ) -> None:
        item = replace(self._item(now, until), state=State.SKIPPED, problem=why)
        outbox.add(session, item)
        log.info("A silent day: key=%s", item.key)

    def _item(self, now: datetime, until: datetime) -> OutboxItem:
        day = self.workdays.today(now)
        return OutboxItem(digest_key(day), day, self.channel, created_at=now, expires_at=until)


@dataclass(frozen=True, slots=True)
class DailyDigest:
    """What the clock asks once a minute: whether today's digest has to be planned now."""

    plan: PlanDigest
    collect: CollectPosts
    follow_up: FollowUp

    def __call__(self, now: datetime) -> None:
        if not self.plan.workdays.is_due(now) or not self.is_started() or self.plan.today(now) is not None:
            return
        due = self.plan.workdays.moment(self.plan.workdays.today(now))
        # While there is nothing to plan, what X refused before is tried again once an hour.
        self.collect.when_due(now, FRESH_ENOUGH, at_last=due + (now - due) // HOUR * HOUR)
        self.follow_up.when_due(now, at_last=due)
        # Silence is only a decision when everything old enough to be shown was read; else we ask again in a minute.
        current = self.collect.is_current(now, self.plan.choosing.read_within)
        self.plan.by_clock(now, may_stay_silent=current)

    def is_started(self) -> bool:
        """Whether somebody has let the bot speak by itself."""
        with self.plan.db.read() as session:
            return readings.started_at(session) is not None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a digest asked for by hand; `item` is None when there is nothing to say.

    `message` is what this call sent, `x_problem` why the List could not be read.
    """

    item: OutboxItem | None
    message: Message | None = None
    x_problem: str | None = None


@dataclass(frozen=True, slots=True)
class DigestByHand:
    """Call it to collect and send today's digest now, waiting for another copy that is at it already."""

    plan: PlanDigest
    collect: CollectPosts
    follow_up: FollowUp
    send: SendOutbox
    once_started: Callable[[datetime], object]  # reads the List's members, at Start and once a month
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]

    def __call__(self, progress: Progress) -> Outcome:
        known = self.plan.today(self.clock())
        if known is not None and known.state is State.SENT:
            self.send(thread_prefix(known.day))
            return Outcome(known)
        x_problem = self._collect(progress)
        self.follow_up.when_due(self.clock())
        item = self.plan.by_hand(self.clock())
        if x_problem is None:
            self.once_started(self.clock())
        if item is None:
            return Outcome(None, x_problem=x_problem)
        outcome = self._brought(item, x_problem)
        self.send(thread_prefix(item.day))
        return outcome

    def _collect(self, progress: Progress) -> str | None:
        """Why the List could not be read, None when it was, by us or by another copy."""
        until = self._patience_ends()
        while self.clock() < until:
            try:
                self.collect(self.clock(), progress)
            except XError as error:
                return str(error)
            except CollectingElsewhere:
                self.sleep(1)
            else:
                return None
        return "Another copy of the bot is still reading the List."

    def _brought(self, item: OutboxItem, x_problem: str | None) -> Outcome:
        message: Message | None = None
        until = self._patience_ends()
        while item.state not in FINAL and not self._put_off(item) and self.clock() < until:
            for step in self.send(item.key):
                item, message = step.item, step.message
            if item.state not in FINAL:
                self.sleep(0.5)
                item = self.plan.as_it_stands(item)
        return Outcome(item, message, x_problem)

    def _put_off(self, item: OutboxItem) -> bool:
        """Certainly not sent and not to be tried at once: whoever asked would rather hear why than wait."""
        return item.state is State.PENDING and item.not_before is not None and item.not_before > self.clock()

    def _patience_ends(self) -> datetime:
        """A dead copy's lease runs out, its message is looked for twice, and there is time left to send."""
        return self.clock() + 2 * self.send.patience.lease
