"""Whose Slack account was deactivated: looked up before sending and once a day."""

import logging
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tweetnudge.domain.consent import Consent, Standing
from tweetnudge.domain.notes import NoteKind
from tweetnudge.store import audit, consents, facts, members, outbox, subscribers
from tweetnudge.store.audit import Entry
from tweetnudge.store.engine import Database
from tweetnudge.usecases.outages import EVERYWHERE, of_slack
from tweetnudge.usecases.people import People, Person
from tweetnudge.usecases.ports import SlackError, SlackNotSent, SlackRefused
from tweetnudge.usecases.telling import Telling

log = logging.getLogger(__name__)

EVERY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class WatchPeople:
    """Stops showing accounts whose owners are no longer active in Slack, and tells the admins."""

    db: Database
    people: People
    telling: Telling

    def when_due(self, now: datetime) -> None:
        """Once a day everybody an account is tied to, or who asked for personal digests.

        Where Slack asks to wait, it goes on from there in a minute.
        """
        with self.db.read() as session:
            last = facts.moment(session, facts.PEOPLE_CHECKED)
            reached = facts.get(session, facts.PEOPLE_REACHED) or ""
            tied = consents.people(session) | subscribers.people(session)
        if last is not None and now - last < EVERY:
            return
        for user in sorted(user for user in tied if user > reached):
            try:
                self._look(user, now)
            except SlackNotSent as error:
                log.info("Whether people are still active is asked further in a minute: %s", error)
                return
            except SlackRefused as error:  # of nobody else it would say more
                log.warning("Whether people are still active is asked again tomorrow: %s", error)
                break
            with self.db.write() as session:
                facts.learn_anew(session, facts.PEOPLE_REACHED, user)
        with self.db.write() as session:
            facts.learn_anew(session, facts.PEOPLE_REACHED, "")
            facts.done_at(session, facts.PEOPLE_CHECKED, now)

    def departed(self, accounts: Collection[int], now: datetime) -> set[int]:
        """Which of these accounts may no longer be shown, because their owners were deactivated."""
        with self.db.read() as session:
            owners = {one.account: one.slack_user for one in consents.consents(session, accounts).values()}
        gone = {user for user in {owner for owner in owners.values() if owner} if self._is_gone(user, now)}
        return {account for account, owner in owners.items() if owner in gone}

    def _is_gone(self, user: str, now: datetime) -> bool:
        """While Slack does not say, nobody is gone: the digest does not wait for that."""
        try:
            return self._look(user, now)
        except (SlackNotSent, SlackRefused) as error:
            log.warning("Slack does not say whether somebody is still active: %s", error)
            return False

    def _look(self, user: str, now: datetime) -> bool:
        """Whether somebody is gone. Raises SlackNotSent when Slack asks to wait, SlackRefused when it tells nothing."""
        try:
            person = self.people.person(user, fresh=True)
        except SlackError as error:
            if isinstance(error, SlackNotSent) or (isinstance(error, SlackRefused) and of_slack(error) in EVERYWHERE):
                raise
            log.warning("Slack does not say whether somebody is still active: %s", error)
            return False
        self._keep_subscription(person)
        if not person.is_active:
            self._stop(user, now)
        return not person.is_active

    def _keep_subscription(self, person: Person) -> None:
        """In the language they use by now; personal digests are for colleagues."""
        with self.db.read() as session:
            known = subscribers.of_person(session, person.id)
        if known is None or (person.is_colleague and person.language == known.language):
            return
        with self.db.write() as session:
            if person.is_colleague:
                subscribers.speaks(session, person.id, person.language)
            else:
                subscribers.unsubscribe(session, person.id)

    def _stop(self, user: str, now: datetime) -> None:
        with self.db.write() as session:
            for mine in consents.of_person(session, user):
                if mine.standing is Standing.SHOWN:  # who paused stays paused: nobody else may end that
                    consents.save(session, replace(mine, standing=Standing.STOPPED, since=now))
                    outbox.redraw_author(session, mine.account)
                    audit.record(session, Entry(now, "clock", "stopped: deactivated in Slack", mine.account, user))
                if mine.standing in {Standing.SHOWN, Standing.PAUSED}:
                    self._tell(session, mine, now)

    def _tell(self, session: Session, mine: Consent, now: datetime) -> None:
        """Once, however often it is found."""
        handles = [member.handle for member in members.members(session, [mine.account]).values()]
        name = f"{NoteKind.DEACTIVATED.value}:{mine.account}:{mine.since.isoformat()}"
        self.telling.admins(session, name, NoteKind.DEACTIVATED, {"handles": handles}, now)
