"""Personal digests: once the day's digest and its thread are there, a few posts for everybody who asked for them."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from tweetnudge.domain.digest import Entry, ids_of
from tweetnudge.domain.outbox import (
    DIGEST,
    GIVEN_UP,
    PERSONAL,
    OutboxItem,
    State,
    digest_key,
    personal_key,
    thread_prefix,
)
from tweetnudge.domain.taps import opaque_name
from tweetnudge.domain.workdays import Workdays
from tweetnudge.store import facts, outbox, subscribers
from tweetnudge.store.engine import Database
from tweetnudge.store.subscribers import Address
from tweetnudge.usecases.personal_choice import Chosen, PersonalChoice
from tweetnudge.usecases.thank_authors import ThanksOwed, thanks_key

log = logging.getLogger(__name__)

LONG_SENT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class PlanPersonal:
    """Call it with the time: once a workday, in one pass, every personal digest goes into the outbox.

    `key` is derived from SLACK_BOT_TOKEN and is in no database; `running_since` is when this process began.
    """

    db: Database
    workdays: Workdays
    choice: PersonalChoice
    thanks: ThanksOwed
    key: bytes
    running_since: datetime

    def __call__(self, now: datetime) -> None:
        digest = self._digest_to_follow(now)
        if digest is None:
            return
        with self.db.read() as session:
            everyone = sorted(subscribers.everyone(session), key=lambda one: self._name(digest.day, one[0].person))
        chosen: Chosen = self.choice([subscriber for subscriber, _ in everyone], digest, now) if everyone else {}
        addresses = {subscriber.person: address for subscriber, address in everyone}
        with self.db.write() as session:
            if not facts.claim(session, facts.PERSONAL_PLANNED, digest.day.isoformat()):
                return
            owed, is_new = self.thanks.people(session, now), self._is_new(session, digest, now)
            # Who was thanked in a note, before an admin had the digest sent after all, gets no second message.
            notes = {item.key for item in outbox.with_prefix(session, thanks_key(digest.day))}
            items = [
                self._item(digest, addresses[one], entries, now, thanks=one in owed, is_new=is_new)
                for one, entries in chosen.items()
                if thanks_key(digest.day, self._name(digest.day, one)) not in notes
            ]
            outbox.add_all(session, items)
        if everyone:
            log.info("Personal digests planned: %d", len(items))

    def is_settled(self, session: Session, now: datetime) -> bool:
        """Whether today's are planned, or there will be none."""
        today = self.workdays.today(now)
        if facts.get(session, facts.PERSONAL_PLANNED) == today.isoformat() or not subscribers.people(session):
            return True
        digest = outbox.get(session, digest_key(today))
        return digest is not None and digest.state in GIVEN_UP

    def goes_to(self, session: Session, person: str, day: date) -> bool:
        """Whether somebody gets one that day."""
        return outbox.get(session, personal_key(day, self._name(day, person))) is not None

    def _digest_to_follow(self, now: datetime) -> OutboxItem | None:
        """Today's digest, once it was sent with all that goes on under it; None when all this was done already.

        Whatever is sent by hand at night or on a Saturday is followed by none.
        """
        today = self.workdays.today(now)
        if not self.workdays.is_due(now):
            return None
        with self.db.read() as session:
            if facts.get(session, facts.PERSONAL_PLANNED) == today.isoformat():
                return None
            digest = outbox.get(session, digest_key(today))
            complete = outbox.count_open(session, thread_prefix(today)) == 0
        ready = digest is not None and digest.state is State.SENT and complete
        return digest if ready else None

    def _is_new(self, session: Session, digest: OutboxItem, now: datetime) -> bool:
        """Whether none can be in Slack already: the digest was sent just now, by this process.

        Nor may this database have been restored since the last personal digests that it knows of.
        """
        by_us = digest.attempts > 0 and _sent_at(digest) >= max(self.running_since, now - LONG_SENT)
        return by_us and not outbox.has_believed(session, DIGEST, since=outbox.last_sent(session, PERSONAL))

    def _item(
        self, digest: OutboxItem, to: Address, entries: Sequence[Entry], now: datetime, *, thanks: bool, is_new: bool
    ) -> OutboxItem:
        return OutboxItem(
            personal_key(digest.day, self._name(digest.day, to.person)),
            digest.day,
            to.conversation,
            created_at=now,
            expires_at=min(digest.expires_at, self.workdays.latest_start(digest.day)),
            entries=ids_of(entries),
            absent_at=now if is_new else None,
            about={"language": to.language, "thanks": thanks},
        )

    def _name(self, day: date, person: str) -> str:
        return opaque_name(self.key, day, person)


def _sent_at(item: OutboxItem) -> datetime:
    """Slack names messages by the time."""
    return datetime.fromtimestamp(float(item.ts or 0), UTC)
