"""What Slack holds already is believed: this database may have been restored from an older copy."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from tweetnudge.domain import outbox as states
from tweetnudge.domain.outbox import (
    DIGEST,
    PERSONAL,
    Entries,
    OutboxItem,
    State,
    digest_day,
    in_thread,
    personal_day,
    thread_number,
    thread_prefix,
)
from tweetnudge.domain.posts import Reason
from tweetnudge.domain.report import month_after
from tweetnudge.domain.workdays import Workdays
from tweetnudge.store import outbox, posts, readings, showings, subscribers
from tweetnudge.store.engine import Database
from tweetnudge.usecases.ports import FoundMessage, Slack
from tweetnudge.usecases.results import CHART
from tweetnudge.usecases.taken import Taken

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FoundInSlack:
    """Call it with a message that is about to be sent: it is looked for where it goes. Raises SlackError.

    Returns the message as sent if it is there. Digests of other days that this database knows nothing of, or believes
    unsent, are written down as sent too, with what is in their threads: their posts have had their turn. So are
    personal digests of other days that are found beside the one looked for.
    """

    db: Database
    slack: Slack
    workdays: Workdays
    taken: Taken

    def __call__(self, item: OutboxItem, now: datetime) -> OutboxItem | None:
        ours = self.slack.ours(item.channel, self._look_from(item), item.thread)
        if item.kind == "digest" and item.attempts == 0:
            for message in self._unknown_digests(item, ours):
                self._believe_digest(item.channel, message, now)
        if item.kind == "personal" and item.attempts == 0:
            for message in self._unknown(message for message in ours if message.key != item.key):
                self._believe_personal(item.channel, message, now)
        found = next((message for message in ours if message.key == item.mark), None)
        return self._believe(item, found, now) if found else None

    def _look_from(self, item: OutboxItem) -> datetime:
        """From when on it is searched; before a digest's first attempt, since the last one we know of there."""
        return states.look_from(item, self._begin_of(item.day), self._since(item))

    def _since(self, item: OutboxItem) -> datetime | None:
        if (item.about or {}).get("month"):  # a month's results may have been told on an earlier day than today
            return self._begin_of(month_after(date.fromisoformat((item.about or {})["month"])))
        if item.kind not in {"digest", "personal"}:
            return None
        known = (DIGEST, None) if item.kind == "digest" else (PERSONAL, item.channel)
        with self.db.read() as session:
            started = readings.started_at(session)
            first = outbox.last_sent(session, *known) or (self.workdays.today(started) if started else item.day)
        return self._begin_of(first)

    def _begin_of(self, day: date) -> datetime:
        return datetime.combine(day, time.min, self.workdays.timezone)

    def _unknown_digests(self, item: OutboxItem, ours: Sequence[FoundMessage]) -> list[FoundMessage]:
        return self._unknown(message for message in ours if message.key != item.key and digest_day(message.key))

    def _unknown(self, ours: Iterable[FoundMessage]) -> list[FoundMessage]:
        """Those this database does not know, or believes unsent."""
        with self.db.read() as session:
            known = [(message, outbox.get(session, message.key)) for message in ours]
        return [message for message, row in known if row is None or row.state is not State.SENT]

    def _believe_personal(self, conversation: str, message: FoundMessage, now: datetime) -> None:
        """A personal digest of another day, which has to follow what becomes of its posts."""
        day = personal_day(message.key)
        if day is not None:
            with self.db.read() as session:
                reader = subscribers.in_conversation(session, conversation)
            about = {"language": reader.language if reader else ""}
            self._believe(replace(self._known(message, day, conversation, about), attempts=0), message, now)

    def _believe_digest(self, channel: str, message: FoundMessage, now: datetime) -> None:
        day = digest_day(message.key)
        if day is not None:
            thread = self.slack.ours(channel, self._begin_of(day), message.ts)
            for one in (message, *_in_order(thread, day)):
                about = in_thread(day, left=0) if thread_number(one.key) else None
                self._believe(replace(self._known(one, day, channel, about), attempts=0), one, now)

    def _known(self, message: FoundMessage, day: date, channel: str, about: Mapping[str, Any] | None) -> OutboxItem:
        """Our own row for a message of an earlier day, made where there is none."""
        with self.db.write() as session:
            known = outbox.get(session, message.key)
            if known is None:
                at = _posted_at(message)
                known = OutboxItem(message.key, day, channel, created_at=at, expires_at=at, about=about)
                known = replace(known, id=outbox.add(session, known))
        return known

    def _believe(self, item: OutboxItem, found: FoundMessage, now: datetime) -> OutboxItem:
        """If we never sent it ourselves, the message knows better than we do what it shows."""
        never_sent = item.attempts == 0
        if never_sent:
            item = replace(item, entries=self._entries(item, found))
        sent = states.sent(item, found.ts)
        with self.db.write() as session:
            showings.shown_by(session, sent, now)
            if item.kind == "digest" and sent.about is None:
                sent = replace(sent, about={"again": showings.again_in(session, sent.id)})
            outbox.record_sent(session, sent)
            self.taken(session, sent, _posted_at(found))
            # A picture stays as it is; what it belongs to is drawn anew.
            if never_sent and item.kind != CHART and not _remember_shown(session, found.post_ids):
                outbox.raise_revision(session, [sent.id])  # sent by who knows which version of us
        log.info("Found in Slack, not sent again: key=%s ts=%s", sent.key, sent.ts)
        return sent

    def _entries(self, item: OutboxItem, found: FoundMessage) -> Entries:
        """A message names an entry's first post only; what continued it by then was shown with it."""
        planned = states.entries_shown(item.entries, found.post_ids)
        at = _posted_at(found)
        with self.db.read() as session:
            return tuple(entry if entry[1:] else posts.thread_of(session, entry[0], at) for entry in planned)


def _in_order(thread: Sequence[FoundMessage], day: date) -> list[FoundMessage]:
    """What continues a day's digest in its thread, in the order of writing."""
    ours = [message for message in thread if message.key.startswith(thread_prefix(day))]
    return sorted(ours, key=lambda message: thread_number(message.key))


def _posted_at(message: FoundMessage) -> datetime:
    """Slack names messages by the time."""
    return datetime.fromtimestamp(float(message.ts), UTC)


def _remember_shown(session: Session, shown: Sequence[int]) -> bool:
    """Posts we have not read yet are not to be shown again once we do; False when all are known."""
    unknown = set(shown) - posts.stored(session, shown)
    posts.pass_over(session, dict.fromkeys(unknown, Reason.SHOWN))
    return bool(unknown)
