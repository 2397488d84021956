"""What /tweets answers: posts a digest could show, from the store alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tweetnudge.domain.browse import rotated
from tweetnudge.domain.digest import Entry, entries_of
from tweetnudge.domain.members import Member
from tweetnudge.store import members, posts, readings
from tweetnudge.store.engine import Database
from tweetnudge.usecases.choosing import Choosing

SEEN_WITHIN = timedelta(hours=72)
USUALLY = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """Entries and their authors; empty when there is nothing to show just now."""

    entries: tuple[Entry, ...]
    members: Mapping[int, Member]


@dataclass(frozen=True, slots=True)
class ShowPosts:
    """Call it with whoever asks. X is never asked while somebody waits."""

    db: Database
    choosing: Choosing

    def __call__(self, reader: str, now: datetime, *, count: int = USUALLY, handle: str | None = None) -> Shown:
        with self.db.read() as session:
            window = self.choosing.window(now, readings.started_at(session) or now)
            found = posts.browsable(session, window.oldest, window.newest, now - SEEN_WITHIN)
            if handle is not None:
                author = members.named(session, handle)
                found = [seen for seen in found if author is not None and seen.post.author_id == author.id]
            official = self.choosing.official(session)
            wanted = [seen for seen in found if window.takes(seen.post, official=seen.post.author_id in official)]
            chosen = rotated(entries_of(wanted), reader, self.choosing.workdays.today(now), count)
            authors = members.members(session, {entry.lead.author_id for entry in chosen})
        return Shown(tuple(chosen), authors)
