"""Change messages that Slack holds already, until it holds what may be shown now."""

import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tweetnudge.domain.notes import NoteKind
from tweetnudge.domain.outbox import OutboxItem, Patience
from tweetnudge.domain.pauses import growing_pause
from tweetnudge.store import forgetting, leases, outbox
from tweetnudge.store.engine import Database
from tweetnudge.usecases.choosing import Choosing
from tweetnudge.usecases.outages import UNTIL_MENDED, Outages, of_slack
from tweetnudge.usecases.ports import Message, Slack, SlackError, SlackImageRefused, SlackRefused
from tweetnudge.usecases.telling import Telling

log = logging.getLogger(__name__)

TRY_AGAIN_AFTER, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
WHEN_REFUSED, LONGEST_WHEN_REFUSED = timedelta(hours=1), timedelta(hours=24)
AT_ONCE = 50  # Slack takes about so many changes a minute
NOT_EDITABLE = frozenset({"edit_window_closed", "cant_update_message"})
GONE = "message_not_found"

# What a message that was sent says now; None when nothing is left of it.
Redrawn = Callable[[OutboxItem, datetime], Message | None]


@dataclass(frozen=True, slots=True)
class RedrawDigest:
    """Call it for a digest that was sent, as it may be shown now."""

    db: Database
    choosing: Choosing

    def __call__(self, item: OutboxItem, now: datetime) -> Message:
        with self.db.read() as session:
            return self.choosing.redrawn(session, item)


@dataclass(frozen=True, slots=True)
class RedrawMessages:
    """Call it to redraw what is due, as much as Slack takes in a minute.

    `redrawn` has one function a kind of message, «note» for all others.

    Changing a message is harmless to repeat, so an unknown outcome is simply tried again.
    """

    db: Database
    slack: Slack
    redrawn: Mapping[str, Redrawn]
    telling: Telling
    outages: Outages
    patience: Patience
    owner: str
    jitter: Callable[[], float] = random.random

    def __call__(self, now: datetime) -> int:
        """Returns how many messages were changed or tried."""
        worker = replace(self, owner=leases.one_of(self.owner))
        for tried in range(AT_ONCE):
            item = worker.claimed(now)
            if item is None:
                return tried
            if not worker.redraw(item, now):
                return tried + 1
        return AT_ONCE

    def claimed(self, now: datetime) -> OutboxItem | None:
        """The next message to redraw; None when nothing is due or somebody else is at it."""
        with self.db.write() as session:
            return outbox.claim_redraw(session, self.owner, self.patience.lease.total_seconds(), now)

    def redraw(self, item: OutboxItem, now: datetime) -> bool:
        """Bring one message up to date; False when Slack asks to wait."""
        message = self.redrawn.get(item.kind, self.redrawn["note"])(item, now)
        try:
            self._change(item, message, now)
        except SlackError as error:
            if isinstance(error, SlackImageRefused) and item.with_images:
                self._later(replace(item, with_images=False), now, error)
                return True
            if of_slack(error) in UNTIL_MENDED:  # anything else may be about this one message, in a channel long left
                self.outages.met(of_slack(error), now)
            self._later(item, now + self._pause(item, error), error)
            return not error.retry_after  # the next message would meet the same
        with self.db.write() as session:
            outbox.redrawn(session, item, self.owner)
            if message is None:
                forgetting.note(session, item.id)
        # That a note was redrawn means that it was answered, which is for nobody to read in a log.
        log.log(logging.INFO if item.kind == "digest" else logging.DEBUG, "Redrawn: key=%s", item.key)
        return True

    def _change(self, item: OutboxItem, message: Message | None, now: datetime) -> None:
        ts = item.ts or ""
        if message is None:
            return self.slack.delete(item.channel, ts)
        try:
            return self.slack.update(item.channel, ts, message)
        except SlackRefused as error:
            if error.code == GONE:
                return None
            if error.code not in NOT_EDITABLE:
                raise
        self.slack.delete(item.channel, ts)
        with self.db.write() as session:
            self.telling.admins(session, f"not_editable:{item.id}", NoteKind.NOT_EDITABLE, {}, now)
        return None

    def _pause(self, item: OutboxItem, error: SlackError) -> timedelta:
        """What Slack refuses only an admin can change: that is tried less and less often."""
        if isinstance(error, SlackRefused):
            return growing_pause(item.failures + 1, self.jitter(), WHEN_REFUSED, LONGEST_WHEN_REFUSED)
        if error.retry_after:
            return timedelta(seconds=error.retry_after)
        return growing_pause(item.failures + 1, self.jitter(), TRY_AGAIN_AFTER, LONGEST_PAUSE)

    def _later(self, item: OutboxItem, not_before: datetime, error: SlackError) -> None:
        log.warning("A message could not be changed yet: key=%s: %s", item.key, error)
        with self.db.write() as session:
            outbox.redraw_later(session, item, self.owner, not_before, failed=not error.retry_after)
