"""The tables: made by migrations, the same as the models say, up and down with data in them."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    inspect,
    text,
)

from tweetnudge.store.engine import Database, DatabaseUnusable
from tweetnudge.store.migrations import migrate
from tweetnudge.store.models import Base

NOW = datetime(2026, 7, 1, 1, 0, tzinfo=UTC)
INI = str(Path(__file__).parents[2] / "alembic.ini")
REVISIONS = [script.revision for script in ScriptDirectory.from_config(Config(INI)).walk_revisions()][::-1]
# One row in every table: everything that refers to another row refers to the first.
SOMETHING: dict[type[Any], object] = {
    Boolean: True, Integer: 1, String: "猫", Float: 1.5, DateTime: NOW, Date: date(2026, 7, 1),
    LargeBinary: b"\x00token", JSON: [["日本語 👨‍👩‍👧"]],
}  # fmt: skip

Rows = dict[str, dict[str, Any]]


@pytest.fixture
def db(databases: Any) -> Database:
    """One without tables."""
    database = Database(databases.empty())
    yield database
    database.close()


def something(column: Column[Any]) -> object:
    return next(value for kind, value in SOMETHING.items() if isinstance(column.type, kind))


def tables(db: Database) -> MetaData:
    """Those that are there now, but for alembic's own."""
    found = MetaData()
    found.reflect(db.engine)
    if "alembic_version" in found.tables:
        found.remove(found.tables["alembic_version"])
    return found


def fill(db: Database) -> None:
    """A row into every table, whatever tables there are, with something in every column."""
    with db.write() as session:
        for table in tables(db).sorted_tables:
            naive = db.engine.dialect.name == "sqlite"
            row = {column.name: something(column) for column in table.columns}
            session.execute(table.insert(), {
                name: value.replace(tzinfo=None) if naive and isinstance(value, datetime) else value
                for name, value in row.items()
            })  # fmt: skip


def rows(db: Database) -> Rows:
    """The row of every table that has one."""
    with db.read() as session:
        found = {name: session.execute(table.select()).mappings().first() for name, table in tables(db).tables.items()}
    return {name: dict(row) for name, row in found.items() if row is not None}


def downgrade(db: Database, revision: str) -> None:
    config = Config(INI)
    with db.write() as session:
        config.attributes["connection"] = session.connection()
        command.downgrade(config, revision)


def common(rows: Rows, others: Rows) -> Rows:
    """What of these rows the others know too."""
    return {
        name: {column: value for column, value in row.items() if column in others[name]}
        for name, row in rows.items() if name in others
    }  # fmt: skip


@pytest.mark.parametrize(("before", "revision"), list(pairwise(["base", *REVISIONS])))
def test_every_migration_goes_down_and_up_again_and_keeps_what_was_there(
    db: Database, before: str, revision: str
) -> None:
    migrate(db, revision)
    fill(db)
    full = rows(db)
    downgrade(db, before)
    down = rows(db)
    assert common(full, down) == down
    migrate(db, revision)
    assert down == common(rows(db), down)


def test_all_the_way_up_down_and_up_with_data_at_every_step(db: Database) -> None:
    migrate(db, REVISIONS[0])
    fill(db)
    migrate(db)
    downgrade(db, "base")
    assert {"alembic_version"} == set(inspect(db.engine).get_table_names())
    migrate(db)
    fill(db)
    assert set(Base.metadata.tables) == set(rows(db))


def test_migrations_make_what_the_models_say(db: Database) -> None:
    migrate(db)
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert [] == compare_metadata(context, Base.metadata)
    assert set(Base.metadata.tables) == set(tables(db).tables)


def test_columns_are_as_nullable_as_the_models_say(db: Database) -> None:
    migrate(db)
    said = {
        f"{name}.{column.name}": column.nullable
        for name, table in Base.metadata.tables.items() for column in table.columns
    }  # fmt: skip
    made = {
        f"{name}.{column.name}": column.nullable
        for name, table in tables(db).tables.items() for column in table.columns
    }  # fmt: skip
    assert said == made


def test_migrating_twice_changes_nothing(db: Database) -> None:
    migrate(db)
    fill(db)
    before = rows(db)
    migrate(db)
    assert before == rows(db)


@pytest.mark.parametrize("attempt", range(5))
def test_several_copies_may_migrate_at_once(databases: Any, attempt: int) -> None:
    url = databases.empty()
    copies = [Database(url) for _ in range(4)]
    with ThreadPoolExecutor(len(copies)) as threads:
        assert [None] * 4 == list(threads.map(migrate, copies))
    fill(copies[0])
    for db in copies:
        db.close()


def test_several_processes_may_migrate_at_once(databases: Any, tmp_path: Path, secrets: dict[str, str]) -> None:
    command = [sys.executable, "-m", "tweetnudge", "migrate"]
    environment = {"DATABASE_URL": databases.empty(), "PYTHONWARNINGS": "error", "PYTHONUTF8": "1"}
    copies = [
        subprocess.Popen(
            command, cwd=tmp_path, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(3)
    ]
    told = [copy.communicate(timeout=60) for copy in copies]
    assert [0, 0, 0] == [copy.returncode for copy in copies], told
    assert all("is up to date" in out and secrets["database_password"] not in out + err for out, err in told)


def test_database_of_a_newer_version_is_refused_in_a_sentence(db: Database) -> None:
    migrate(db)
    with db.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'from the future'"))
    with pytest.raises(DatabaseUnusable, match="newer tweetnudge") as caught:
        migrate(db)
    assert 1 == len(str(caught.value).splitlines())
    assert caught.value.__cause__ is None


def test_posts_from_before_there_were_results_do_not_count_in_them(db: Database) -> None:
    """Nobody noted how they stood when they were shown, or when their time was over."""
    migrate(db, "0003")
    fill(db)
    migrate(db)
    assert (7, None) == (rows(db)["posts"]["followed_up"], rows(db)["posts"]["counted_on"])
