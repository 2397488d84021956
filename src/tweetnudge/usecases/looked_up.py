"""Asking X about posts by id, and remembering what it says."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from tweetnudge.domain.budget import Billed
from tweetnudge.domain.posts import Post, SeenPost
from tweetnudge.store import posts
from tweetnudge.usecases.agreed_posts import remember_agreed
from tweetnudge.usecases.ports import PostLookup, X
from tweetnudge.usecases.spending import Purse


def look_up(x: X, purse: Purse, asked: Sequence[Post], now: datetime, *, keep_back: bool = True) -> PostLookup:
    """What X says now of at most 100 posts. Raises XError."""
    if not asked:
        return PostLookup((), frozenset(), ())
    # An edit X has not told of yet makes it look the same post up twice.
    with purse.paying(Billed.POST, 2 * len(asked), now, at_least=len(asked), keep_back=keep_back) as bill:
        found = x.posts([post.latest_id for post in asked])
        bill.returned = found.returned
    return found


def remember_looked_up(
    session: Session, asked: Sequence[Post], found: PostLookup, company_words: Sequence[str], seen_at: datetime
) -> dict[int, SeenPost]:
    """Store it, and return the posts that are still there.

    Whoever left or withdrew a post while X was asked is not remembered again.
    """
    here = posts.stored(session, [post.id for post in asked])
    items = [item for item in found.items if not isinstance(item, SeenPost) or item.post.id in here]
    kept = remember_agreed(session, items, company_words, seen_at)
    posts.gone(session, [post.id for post in asked if post.latest_id in found.gone])
    return {item.post.id: item for item in kept if isinstance(item, SeenPost)}
