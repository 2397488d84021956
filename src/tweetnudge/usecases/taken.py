"""What follows once Slack holds a message: its posts have been shown, and what did not fit goes on in its thread."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tweetnudge.domain.outbox import DIGEST, PERSONAL, THREAD, OutboxItem, in_thread, thread_key, thread_number
from tweetnudge.domain.taps import given_token
from tweetnudge.store import consents, follow_ups, outbox, showings, subscribers
from tweetnudge.usecases.thank_authors import LATELY


@dataclass(frozen=True, slots=True)
class Taken:
    """Call it in the transaction that writes down that Slack holds a message; twice plans and counts nothing twice.

    `key` is derived from SLACK_BOT_TOKEN, `thread_size` is DIGEST_THREAD_SIZE.
    """

    thread_size: int
    key: bytes

    def __call__(self, session: Session, item: OutboxItem, at: datetime) -> None:
        showings.taken(session, item, at)
        if item.key.startswith(PERSONAL):
            self._given(session, item, at)
        if item.key.startswith((DIGEST, THREAD)):
            self._go_on(session, item, at)

    def _given(self, session: Session, item: OutboxItem, at: datetime) -> None:
        """Nobody is given the same post twice. From who has stopped meanwhile the message is taken away again."""
        reader = subscribers.in_conversation(session, item.channel)
        if reader is None:
            outbox.take_away(session, item.channel, item.key)
            return
        subscribers.given(session, {post: given_token(self.key, post, reader.person) for post in item.leads})
        if (item.about or {}).get("thanks"):
            accounts = [mine.account for mine in consents.of_person(session, reader.person)]
            follow_ups.thanked(session, accounts, at - LATELY)

    def _go_on(self, session: Session, item: OutboxItem, at: datetime) -> None:
        """Plan the next message of the thread, in the order in which Slack takes them.

        After one that was found in Slack, and that we do not remember to have sent, more may be there already.
        """
        about = item.about or {}
        left = about["left"] - len(item.entries) if "left" in about else self.thread_size
        may_go_on = bool(about.get("goes_on")) or item.attempts == 0
        key = thread_key(item.day, thread_number(item.key) + 1)
        if left > 0 and may_go_on and at < item.expires_at and outbox.get(session, key) is None:
            about = in_thread(item.day, left)
            outbox.add(session, OutboxItem(key, item.day, item.channel, at, item.expires_at, about=about))
