"""Opening the database: SQLite with WAL or PostgreSQL, transactions for reading and writing, the database's clock."""

import sqlite3
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Float

from tweetnudge.domain.errors import Trouble

BUSY_TIMEOUT_MS = 5000
# What SQLite's BEGIN IMMEDIATE does. Any number does for the lock, as long as all copies of the bot use the same.
# Whoever cannot write in time says so; a copy that froze while writing loses its transaction.
BEGIN_POSTGRESQL = text(
    f"SELECT set_config('lock_timeout', '{BUSY_TIMEOUT_MS}', true), "
    "set_config('idle_in_transaction_session_timeout', '30000', true), pg_advisory_xact_lock(7390145)"
)


class DatabaseUnusable(Trouble):
    """The database cannot be reached or understood."""


class database_clock(FunctionElement[float]):  # noqa: N801 (named as the SQL function it stands for)
    """Seconds since 1970 on the database's own clock, the one clock all copies of the bot share."""

    type = Float()
    inherit_cache = True


@compiles(database_clock, "sqlite")
def _sqlite_clock(*_: Any, **__: Any) -> str:
    return "((julianday('now') - 2440587.5) * 86400.0)"


@compiles(database_clock, "postgresql")
def _postgresql_clock(*_: Any, **__: Any) -> str:
    # Not now(): that is the start of the transaction, and a lease is taken after waiting for a lock.
    return "extract(epoch from clock_timestamp())"


class Database:
    """One database, opened. `read` and `write` are transactions; never hold one during network I/O."""

    def __init__(self, url: str) -> None:
        """Raises DatabaseUnusable when the address makes no sense; connects only when first used."""
        self.engine = _engine(url)
        self._for_writing = self.engine.execution_options(sqlite_begin="IMMEDIATE")
        self.shown = _shown(self.engine)

    @contextmanager
    def read(self) -> Generator[Session]:
        """A transaction that changes nothing."""
        with self._translated(), Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Generator[Session]:
        """A transaction that commits at its end and is undone by any exception; there is one at a time.

        What it reads is therefore still so when it writes, on PostgreSQL as on SQLite, in any number of copies.
        """
        with self._translated(), Session(self._for_writing, expire_on_commit=False) as session, session.begin():
            if self.engine.dialect.name == "postgresql":
                session.execute(BEGIN_POSTGRESQL)
            yield session

    @contextmanager
    def _translated(self) -> Generator[None]:
        try:
            yield
        except DBAPIError as error:
            reason = " ".join(str(error.orig).split()) or type(error.orig).__name__
            raise DatabaseUnusable(
                f"The database {self.shown} cannot be used ({reason}): check DATABASE_URL and that it is running."
            ) from error

    def close(self) -> None:
        self.engine.dispose()


def _shown(engine: Engine) -> str:
    """The address without its password; SQLite's file with its whole path, so that nobody has to look for it."""
    name = engine.url.database
    if engine.dialect.name == "sqlite" and name and name != ":memory:":
        return f"sqlite:///{Path(name).resolve()}"
    return engine.url.render_as_string(hide_password=True)


def _engine(url: str) -> Engine:
    try:
        engine = create_engine(make_url(url), pool_pre_ping=not url.startswith("sqlite"))
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError):
        raise DatabaseUnusable(
            "DATABASE_URL is not an address the bot can use; write sqlite:///tweetnudge.db "
            "or postgresql+psycopg://user:password@host/name."
        ) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own BEGIN is late and never IMMEDIATE: we say it ourselves in _begin_sqlite.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA foreign_keys = ON")
    _use_wal(connection)


def _use_wal(connection: Any) -> None:
    """Switch a new file to WAL. SQLite does not wait for a lock here, though another copy may be at it just now."""
    until = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def _begin_sqlite(connection: Any) -> None:
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('sqlite_begin', 'DEFERRED')}")
