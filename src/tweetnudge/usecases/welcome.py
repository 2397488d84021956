"""The guide, posted to the channel whenever an admin wants it there; Start posts it first by itself."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tweetnudge.domain.notes import NoteKind
from tweetnudge.domain.outbox import GIVEN_UP
from tweetnudge.domain.results import Outcome, Result
from tweetnudge.store import audit, outbox
from tweetnudge.store.audit import Entry
from tweetnudge.store.engine import Database
from tweetnudge.usecases.permissions import Permissions
from tweetnudge.usecases.telling import Telling

GUIDE = "guide:"


def post_guide(session: Session, telling: Telling, channel: str, key: str, now: datetime) -> bool:
    """Once a day, whoever asks for it; False when it is there or on its way already."""
    guides, today = outbox.with_prefix(session, GUIDE), telling.workdays.today(now)
    if any(guide.day == today and guide.key != key and guide.state not in GIVEN_UP for guide in guides):
        return False
    return telling.on_request(session, channel, key, {"note": NoteKind.GUIDE.value}, now)


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
        with self.db.write() as session:
            if not post_guide(session, self.telling, self.channel, f"{GUIDE}{day.isoformat()}", now):
                return Result(Outcome.GUIDE_POSTED_ALREADY)
            audit.record(session, Entry(now, admin, "posted the guide"))
        return Result(Outcome.GUIDE_POSTED)
