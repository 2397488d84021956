"""What today's digest would show if it were sent now."""

from dataclasses import dataclass
from datetime import datetime

from tweetnudge.domain.outbox import State, digest_key
from tweetnudge.domain.workdays import Workdays
from tweetnudge.store import outbox
from tweetnudge.store.engine import Database
from tweetnudge.usecases.collect_posts import CollectPosts, Progress
from tweetnudge.usecases.ports import Message
from tweetnudge.usecases.recheck_posts import RecheckPosts


@dataclass(frozen=True, slots=True)
class Preview:
    """`message` is what would be sent now, None when there is nothing to say. `sent_today`: that was done already."""

    message: Message | None
    sent_today: bool


@dataclass(frozen=True, slots=True)
class PreviewDigest:
    """Call it on a copy of the database: it reads and remembers, as sending would. Raises XError."""

    db: Database
    workdays: Workdays
    collect: CollectPosts
    recheck: RecheckPosts

    def __call__(self, now: datetime, progress: Progress) -> Preview:
        self.collect(now, progress)
        today = self.workdays.today(now)
        with self.db.read() as session:
            planned = outbox.get(session, digest_key(today))
        sent = planned is not None and planned.state is State.SENT
        digest, message = self.recheck(today, now, also_in=planned.id if planned and not sent else 0)
        return Preview(message if digest.entries else None, sent)
