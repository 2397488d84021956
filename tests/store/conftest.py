"""What is stored, tried on SQLite and on PostgreSQL."""

from collections.abc import Iterator

import pytest

from tweetnudge.store.engine import Database


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Everything here is tried on both."""
    return request.param


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    """A database with all tables, and nothing around it."""
    database = Database(database_url)
    yield database
    database.close()
