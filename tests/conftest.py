"""Shared fixtures: the two stand-ins, a clock that stands still, and the bot between them.

In plugins/ are the databases, and the search for secrets in what tests leave behind.
"""

import gc
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from tweetnudge import app
from tweetnudge.demo.clock import Clock
from tweetnudge.demo.settings import StandInSettings, stand_in_settings
from tweetnudge.demo.slack import SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.settings import RunSettings
from tweetnudge.store.engine import Database

Awaited = TypeVar("Awaited")

sys.path.insert(0, str(Path(__file__).with_name("plugins")))
pytest_plugins = ["secret_search", "own_databases"]


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A company's proxy cannot reach servers inside this computer."""
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1")


@pytest.fixture
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing is set, and no .env is near."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.lower() in RunSettings.model_fields]:
        monkeypatch.delenv(name)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def x(clock: Clock) -> Iterator[XStandIn]:
    with XStandIn(now=clock) as stand_in:
        yield stand_in


@pytest.fixture
def slack(clock: Clock, secrets: dict[str, str]) -> Iterator[SlackStandIn]:
    with SlackStandIn(now=clock) as stand_in:
        stand_in.bot_token, stand_in.app_token = secrets["slack_bot_token"], secrets["slack_app_token"]
        yield stand_in


@pytest.fixture
def settings(x: XStandIn, slack: SlackStandIn, database_url: str, secrets: dict[str, str]) -> StandInSettings:
    # What does not fit waits: threads are tried where they are the matter.
    return stand_in_settings(x, slack, database_url, x_bearer_token=secrets["x_bearer_token"], digest_thread_size=0)


@pytest.fixture
def db(settings: StandInSettings) -> Iterator[Database]:
    with app.open_database(settings) as database:
        yield database


@pytest.fixture
def bot(settings: StandInSettings, db: Database, clock: Clock) -> Iterator[app.Bot]:
    made = app.build(settings, db, clock=clock, sleep=clock.sleep)
    yield made
    made.close()


@pytest.fixture
def eventually() -> Callable[[Callable[[], Awaited]], Awaited]:
    """Asks again and again, for what other threads and processes do; returns the first answer that is true."""

    def ask(question: Callable[[], Awaited]) -> Awaited:
        until = time.monotonic() + 15
        while not (answer := question()) and time.monotonic() < until:
            time.sleep(0.01)
        assert answer
        return answer

    return ask


@pytest.fixture
def no_thread_left() -> Iterator[None]:
    """Fails a test that leaves a thread behind; asked for by `usefixtures`, it looks after all other fixtures."""
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + 10
    while (left := set(threading.enumerate()) - before) and time.monotonic() < until:
        gc.collect()  # Bolt's idle workers end with their app
        time.sleep(0.02)
    assert set() == {thread.name for thread in left}
