"""Opening the database: SQLite with WAL or PostgreSQL, transactions for reading and writing, the database's clock."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, exc
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Float

from tweetnudge.domain.errors import Trouble
from tweetnudge.store import postgresql, sqlite

SECONDS_FOR_A_CONNECTION = 5  # when so many people ask at once that all are in use
# Any other exception of the driver's is about what was written, not about the database: a mistake of ours.
OURS = (exc.IntegrityError, exc.DataError)


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
        self._for_writing = self.engine.execution_options(**{sqlite.BEGIN: sqlite.WRITING})
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
                session.execute(postgresql.BEGIN_WRITING)
            yield session

    def give_back_space(self) -> None:
        """Let what was deleted take no room on the disk any more; PostgreSQL sees to that by itself."""
        if self.engine.dialect.name == "sqlite":
            with self._translated():
                sqlite.give_back_space(self.engine)

    @contextmanager
    def _translated(self) -> Generator[None]:
        try:
            yield
        except OURS:
            raise
        except (exc.DBAPIError, exc.TimeoutError, exc.DisconnectionError, sqlite3.Error, OSError) as error:
            reason = _reason(error)
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


def _reason(error: Exception) -> str:
    """What the driver says, in one line."""
    if isinstance(error, exc.TimeoutError):
        return "all connections are in use"
    told = error.orig if isinstance(error, exc.DBAPIError) else error
    return " ".join(str(told).split()) or type(told).__name__


def _engine(url: str) -> Engine:
    try:
        engine = _created(make_url(url))
    except (exc.ArgumentError, exc.NoSuchModuleError, ImportError, ValueError):
        raise DatabaseUnusable(
            "DATABASE_URL is not an address the bot can use; write sqlite:///tweetnudge.db "
            "or postgresql+psycopg://user:password@host/name."
        ) from None
    (sqlite if engine.dialect.name == "sqlite" else postgresql).prepare(engine)
    return engine


def _created(url: URL) -> Engine:
    in_memory = url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:")
    if in_memory:
        return create_engine(url)
    return create_engine(url, pool_pre_ping=True, pool_timeout=SECONDS_FOR_A_CONNECTION)
