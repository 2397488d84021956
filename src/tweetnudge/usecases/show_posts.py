"""What /tweets answers: posts a digest could show, from the store alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tweetnudge.domain.browse import rotated
from tweetnudge.domain.digest import Entry, entries_of, ids_of, left_of
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
            author = members.named(session, handle) if handle is not None else None
            if handle is not None and author is None:
                return Shown((), {})
            of = author.id if author is not None else None
            found = posts.browsable(session, window.oldest, window.newest, now - SEEN_WITHIN, of)
            official = self.choosing.official(session)
            wanted = [seen for seen in found if window.takes(seen.post, official=seen.post.author_id in official)]
            chosen = rotated(entries_of(wanted), reader, self.choosing.workdays.today(now), count)
            return self._with_words(session, chosen)

    def _with_words(self, session: Session, chosen: Sequence[Entry]) -> Shown:
        """Only what is shown is loaded whole: a large company's posts of a week are many."""
        ids = ids_of(chosen)
        words = {post: seen.post for post, seen in posts.shown(session, [post for one in ids for post in one]).items()}
        entries = [left_of(one, words) for one in ids]
        authors = members.members(session, {entry.lead.author_id for entry in chosen})
        return Shown(tuple(entry for entry in entries if entry.posts), authors)
