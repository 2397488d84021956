"""Who may change what, asked anew at each act; and whom the bot writes to about it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from tweetnudge.store import facts
from tweetnudge.store.engine import Database
from tweetnudge.usecases.people import People, Person
from tweetnudge.usecases.ports import SlackError


class Refusal(StrEnum):
    """Why somebody may not do this."""

    ADMINS_ONLY = "admins_only"
    COLLEAGUES_ONLY = "colleagues_only"
    CANNOT_TELL = "cannot_tell"  # Slack does not say who this is


class Refused(Exception):
    """Somebody may not do what they asked for."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Permissions:
    """`admins` are the Slack ids in SLACK_ADMINS, who may change things beside workspace admins and owners."""

    db: Database
    people: People
    admins: tuple[str, ...]

    def colleague(self, user: str) -> Person:
        """Somebody of this company. Raises Refused."""
        try:
            person = self.people.person(user)
        except SlackError:
            raise Refused(Refusal.CANNOT_TELL) from None
        if not person.is_colleague:
            raise Refused(Refusal.COLLEAGUES_ONLY)
        return person

    def admin(self, user: str) -> Person:
        """Somebody who may change things for others. Raises Refused."""
        person = self.colleague(user)
        if not self._is_admin(person):
            raise Refused(Refusal.ADMINS_ONLY)
        return person

    def is_admin(self, user: str) -> bool:
        """Whether somebody may; False when that cannot be told."""
        try:
            return self._is_admin(self.colleague(user))
        except Refused:
            return False

    def met(self, user: str, now: datetime) -> None:
        """Somebody used /tweetlist: without SLACK_ADMINS the first admin who does is the one we write to."""
        if self.admins or not self.is_admin(user):
            return
        with self.db.read() as session:
            first = facts.get(session, facts.FIRST_ADMIN)
        demoted = first is not None and not self._may_still(first)
        with self.db.write() as session:
            if demoted:
                facts.forget(session, facts.FIRST_ADMIN)
            facts.learn(session, facts.FIRST_ADMIN, user)

    def to_tell(self, session: Session) -> tuple[str, ...]:
        """Whom the bot writes to about trouble and requests; may be nobody."""
        first = facts.get(session, facts.FIRST_ADMIN)
        return self.admins or ((first,) if first else ())

    def _may_still(self, first: str) -> bool:
        try:
            self.admin(first)
        except Refused as refused:
            return refused.refusal is Refusal.CANNOT_TELL
        return True

    def _is_admin(self, person: Person) -> bool:
        return person.is_admin or person.id in self.admins
