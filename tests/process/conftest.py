"""For tests that run the bot as a process of its own: stand-ins on the real clock, and what the bot is told."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from signal import SIGTERM
from typing import Any

import pytest

from tweetnudge.demo.slack import CHANNEL, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.store import readings
from tweetnudge.store.engine import Database
from tweetnudge.store.migrations import migrate

SECONDS_TO_STOP = 8  # a supervisor gives ten


@pytest.fixture
def x() -> Iterator[XStandIn]:
    with XStandIn() as stand_in:
        yield stand_in


@pytest.fixture
def slack(secrets: dict[str, str]) -> Iterator[SlackStandIn]:
    with SlackStandIn() as stand_in:
        stand_in.bot_token, stand_in.app_token = secrets["slack_bot_token"], secrets["slack_app_token"]
        yield stand_in


@pytest.fixture
def environment(x: XStandIn, slack: SlackStandIn, databases: Any, secrets: dict[str, str]) -> dict[str, str]:
    """The whole environment of the process: nothing of the machine's own but where programs are."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONUTF8": "1",
        "PYTHONWARNINGS": "error",
        "DATABASE_URL": databases.empty(),
        "X_LIST": x.world.list_id,
        "X_BEARER_TOKEN": secrets["x_bearer_token"],
        "X_API_BASE_URL": x.url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_CHANNEL": CHANNEL,
        "SLACK_API_BASE_URL": slack.url,
        "LEASE_SECONDS": "3",
    }


@pytest.fixture
def due_today() -> dict[str, str]:
    """Wherever it is noon now, the digest of today was due at eleven."""
    ahead = 12 - datetime.now(UTC).hour
    return {
        "TIMEZONE": f"Etc/GMT{-ahead:+d}",  # POSIX counts westwards
        "DIGEST_TIME": "11:00",
        "DIGEST_DAYS": "mon-sun",
        "HOLIDAYS": "",
    }


@dataclass
class Child:
    """A running command; what it says goes to a file, which never fills up as a pipe would."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def said(self) -> str:
        text = self.log.read_text(encoding="utf-8")
        assert "Traceback" not in text
        return text

    def stop(self, number: int = SIGTERM) -> int:
        """Ask it to end; its exit code. Raises TimeoutExpired when it takes too long."""
        self.process.send_signal(number)
        return self.process.wait(SECONDS_TO_STOP)

    def kill(self) -> None:
        """It has no time for anything any more."""
        self.process.kill()
        self.process.wait()


@pytest.fixture
def start(environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., Child]]:
    """Starts `tweetnudge run`, or another command; settings that differ go by name."""
    children: list[Child] = []

    def start(command: str = "run", **more: str) -> Child:
        log = tmp_path / f"stderr-{len(children)}"
        with log.open("wb") as stderr:
            process = subprocess.Popen(
                [sys.executable, "-m", "tweetnudge", command],
                cwd=tmp_path, env=environment | more, stdin=subprocess.DEVNULL, stdout=stderr, stderr=stderr,
            )  # fmt: skip
        children.append(Child(process, log))
        return children[-1]

    yield start
    for child in children:
        child.kill()


@pytest.fixture
def db(environment: dict[str, str]) -> Iterator[Database]:
    """The database the children use, with its tables."""
    database = Database(environment["DATABASE_URL"])
    migrate(database)
    yield database
    database.close()


@pytest.fixture
def somebody_started_it(db: Database) -> None:
    """As `tweetnudge digest` would have, but without sending anything."""
    with db.write() as session:
        readings.start(session, datetime.now(UTC))
