"""Posts in the database: remembering, waiting, forgetting."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.orm import Session

from tweetnudge.domain.follow_up import TOKENS_UNTIL
from tweetnudge.domain.posts import PassedOver, Post, Reason, SeenPost
from tweetnudge.store import outbox
from tweetnudge.store.consents import may_be_shown
from tweetnudge.store.models import MemberRow, PassedOverRow, PostRow
from tweetnudge.store.post_rows import of_those_shown, seen_post, values
from tweetnudge.store.rows import insert_new, portions, upsert
from tweetnudge.store.showings import surface_where_shown


def remember(session: Session, items: Iterable[SeenPost | PassedOver], seen_at: datetime) -> None:
    """Store what a read brought; an edit replaces the text of the post it edits, not when it was written."""
    seen = [item for item in items if isinstance(item, SeenPost)]
    hidden = _kept_out(session, [item.post.id for item in seen], Reason.HIDDEN)
    seen = [item for item in seen if item.post.id not in hidden]
    shown_before = _kept_out(session, [item.post.id for item in seen], Reason.SHOWN)
    seen = _one_each(seen)
    outbox.redraw_posts(session, _edited(session, seen))
    rows = [values(item, seen_at) for item in seen]
    upsert(session, PostRow, rows, newer="latest_id", kept=["created_at"])
    # A post is in one of the two tables, so that hiding it later is not taken for an older reason.
    session.execute(delete(PassedOverRow).where(PassedOverRow.id.in_([item.post.id for item in seen])))
    pass_over(session, {item.id: item.reason for item in items if isinstance(item, PassedOver)})
    _settle_threads(session)
    if shown_before:
        surface_where_shown(session, shown_before, seen_at)


def pass_over(session: Session, reasons: Mapping[int, Reason]) -> None:
    """Keep posts as ids only; messages that show one of them are drawn anew."""
    outbox.redraw_posts(session, reasons)
    insert_new(session, PassedOverRow, [{"id": post, "reason": reason.value} for post, reason in reasons.items()])
    forget(session, reasons)


def gone(session: Session, ids: Collection[int]) -> None:
    """X does not show these any more, nor do our messages. Should it do so again, they have had their turn here."""
    outbox.redraw_posts(session, ids)
    had = select(PostRow.id).where(PostRow.id.in_(ids), PostRow.shown_at.is_not(None))
    reason = Reason.SHOWN.value
    insert_new(session, PassedOverRow, [{"id": post, "reason": reason} for post in session.scalars(had)])
    forget(session, ids)


def gone_author(session: Session, author: int) -> None:
    """X shows nothing of this account any more."""
    gone(session, session.scalars(select(PostRow.id).where(PostRow.author_id == author)).all())


def forget(session: Session, ids: Collection[int]) -> None:
    """Delete posts with all they said."""
    session.execute(delete(PostRow).where(PostRow.id.in_(list(ids))))


def waiting(session: Session, since: datetime, also_in: int = 0) -> list[SeenPost]:
    """Posts written since then whose authors may be shown, not surfaced yet or only in outbox row `also_in`."""
    rows = session.scalars(
        of_those_shown()
        .where(PostRow.created_at >= since)
        .where(or_(PostRow.surfaced_in.is_(None), PostRow.surfaced_in == also_in))
        .order_by(PostRow.id)
    )
    return [seen_post(row) for row in rows]


def shown(session: Session, ids: Collection[int]) -> dict[int, SeenPost]:
    """Those of these posts that are still there and whose authors may be shown."""
    return {row.id: seen_post(row) for row in session.scalars(of_those_shown().where(PostRow.id.in_(ids)))}


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
    return [seen_post(row) for row in rows]


def author_of(session: Session, post_id: int, *, shown_since: datetime) -> int | None:
    """Who wrote a post that waits, or was shown since then and not yet followed up for the third day."""
    lately = and_(PostRow.shown_at >= shown_since, PostRow.followed_up < TOKENS_UNTIL)
    wanted = PostRow.id == post_id, or_(PostRow.shown_at.is_(None), lately)
    return session.scalar(select(PostRow.author_id).where(*wanted))


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
    seen = (select(PostRow.id).where(PostRow.id.in_(some), PostRow.seen_at >= moment) for some in portions(ids))
    return {post for query in seen for post in session.scalars(query)}


def _kept_out(session: Session, ids: Collection[int], reason: Reason) -> set[int]:
    found = select(PassedOverRow.id).where(PassedOverRow.id.in_(ids), PassedOverRow.reason == reason)
    return set(session.scalars(found))


def _edited(session: Session, seen: Sequence[SeenPost]) -> list[int]:
    """Those of which our messages show an older version."""
    known = select(PostRow.id, PostRow.latest_id).where(PostRow.id.in_([item.post.id for item in seen]))
    latest = {row.id: row.latest_id for row in session.execute(known.where(PostRow.shown_at.is_not(None)))}
    return [item.post.id for item in seen if item.post.latest_id > latest.get(item.post.id, item.post.latest_id)]


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
