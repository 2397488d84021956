"""The last look at X before a digest goes out: only what is still there, and its replacements, may be shown."""

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tweetnudge.domain.digest import Digest
from tweetnudge.domain.outbox import OutboxItem
from tweetnudge.domain.posts import Post, SeenPost
from tweetnudge.store import posts
from tweetnudge.store.engine import Database
from tweetnudge.usecases.choosing import Candidates, Choosing
from tweetnudge.usecases.looked_up import look_up, remember_looked_up
from tweetnudge.usecases.ports import Message, X, XError, XUnavailable
from tweetnudge.usecases.spending import Purse

log = logging.getLogger(__name__)

GOOD_WITHOUT_X_FOR = timedelta(hours=24)
ROUNDS_AT_MOST = 10


Departed = Callable[[Collection[int], datetime], set[int]]


def nobody_departed(_accounts: Collection[int], _now: datetime) -> set[int]:
    """Where Slack cannot be asked who is still with the company."""
    return set()


@dataclass(frozen=True, slots=True)
class RecheckPosts:
    """Call it to get the digest that may be sent now; its entries were all looked up on X again.

    What X no longer shows is forgotten and the next in turn moves up; `departed` names accounts whose owners
    have left the company, which are not shown either. While X cannot be asked,
    posts it showed within the last 24 hours may go, the others wait. Raises XError when that leaves none.
    """

    db: Database
    x: X
    purse: Purse
    choosing: Choosing
    departed: Departed
    company_words: tuple[str, ...]
    is_current: Callable[[datetime], bool]  # whether everything old enough to be shown has been read

    def __call__(
        self, day: date, now: datetime, *, also_in: int = 0, images: bool = True, thread: int | None = None
    ) -> tuple[Digest, Message]:
        with self.db.read() as session:
            candidates = self.choosing.candidates(session, now, also_in, thread)
        checked: set[int] = set()
        try:
            for _ in range(ROUNDS_AT_MOST):
                digest, message = self.choosing.pack(candidates, day, images=images)
                unchecked = [entry.lead for entry in digest.entries if entry.lead.id not in checked]
                if not unchecked:
                    return digest, message
                candidates = self._without_departed(unchecked, candidates, now)
                candidates = self._recheck(_still(unchecked, candidates), candidates, now)
                checked.update(post.id for post in unchecked)
        except XError as error:
            checked |= self._seen_lately(candidates, now)
            if not candidates.led_by(checked).waiting:
                raise
            log.warning("Posts could not be looked up before sending: %s", error)
        return self.choosing.pack(candidates.led_by(checked), day, images=images)

    def compose(self, item: OutboxItem, now: datetime) -> tuple[OutboxItem, Message] | None:
        """The day's digest as it may be sent now; None when nothing is left to show.

        Raises XError too when nothing is left of what was read, and the List holds perhaps more.
        """
        digest, message = self(item.day, now, also_in=item.id, images=item.with_images)
        if not digest.entries:
            if not self.is_current(now):
                raise XUnavailable("What was to be shown is gone, and whether the List holds more is not known yet.")
            return None
        return replace(item, entries=digest.entry_ids, about=digest.about), message

    def compose_reply(self, item: OutboxItem, now: datetime) -> tuple[OutboxItem, Message] | None:
        """What did not fit into the day's digest, as much of it as one message in its thread takes; None for nothing.

        Raises XError.
        """
        left = (item.about or {})["left"]
        digest, message = self(item.day, now, also_in=item.id, images=item.with_images, thread=left)
        about = {**(item.about or {}), **digest.about}
        return (replace(item, entries=digest.entry_ids, about=about), message) if digest.entries else None

    def _without_departed(self, chosen: list[Post], candidates: Candidates, now: datetime) -> Candidates:
        gone = self.departed({post.author_id for post in chosen}, now)
        return candidates.each(lambda seen: None if seen.post.author_id in gone else seen)

    def _recheck(self, chosen: list[Post], candidates: Candidates, now: datetime) -> Candidates:
        found = look_up(self.x, self.purse, chosen, now, keep_back=False)
        with self.db.write() as session:
            alive = remember_looked_up(session, chosen, found, self.company_words, now)
        # What X neither shows nor calls gone sits out this digest with what continues it, and waits.
        gone = [post.id for post in chosen if post.latest_id in found.gone]
        silent = {post.id for post in chosen} - alive.keys() - set(gone)
        return _renewed(candidates.without(gone).not_led_by(silent), alive)

    def _seen_lately(self, candidates: Candidates, now: datetime) -> set[int]:
        with self.db.read() as session:
            return posts.seen_since(session, candidates.post_ids, now - GOOD_WITHOUT_X_FOR)


def _still(chosen: list[Post], candidates: Candidates) -> list[Post]:
    return [post for post in chosen if post.id in candidates.post_ids]


def _renewed(candidates: Candidates, alive: Mapping[int, SeenPost]) -> Candidates:
    """The newest of each post; likes and times stay, so that checking does not reshuffle the choice."""

    def renewed(seen: SeenPost) -> SeenPost:
        newest = alive.get(seen.post.id, seen)
        return replace(seen, sensitive=newest.sensitive, post=replace(newest.post, created_at=seen.post.created_at))

    return candidates.each(renewed)
