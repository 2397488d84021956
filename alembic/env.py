"""Runs migrations on the connection `tweetnudge migrate` hands over, or on DATABASE_URL for alembic's own command."""

from alembic import context
from sqlalchemy import Connection

from tweetnudge.settings import DatabaseSettings, load
from tweetnudge.store.base import UTCDateTime
from tweetnudge.store.engine import Database
from tweetnudge.store.models import Base


def render_item(kind: str, item: object, _context: object) -> str | bool:
    """Migrations must not change when our classes do: they name SQLAlchemy's own types."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UTCDateTime) else False


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,  # SQLite cannot change a column in place
        render_item=render_item,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    migrate(handed_over)
else:
    database = Database(load(DatabaseSettings).database_url.get_secret_value())
    with database.engine.begin() as connection:
        migrate(connection)
    database.close()
