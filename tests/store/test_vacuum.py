"""What was deleted gives its room on the disk back: in new SQLite files, and in those made before it did."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from tweetnudge.domain.members import Member
from tweetnudge.domain.posts import Post, SeenPost
from tweetnudge.store import leases, members, posts
from tweetnudge.store.engine import Database, DatabaseUnusable
from tweetnudge.store.migrations import migrate
from tweetnudge.store.models import Base, PostRow

NOW = datetime(2026, 7, 1, tzinfo=UTC)
MANY = 20_000
WORDS = "なにかを書きました。" * 14


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tweetnudge.db"


@pytest.fixture
def db(file: Path) -> Iterator[Database]:
    with closing(Database(f"sqlite:///{file}")) as database:
        yield database


def fill(db: Database, number: int = MANY) -> None:
    written = [
        SeenPost(Post(n, n, 1, NOW - timedelta(minutes=n), WORDS, conversation_id=n), likes=0)
        for n in range(1, number + 1)
    ]
    with db.write() as session:
        members.remember(session, [Member(1, "aya", "Aya")], NOW)
        posts.remember(session, written, NOW)


def size(file: Path) -> int:
    return sum(one.stat().st_size for one in file.parent.iterdir() if one.name.startswith(file.name))


def empty(db: Database) -> None:
    with db.write() as session:
        session.execute(delete(PostRow))


def test_a_large_database_becomes_small_again(db: Database, file: Path) -> None:
    """Its write-ahead log too."""
    migrate(db)
    db.give_back_space()
    at_first = size(file)
    fill(db)
    assert size(file) > 10_000_000
    empty(db)
    db.give_back_space()
    assert size(file) < at_first + 100_000


def test_a_file_made_before_is_written_anew_once(file: Path) -> None:
    """So that it too shrinks from then on."""
    with closing(sqlite3.connect(file)) as old:
        old.execute("PRAGMA journal_mode = WAL")
        old.execute("CREATE TABLE older (name)")
    with closing(Database(f"sqlite:///{file}")) as db:
        Base.metadata.create_all(db.engine)
        for _ in range(2):
            fill(db, 3_000)
            assert size(file) > 1_500_000
            empty(db)
            db.give_back_space()
            assert size(file) < 300_000
    with closing(sqlite3.connect(file)) as again:
        assert (2,) == again.execute("PRAGMA auto_vacuum").fetchone()
        assert [("older",)] == again.execute("SELECT name FROM sqlite_master WHERE name = 'older'").fetchall()


def test_somebody_reads_meanwhile(db: Database, file: Path) -> None:
    """They go on seeing what they saw, and nobody waits for them."""
    migrate(db)
    fill(db, 2_000)
    with db.read() as reading:
        assert reading.get(PostRow, 1)
        empty(db)
        db.give_back_space()
        assert reading.get(PostRow, 2)


def test_somebody_writes_meanwhile(db: Database, file: Path) -> None:
    """That is trouble in one sentence, and it is done the next time."""
    migrate(db)
    fill(db, 2_000)
    empty(db)
    with db.write() as writing:
        leases.take(writing, "work", "me", 60)
        with pytest.raises(DatabaseUnusable, match="locked"):
            db.give_back_space()
    db.give_back_space()
    assert size(file) < 400_000
