"""Bringing the tables up to date; the migrations lie in alembic/, beside the source or inside the wheel."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError

from tweetnudge.store.engine import Database, DatabaseUnusable

PACKAGE = Path(__file__).parent.parent


def migrate(db: Database, revision: str = "head") -> None:
    """Upgrade to `revision`. Safe when several copies start at once: one migrates, the others find it done.

    Raises DatabaseUnusable.
    """
    config = Config(str(_ini()))
    with db.write() as session:
        connection = session.connection()
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, revision)
        except CommandError:
            raise DatabaseUnusable(
                f"The database {db.shown} was last used by a newer tweetnudge: install that version or newer."
            ) from None


def _ini() -> Path:
    shipped = PACKAGE / "alembic.ini"
    return shipped if shipped.exists() else PACKAGE.parent.parent / "alembic.ini"
