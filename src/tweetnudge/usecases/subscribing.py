"""Asking for a personal digest, and no longer wanting one: each person for themselves, at once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tweetnudge.domain.outbox import PERSONAL
from tweetnudge.domain.personal import POSTS_AT_MOST
from tweetnudge.domain.results import Outcome, Result
from tweetnudge.domain.taps import given_token
from tweetnudge.store import audit, outbox, subscribers
from tweetnudge.store.audit import Entry
from tweetnudge.store.engine import Database
from tweetnudge.usecases.permissions import Permissions
from tweetnudge.usecases.ports import Slack


@dataclass(frozen=True, slots=True)
class Subscribing:
    """Nobody has to have an account on X for it. Raises Refused for who is no colleague, and SlackError.

    `key` is derived from SLACK_BOT_TOKEN.
    """

    db: Database
    slack: Slack
    permissions: Permissions
    key: bytes

    def choose(self, user: str, posts: int, now: datetime) -> Result:
        """So many posts a day, up to seven, from the next digest on; 0, for whoever they are by now, for none."""
        if posts <= 0:
            return self.stop(user, now)
        person = self.permissions.colleague(user)
        conversation = self.slack.conversation(user)
        with self.db.write() as session:
            subscribers.subscribe(session, user, min(posts, POSTS_AT_MOST), conversation, person.language, now)
            audit.record(session, Entry(now, user, Outcome.PERSONAL_ON.value, None, user))
        return Result(Outcome.PERSONAL_ON)

    def stop(self, user: str, now: datetime) -> Result:
        """None any more, today's included if it was not sent yet; whoever asks may."""
        with self.db.write() as session:
            if subscribers.unsubscribe(session, user):
                audit.record(session, Entry(now, user, Outcome.PERSONAL_OFF.value, None, user))
        return Result(Outcome.PERSONAL_OFF)

    def conversation(self, user: str) -> str | None:
        """Where somebody's personal digests are; None when nobody ever got any. Raises SlackError."""
        with self.db.read() as session:
            known = subscribers.of_person(session, user)
            nobody = outbox.last_sent(session, PERSONAL) is None
        return known.conversation if known else None if nobody else self.slack.conversation(user)

    def forget(self, session: Session, user: str, conversation: str | None) -> None:
        """None any more; what was given is forgotten, and the messages that are there still are taken away."""
        subscribers.unsubscribe(session, user)
        subscribers.forget_tokens(session, lambda post: given_token(self.key, post, user))
        if conversation is not None:
            outbox.take_away(session, conversation, PERSONAL)
