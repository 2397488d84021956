"""Bring waiting messages to Slack, each exactly once: one step at a time, each under a lease.

Every step begins by claiming a message and ends by writing down what became of it, so that a copy that
dies in between leaves a state from which another copy can go on. domain/outbox.py decides what comes next.
"""

import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tweetnudge.domain import outbox as states
from tweetnudge.domain.outages import OF_SLACK, OutageKind
from tweetnudge.domain.outbox import PERSONAL, OutboxItem, Patience, State, Step
from tweetnudge.store import leases, outbox, posts, showings
from tweetnudge.store.engine import Database
from tweetnudge.usecases.found_in_slack import FoundInSlack
from tweetnudge.usecases.outages import EVERYWHERE, Outages, of_slack, of_x
from tweetnudge.usecases.ports import (
    Message,
    Slack,
    SlackError,
    SlackImageRefused,
    SlackOutcomeUnknown,
    SlackRefused,
    XError,
)
from tweetnudge.usecases.results import CHART, RESULTS, siblings_of
from tweetnudge.usecases.taken import Taken

log = logging.getLogger(__name__)

WHEN_REFUSED = timedelta(hours=1)  # only an admin can change that
AFTER_PARENT = timedelta(seconds=10)
# Takes a message and the time; returns it, perhaps with other entries, and its words; None: nothing is left to say.
Compose = Callable[[OutboxItem, datetime], tuple[OutboxItem, Message] | None]
LEVELS = {State.FAILED: logging.ERROR, State.EXPIRED: logging.WARNING, State.SKIPPED: logging.INFO}


@dataclass(frozen=True, slots=True)
class Advanced:
    """What one step made of a message, and what was sent if the step sent it."""

    item: OutboxItem
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class SendOutbox:
    """Call it to do everything that is due now, but for personal digests; returns the steps taken.

    With the key of a message it is that one only, with the beginning of keys (up to a colon) those. `jitter` is
    between 0 and 1.
    """

    db: Database
    slack: Slack
    compose: Mapping[str, Compose]
    found: FoundInSlack
    taken: Taken
    outages: Outages
    patience: Patience
    owner: str
    clock: Callable[[], datetime]
    running_since: datetime
    jitter: Callable[[], float] = random.random

    def __call__(self, which: str = "") -> list[Advanced]:
        worker = replace(self, owner=leases.one_of(self.owner))
        steps: list[Advanced] = []
        while step := worker.advance(which):
            steps.append(step)
        return steps

    def advance(self, which: str = "") -> Advanced | None:
        """Claim one due message and take its next step; None when nothing is due or somebody else has it."""
        now = self.clock()
        with self.db.read() as session:
            if not outbox.is_due(session, now, which):
                return None
        with self.db.write() as session:
            item = outbox.claim(session, self.owner, self._lease, now, which)
        return None if item is None else self._advance(item, now)

    def _advance(self, item: OutboxItem, now: datetime) -> Advanced | None:
        if item.under is not None:
            parent = self._parent(item.under)
            if parent is None or (parent.state in states.FINAL and parent.ts is None):
                return self._give_up(item, State.SKIPPED, "The message it belongs under was not sent.")
            if parent.state is not State.SENT:
                return self._save(replace(item, not_before=now + AFTER_PARENT))
            item = replace(item, thread=parent.ts)
        match states.next_step(item, now, self.running_since):
            case Step.LOOK:
                return self._look(item)
            case Step.SEND:
                return self._send(item)
            case Step.EXPIRE:
                return self._give_up(item, State.EXPIRED, "It could not be sent in time.")

    def _parent(self, key: str) -> OutboxItem | None:
        with self.db.read() as session:
            return outbox.get(session, key)

    @property
    def _lease(self) -> float:
        return self.patience.lease.total_seconds()

    def _look(self, item: OutboxItem) -> Advanced:
        try:
            sent = self.found(item, self.clock())
        except SlackRefused as error:
            return self._refused(item, error)
        except SlackError as error:
            return self._later(item, error)
        if sent is not None:
            self._works(sent)
            return Advanced(sent)
        return self._save(states.found_absent(item, self.clock(), self.patience, self.jitter()))

    def _send(self, item: OutboxItem) -> Advanced | None:
        try:
            composed = self.compose.get(item.kind, self.compose["note"])(item, self.clock())
        except XError as error:
            return self._later(item, error)
        if composed is None:
            return self._give_up(item, State.SKIPPED, "There is nothing left to say.")
        composed_item, message = composed
        ready = states.attempted(composed_item, self.clock())
        with self.db.write() as session:
            may_go = posts.shown(session, ready.leads).keys() == set(ready.leads)
            held = may_go and self._commit(session, ready, message)
        if not may_go:
            return self._save(item)  # somebody paused, left or hid a post while X was asked: it is composed anew
        return self._deliver(ready, message) if held else None

    def _commit(self, session: Session, item: OutboxItem, message: Message) -> bool:
        """Write down what is about to be sent; False, and nothing written, when the lease is somebody else's by now."""
        payload = {"text": message.text, "blocks": message.blocks}
        held = outbox.save(session, item, self.owner, payload=payload, seconds=self._lease)
        if held:
            showings.shown_by(session, item, self.clock())
        return held

    def _deliver(self, item: OutboxItem, message: Message) -> Advanced:
        try:
            ts = self.slack.post(item.channel, message, item.key, item.thread)
        except SlackOutcomeUnknown as error:
            self._met(item, error)
            return self._save(states.outcome_unknown(item, self.clock(), self.patience, str(error)))
        except SlackImageRefused as error:
            if not item.with_images:
                return self._refused(item, error)
            return self._save(states.not_sent(replace(item, with_images=False), self.clock(), str(error)))
        except SlackRefused as error:
            return self._refused(item, error)
        except SlackError as error:
            return self._later(item, error)
        sent = states.sent(item, ts)
        with self.db.write() as session:
            outbox.record_sent(session, sent, item.revision)  # as claimed: what changed since is drawn next
            self.taken(session, sent, self.clock())
        log.info("Sent: key=%s ts=%s", sent.key, ts)
        self._works(sent)
        return Advanced(sent, message)

    def _refused(self, item: OutboxItem, error: SlackRefused) -> Advanced:
        """Trying again would not help: a digest gives its posts back, a note waits where Slack takes nothing at all."""
        waits = item.kind not in {"digest", CHART} and of_slack(error) in EVERYWHERE
        if item.state is State.UNKNOWN or waits:  # what Slack may hold is looked for until Slack lets us look
            return self._later(item, error, WHEN_REFUSED)
        self._met(item, error)
        return self._give_up(item, State.FAILED, str(error))

    def _give_up(self, item: OutboxItem, state: State, problem: str) -> Advanced:
        """A final state other than sent: its posts wait for their next turn."""
        about = states.without_names(item)
        item = replace(item, state=state, entries=(), problem=problem, not_before=None, about=about)
        with self.db.write() as session:
            if outbox.save(session, item, self.owner):
                showings.release(session, item.id)
                if item.kind == RESULTS:  # theirs say whether they were shared
                    outbox.raise_revision(
                        session, [one.id for one in outbox.with_prefix(session, siblings_of(item.key))]
                    )
        log.log(LEVELS[state], "%s: key=%s: %s", state, item.key, problem)
        if state is State.EXPIRED and item.kind == "digest":
            self.outages.met(OutageKind.DIGEST_MISSED, self.clock())
        return Advanced(item)

    def _later(self, item: OutboxItem, error: XError | SlackError, pause: timedelta = timedelta(0)) -> Advanced:
        """Nothing was sent by this step: try it again after a growing pause, or the one Slack asks for."""
        self._met(item, error)
        asked = timedelta(seconds=error.retry_after if isinstance(error, SlackError) else 0)
        pause = max(pause, asked, self.patience.pause(item.failures + 1, self.jitter()))
        now = self.clock()
        put_off = states.not_sent(item, now + pause, str(error))
        if states.next_step(put_off, now, self.running_since) is Step.LOOK:  # it is not given up unlooked for
            put_off = replace(put_off, not_before=now + pause)
        if item.key.startswith(PERSONAL) and isinstance(error, SlackError) and of_slack(error) in EVERYWHERE:
            with self.db.write() as session:  # the next one would meet the same
                outbox.put_off(session, PERSONAL, now + pause)
        return self._save(put_off)

    def _met(self, item: OutboxItem, error: XError | SlackError) -> None:
        """One person's conversation tells nothing about Slack as a whole, unless everything is refused.

        A chart takes a scope of its own, so that what is refused to it may well be open to everything else.
        """
        if item.kind == CHART:
            return
        kind = of_x(error) if isinstance(error, XError) else of_slack(error)
        # The channel of a digest that may have been sent long ago need not be that of today's.
        about_the_channel = item.kind == "digest" and item.state is not State.UNKNOWN
        if kind is not None and (about_the_channel or kind in EVERYWHERE):
            self.outages.met(kind, self.clock())

    def _works(self, item: OutboxItem) -> None:
        if item.kind == CHART:
            return
        works = {*OF_SLACK, OutageKind.DIGEST_MISSED} if item.kind == "digest" else EVERYWHERE
        self.outages.over(works, self.clock())

    def _save(self, item: OutboxItem) -> Advanced:
        with self.db.write() as session:
            outbox.save(session, item, self.owner)
        if item.problem:
            log.warning("%s: key=%s: %s", item.state, item.key, item.problem)
        return Advanced(item)
