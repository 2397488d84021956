"""What of an author's posts may be kept with their words: only what the author agreed to."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from tweetnudge.domain.consent import is_work_post
from tweetnudge.domain.posts import PassedOver, Reason, SeenPost
from tweetnudge.store import consents, posts

Items = list[SeenPost | PassedOver]


def remember_agreed(
    session: Session, items: Iterable[SeenPost | PassedOver], company_words: Sequence[str], now: datetime
) -> Items:
    """Store what X said, as far as its authors agreed; returns what was stored.

    Anything else is kept as an id. What was stored before its author switched off for a while is left alone.
    """
    found = list(items)
    seen = [item.post for item in found if isinstance(item, SeenPost)]
    known = consents.consents(session, {post.author_id for post in seen})
    stored = posts.stored(session, [post.id for post in seen])
    kept: Items = []
    for item in found:
        consent = known.get(item.post.author_id) if isinstance(item, SeenPost) else None
        if isinstance(item, PassedOver) or consent is None or consent.wants(item.post, company_words):
            kept.append(item)
        elif not (consent.rests and item.post.id in stored):
            post = item.post
            kept.append(PassedOver(post.id, post.latest_id, post.author_id, Reason.NOT_AGREED, post.created_at))
    posts.remember(session, kept, now)
    return kept


def forget_private(session: Session, account: int, company_words: Sequence[str]) -> None:
    """Somebody agreed to work posts only: any other goes at once, shown or not.

    A post whose words were forgotten because of its age may have been one; it says nothing any more.
    """
    known = [seen.post for held in (False, True) for seen in posts.of_author(session, account, surfaced=held)]
    private = [post.id for post in known if post.text and not is_work_post(post, company_words)]
    posts.pass_over(session, dict.fromkeys(private, Reason.NOT_AGREED))
