"""One way to write many rows: insert, and update or leave what is already there."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from tweetnudge.store.base import Base

ROWS_AT_ONCE = 1000

Some = TypeVar("Some")


def upsert(
    session: Session,
    table: type[Base],
    rows: Sequence[Mapping[str, Any]],
    *,
    newer: str | None = None,
    kept: Collection[str] = (),
) -> None:
    """Insert rows; where the primary key is known, replace the other given columns but those `kept`.

    With `newer` a known row is replaced only if that column did not go down.
    """
    if not rows:
        return
    statement = _insert(session)(table)
    key = [column.name for column in table.__table__.primary_key]
    changed = {name: statement.excluded[name] for name in rows[0] if name not in (*key, *kept)}
    where = statement.excluded[newer] >= getattr(table, newer) if newer else None
    session.execute(statement.on_conflict_do_update(index_elements=key, set_=changed, where=where), list(rows))


def insert_new(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert rows whose key is not known yet; returns how many were new."""
    if not rows:
        return 0
    # Counted by what comes back: the number of rows a driver reports is -1 where statements were joined.
    key = list(table.__table__.primary_key)
    insert = _insert(session)(table)
    inserts = (insert.values(some).on_conflict_do_nothing().returning(*key) for some in portions(rows))
    return sum(len(session.execute(insert).all()) for insert in inserts)


def portions(many: Collection[Some]) -> Iterator[list[Some]]:
    """As many at once as every database takes in one statement."""
    left = list(many)
    return (left[start : start + ROWS_AT_ONCE] for start in range(0, len(left), ROWS_AT_ONCE))


def _insert(session: Session) -> Any:
    return sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
