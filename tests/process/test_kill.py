"""SIGKILL at the worst moments: between what Slack or X knows and what the database knows.

There is more to show than one message takes, so that what is killed goes on in a thread.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from tweetnudge.demo.slack import CHANNEL, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.store.engine import Database
from tweetnudge.store.models import PostRow

LEASE_SECONDS = 3


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(autouse=True)
def posts(x: XStandIn) -> None:
    x.world.add_user("aya", "Aya")
    for n in range(45):
        x.world.post("aya", f"post {n}", minutes_ago=100 - n)


@pytest.fixture
def digest(environment: dict[str, str], tmp_path: Path) -> Callable[[], subprocess.Popen[str]]:
    """Starts `tweetnudge digest`."""
    command = [sys.executable, "-m", "tweetnudge", "digest"]
    return lambda: subprocess.Popen(
        command, env=environment, cwd=tmp_path, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def kill_when(process: subprocess.Popen[str], happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not happened():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def finish(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=60)
    assert 0 == process.returncode, err
    return out


def complete(slack: SlackStandIn) -> bool:
    """Whether the digest and its thread are there, all that fits them once and none twice."""
    main, *replies = slack.messages(CHANNEL)
    blocks = (block.get("block_id", "") for message in (main, *replies) for block in message["blocks"])
    posts = [block for block in blocks if block.startswith("post:")]
    assert {main["ts"]} >= {reply.get("thread_ts") for reply in replies}
    assert len(posts) == len(set(posts))
    return len(posts) == 5 + 36


def test_killed_right_after_slack_accepted(digest: Callable[[], subprocess.Popen[str]], slack: SlackStandIn) -> None:
    slack.fail("chat.postMessage", accept=True, delay=60)
    kill_when(digest(), lambda: bool(slack.messages(CHANNEL)))
    assert "already" in finish(digest())
    assert complete(slack)
    assert len(slack.messages(CHANNEL)) == len(slack.calls("chat.postMessage"))


def test_killed_before_slack_accepted(digest: Callable[[], subprocess.Popen[str]], slack: SlackStandIn) -> None:
    slack.fail("chat.postMessage", drop=True, delay=60)
    kill_when(digest(), lambda: bool(slack.calls("chat.postMessage")))
    assert "Posted" in finish(digest())
    assert complete(slack)


@pytest.mark.parametrize("accept", [True, False])
def test_killed_in_the_middle_of_the_thread(
    digest: Callable[[], subprocess.Popen[str]], slack: SlackStandIn, accept: bool
) -> None:
    """Whoever asks again, once the dead copy's lease is over, gets the rest."""
    slack.fail("chat.postMessage", accept=accept, drop=not accept, delay=60, skip=2)
    kill_when(digest(), lambda: len(slack.calls("chat.postMessage")) == 3)
    until = time.monotonic() + 60
    while not complete(slack) and time.monotonic() < until:
        time.sleep(LEASE_SECONDS / 3)
        assert "already" in finish(digest())
    assert complete(slack)
    assert len(slack.messages(CHANNEL)) + (not accept) == len(slack.calls("chat.postMessage"))


@pytest.mark.parametrize("pages", [0, 1, 2])
def test_killed_while_reading_the_list(
    digest: Callable[[], subprocess.Popen[str]], x: XStandIn, slack: SlackStandIn, db: Database, pages: int
) -> None:
    x.fail("/tweets", skip=pages, delay=60)

    def reads() -> int:
        return len([asked for asked in x.requests if asked.path.startswith("/2/lists/")])

    kill_when(digest(), lambda: reads() > pages)
    finish(digest())
    with db.read() as session:
        assert 45 == len(session.scalars(select(PostRow.id)).all())
    assert 45 == len({number for _, kind, number in x.billed if kind == "post"})  # midnight may have passed meanwhile
    assert complete(slack)
