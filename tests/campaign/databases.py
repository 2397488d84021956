"""The campaign's database: a SQLite file or a PostgreSQL server of our own, with a copy to go back to."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psycopg

KEEPER = Path(__file__).parents[1] / "plugins" / "keep_postgresql.py"


class Store(Protocol):
    """A database at `url`. `back_up` and `restore` are called while nobody uses it."""

    url: str

    def back_up(self) -> None: ...

    def restore(self) -> None: ...


@dataclass
class SqliteStore:
    """A file."""

    file: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.file}"

    @property
    def _copy(self) -> Path:
        return self.file.with_suffix(".copy")

    def back_up(self) -> None:
        self._copy.unlink(missing_ok=True)
        with closing(sqlite3.connect(self.file)) as database:
            database.execute("VACUUM INTO ?", [str(self._copy)])

    def restore(self) -> None:
        for suffix in ("-wal", "-shm"):
            self.file.with_name(self.file.name + suffix).unlink(missing_ok=True)
        self.file.write_bytes(self._copy.read_bytes())


@dataclass
class PostgresqlStore:
    """A database on a server."""

    admin: str

    @property
    def url(self) -> str:
        return self.admin.replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", "/bot?")

    def back_up(self) -> None:
        self._run("DROP DATABASE IF EXISTS copy WITH (FORCE)", *_copied("bot", "copy"))

    def restore(self) -> None:
        self._run("DROP DATABASE bot WITH (FORCE)", *_copied("copy", "bot"))

    def create(self) -> None:
        self._run("CREATE DATABASE bot")

    def _run(self, *statements: str) -> None:
        with psycopg.connect(self.admin, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


def _copied(old: str, new: str) -> tuple[str, str]:
    """The server takes a moment to notice that those who used the old one are dead."""
    gone = f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{old}'"
    return gone, f"CREATE DATABASE {new} TEMPLATE {old} STRATEGY file_copy"


@contextmanager
def open_store(kind: str, folder: Path) -> Generator[Store]:
    """A database of this kind for as long as this lasts."""
    if kind == "sqlite":
        yield SqliteStore(folder / "bot.db")
        return
    # It ends when its input does, so also when we are killed.
    keeper = subprocess.Popen(
        [sys.executable, KEEPER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
        env=dict(os.environ),
    )  # fmt: skip
    with keeper:
        assert keeper.stdout
        keeper.stdout.readline()
        store = PostgresqlStore(keeper.stdout.readline().strip())
        store.create()
        yield store
        assert keeper.stdin
        keeper.stdin.close()
