"""A copy of the database in memory, to try a digest on without leaving a trace."""

from datetime import datetime, timedelta

from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from tweetnudge.store.engine import Database
from tweetnudge.store.models import Base, MemberRow, OutboxRow, PostRow, ReadingRow, StartRow

LOOKS_BACK = timedelta(days=60)  # further back than any turn or waiting post reaches


def scratch_copy(db: Database, now: datetime) -> Database:
    """What a choice depends on, copied; nothing done to the copy reaches `db`."""
    scratch = Database("sqlite://")
    Base.metadata.create_all(scratch.engine)
    with db.read() as source, scratch.write() as target:
        for table in (MemberRow, OutboxRow, ReadingRow, StartRow):
            _copy(source, target, Base.metadata.tables[table.__tablename__])
        _copy(source, target, Base.metadata.tables[PostRow.__tablename__], since=now - LOOKS_BACK)
    return scratch


def _copy(source: Session, target: Session, table: Table, since: datetime | None = None) -> None:
    query = select(table) if since is None else select(table).where(table.c.created_at >= since)
    rows = [dict(row) for row in source.execute(query).mappings()]
    if rows:
        target.execute(insert(table), rows)
