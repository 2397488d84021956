"""Thank-you notes: on a workday morning, to authors who asked for them and whose posts were answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from tweetnudge.domain.consent import Consent
from tweetnudge.domain.notes import NoteKind
from tweetnudge.domain.taps import opaque_name
from tweetnudge.domain.workdays import Workdays
from tweetnudge.store import consents, facts, follow_ups, readings
from tweetnudge.store.engine import Database
from tweetnudge.usecases.telling import Telling

LATELY = timedelta(days=8)  # the last follow-up comes after seven
THANKS = f"{NoteKind.THANKS.value}:"


@dataclass(frozen=True, slots=True)
class ThankAuthors:
    """Call it with the time. A colleague pressed here and a like arrived on X; less is never told, nor that nobody did.

    One note a person a day, however many posts or accounts; `key` makes its name say nothing about whose it is.
    """

    db: Database
    telling: Telling
    workdays: Workdays
    key: bytes

    def __call__(self, now: datetime) -> None:
        if not self.workdays.is_due(now) or not self._is_to_be_done(now):
            return
        today = self.workdays.today(now)
        with self.db.write() as session:
            if not facts.claim(session, facts.THANKED, today.isoformat()):
                return
            for user, accounts in _by_person(consents.to_thank(session)):
                if follow_ups.thank_for(session, accounts, now - LATELY):
                    key = f"{THANKS}{today.isoformat()}:{opaque_name(self.key, today, user)}"
                    about = {"note": NoteKind.THANKS.value}
                    self.telling.tell(session, user, key, about, now, good_for=self.workdays.latest_start(today) - now)

    def _is_to_be_done(self, now: datetime) -> bool:
        """Once a morning, when it is known what yesterday's posts got."""
        today = self.workdays.today(now)
        with self.db.read() as session:
            done = facts.get(session, facts.THANKED) == today.isoformat()
            asked = facts.moment(session, facts.FOLLOWED_UP_WELL)
            started = readings.started_at(session)
        return started is not None and not done and asked is not None and asked >= self.workdays.moment(today)


def _by_person(agreed: list[Consent]) -> Iterator[tuple[str, list[int]]]:
    people = {one.slack_user for one in agreed if one.slack_user is not None}
    for user in sorted(people):
        yield user, [one.account for one in agreed if one.slack_user == user]
