"""The last look at X before a digest goes out: only what is still there, and its replacements, may be shown."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tweetnudge.domain.budget import Billed
from tweetnudge.domain.digest import Digest
from tweetnudge.domain.posts import Post, SeenPost
from tweetnudge.store import posts
from tweetnudge.store.engine import Database
from tweetnudge.usecases.choosing import Candidates, Choosing
from tweetnudge.usecases.ports import Message, PostLookup, X, XError
from tweetnudge.usecases.spending import Purse

log = logging.getLogger(__name__)

GOOD_WITHOUT_X_FOR = timedelta(hours=24)
ROUNDS_AT_MOST = 10


@dataclass(frozen=True, slots=True)
class RecheckPosts:
    """Call it to get the digest that may be sent now; its entries were all looked up on X again.

    What X no longer shows is forgotten and the next in turn moves up. While X cannot be asked,
    posts it showed within the last 24 hours may go, the others wait. Raises XError when that leaves none.
    """

    db: Database
    x: X
    purse: Purse
    choosing: Choosing

    def __call__(self, day: date, now: datetime, *, also_in: int = 0, images: bool = True) -> tuple[Digest, Message]:
        with self.db.read() as session:
            candidates = self.choosing.candidates(session, now, also_in)
        checked: set[int] = set()
        try:
            for _ in range(ROUNDS_AT_MOST):
                digest, message = self.choosing.pack(candidates, day, images=images)
                unchecked = [entry.lead for entry in digest.entries if entry.lead.id not in checked]
                if not unchecked:
                    return digest, message
                candidates = self._recheck(unchecked, candidates, now)
                checked.update(post.id for post in unchecked)
        except XError as error:
            checked |= self._seen_lately(candidates, now)
            if not any(seen.post.id in checked for seen in candidates.waiting):
                raise
            log.warning("Posts could not be looked up before sending: %s", error)
        return self.choosing.pack(candidates.only(checked), day, images=images)

    def _recheck(self, chosen: list[Post], candidates: Candidates, now: datetime) -> Candidates:
        found = self._ask(chosen, now)
        alive = {item.post.id: item for item in found.items if isinstance(item, SeenPost)}
        with self.db.write() as session:
            posts.remember(session, found.items, now)
            posts.forget(session, [post.id for post in chosen if post.latest_id in found.gone])
        # What X neither shows nor calls gone sits out this digest, and waits.
        return _renewed(candidates.without([post.id for post in chosen if post.id not in alive]), alive)

    def _ask(self, chosen: list[Post], now: datetime) -> PostLookup:
        asked = [post.latest_id for post in chosen]
        self.purse.at_most(Billed.POST, len(asked), now, at_least=len(asked), keep_back=False)
        found = self.x.posts(asked)
        self.purse.record(Billed.POST, found.returned, now)
        return found

    def _seen_lately(self, candidates: Candidates, now: datetime) -> set[int]:
        ids = {seen.post.id for seen in candidates.waiting}
        with self.db.read() as session:
            return posts.seen_since(session, ids, now - GOOD_WITHOUT_X_FOR)


def _renewed(candidates: Candidates, alive: Mapping[int, SeenPost]) -> Candidates:
    """The newest of each post; likes and times stay, so that checking does not reshuffle the choice."""

    def renewed(seen: SeenPost) -> SeenPost:
        newest = alive.get(seen.post.id, seen)
        return replace(newest, likes=seen.likes, post=replace(newest.post, created_at=seen.post.created_at))

    return replace(candidates, waiting=[renewed(seen) for seen in candidates.waiting])
