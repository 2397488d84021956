"""The guide, posted to the channel whenever an admin wants it there; Start posts it first by itself."""

from dataclasses import dataclass
from datetime import datetime

from tweetnudge.domain.notes import NoteKind
from tweetnudge.domain.outbox import GIVEN_UP
from tweetnudge.domain.results import Outcome, Result
from tweetnudge.store import audit, outbox
from tweetnudge.store.audit import Entry
from tweetnudge.store.engine import Database
from tweetnudge.usecases.permissions import Permissions
from tweetnudge.usecases.telling import Telling

GUIDE = "guide:"


@dataclass(frozen=True, slots=True)
class Welcome:
    """Call it with the admin who wants the guide posted, once a day at most. Raises Refused."""

    db: Database
    permissions: Permissions
    telling: Telling
    channel: str

    def __call__(self, admin: str, now: datetime) -> Result:
        self.permissions.admin(admin)
        day = self.telling.workdays.today(now)
        key, about = f"{GUIDE}{day.isoformat()}", {"note": NoteKind.GUIDE.value}
        with self.db.write() as session:
            today = [guide for guide in outbox.with_prefix(session, GUIDE) if guide.day == day and guide.key != key]
            there = any(guide.state not in GIVEN_UP for guide in today)  # Start's, perhaps
            if there or not self.telling.on_request(session, self.channel, key, about, now):
                return Result(Outcome.GUIDE_POSTED_ALREADY)
            audit.record(session, Entry(now, admin, "posted the guide"))
        return Result(Outcome.GUIDE_POSTED)
