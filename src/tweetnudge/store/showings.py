"""Which messages show a post: surfaced by one of them, shown again by others; and what comes of having been shown."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from tweetnudge.domain.digest import LOOKS_AT_MOST
from tweetnudge.domain.follow_up import DAYS, TOKENS_UNTIL, after_a_day, days_reached, due_since, never_shown
from tweetnudge.domain.outbox import DIGEST, OutboxItem, State
from tweetnudge.domain.posts import SeenPost
from tweetnudge.domain.report import Figures, month_after
from tweetnudge.store import figures, taps
from tweetnudge.store.models import OutboxRow, PostRow
from tweetnudge.store.post_rows import of_those_shown, seen_post
from tweetnudge.store.rows import insert_new
from tweetnudge.store.support import LookRow

DIGESTS_LOOKED_THROUGH = 60
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


def release(session: Session, outbox_id: int) -> None:
    """What this outbox row was going to show waits again."""
    session.execute(update(PostRow).where(PostRow.surfaced_in == outbox_id).values(surfaced_in=None, surfaced_at=None))
    session.execute(delete(LookRow).where(LookRow.outbox_id == outbox_id))


def again_in(session: Session, outbox_id: int) -> list[int]:
    """The posts that this message shows once more."""
    return list(session.scalars(select(LookRow.post_id).where(LookRow.outbox_id == outbox_id)))


def taken(session: Session, item: OutboxItem, at: datetime) -> None:
    """Slack holds this digest: from now on its posts are followed up, and colleagues' new ones count in the results.

    Being told so twice changes no figure.
    """
    session.execute(update(PostRow).where(_shown_by(item.id)).values(shown_at=at, followed_up=0))
    official = set((item.about or {}).get("official", ()))
    leads = [lead for lead in item.leads if lead not in official]
    new = PostRow.id.in_(leads), PostRow.surfaced_in == item.id, PostRow.counted_on.is_(None)
    counted = update(PostRow).where(*new).values(counted_on=item.day).returning(PostRow.likes)
    likes = session.scalars(counted, execution_options={"synchronize_session": False}).all()
    figures.add(session, item.day, Figures(shown=len(likes), bare_when_shown=sum(number == 0 for number in likes)))


def last_surfaced(session: Session, authors: Collection[int], before: int = 0) -> dict[int, datetime]:
    """When each author was last surfaced; the outbox row `before` itself does not count."""
    found = session.execute(
        select(PostRow.author_id, func.max(PostRow.surfaced_at))
        .where(PostRow.author_id.in_(authors), PostRow.surfaced_in.is_not(None), PostRow.surfaced_in != before)
        .group_by(PostRow.author_id)
    )
    return {author: at for author, at in found if at is not None}


def for_another_look(session: Session, since: datetime, also_in: int = 0) -> list[SeenPost]:
    """Colleagues' posts written since then of which is known how they stood a day after they were last shown.

    They were shown again twice at most, outbox row `also_in` not counted. What continues them comes along.
    """
    others = LookRow.post_id == PostRow.id, LookRow.outbox_id != also_in
    looks = select(func.count()).where(*others).correlate(PostRow).scalar_subquery()
    known = PostRow.counted_on.is_not(None), PostRow.followed_up > 0, PostRow.likes.is_not(None)
    leads = session.scalars(of_those_shown().where(*known, PostRow.created_at >= since, looks < LOOKS_AT_MOST)).all()
    more = PostRow.conversation_id.in_({lead.conversation_id for lead in leads}), PostRow.counted_on.is_(None)
    rest = session.scalars(of_those_shown().where(*more, PostRow.shown_at.is_not(None))).all()
    return [seen_post(row) for row in (*leads, *rest)]


def to_follow_up(session: Session, now: datetime, limit: int) -> list[SeenPost]:
    """Posts that X has to be asked about again, those shown longest ago first."""
    due = or_(*(and_(PostRow.followed_up < days, PostRow.shown_at <= due_since(days, now)) for days in DAYS))
    rows = session.scalars(select(PostRow).where(due).order_by(PostRow.shown_at, PostRow.id).limit(limit))
    return [seen_post(row) for row in rows]


def to_watch(session: Session, seen_before: datetime, limit: int) -> list[SeenPost]:
    """Of each author whom X has not shown since then the post shown last, who was seen longest ago first."""
    newest = (
        select(func.max(PostRow.id)).where(PostRow.shown_at.is_not(None))
        .group_by(PostRow.author_id).having(func.max(PostRow.seen_at) < seen_before)
    )  # fmt: skip
    rows = session.scalars(select(PostRow).where(PostRow.id.in_(newest)).order_by(PostRow.seen_at).limit(limit))
    return [seen_post(row) for row in rows]


def followed_up(session: Session, asked: Collection[int], alive: Mapping[int, SeenPost], now: datetime) -> None:
    """X was asked about these shown posts and told of those `alive`: how they stand goes into the figures.

    The first answer after a post was shown counts, and nothing counts twice however many copies ask.
    """
    rows = session.scalars(select(PostRow).where(PostRow.id.in_(asked)).with_for_update()).all()
    for row in rows:
        if row.id in alive and row.counted_on is not None and row.followed_up == 0:
            row.alone, more = after_a_day(alive[row.id].likes, row.taps, before=row.alone)
            figures.add(session, row.counted_on, more)
        row.followed_up = max(row.followed_up, days_reached(row.shown_at or now, now))
    taps.forget_tokens(session, [row.id for row in rows if row.followed_up >= TOKENS_UNTIL])


def thank_for(session: Session, accounts: Collection[int]) -> bool:
    """Whether posts of these accounts were answered, here and on X, and their author is to be told; once only."""
    mine = PostRow.author_id.in_(accounts), PostRow.thanked.is_(False), PostRow.followed_up > 0
    answered = PostRow.shown_at.is_not(None), PostRow.taps > 0, PostRow.likes > 0
    found = session.scalars(select(PostRow.id).where(*mine, *answered)).all()
    session.execute(update(PostRow).where(PostRow.id.in_(found)).values(thanked=True))
    return bool(found)


def is_awaited(session: Session, month: date, now: datetime) -> bool:
    """Whether X is yet to be asked how the last posts of a month stand a day after they were shown."""
    days = PostRow.counted_on >= month, PostRow.counted_on < month_after(month)
    lately = PostRow.shown_at > due_since(DAYS[-1], now)
    waits = PostRow.alone.is_(None), PostRow.followed_up == 0, lately
    return session.scalar(select(PostRow.id).where(*days, *waits).limit(1)) is not None


def expired(session: Session, since: datetime, until: datetime) -> list[SeenPost]:
    """Posts of that time that nobody got to see, their authors willing, and that were not settled yet."""
    unseen = PostRow.surfaced_in.is_(None), PostRow.followed_up == 0, PostRow.sensitive.is_(False)
    time = PostRow.created_at >= since, PostRow.created_at < until
    return [seen_post(row) for row in session.scalars(of_those_shown().where(*unseen, *time).order_by(PostRow.id))]


def close(session: Session, ids: Collection[int]) -> None:
    """Nothing is to be found out about these posts any more."""
    session.execute(update(PostRow).where(PostRow.id.in_(ids)).values(followed_up=DAYS[-1]))


def settle_expired(
    session: Session, entry: Collection[int], lead: int, alive: Mapping[int, SeenPost], day: date
) -> None:
    """An entry that nobody got to see counts once, on this day; as unknown where X no longer tells of it."""
    rows = session.scalars(select(PostRow).where(PostRow.id.in_(entry)).with_for_update()).all()
    if any(row.followed_up for row in rows):
        return
    close(session, entry)
    first = next((row for row in rows if row.id == lead), None)
    more = Figures(expired=1)
    if first is not None:
        first.counted_on = day
    if first is not None and lead in alive:
        first.alone, more = never_shown(alive[lead].likes, first.taps)
    figures.add(session, day, more)


def seen(session: Session, ids: Collection[int], at: datetime) -> None:
    """X still shows these posts."""
    session.execute(update(PostRow).where(PostRow.id.in_(ids)).values(seen_at=at))


def messages_with(session: Session, ids: Collection[int]) -> dict[int, set[int]]:
    """The outbox rows that show each of these posts; what was not sent yet is composed anew anyway."""
    found: dict[int, set[int]] = {}
    surfaced = select(PostRow.id, OutboxRow.id).join(OutboxRow, OutboxRow.id == PostRow.surfaced_in)
    again = select(LookRow.post_id, OutboxRow.id).join(OutboxRow, OutboxRow.id == LookRow.outbox_id)
    tried = OutboxRow.state != State.PENDING
    for query in (surfaced.where(PostRow.id.in_(ids), tried), again.where(LookRow.post_id.in_(ids), tried)):
        for post, message in session.execute(query):
            found.setdefault(post, set()).add(message)
    return found


def surface_where_shown(session: Session, ids: Collection[int], at: datetime) -> None:
    """Posts that a restored database first met in a digest Slack held, and only now on X."""
    sent = select(OutboxRow.id, OutboxRow.entries).where(
        OutboxRow.state == State.SENT, OutboxRow.key.startswith(DIGEST)
    )
    latest = session.execute(sent.order_by(OutboxRow.id.desc()).limit(DIGESTS_LOOKED_THROUGH)).all()
    for outbox_id, entries in reversed(latest):
        _surface_also(session, {post for entry in entries for post in entry} & set(ids), outbox_id, at)


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
    again = exists().where(LookRow.post_id == PostRow.id, LookRow.outbox_id == outbox_id)
    return or_(PostRow.surfaced_in == outbox_id, again)
