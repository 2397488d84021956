"""A copy of the database in memory, to try a digest on without leaving a trace."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, insert, select
from sqlalchemy.orm import Session

from tweetnudge.domain.posts import Reason
from tweetnudge.store.base import Base
from tweetnudge.store.engine import Database
from tweetnudge.store.models import (
    ConsentRow,
    FactRow,
    MemberRow,
    OutboxRow,
    PassedOverRow,
    PostRow,
    ReadingRow,
    StartRow,
    TombstoneRow,
)
from tweetnudge.store.support import LookRow

TURNS_LOOK_BACK = timedelta(days=60)


def scratch_copy(db: Database, now: datetime) -> Database:
    """What a choice depends on, copied; nothing done to the copy reaches `db`."""
    scratch = Database("sqlite://")
    Base.metadata.create_all(scratch.engine)
    with db.read() as source, scratch.write() as target:
        for table in (MemberRow, ConsentRow, TombstoneRow, FactRow, OutboxRow, ReadingRow, StartRow):
            _copy(source, target, Base.metadata.tables[table.__tablename__])
        kept_out = Base.metadata.tables[PassedOverRow.__tablename__]
        _copy(source, target, kept_out, kept_out.c.reason.in_((Reason.HIDDEN, Reason.SHOWN)))
        posts = Base.metadata.tables[PostRow.__tablename__]
        waiting_or_lately = posts.c.surfaced_in.is_(None) | (posts.c.surfaced_at >= now - TURNS_LOOK_BACK)
        _copy(source, target, posts, waiting_or_lately)
        looks = Base.metadata.tables[LookRow.__tablename__]
        _copy(source, target, looks, looks.c.post_id.in_(select(posts.c.id).where(waiting_or_lately)))
    return scratch


def _copy(source: Session, target: Session, table: Table, which: ColumnElement[bool] | None = None) -> None:
    query = select(table) if which is None else select(table).where(which)
    rows = [dict(row) for row in source.execute(query).mappings()]
    if rows:
        target.execute(insert(table), rows)
