"""Bringing personal digests to Slack: one after another at Slack's pace, by one copy of the bot at a time."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tweetnudge.domain.digest import Entry, ids_of, left_of
from tweetnudge.domain.outbox import PERSONAL, OutboxItem
from tweetnudge.domain.taps import given_token
from tweetnudge.store import consents, leases, members, outbox, posts, subscribers
from tweetnudge.store.engine import Database
from tweetnudge.usecases.ports import Message, Renderer
from tweetnudge.usecases.send_outbox import SendOutbox

log = logging.getLogger(__name__)

LEASE = "personal"
# Slack takes about a message a second in a channel, and hundreds a minute in a workspace.
SECONDS_BETWEEN = 0.25
AT_ONCE = 30  # then everything else that is due has its turn


@dataclass(frozen=True, slots=True)
class ComposePersonal:
    """Writes a personal digest in its reader's language, from what may be shown at that moment."""

    db: Database
    renderer: Renderer
    kept_for: timedelta  # then the message is taken away; POST_RETENTION_DAYS
    key: bytes  # derived from SLACK_BOT_TOKEN

    def __call__(self, item: OutboxItem, now: datetime) -> tuple[OutboxItem, Message] | None:
        """None when nothing is left to show, or its reader wants none any more."""
        with self.db.read() as session:
            reader = subscribers.in_conversation(session, item.channel)
            if reader is None:
                return None
            mine = consents.of_person(session, reader.person)
            tokens = subscribers.tokens(session, item.leads)
        thanks = _thanked(item) and any(one.thanks and one.may_be_shown for one in mine)
        about = {**(item.about or {}), "thanks": thanks}
        # After a restore it turns out only now what was given on earlier days.
        given = {post for post in item.leads if (post, given_token(self.key, post, reader.person)) in tokens}
        own = {one.account for one in mine}
        entries = [one for one in self._entries(item) if one.lead.author_id not in own and one.lead.id not in given]
        item = replace(item, about=about)
        while entries:
            message = self._written(item, entries)
            if self.renderer.fits(message):
                return replace(item, entries=ids_of(entries)), message
            entries.pop()
        return None

    def redrawn(self, item: OutboxItem, now: datetime) -> Message | None:
        """What one that was sent says now; None when it is old, and taken away."""
        over = (item.about or {}).get("over") or now - item.created_at >= self.kept_for
        return None if over else self._written(item, self._entries(item))

    def _entries(self, item: OutboxItem) -> list[Entry]:
        with self.db.read() as session:
            shown = posts.shown(session, item.post_ids)
        found = {post_id: seen.post for post_id, seen in shown.items() if not seen.sensitive}
        return [entry for ids in item.entries if (entry := left_of(ids, found)).posts]

    def _written(self, item: OutboxItem, entries: list[Entry]) -> Message:
        authors = {entry.lead.author_id for entry in entries}
        with self.db.read() as session:
            known = members.members(session, authors)
        language = str((item.about or {}).get("language", ""))
        return self.renderer.personal(
            entries, known, item.day, language, thanks=_thanked(item), images=item.with_images
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SendPersonal:
    """Call it again and again: it sends some of what is due, and is over at once when `stopping`."""

    send: SendOutbox
    sleep: Callable[[float], None]

    def __call__(self, stopping: Callable[[], bool] = lambda: False) -> int:
        """Returns how many steps were taken."""
        with self.send.db.read() as session:
            if not outbox.is_due(session, self.send.clock(), PERSONAL):
                return 0
        worker = replace(self.send, owner=leases.one_of(self.send.owner))
        try:
            return self._some(worker, stopping)
        finally:
            with self.send.db.write() as session:
                leases.give_back(session, LEASE, worker.owner)

    def _some(self, worker: SendOutbox, stopping: Callable[[], bool]) -> int:
        steps = 0
        while steps < AT_ONCE and not stopping() and self._alone(worker) and worker.advance(PERSONAL):
            steps += 1
            self.sleep(SECONDS_BETWEEN)
        if steps:  # and not each time another copy is at it
            with worker.db.read() as session:
                log.info("Personal digests: steps=%d to_go=%d", steps, outbox.count_open(session, PERSONAL))
        return steps

    def _alone(self, worker: SendOutbox) -> bool:
        """Copies of the bot would together be faster than Slack likes."""
        with worker.db.write() as session:
            return leases.take(session, LEASE, worker.owner, worker.patience.lease.total_seconds())


def _thanked(item: OutboxItem) -> bool:
    return bool((item.about or {}).get("thanks"))
