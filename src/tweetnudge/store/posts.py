"""Posts in the database: remembering, waiting, surfacing, forgetting."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from tweetnudge.domain.posts import Link, PassedOver, Photo, Post, Reason, SeenPost
from tweetnudge.store.models import MemberRow, PassedOverRow, PostRow
from tweetnudge.store.rows import insert_new, upsert


def remember(session: Session, items: Iterable[SeenPost | PassedOver], seen_at: datetime) -> None:
    """Store what a read brought; an edit replaces the text of the post it edits, not when it was written."""
    seen = [item for item in items if isinstance(item, SeenPost)]
    upsert(session, PostRow, [_row(item, seen_at) for item in _one_each(seen)], newer="latest_id", kept=["created_at"])
    pass_over(session, {item.id: item.reason for item in items if isinstance(item, PassedOver)})
    _settle_threads(session)


def pass_over(session: Session, reasons: Mapping[int, Reason]) -> None:
    """Keep posts as ids only."""
    insert_new(session, PassedOverRow, [{"id": post, "reason": reason.value} for post, reason in reasons.items()])
    forget(session, reasons)


def forget(session: Session, ids: Collection[int]) -> None:
    """Delete posts with all they said."""
    session.execute(delete(PostRow).where(PostRow.id.in_(list(ids))))


def waiting(session: Session, since: datetime, also_in: int = 0) -> list[SeenPost]:
    """Posts written since then by authors who are not protected, not surfaced yet or only in outbox row `also_in`."""
    rows = session.scalars(
        select(PostRow)
        .join(MemberRow, MemberRow.id == PostRow.author_id)
        .where(PostRow.created_at >= since, MemberRow.protected.is_(False))
        .where(or_(PostRow.surfaced_in.is_(None), PostRow.surfaced_in == also_in))
        .order_by(PostRow.id)
    )
    return [_seen_post(row) for row in rows]


def seen_since(session: Session, ids: Collection[int], moment: datetime) -> set[int]:
    """Which of these posts X still showed at that moment or later."""
    return set(session.scalars(select(PostRow.id).where(PostRow.id.in_(ids), PostRow.seen_at >= moment)))


def surface(session: Session, ids: Collection[int], outbox_id: int, at: datetime) -> None:
    """Mark posts as surfaced by an outbox row, and no others as surfaced by it."""
    release(session, outbox_id)
    session.execute(update(PostRow).where(PostRow.id.in_(ids)).values(surfaced_in=outbox_id, surfaced_at=at))


def release(session: Session, outbox_id: int) -> None:
    """What this outbox row was going to show waits again."""
    session.execute(update(PostRow).where(PostRow.surfaced_in == outbox_id).values(surfaced_in=None, surfaced_at=None))


def last_surfaced(session: Session, authors: Collection[int], before: int = 0) -> dict[int, datetime]:
    """When each author was last surfaced; the outbox row `before` itself does not count."""
    found = session.execute(
        select(PostRow.author_id, func.max(PostRow.surfaced_at))
        .where(PostRow.author_id.in_(authors), PostRow.surfaced_in.is_not(None), PostRow.surfaced_in != before)
        .group_by(PostRow.author_id)
    )
    return {author: at for author, at in found if at is not None}


def _one_each(seen: Sequence[SeenPost]) -> list[SeenPost]:
    """One row a post, though a page can hold a post and its edit."""
    newest = {item.post.id: item for item in sorted(seen, key=lambda item: item.post.latest_id)}
    return list(newest.values())


def _settle_threads(session: Session) -> None:
    """A post that continues a reply to somebody else belongs to that conversation, not to a digest.

    Lists are read newest first, so a continuation is stored before what it continues is known.
    """
    replies = select(PassedOverRow.id).where(PassedOverRow.reason == Reason.REPLY)
    astray = select(PostRow.id).where(PostRow.parent_id.in_(replies))
    while found := session.scalars(astray).all():
        pass_over(session, dict.fromkeys(found, Reason.REPLY))


def _row(item: SeenPost, seen_at: datetime) -> dict[str, Any]:
    post = item.post
    return {
        "id": post.id,
        "latest_id": post.latest_id,
        "author_id": post.author_id,
        "created_at": post.created_at,
        "text": post.text,
        "links": [[link.url, link.display, link.media] for link in post.links],
        "photo": [post.photo.url, post.photo.alt] if post.photo else None,
        "is_cut": post.is_cut,
        "conversation_id": post.conversation_id,
        "parent_id": post.parent_id,
        "sensitive": item.sensitive,
        "likes": item.likes,
        "seen_at": seen_at,
    }


def _seen_post(row: PostRow) -> SeenPost:
    post = Post(
        id=row.id,
        latest_id=row.latest_id,
        author_id=row.author_id,
        created_at=row.created_at,
        text=row.text,
        conversation_id=row.conversation_id,
        links=tuple(Link(*link) for link in row.links),
        photo=Photo(*row.photo) if row.photo else None,
        is_cut=row.is_cut,
        parent_id=row.parent_id,
    )
    return SeenPost(post, row.likes, row.sensitive)
