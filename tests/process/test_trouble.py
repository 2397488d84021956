"""The database goes away under a bot that runs, and comes back: it apologises meanwhile, and needs no restart."""

import shlex
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import psutil
import pytest
from own_databases import running_server

from tweetnudge import app, daemon
from tweetnudge.demo.clock import Clock
from tweetnudge.demo.settings import stand_in_settings
from tweetnudge.demo.slack import ADMIN, CHANNEL, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.i18n import en
from tweetnudge.scheduler import Scheduler
from tweetnudge.slack import ids
from tweetnudge.store import readings
from tweetnudge.store.engine import Database, DatabaseUnusable

pytestmark = pytest.mark.usefixtures("no_thread_left")

Eventually = Callable[[Callable[[], Any]], Any]
SORRY = en.MESSAGES.members.trouble


class Outage(Protocol):
    """A database that can go away."""

    url: str

    def begin(self) -> None: ...

    def end(self) -> None: ...


@dataclass
class FileGone:
    """Somebody moves the file."""

    file: Path

    def __post_init__(self) -> None:
        self.url = f"sqlite:///{self.file}"

    def begin(self) -> None:
        self.file.rename(self.file.with_name("aside.db"))

    def end(self) -> None:
        self.file.with_name("aside.db").rename(self.file)


@dataclass
class ServerDown:
    """The server is stopped as a power cut would."""

    data: Path
    url: str

    def begin(self) -> None:
        self._control("-m", "immediate", "stop")

    def end(self) -> None:
        started_with = shlex.split((self.data / "postmaster.opts").read_text())[1:]
        self._control("-l", str(self.data / "log"), "-o", shlex.join(started_with), "start")

    def freeze(self) -> list[psutil.Process]:
        """It takes whatever it is sent, and answers nothing."""
        postmaster = psutil.Process(int((self.data / "postmaster.pid").read_text().split()[0]))
        frozen = [postmaster, *postmaster.children(recursive=True)]
        for process in frozen:
            process.suspend()
        return frozen

    def _control(self, *how: str) -> None:
        """The server belongs to a user of its own when root runs the tests."""
        program = Path(shlex.split((self.data / "postmaster.opts").read_text())[0]).with_name("pg_ctl")
        command = [program, "-w", "-D", self.data, *how]
        subprocess.run(command, user=self.data.owner(), cwd="/", stdout=subprocess.DEVNULL, check=True)


@pytest.fixture
def server() -> Iterator[ServerDown]:
    """A PostgreSQL server of this test's own."""
    with running_server() as started:
        # What was committed has to survive a power cut here.
        started.run("ALTER SYSTEM SET synchronous_commit = on", "SELECT pg_reload_conf()")
        server = ServerDown(started.data, started.admin.replace("postgresql://", "postgresql+psycopg://"))
        yield server
        server.begin()  # whoever started it first does not know it as it is now


@pytest.fixture(params=["sqlite", "postgresql"])
def outage(request: pytest.FixtureRequest, tmp_path: Path) -> Outage:
    if request.param == "postgresql":
        return request.getfixturevalue("server")
    return FileGone(tmp_path / "tweetnudge.db")


@pytest.fixture(autouse=True)
def company(x: XStandIn, slack: SlackStandIn) -> None:
    x.world.add_user("aya", "Aya")
    x.world.post("aya", "Hello from the real clock", minutes_ago=45)
    for user in slack.workspace.users.values():
        user["locale"] = "en-GB"


@pytest.fixture
def environment(environment: dict[str, str], outage: Outage, due_today: dict[str, str]) -> dict[str, str]:
    return environment | due_today | {"DATABASE_URL": outage.url}


def answered(slack: SlackStandIn, eventually: Eventually, command: str, text: str = "") -> str:
    """What an admin sees in the end after typing a command."""
    before = len(slack.answers(ADMIN))
    assert slack.wait_ack(slack.command(command, text, user=ADMIN)) is not None
    return str(eventually(lambda: slack.answers(ADMIN)[before:]))


def at_home(slack: SlackStandIn, eventually: Eventually) -> str:
    """What an admin sees on opening the Home tab."""
    with slack.lock:
        slack.workspace.homes.pop(ADMIN, None)
    assert slack.wait_ack(slack.open_home(ADMIN)) is not None
    return str(eventually(lambda: slack.workspace.homes.get(ADMIN)))


def test_it_apologises_and_goes_on_by_itself(
    start: Any, outage: Outage, slack: SlackStandIn, eventually: Eventually
) -> None:
    """Answers before, apologies meanwhile, answers again; then the digest goes out, once."""
    bot = start()
    assert slack.wait_connected(timeout=20)
    eventually(lambda: "Hello from" in answered(slack, eventually, "/tweets"))
    outage.begin()
    for text in ("", "sync"):
        assert SORRY in answered(slack, eventually, "/tweetlist", text).replace(en.MESSAGES.members.moment, SORRY)
    assert SORRY in answered(slack, eventually, "/tweets")
    assert SORRY in at_home(slack, eventually)
    outage.end()
    assert "Hello from" in answered(slack, eventually, "/tweets")
    assert SORRY not in at_home(slack, eventually)
    with closing(Database(outage.url)) as db, db.write() as session:
        readings.start(session, datetime.now(UTC))
    for _ in range(2):
        slack.press({"type": "button", "action_id": ids.HOME_SEND}, user=ADMIN, channel="")
    eventually(lambda: slack.messages(CHANNEL))
    assert 0 == bot.stop()
    assert 1 == len(slack.messages(CHANNEL))
    assert 1 >= bot.said.count("Until then nothing is done.")


def test_stopping_while_it_is_gone(start: Any, outage: Outage, slack: SlackStandIn) -> None:
    """It ends in time, with a sentence and no traceback."""
    bot = start()
    assert slack.wait_connected(timeout=20)
    outage.begin()
    assert bot.stop() in {0, 1}
    outage.end()
    assert "cannot be used" in bot.said


def test_starting_while_it_is_gone(start: Any, outage: Outage, tmp_path: Path) -> None:
    """That is one sentence and the exit code of a failure."""
    url = outage.url
    if url.startswith("sqlite"):
        url = f"sqlite:///{tmp_path / 'nowhere' / 'tweetnudge.db'}"
    else:
        outage.begin()
    bot = start(DATABASE_URL=url)
    code = bot.process.wait(20)
    if url == outage.url:
        outage.end()
    assert 1 == code
    assert "cannot be used" in bot.said
    assert "check DATABASE_URL" in bot.said


def test_the_digest_goes_out_once_when_it_is_back(
    outage: Outage, slack: SlackStandIn, x: XStandIn, caplog: pytest.LogCaptureFixture
) -> None:
    """It was due while the database was gone; the log says twice what had to be said: that, and that it is over."""
    clock = Clock()
    settings = stand_in_settings(x, slack, outage.url)
    x.world.post("aya", "Hello", at=clock() - timedelta(hours=2))
    with app.open_database(settings) as db:
        with db.write() as session:
            readings.start(session, clock())
        bot = app.build(settings, db, clock=clock, sleep=clock.sleep)
        scheduler = Scheduler(daemon.jobs(bot, settings), clock, common=(DatabaseUnusable,))
        outage.begin()
        with caplog.at_level("INFO", "tweetnudge.scheduler"):
            for _ in range(5):
                scheduler.tick()
                clock.pass_by(minutes=1)
            outage.end()
            for _ in range(3):
                scheduler.tick()
                clock.pass_by(minutes=1)
        bot.close()
    assert 1 == len(slack.messages(CHANNEL))
    said = [record.levelname for record in caplog.records if record.name == "tweetnudge.scheduler"]
    assert ["WARNING", "INFO"] == said


@pytest.mark.parametrize("outage", ["postgresql"], indirect=True)
def test_a_server_that_answers_nothing(
    outage: ServerDown, start: Any, slack: SlackStandIn, eventually: Eventually
) -> None:
    """Whoever types a command hears in time that it takes a moment, and the rest once the server goes on."""
    start()
    assert slack.wait_connected(timeout=20)
    eventually(lambda: "Hello from" in answered(slack, eventually, "/tweets"))
    frozen = outage.freeze()
    try:
        assert en.MESSAGES.members.moment in answered(slack, eventually, "/tweets")
    finally:
        for process in frozen:
            process.resume()
    eventually(lambda: "Hello from" in str(slack.answers(ADMIN)[-1]))


def test_nobody_listens_at_the_address() -> None:
    """A connection that is taken by nobody fails within seconds, whatever the system's own patience."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        db = Database(f"postgresql+psycopg://me:secret@127.0.0.1:{port}/x?connect_timeout=2")
        with pytest.raises(DatabaseUnusable, match="timeout"), db.read() as session:
            session.connection()
        db.close()
