"""Thanks: on a workday morning, to authors who asked for them and whose posts were answered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from tweetnudge.domain.notes import NoteKind
from tweetnudge.domain.taps import opaque_name
from tweetnudge.domain.workdays import Workdays
from tweetnudge.store import consents, facts, follow_ups, readings
from tweetnudge.store.engine import Database
from tweetnudge.usecases.telling import Telling

LATELY = timedelta(days=8)  # the last follow-up comes after seven
THANKS = f"{NoteKind.THANKS.value}:"


def thanks_key(day: date, name: str = "") -> str:
    """The unique name of somebody's note; without one, what those of a day begin with."""
    return f"{THANKS}{day.isoformat()}:{name}"


@dataclass(frozen=True, slots=True)
class ThanksOwed:
    """Whom to thank: a colleague pressed here and a like arrived on X; less is never told, nor that nobody did."""

    workdays: Workdays

    def is_known(self, session: Session, now: datetime) -> bool:
        """Whether X has told this morning what yesterday's posts got."""
        asked = facts.moment(session, facts.FOLLOWED_UP_WELL)
        return asked is not None and asked >= self.workdays.moment(self.workdays.today(now))

    def people(self, session: Session, now: datetime) -> dict[str, list[int]]:
        """Who is to be thanked now, with their accounts."""
        wanted: dict[str, list[int]] = {}
        for one in consents.to_thank(session) if self.is_known(session, now) else ():
            wanted.setdefault(one.slack_user or "", []).append(one.account)
        return {user: mine for user, mine in wanted.items() if follow_ups.is_to_be_thanked(session, mine, now - LATELY)}


@dataclass(frozen=True, slots=True)
class ThankAuthors:
    """Call it with the time. One note a person a day, however many posts or accounts.

    Whoever gets a personal digest today is thanked there: it waits for those to be planned (`is_settled`), and leaves
    out whom one `goes_to`. `key` makes a note's name say nothing about whose it is.
    """

    db: Database
    telling: Telling
    owed: ThanksOwed
    is_settled: Callable[[Session, datetime], bool]
    goes_to: Callable[[Session, str, date], bool]
    key: bytes

    def __call__(self, now: datetime) -> None:
        workdays = self.owed.workdays
        if not workdays.is_due(now) or not self._is_to_be_done(now):
            return
        today = workdays.today(now)
        with self.db.write() as session:
            if not facts.claim(session, facts.THANKED, today.isoformat()):
                return
            for user, accounts in sorted(self.owed.people(session, now).items()):
                if not self.goes_to(session, user, today):
                    follow_ups.thanked(session, accounts, now - LATELY)
                    key = thanks_key(today, opaque_name(self.key, today, user))
                    about = {"note": NoteKind.THANKS.value}
                    self.telling.tell(session, user, key, about, now, good_for=workdays.latest_start(today) - now)

    def _is_to_be_done(self, now: datetime) -> bool:
        """Once a morning."""
        with self.db.read() as session:
            done = facts.get(session, facts.THANKED) == self.owed.workdays.today(now).isoformat()
            ready = self.owed.is_known(session, now) and self.is_settled(session, now)
            return readings.started_at(session) is not None and not done and ready
