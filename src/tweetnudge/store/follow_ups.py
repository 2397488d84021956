"""Which posts X has to be asked about, and what its answers come to: figures, thanks, tokens that are dropped."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from tweetnudge.domain.follow_up import DAYS, TOKENS_UNTIL, after_a_day, days_reached, due_since, never_shown
from tweetnudge.domain.posts import SeenPost
from tweetnudge.domain.report import Figures, month_after
from tweetnudge.store import figures, taps
from tweetnudge.store.models import PostRow
from tweetnudge.store.post_rows import of_those_shown, seen_post


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


def is_to_be_thanked(session: Session, accounts: Collection[int], since: datetime) -> bool:
    """Whether posts of these accounts, last shown since then, were answered, here and on X, and nobody told of it."""
    return session.scalar(select(PostRow.id).where(*_answered(accounts, since)).limit(1)) is not None


def thanked(session: Session, accounts: Collection[int], since: datetime) -> None:
    """Their owner is told of it now; each post is told of once only."""
    session.execute(update(PostRow).where(*_answered(accounts, since)).values(thanked=True))


def _answered(accounts: Collection[int], since: datetime) -> tuple[ColumnElement[bool], ...]:
    mine = PostRow.author_id.in_(accounts), PostRow.thanked.is_(False)
    # More likes than when it was shown first: X was asked since, also where it was shown again this morning.
    return *mine, PostRow.shown_at >= since, PostRow.taps > 0, PostRow.likes > PostRow.likes_when_shown


def is_awaited(session: Session, month: date, now: datetime) -> bool:
    """Whether X is yet to be asked how the last posts of a month stand a day after they were shown."""
    days = PostRow.counted_on >= month, PostRow.counted_on < month_after(month)
    lately = PostRow.shown_at > due_since(DAYS[-1], now)
    waits = PostRow.alone.is_(None), PostRow.followed_up == 0, lately
    return session.scalar(select(PostRow.id).where(*days, *waits).limit(1)) is not None


def expired(session: Session, since: datetime, until: datetime) -> list[SeenPost]:
    """Posts of that time that nobody got to see, their authors willing, and that were not settled yet."""
    unseen = PostRow.shown_at.is_(None), PostRow.followed_up == 0, PostRow.sensitive.is_(False)
    time = PostRow.created_at >= since, PostRow.created_at < until
    return [seen_post(row) for row in session.scalars(of_those_shown().where(*unseen, *time).order_by(PostRow.id))]


def close(session: Session, ids: Collection[int]) -> None:
    """Nothing is to be found out about these posts any more."""
    session.execute(update(PostRow).where(PostRow.id.in_(ids)).values(followed_up=DAYS[-1]))


def claim_expired(session: Session, entry: Collection[int]) -> bool:
    """An entry that nobody got to see is settled; False when it is gone, or another copy was faster."""
    rows = session.scalars(select(PostRow).where(PostRow.id.in_(entry)).with_for_update()).all()
    if not rows or any(row.followed_up for row in rows):
        return False
    close(session, entry)
    return True


def count_expired(session: Session, lead: int, alive: Mapping[int, SeenPost], day: date) -> None:
    """It counts on this day; as unknown where X no longer tells of it."""
    row, more = session.get(PostRow, lead, populate_existing=True), Figures(expired=1)
    if row is not None:
        row.counted_on = day
    if row is not None and lead in alive:
        row.alone, more = never_shown(alive[lead].likes, row.taps)
    figures.add(session, day, more)


def seen(session: Session, ids: Collection[int], at: datetime) -> None:
    """X still shows these posts."""
    session.execute(update(PostRow).where(PostRow.id.in_(ids)).values(seen_at=at))
