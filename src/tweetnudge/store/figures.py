"""The figures of the month's results: added up by week while things happen, so that no post has to be kept for them."""

from dataclasses import asdict, fields
from datetime import date

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from tweetnudge.domain.report import Figures, Week, headcount, month_after, month_of, week_of
from tweetnudge.store.models import PostRow
from tweetnudge.store.rows import insert_new
from tweetnudge.store.support import MonthRow, TapperRow, WeekRow

NAMES = [field.name for field in fields(Figures)]


def add(session: Session, day: date, more: Figures) -> None:
    """Count what happened to posts that belong to this day; a negative figure takes back what was counted before."""
    changed = {name: getattr(WeekRow, name) + by for name, by in asdict(more).items() if by}
    if not changed:
        return
    month, begins = month_of(day), week_of(day)
    insert_new(session, WeekRow, [{"month": month, "begins": begins, **dict.fromkeys(NAMES, 0)}])
    session.execute(update(WeekRow).where(WeekRow.month == month, WeekRow.begins == begins).values(changed))


def weeks(session: Session, first: date, last: date) -> dict[date, list[Week]]:
    """The weeks of the months from `first` to `last`, by month and oldest first; a month is its first day."""
    rows = session.scalars(
        select(WeekRow).where(WeekRow.month.between(first, last)).order_by(WeekRow.month, WeekRow.begins)
    )
    found: dict[date, list[Week]] = {}
    for row in rows:
        found.setdefault(row.month, []).append(Week(row.begins, Figures(*(getattr(row, name) for name in NAMES))))
    return found


def headcounts(session: Session, month: date) -> tuple[int | None, int | None]:
    """How many people posted and tapped, None for fewer than five; of a month that is not over: so far."""
    closed = session.get(MonthRow, month)
    if closed is not None:
        return closed.posted, closed.tapped
    days = PostRow.counted_on >= month, PostRow.counted_on < month_after(month), PostRow.shown_at.is_not(None)
    posted = session.scalar(select(func.count(PostRow.author_id.distinct())).where(*days)) or 0
    tapped = session.scalar(select(func.count()).where(TapperRow.month == month)) or 0
    return headcount(posted), headcount(tapped)


def not_closed(session: Session, before: date) -> list[date]:
    """Months that were over by then and have figures, but no results yet; oldest first."""
    closed = select(MonthRow.month)
    months = select(WeekRow.month).where(WeekRow.month < before, WeekRow.month.not_in(closed))
    return list(session.scalars(months.distinct().order_by(WeekRow.month)))


def close(session: Session, month: date) -> bool:
    """Make the month's results: the tokens that count people go. False when somebody was faster."""
    posted, tapped = headcounts(session, month)
    if not insert_new(session, MonthRow, [{"month": month, "posted": posted, "tapped": tapped}]):
        return False
    session.execute(delete(TapperRow).where(TapperRow.month <= month))
    return True


def forget(session: Session, before: date) -> None:
    """Figures of months that ended before then."""
    for table in (WeekRow, MonthRow):
        session.execute(delete(table).where(table.month < month_of(before)))
