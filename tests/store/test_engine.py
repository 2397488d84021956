"""Opening a database, and what its transactions promise."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from tweetnudge.domain.outbox import OutboxItem, State
from tweetnudge.store import leases, outbox
from tweetnudge.store.engine import Database, DatabaseUnusable, database_clock
from tweetnudge.store.models import LeaseRow, OutboxRow

NOW = datetime(2026, 7, 1, 1, 0, tzinfo=UTC)


def test_database_clock_is_seconds_since_1970(db: Database) -> None:
    with db.read() as session:
        assert time.time() == pytest.approx(session.scalar(select(database_clock())), abs=1)


def test_exception_undoes_what_was_written(db: Database) -> None:
    def write_and_fail() -> None:
        with db.write() as session:
            leases.take(session, "work", "me", 60)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    with db.read() as session:
        assert [] == session.scalars(select(LeaseRow)).all()


def test_reading_goes_on_while_somebody_writes(db: Database) -> None:
    with db.write() as writing:
        leases.take(writing, "work", "me", 60)
        with db.read() as reading:
            assert [] == reading.scalars(select(LeaseRow)).all()


def test_one_holder_a_lease(db: Database) -> None:
    with db.write() as session:
        assert leases.take(session, "work", "one", 60)
        assert leases.take(session, "work", "one", 60)  # prolonged
        assert not leases.take(session, "work", "two", 60)
        leases.give_back(session, "work", "two")
        assert not leases.take(session, "work", "two", 60)
        leases.give_back(session, "work", "one")
        assert leases.take(session, "work", "two", 60)


def test_lease_that_ran_out_is_free(db: Database) -> None:
    with db.write() as session:
        leases.take(session, "work", "one", -1)
        assert leases.take(session, "work", "two", 60)


@pytest.mark.parametrize("url", ["nonsense", "mysql://h/x", "oracle+what://x", "postgresql+nodriver://h/x", ""])
def test_address_that_cannot_be_used_is_a_sentence(url: str) -> None:
    with pytest.raises(DatabaseUnusable, match="DATABASE_URL"):
        Database(url)


def test_password_is_never_shown(tmp_path: Path) -> None:
    db = Database("postgresql+psycopg://me:hunter2@127.0.0.1:1/x")
    assert "hunter2" not in db.shown
    with pytest.raises(DatabaseUnusable) as caught, db.read() as session:
        session.execute(text("SELECT 1"))
    assert "hunter2" not in str(caught.value)
    assert 1 == len(str(caught.value).splitlines())


def test_relative_file_is_shown_with_its_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert f"sqlite:///{tmp_path / 'here.db'}" == Database("sqlite:///here.db").shown


def test_on_a_clean_stop_every_piece_of_work_gives_its_lease_back(db: Database) -> None:
    with db.write() as session:
        for holder in ("me", leases.one_of("me"), leases.one_of("another")):
            leases.take(session, f"work of {holder}", holder, 60)
        leases.give_back_all(session, "me")
        left = [row.owner.partition("#")[0] for row in session.scalars(select(LeaseRow))]
    assert ["another"] == left


@pytest.mark.parametrize(("state", "kept"), [(State.PENDING, False), (State.UNKNOWN, False), (State.SENDING, True)])
def test_only_a_message_that_may_be_on_its_way_keeps_its_lease(db: Database, state: State, kept: bool) -> None:
    holder = leases.one_of("me")
    with db.write() as session:
        outbox.add(session, OutboxItem("digest:1", NOW.date(), "C1", NOW, NOW))
        outbox.claim(session, holder, 60, NOW)
        session.execute(update(OutboxRow).values(state=state.value))
        leases.give_back_all(session, "me")
        row = session.scalars(select(OutboxRow)).one()
    assert (holder if kept else None) == row.lease_owner
    assert kept is (row.lease_until is not None)
