"""Moving the shared clock, and only when no message may be on its way: deadlines run on the real clock."""

import time
from dataclasses import dataclass, field
from datetime import date, timedelta

from copies import SharedClock
from databases import Store
from sqlalchemy import select

from tweetnudge.domain.outbox import PERSONAL, State, thread_prefix
from tweetnudge.store import facts, outbox
from tweetnudge.store.engine import Database, DatabaseUnusable
from tweetnudge.store.models import OutboxRow

SETTLED = 4.0  # seconds: longer than a lease, and than any request takes
ON_THE_WAY = (State.SENDING, State.UNKNOWN)


@dataclass
class Pace:
    """The clock moves once every message that is on its way has settled, or cannot arrive any more."""

    clock: SharedClock
    store: Store
    _seen: dict[tuple[int, int], float] = field(default_factory=dict[tuple[int, int], float])
    _db: Database | None = None

    def moved(self, by: timedelta) -> bool:
        """Move the clock on; False when it may not be moved now. Nobody writes meanwhile, so nothing sets out."""
        try:
            with self._database.write() as session:
                found = session.execute(select(OutboxRow.id, OutboxRow.attempts).where(OutboxRow.state.in_(ON_THE_WAY)))
                rows = {(row.id, row.attempts) for row in found}
                now = time.monotonic()
                self._seen = {row: self._seen.get(row, now) for row in rows}
                if any(now - since < SETTLED for since in self._seen.values()):
                    return False
                self.clock.offset.value += by.total_seconds()
        except DatabaseUnusable:
            return False
        return True

    def state(self, key: str) -> State | None:
        """What the outbox says of a message; only to know what an admin would see, never for the verdict."""
        try:
            with self._database.read() as session:
                found = session.scalar(select(OutboxRow.state).where(OutboxRow.key == key))
        except DatabaseUnusable:
            return None
        return State(found) if found else None

    def is_complete(self, day: date) -> bool:
        """Whether all that follows the day's digest has become of it what could; never for the verdict either."""
        try:
            with self._database.read() as session:
                planned = facts.get(session, facts.PERSONAL_PLANNED) == day.isoformat()
                return planned and not any(outbox.count_open(session, kind) for kind in (thread_prefix(day), PERSONAL))
        except DatabaseUnusable:
            return False

    def close(self) -> None:
        """Let go of the database."""
        if self._db is not None:
            self._db.close()
        self._db = None

    @property
    def _database(self) -> Database:
        self._db = self._db or Database(self.store.url)
        return self._db
