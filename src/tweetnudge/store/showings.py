"""Which messages show a post: surfaced by one of them, shown again by others."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, union_all, update
from sqlalchemy.orm import Session

from tweetnudge.domain.digest import LOOKS_AT_MOST
from tweetnudge.domain.outbox import PERSONAL, THREAD, OutboxItem, State, thread_prefix
from tweetnudge.domain.posts import SeenPost
from tweetnudge.domain.report import Figures
from tweetnudge.store import figures
from tweetnudge.store.models import OutboxRow, PostRow
from tweetnudge.store.outbox import in_channel
from tweetnudge.store.post_rows import of_those_shown, seen_post
from tweetnudge.store.rows import insert_new
from tweetnudge.store.support import LookRow, PersonalEntryRow

MESSAGES_LOOKED_THROUGH = 120
LATELY = timedelta(days=2)  # what a restored database has still to read was written in its last days
PERHAPS_IN_SLACK = (State.SENDING, State.UNKNOWN, State.SENT)


def surface(session: Session, ids: Collection[int], outbox_id: int, at: datetime) -> None:
    """This outbox row shows these posts and no others: those that none has surfaced before, and others once more."""
    release(session, outbox_id)
    # One that another message was only going to show is shown by this one.
    shown = select(OutboxRow.id).where(OutboxRow.id != outbox_id, OutboxRow.state.in_(PERHAPS_IN_SLACK))
    again = set(session.scalars(select(PostRow.id).where(PostRow.id.in_(ids), PostRow.surfaced_in.in_(shown))))
    new = PostRow.id.in_(set(ids) - again)
    session.execute(update(PostRow).where(new).values(surfaced_in=outbox_id, surfaced_at=at))
    insert_new(session, LookRow, [{"post_id": post, "outbox_id": outbox_id} for post in again])


def shown_by(session: Session, item: OutboxItem, at: datetime) -> None:
    """This message is about to show these posts and no others. What a personal digest shows goes on waiting."""
    if item.key.startswith(PERSONAL):
        session.execute(delete(PersonalEntryRow).where(PersonalEntryRow.outbox_id == item.id))
        _show_personally(session, item.post_ids, item.id)
    else:
        surface(session, item.post_ids, item.id, at)


def release(session: Session, outbox_id: int) -> None:
    """What this outbox row was going to show waits again."""
    session.execute(delete(PersonalEntryRow).where(PersonalEntryRow.outbox_id == outbox_id))
    session.execute(update(PostRow).where(PostRow.surfaced_in == outbox_id).values(surfaced_in=None, surfaced_at=None))
    session.execute(delete(LookRow).where(LookRow.outbox_id == outbox_id))


def again_in(session: Session, outbox_id: int) -> list[int]:
    """The posts that this message shows once more."""
    return list(session.scalars(select(LookRow.post_id).where(LookRow.outbox_id == outbox_id)))


def taken(session: Session, item: OutboxItem, at: datetime) -> None:
    """Slack holds this message: from now on its posts are followed up, and colleagues' new ones count in the results.

    Being told so twice changes no figure.
    """
    first = func.coalesce(PostRow.likes_when_shown, PostRow.likes)
    shown = {"shown_at": at, "followed_up": 0, "likes_when_shown": first}
    session.execute(update(PostRow).where(_shown_by(item.id)).values(shown))
    official = set((item.about or {}).get("official", ()))
    leads = [lead for lead in item.leads if lead not in official]
    # Written so that SQLite goes by the ids, and not by the index of what was never counted.
    new = PostRow.id.in_(leads), _shown_first_by(item), PostRow.counted_on.is_not(None).is_(False)
    counted = update(PostRow).where(*new).values(counted_on=item.day).returning(PostRow.likes)
    likes = session.scalars(counted, execution_options={"synchronize_session": False}).all()
    figures.add(session, item.day, Figures(shown=len(likes), bare_when_shown=sum(number == 0 for number in likes)))


def last_surfaced(session: Session, authors: Collection[int], today: date, before: int = 0) -> dict[int, datetime]:
    """When each author was last surfaced in a main message, or in today's thread.

    The outbox row `before` itself does not count.
    """
    in_thread = OutboxRow.key.startswith(THREAD), ~OutboxRow.key.startswith(thread_prefix(today))
    main = PostRow.surfaced_in != before, PostRow.surfaced_in.not_in(select(OutboxRow.id).where(*in_thread))
    found = session.execute(
        select(PostRow.author_id, func.max(PostRow.surfaced_at))
        .where(PostRow.author_id.in_(authors), PostRow.surfaced_in.is_not(None), *main)
        .group_by(PostRow.author_id)
    )
    return {author: at for author, at in found if at is not None}


def for_another_look(session: Session, since: datetime, also_in: int = 0) -> list[SeenPost]:
    """Colleagues' posts written since then of which is known how they stood a day after they were last shown.

    They were shown again twice at most, outbox row `also_in` not counted. What continues them comes along.
    """
    others = LookRow.post_id == PostRow.id, LookRow.outbox_id != also_in
    looks = select(func.count()).where(*others).correlate(PostRow).scalar_subquery()
    surfaced = PostRow.surfaced_in != also_in, PostRow.shown_at.is_not(None)
    known = PostRow.followed_up > 0, PostRow.likes.is_not(None)
    counted = PostRow.counted_on.is_not(None), PostRow.created_at >= since
    leads = session.scalars(of_those_shown().where(*surfaced, *known, *counted, looks < LOOKS_AT_MOST)).all()
    return _with_what_continues(session, leads)


def seen_by_few(session: Session, since: datetime, not_in: int) -> list[SeenPost]:
    """Posts written since then that only a thread has shown, or that nobody has answered since a message showed them.

    Their authors are willing, and outbox row `not_in`, the day's message, does not show them.
    """
    thread = select(OutboxRow.id).where(OutboxRow.key.startswith(THREAD))
    again = exists().where(LookRow.post_id == PostRow.id)
    few = or_(and_(PostRow.surfaced_in.in_(thread), ~again), and_(PostRow.likes == 0, PostRow.taps == 0))
    there = exists().where(LookRow.post_id == PostRow.id, LookRow.outbox_id == not_in)
    counted = PostRow.counted_on.is_not(None), PostRow.created_at >= since
    leads = session.scalars(of_those_shown().where(PostRow.surfaced_in != not_in, ~there, *counted, few)).all()
    return _with_what_continues(session, leads)


def _with_what_continues(session: Session, leads: Sequence[PostRow]) -> list[SeenPost]:
    """Entries that were shown, by their first posts, which are those that count in the results."""
    first: dict[int, int] = {}
    for lead in leads:
        first[lead.conversation_id] = min(lead.id, first.get(lead.conversation_id, lead.id))
    more = PostRow.conversation_id.in_(first), PostRow.counted_on.is_(None), PostRow.surfaced_in.is_not(None)
    rest = session.scalars(of_those_shown().where(*more)).all()
    return [seen_post(row) for row in (*leads, *(row for row in rest if row.id > first[row.conversation_id]))]


def surface_where_shown(session: Session, ids: Collection[int], at: datetime) -> None:
    """Posts that a restored database first met in a digest or thread Slack held, and only now on X."""
    sent = select(OutboxRow.id, OutboxRow.entries).where(OutboxRow.state == State.SENT, in_channel())
    latest = session.execute(sent.order_by(OutboxRow.id.desc()).limit(MESSAGES_LOOKED_THROUGH)).all()
    for outbox_id, entries in reversed(latest):
        _surface_also(session, {post for entry in entries for post in entry} & set(ids), outbox_id, at)
    lately = OutboxRow.key.startswith(PERSONAL), OutboxRow.state == State.SENT, OutboxRow.created_at >= at - LATELY
    for outbox_id, entries in session.execute(select(OutboxRow.id, OutboxRow.entries).where(*lately)):
        _show_personally(session, {post for entry in entries for post in entry} & set(ids), outbox_id)


def _show_personally(session: Session, ids: Collection[int], outbox_id: int) -> None:
    """What is gone by now, or not read yet by a restored database, has no row."""
    here = session.scalars(select(PostRow.id).where(PostRow.id.in_(ids)))
    insert_new(session, PersonalEntryRow, [{"post_id": post, "outbox_id": outbox_id} for post in here])


def _surface_also(session: Session, here: Iterable[int], outbox_id: int, at: datetime) -> None:
    """A row shows these beside what it shows already."""
    mine = list(here)
    session.execute(
        update(PostRow)
        .where(PostRow.id.in_(mine), PostRow.surfaced_in.is_(None))
        .values(surfaced_in=outbox_id, surfaced_at=at, shown_at=at)
    )
    again = session.scalars(select(PostRow.id).where(PostRow.id.in_(mine), PostRow.surfaced_in != outbox_id))
    insert_new(session, LookRow, [{"post_id": post, "outbox_id": outbox_id} for post in again])


def _shown_by(outbox_id: int) -> ColumnElement[bool]:
    surfaced = select(PostRow.id).where(PostRow.surfaced_in == outbox_id)
    more = (select(table.post_id).where(table.outbox_id == outbox_id) for table in (LookRow, PersonalEntryRow))
    return PostRow.id.in_(union_all(surfaced, *more))  # each by its index: for a thousand messages that matters


def _shown_first_by(item: OutboxItem) -> ColumnElement[bool]:
    """Not again; a personal digest may be the first to show a post as well."""
    return or_(PostRow.surfaced_in == item.id, _shown_personally_by(item.id))


def _shown_personally_by(outbox_id: int) -> ColumnElement[bool]:
    return exists().where(PersonalEntryRow.post_id == PostRow.id, PersonalEntryRow.outbox_id == outbox_id)
