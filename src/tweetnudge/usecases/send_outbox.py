"""Bring waiting messages to Slack, each exactly once: one step at a time, each under a lease.

Every step begins by claiming a message and ends by writing down what became of it, so that a copy that
dies in between leaves a state from which another copy can go on. domain/outbox.py decides what comes next.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from tweetnudge.domain import outbox as states
from tweetnudge.domain.outbox import OutboxItem, Patience, State, Step
from tweetnudge.domain.workdays import Workdays
from tweetnudge.store import outbox, posts
from tweetnudge.store.engine import Database
from tweetnudge.usecases.ports import (
    Message,
    Slack,
    SlackError,
    SlackImageRefused,
    SlackNotSent,
    SlackOutcomeUnknown,
    SlackRefused,
)
from tweetnudge.usecases.recheck_posts import RecheckPosts

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Advanced:
    """What one step made of a message, and what was sent if the step sent it."""

    item: OutboxItem
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class SendOutbox:
    """Call it to do everything that is due now; returns the steps taken."""

    db: Database
    slack: Slack
    recheck: RecheckPosts
    workdays: Workdays
    patience: Patience
    owner: str

    def __call__(self, now: datetime, key: str | None = None) -> list[Advanced]:
        steps: list[Advanced] = []
        while step := self.advance(now, key):
            steps.append(step)
        return steps

    def advance(self, now: datetime, key: str | None = None) -> Advanced | None:
        """Claim one due message and take its next step; None when nothing is due or somebody else has it."""
        with self.db.write() as session:
            item = outbox.claim(session, self.owner, self._lease, now, key)
        if item is None:
            return None
        match states.next_step(item, now):
            case Step.LOOK:
                return self._look(item, now)
            case Step.SEND:
                return self._send(item, now)
            case Step.EXPIRE:
                return self._give_up(item, State.EXPIRED, "It could not be sent in time.")

    @property
    def _lease(self) -> float:
        return self.patience.lease.total_seconds()

    def _look(self, item: OutboxItem, now: datetime) -> Advanced:
        try:
            found = self.slack.find(item.channel, item.key, states.look_from(item, self._begin_of(item)))
        except SlackRefused as error:
            if item.state is State.PENDING:
                return self._give_up(item, State.FAILED, str(error))
            return self._save(replace(item, not_before=now + timedelta(minutes=10), problem=str(error)))
        except SlackError as error:
            pause = max(self.patience.pause(item.attempts), timedelta(seconds=getattr(error, "retry_after", 0)))
            return self._save(replace(item, not_before=now + pause, problem=str(error)))
        if found is None:
            return self._save(states.found_absent(item, now, self.patience))
        return self._found(item, found.ts, found.post_ids, now)

    def _found(self, item: OutboxItem, ts: str, shown: tuple[int, ...], now: datetime) -> Advanced:
        """Slack has it. If we never sent it ourselves, the message knows better than we do what it shows."""
        if item.attempts == 0 and shown:
            item = replace(item, entries=tuple((post_id,) for post_id in shown))
        sent = replace(item, state=State.SENT, ts=ts, problem=None)
        with self.db.write() as session:
            posts.surface(session, sent.post_ids, sent.id, now)
            outbox.record_sent(session, sent)
        log.info("Found in Slack, not sent again: key=%s ts=%s", sent.key, ts)
        return Advanced(sent)

    def _send(self, item: OutboxItem, now: datetime) -> Advanced:
        digest, message = self.recheck(item.day, now, also_in=item.id, images=item.with_images)
        if not digest.entries:
            return self._give_up(item, State.SKIPPED, "Nothing is left to show today.")
        entries = tuple(tuple(post.id for post in entry.posts) for entry in digest.entries)
        item = states.attempted(replace(item, entries=entries), now)
        payload = {"text": message.text, "blocks": message.blocks}
        with self.db.write() as session:
            posts.surface(session, item.post_ids, item.id, now)
            held = outbox.save(session, item, self.owner, payload=payload, seconds=self._lease)
            if not held:
                session.rollback()
        return self._deliver(item, message, now) if held else Advanced(item)

    def _deliver(self, item: OutboxItem, message: Message, now: datetime) -> Advanced:
        try:
            ts = self.slack.post(item.channel, message, item.key)
        except SlackOutcomeUnknown as error:
            log.warning("Slack did not answer, looking for the message first: key=%s: %s", item.key, error)
            return self._save(states.outcome_unknown(item, now, self.patience, str(error)))
        except SlackNotSent as error:
            pause = max(self.patience.pause(item.attempts), timedelta(seconds=error.retry_after))
            return self._save(states.not_sent(item, now + pause, str(error)))
        except SlackImageRefused as error:
            if not item.with_images:
                return self._give_up(item, State.FAILED, str(error))
            log.warning("Slack cannot fetch a picture, sending without pictures: key=%s", item.key)
            return self._save(states.not_sent(replace(item, with_images=False), now, str(error)))
        except SlackRefused as error:
            return self._give_up(item, State.FAILED, str(error))
        sent = replace(item, state=State.SENT, ts=ts, problem=None)
        with self.db.write() as session:
            outbox.record_sent(session, sent)
        log.info("Sent: key=%s ts=%s", sent.key, ts)
        return Advanced(sent, message)

    def _give_up(self, item: OutboxItem, state: State, problem: str) -> Advanced:
        """A final state other than sent: its posts wait for their next turn."""
        item = replace(item, state=state, entries=(), problem=problem, not_before=None)
        with self.db.write() as session:
            if outbox.save(session, item, self.owner):
                posts.release(session, item.id)
        log.log(logging.ERROR if state is State.FAILED else logging.INFO, "%s: key=%s: %s", state, item.key, problem)
        return Advanced(item)

    def _save(self, item: OutboxItem) -> Advanced:
        with self.db.write() as session:
            outbox.save(session, item, self.owner)
        return Advanced(item)

    def _begin_of(self, item: OutboxItem) -> datetime:
        return datetime.combine(item.day, time.min, self.workdays.timezone)
