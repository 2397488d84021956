"""Many rows at once: a List of 5,000 members is written in statements the database takes, and counted."""

import sqlite3
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, func, select

from tweetnudge.store.engine import Database
from tweetnudge.store.models import ConsentRow
from tweetnudge.store.rows import insert_new

MEMBERS = 5000
VALUES_AT_MOST = (sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 32766)
KNOWN = 1500  # more than one statement takes


@pytest.fixture
def db(db: Database, database_kind: str) -> Database:
    """SQLite as it is by default: some builds take more values in a statement."""
    if database_kind == "sqlite":
        event.listen(db.engine, "connect", lambda connection, _: connection.setlimit(*VALUES_AT_MOST))
    return db


def rows(number: int, standing: str = "shown") -> list[dict[str, object]]:
    """So many rows of eight columns."""
    same = {
        "standing": standing, "since": datetime(2026, 7, 1, 1, 0, tzinfo=UTC), "on_list": True, "slack_user": None,
        "work_only": False, "official": False, "vouched_by": "U0ADMIN",
    }  # fmt: skip
    return [{"account_id": account, **same} for account in range(1, number + 1)]


def test_a_whole_list_is_inserted_and_counted(db: Database) -> None:
    with db.write() as session:
        inserted = insert_new(session, ConsentRow, rows(MEMBERS))
    with db.read() as session:
        there = session.scalar(select(func.count()).select_from(ConsentRow))
    assert (MEMBERS, MEMBERS) == (inserted, there)


def test_only_new_ones_count_and_known_ones_stay_as_they_are(db: Database) -> None:
    with db.write() as session:
        insert_new(session, ConsentRow, rows(KNOWN))
        inserted = [insert_new(session, ConsentRow, rows(KNOWN + more, "noticed")) for more in (0, 1)]
        noticed = session.scalars(select(ConsentRow.account_id).where(ConsentRow.standing == "noticed")).all()
    assert ([0, 1], [KNOWN + 1]) == (inserted, noticed)


def test_no_rows_at_all(db: Database) -> None:
    with db.write() as session:
        assert 0 == insert_new(session, ConsentRow, [])
