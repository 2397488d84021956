"""Posts in the database: remembering, waiting, surfacing, forgetting."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, or_, select, update
from sqlalchemy.orm import Session

from tweetnudge.domain.outbox import DIGEST, State
from tweetnudge.domain.posts import Link, PassedOver, Photo, Post, Reason, SeenPost
from tweetnudge.store.consents import may_be_shown
from tweetnudge.store.models import MemberRow, OutboxRow, PassedOverRow, PostRow
from tweetnudge.store.rows import insert_new, upsert

DIGESTS_LOOKED_THROUGH = 60


def remember(session: Session, items: Iterable[SeenPost | PassedOver], seen_at: datetime) -> None:
    """Store what a read brought; an edit replaces the text of the post it edits, not when it was written."""
    seen = [item for item in items if isinstance(item, SeenPost)]
    hidden = _kept_out(session, [item.post.id for item in seen], Reason.HIDDEN)
    seen = [item for item in seen if item.post.id not in hidden]
    shown_before = _kept_out(session, [item.post.id for item in seen], Reason.SHOWN)
    upsert(session, PostRow, [_row(item, seen_at) for item in _one_each(seen)], newer="latest_id", kept=["created_at"])
    # A post is in one of the two tables, so that hiding it later is not taken for an older reason.
    session.execute(delete(PassedOverRow).where(PassedOverRow.id.in_([item.post.id for item in seen])))
    pass_over(session, {item.id: item.reason for item in items if isinstance(item, PassedOver)})
    _settle_threads(session)
    if shown_before:
        _surface_where_shown(session, shown_before, seen_at)


def pass_over(session: Session, reasons: Mapping[int, Reason]) -> None:
    """Keep posts as ids only."""
    insert_new(session, PassedOverRow, [{"id": post, "reason": reason.value} for post, reason in reasons.items()])
    forget(session, reasons)


def forget(session: Session, ids: Collection[int]) -> None:
    """Delete posts with all they said."""
    session.execute(delete(PostRow).where(PostRow.id.in_(list(ids))))


def waiting(session: Session, since: datetime, also_in: int = 0) -> list[SeenPost]:
    """Posts written since then whose authors may be shown, not surfaced yet or only in outbox row `also_in`."""
    rows = session.scalars(
        _of_those_shown()
        .where(PostRow.created_at >= since)
        .where(or_(PostRow.surfaced_in.is_(None), PostRow.surfaced_in == also_in))
        .order_by(PostRow.id)
    )
    return [_seen_post(row) for row in rows]


def shown(session: Session, ids: Collection[int]) -> dict[int, SeenPost]:
    """Those of these posts that are still there and whose authors may be shown."""
    return {row.id: _seen_post(row) for row in session.scalars(_of_those_shown().where(PostRow.id.in_(ids)))}


def browsable(
    session: Session, since: datetime, until: datetime, seen_since: datetime, author: int | None = None
) -> list[SeenPost]:
    """Posts of that time that X still showed since then, surfaced or not, oldest first; without what they say."""
    wanted = PostRow.id, PostRow.latest_id, PostRow.author_id, PostRow.created_at, PostRow.conversation_id
    query = (
        select(*wanted)
        .join(MemberRow, MemberRow.id == PostRow.author_id)
        .where(may_be_shown(), PostRow.created_at.between(since, until), PostRow.seen_at >= seen_since)
        .where(PostRow.sensitive.is_(False))
        .order_by(PostRow.created_at, PostRow.id)
    )
    rows = session.execute(query if author is None else query.where(PostRow.author_id == author))
    return [
        SeenPost(Post(post_id, latest_id, author_id, at, "", conversation), likes=0)
        for post_id, latest_id, author_id, at, conversation in rows
    ]


def of_author(session: Session, author: int, *, surfaced: bool, limit: int | None = None) -> list[SeenPost]:
    """An author's newest posts that were surfaced, or that wait."""
    in_a_digest = PostRow.surfaced_in.is_not(None)
    rows = session.scalars(
        select(PostRow)
        .where(PostRow.author_id == author, in_a_digest if surfaced else ~in_a_digest)
        .order_by(PostRow.id.desc())
        .limit(limit)
    )
    return [_seen_post(row) for row in rows]


def entry_of(session: Session, post_id: int) -> tuple[int, frozenset[int]] | None:
    """The author of a post that is still there, and the ids of the author's thread it belongs to."""
    row = session.get(PostRow, post_id)
    if row is None:
        return None
    same = PostRow.author_id == row.author_id, PostRow.conversation_id == row.conversation_id
    return row.author_id, frozenset(session.scalars(select(PostRow.id).where(*same)))


def thread_of(session: Session, lead: int, until: datetime) -> tuple[int, ...]:
    """A post and what its author had added to it by then, in order; the post alone where it is not stored."""
    row = session.get(PostRow, lead)
    if row is None:
        return (lead,)
    same = PostRow.author_id == row.author_id, PostRow.conversation_id == row.conversation_id
    later = select(PostRow.id).where(*same, PostRow.id > lead, PostRow.created_at <= until).order_by(PostRow.id)
    return lead, *session.scalars(later)


def forget_author(session: Session, author: int, *, only_waiting: bool = False) -> None:
    """Delete everything an author wrote, or what was not surfaced yet."""
    query = delete(PostRow).where(PostRow.author_id == author)
    session.execute(query.where(PostRow.surfaced_in.is_(None)) if only_waiting else query)


def stored(session: Session, ids: Collection[int]) -> set[int]:
    """Which of these posts are kept with what they say."""
    return set(session.scalars(select(PostRow.id).where(PostRow.id.in_(ids))))


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


def _of_those_shown() -> Select[PostRow]:
    return select(PostRow).join(MemberRow, MemberRow.id == PostRow.author_id).where(may_be_shown())


def _kept_out(session: Session, ids: Collection[int], reason: Reason) -> set[int]:
    found = select(PassedOverRow.id).where(PassedOverRow.id.in_(ids), PassedOverRow.reason == reason)
    return set(session.scalars(found))


def _surface_where_shown(session: Session, ids: Collection[int], at: datetime) -> None:
    """Posts that a restored database first met in a digest Slack held, and only now on X."""
    sent = select(OutboxRow.id, OutboxRow.entries).where(
        OutboxRow.state == State.SENT, OutboxRow.key.startswith(DIGEST)
    )
    for outbox_id, entries in session.execute(sent.order_by(OutboxRow.id.desc()).limit(DIGESTS_LOOKED_THROUGH)):
        here = {post for entry in entries for post in entry} & set(ids)
        session.execute(update(PostRow).where(PostRow.id.in_(here)).values(surfaced_in=outbox_id, surfaced_at=at))


def _one_each(seen: Sequence[SeenPost]) -> list[SeenPost]:
    """One row a post, though a page can hold a post and its edit."""
    newest = {item.post.id: item for item in sorted(seen, key=lambda item: item.post.latest_id)}
    return list(newest.values())


def _settle_threads(session: Session) -> None:
    """A post that continues a reply to somebody else, or a thread that was hidden, is none of a digest's.

    Lists are read newest first, so a continuation is stored before what it continues is known.
    """
    for reason in (Reason.REPLY, Reason.HIDDEN):
        same = select(PassedOverRow.id).where(PassedOverRow.reason == reason)
        astray = select(PostRow.id).where(PostRow.parent_id.in_(same))
        while found := session.scalars(astray).all():
            pass_over(session, dict.fromkeys(found, reason))


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
