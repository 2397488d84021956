"""PostgreSQL's side of engine.py: one writer at a time, and no waiting for ever for a server that has fallen silent."""

import time
from collections.abc import Generator, Mapping
from typing import Any

import psycopg
from sqlalchemy import Engine, event, text

LOCKED_MS = 5000
SILENT_SECONDS = 30.0

# What SQLite's BEGIN IMMEDIATE does. Any number does for the lock, as long as all copies of the bot use the same.
# Whoever cannot write in time says so; a copy that froze while writing loses its transaction.
BEGIN_WRITING = text(
    f"SELECT set_config('lock_timeout', '{LOCKED_MS}', true), "
    f"set_config('statement_timeout', '{SILENT_SECONDS * 1000:.0f}', true), "
    "set_config('idle_in_transaction_session_timeout', '30000', true), pg_advisory_xact_lock(7390145)"
)
# For libpq, unless DATABASE_URL says otherwise: a network that swallows everything is noticed.
PATIENCE: Mapping[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


class Connection(psycopg.Connection[Any]):
    """Gives up a server that takes everything and answers nothing, which no setting of libpq does."""

    def wait(self, gen: Any, *args: Any, **kwargs: Any) -> Any:
        return super().wait(self._not_for_ever(gen), *args, **kwargs)

    def _not_for_ever(self, gen: Any) -> Generator[Any, Any, Any]:
        """The driver asks its generator again every tenth of a second, with nothing when nothing came."""
        until = time.monotonic() + SILENT_SECONDS
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if not ready and time.monotonic() > until:
                    self.pgconn.finish()  # otherwise it would be asked to roll back
                    raise psycopg.OperationalError(f"the server has not answered for {SILENT_SECONDS:.0f} seconds")
                wanted = gen.send(ready)
        except StopIteration as done:
            return done.value


def prepare(engine: Engine) -> None:
    """How connections are made."""
    event.listen(engine, "do_connect", _connect)


def _connect(_dialect: Any, _record: Any, args: Any, given: dict[str, Any]) -> Any:
    return Connection.connect(*args, **{**PATIENCE, **given})
