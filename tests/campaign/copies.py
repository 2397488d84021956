"""Copies of the bot as processes of their own, which die where they are told to."""

import logging
import multiprocessing
import os
import signal
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

from places import Places

from tweetnudge import app, logs
from tweetnudge.daemon import build_listening, jobs
from tweetnudge.demo.settings import StandInSettings
from tweetnudge.domain.errors import Trouble
from tweetnudge.scheduler import Scheduler
from tweetnudge.usecases.permissions import Refused

BETWEEN_TICKS = 0.1  # seconds: a minute's work is asked for at once
PRELOADED = [
    "tweetnudge.app", "tweetnudge.daemon", "tweetnudge.demo.settings", "sqlalchemy.dialects.sqlite",
    "matplotlib.figure", "matplotlib.backends.backend_agg",
    "sqlalchemy.dialects.postgresql.psycopg", "alembic.command", "psycopg", "tweepy", "holidays",
]  # fmt: skip
log = logging.getLogger("campaign")


@dataclass(frozen=True)
class SharedClock:
    """The real clock and an offset that every process sees; call it for the time."""

    offset: "Synchronized[float]"

    def __call__(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.offset.value)


@dataclass(frozen=True)
class Orders:
    """What a copy is told: what to do, and where to die, see Places."""

    task: str = "run"
    die_at: int = 0
    near: str = ""
    about: tuple[Any, ...] = ()


@dataclass
class Copies:
    """Starts copies. What they log is in `folder`, one file each; where they died in `obituaries`."""

    clock: SharedClock
    folder: Path
    settings: StandInSettings
    context: ForkServerContext
    started: int = 0
    alive: set[ForkServerProcess] = field(default_factory=set)
    odd_ends: list[str] = field(default_factory=list)

    def start(self, orders: Orders) -> ForkServerProcess:
        self.started += 1
        given = (self.clock, self.settings, str(self.folder), self.started, orders)
        process = self.context.Process(target=live, args=given, daemon=True)
        process.start()
        self.alive.add(process)
        return process

    def reap(self) -> None:
        """Forget those that ended; an end that was not ordered is noted."""
        for process in [one for one in self.alive if one.exitcode is not None]:
            self.alive.discard(process)
            if process.exitcode not in {0, -signal.SIGKILL}:
                self.odd_ends.append(f"a copy ended by itself with code {process.exitcode}")

    def stop(self) -> None:
        """Kill all of them, at whatever they are just doing."""
        for process in self.alive:
            process.kill()
        for process in self.alive:
            process.join()
        self.alive.clear()

    def deaths(self) -> list[str]:
        """Where copies died because they were told to."""
        file = self.folder / "obituaries"
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []

    def mistakes(self) -> list[str]:
        """What broke them otherwise."""
        logged = (file.read_text(encoding="utf-8", errors="replace") for file in sorted(self.folder.glob("*.log")))
        return self.odd_ends + [text[text.index("Traceback") - 300 :][:4000] for text in logged if "Traceback" in text]


def make_context() -> ForkServerContext:
    """Processes forked from one that has everything imported start in a few milliseconds."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context


def live(clock: SharedClock, settings: StandInSettings, folder: str, number: int, orders: Orders) -> None:
    """The life of one copy."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the campaign ends us
    output = os.open(f"{folder}/{number:05}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(output, 1)
    os.dup2(output, 2)
    logs.configure("INFO", "text", ())
    try:
        with app.open_database(settings) as db, closing(app.build(settings, db, clock=clock)) as bot:
            bot.reader.collect.may_try_again()  # at each start, and harmless: too likely a place to die
            Places(orders.die_at, orders.near, f"{folder}/obituaries").watch()
            TASKS[orders.task](bot, settings, clock, orders)
    except (Trouble, Refused) as trouble:
        log.warning("given up: %r", trouble)
    sys.stderr.flush()
    os._exit(0)  # a request that was given up may still be under way


def _run(bot: app.Bot, settings: StandInSettings, clock: SharedClock, _orders: Orders) -> None:
    """As `tweetnudge run`, but that minutes follow each other faster; another copy listens to Slack."""
    scheduler = Scheduler(jobs(bot, settings), clock)
    parent = os.getppid()
    while os.getppid() == parent:
        scheduler.tick()
        time.sleep(BETWEEN_TICKS)


def _by_hand(bot: app.Bot, _settings: StandInSettings, _clock: SharedClock, _orders: Orders) -> None:
    """As `tweetnudge digest`."""
    outcome = bot.by_hand(lambda _read: None)
    log.info("by hand: %s", outcome.item.state if outcome.item else "nothing to say")


def _hide(bot: app.Bot, _settings: StandInSettings, clock: SharedClock, orders: Orders) -> None:
    """As an admin who chooses «Don't show this post»."""
    admin, post = orders.about
    log.info("hide: %s", bot.parts.own_account.hide_post(admin, post, clock()))


def _listen(bot: app.Bot, settings: StandInSettings, _clock: SharedClock, _orders: Orders) -> None:
    """What people press in Slack comes here, and what it asks for is done."""
    build_listening(settings, bot.parts).start()
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(BETWEEN_TICKS)


TASKS = {"run": _run, "by_hand": _by_hand, "hide": _hide, "listen": _listen}
