"""SQLite's side of engine.py: how a connection is prepared, a file that went away, and giving space back."""

import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DisconnectionError

# Whoever reads is mostly awaited by somebody, and never has to wait for whoever writes.
WRITING_WAITS_MS, READING_WAITS_MS = 5000, 1000
WAL_AT_MOST = 4 * 1024 * 1024  # bytes; between checkpoints it may grow further
SMALL = 256 * 1024 * 1024  # bytes: written anew within seconds
PAGES_AT_ONCE = 500
# What a transaction begins with; an empty word leaves every statement to itself.
BEGIN = "sqlite_begin"
WRITING, READING, ALONE = "IMMEDIATE", "DEFERRED", ""


def prepare(engine: Engine) -> None:
    """Whatever a connection needs before the first statement."""
    file = _File(engine.url.database or "")
    event.listen(engine, "do_connect", file.must_be_there)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "connect", file.opened)
    event.listen(engine, "checkout", file.must_be_the_same)
    event.listen(engine, "begin", _begin)


def give_back_space(engine: Engine) -> None:
    """Shrink the file by what was deleted, in portions that keep nobody waiting.

    A file made before tweetnudge did so is written anew once, if that takes no more than seconds.
    """
    with engine.connect().execution_options(**{BEGIN: ALONE}) as connection:
        if not _number(connection, "auto_vacuum"):
            if _number(connection, "page_count") * _number(connection, "page_size") > SMALL:
                return
            connection.exec_driver_sql("PRAGMA auto_vacuum = INCREMENTAL")  # takes effect when written anew
            connection.exec_driver_sql("VACUUM")
        free = _number(connection, "freelist_count")
        for _ in range(0, free, PAGES_AT_ONCE):
            # Any other way of executing it stops after its first page.
            connection.connection.executescript(f"PRAGMA incremental_vacuum({PAGES_AT_ONCE})")
        # While somebody reads it stays as large as it is, until tomorrow.
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()


class _File:
    """Where the database lies. A file that was removed or replaced would be written to as if it were still there."""

    def __init__(self, name: str) -> None:
        in_a_file = name and name != ":memory:" and not name.startswith("file:")
        self._path = Path(name) if in_a_file else None
        self._was_there = False

    def must_be_there(self, *_: Any) -> None:
        """SQLite makes a file that is missing. That is right once, and later hides that everything is lost."""
        if self._was_there and self._path is not None and not self._path.exists():
            raise sqlite3.OperationalError("the file is gone")

    def opened(self, _connection: Any, record: Any) -> None:
        self._was_there = True
        record.info["file"] = self._now()

    def must_be_the_same(self, _connection: Any, record: Any, _proxy: Any) -> None:
        """Otherwise SQLAlchemy opens the one that is there now."""
        if record.info["file"] != self._now():
            raise DisconnectionError("the file is another one by now")

    def _now(self) -> tuple[int, int] | None:
        with suppress(OSError):
            if self._path is not None:
                found = self._path.stat()
                return found.st_dev, found.st_ino
        return None


def _prepare(connection: Any, _record: Any) -> None:
    # The driver's own BEGIN is late and never IMMEDIATE: we say it ourselves in _begin.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {READING_WAITS_MS}")
    connection.execute("PRAGMA foreign_keys = ON")
    if not connection.execute("PRAGMA page_count").fetchone()[0]:  # later it does nothing, but waits for writers
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute(f"PRAGMA journal_size_limit = {WAL_AT_MOST}")
    _use_wal(connection)


def _use_wal(connection: Any) -> None:
    """Switch a new file to WAL. SQLite does not wait for a lock here, though another copy may be at it just now."""
    until = time.monotonic() + READING_WAITS_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def _begin(connection: Connection) -> None:
    how = connection.get_execution_options().get(BEGIN, READING)
    waits = READING_WAITS_MS if how == READING else WRITING_WAITS_MS
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {waits}")
    if how:
        connection.exec_driver_sql(f"BEGIN {how}")


def _number(connection: Connection, pragma: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one())
