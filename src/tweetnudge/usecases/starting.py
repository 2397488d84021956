"""The one act that lets the bot speak by itself."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tweetnudge.domain.results import Outcome, Result
from tweetnudge.store import audit, consents, readings
from tweetnudge.store.audit import STARTED, Entry
from tweetnudge.store.engine import Database
from tweetnudge.usecases.permissions import Permissions
from tweetnudge.usecases.telling import Telling
from tweetnudge.usecases.welcome import post_guide

GUIDE_AT_START = "guide:start"
BY_COMMAND = "tweetnudge digest"


def start(session: Session, who: str, now: datetime) -> bool:
    """From now on the bot may speak by itself; who starts it says that everyone listed was asked.

    False, and nothing changes, when it was started before.
    """
    if readings.started_at(session) is not None:
        return False
    readings.start(session, now)
    consents.vouch_for_all(session, who, now)
    audit.record(session, Entry(now, who, STARTED))
    return True


@dataclass(frozen=True, slots=True)
class Starting:
    """Start by an admin's button: the guide goes to the channel first. Raises Refused."""

    db: Database
    permissions: Permissions
    telling: Telling
    channel: str

    def __call__(self, admin: str, now: datetime) -> Result:
        self.permissions.admin(admin)
        with self.db.write() as session:
            if not start(session, admin, now):
                return Result(Outcome.STARTED_ALREADY)
            post_guide(session, self.telling, self.channel, GUIDE_AT_START, now)
        return Result(Outcome.STARTED)
