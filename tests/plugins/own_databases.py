"""Databases for tests, each test its own: SQLite's files, and databases on a PostgreSQL server of ours.

The tables are made once; every test gets a copy.
"""

import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from shutil import copyfile
from sqlite3 import connect as open_sqlite
from typing import Protocol

import psycopg
import pytest
from secret_search import SECRETS, secrets_below

from tweetnudge.store.engine import Database
from tweetnudge.store.migrations import migrate

KEEPER = Path(__file__).with_name("keep_postgresql.py")


class Databases(Protocol):
    """Makes databases of one kind, which are gone after the test; what it returns are their addresses."""

    def empty(self) -> str:
        """One without tables."""
        ...

    def migrated(self) -> str:
        """One with all tables."""
        ...

    def copied(self, url: str) -> str:
        """One that holds what another holds just now."""
        ...


@dataclass
class SqliteFiles:
    """Files in a folder."""

    folder: Path
    template: Path
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def empty(self) -> str:
        return f"sqlite:///{self.folder / f'tweetnudge-{next(self.numbers)}.db'}"

    def migrated(self) -> str:
        url = self.empty()
        copyfile(self.template, url.removeprefix("sqlite:///"))
        return url

    def copied(self, url: str) -> str:
        copy = self.empty()
        with closing(open_sqlite(url.removeprefix("sqlite:///"))) as old:
            old.execute("VACUUM INTO ?", [copy.removeprefix("sqlite:///")])
        return copy


@dataclass
class PostgresqlServer:
    """Databases on a server. They belong to a user with no rights beyond them, as the bot's user should be."""

    data: Path
    admin: str
    made: list[str] = field(default_factory=list[str])
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, name: str) -> str:
        user = f"tweetnudge:{SECRETS['database_password']}"
        return self.admin.replace("postgresql://postgres:", f"postgresql+psycopg://{user}").replace(
            "/postgres?", f"/{name}?"
        )

    def run(self, *statements: str) -> None:
        with psycopg.connect(self.admin, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def empty(self, template: str = "template0") -> str:
        self.made.append(f"test_{next(self.numbers)}")
        # Copying files is the faster way where nothing has to survive a power cut.
        self.run(f"CREATE DATABASE {self.made[-1]} TEMPLATE {template} STRATEGY file_copy OWNER tweetnudge")
        return self.url(self.made[-1])

    def migrated(self) -> str:
        return self.empty("all_tables")

    def copied(self, url: str) -> str:
        name = url.partition("@/")[2].partition("?")[0]
        self.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        return self.empty(name)

    def drop(self) -> None:
        """Give back what was made since this was last called."""
        self.run(*(f"DROP DATABASE {name} WITH (FORCE)" for name in self.made))
        self.made.clear()


@contextmanager
def running_server() -> Generator[PostgresqlServer]:
    """A server for as long as this lasts, also when we are killed. Raises RuntimeError when it cannot start."""
    keeper = subprocess.Popen(
        [sys.executable, KEEPER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,  # Ctrl-C is for us
    )  # fmt: skip
    with keeper:
        assert keeper.stdin
        assert keeper.stdout
        assert keeper.stderr
        data, admin = keeper.stdout.readline().strip(), keeper.stdout.readline().strip()
        if not admin:
            raise RuntimeError(f"No PostgreSQL server could be started: {keeper.stderr.read()}")
        yield PostgresqlServer(Path(data), admin)
        keeper.stdin.close()


def make_tables(url: str) -> None:
    with closing(Database(url)) as database:
        migrate(database)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlServer]:
    """One server for all tests of this process; in the end its files are searched for secrets."""
    with running_server() as server:
        server.run("CREATE ROLE tweetnudge LOGIN", "CREATE DATABASE all_tables OWNER tweetnudge")
        make_tables(server.url("all_tables"))
        yield server
        server.run("CHECKPOINT")
        leaks = secrets_below(server.data)
    assert [] == leaks


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables."""
    file = tmp_path_factory.mktemp("sqlite") / "all_tables.db"
    make_tables(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_databases(tmp_path: Path, sqlite_template: Path) -> SqliteFiles:
    return SqliteFiles(tmp_path, sqlite_template)


@pytest.fixture
def postgresql_databases(postgresql: PostgresqlServer) -> Iterator[PostgresqlServer]:
    yield postgresql
    postgresql.drop()


@pytest.fixture
def database_kind() -> str:
    """Which databases `databases` makes: tests of what is stored are run with every kind."""
    return "sqlite"


@pytest.fixture
def databases(database_kind: str, request: pytest.FixtureRequest) -> Databases:
    return request.getfixturevalue(f"{database_kind}_databases")


@pytest.fixture
def database_url(databases: Databases) -> str:
    """A database with all tables, for this test alone."""
    return databases.migrated()
