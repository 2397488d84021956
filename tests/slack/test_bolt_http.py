"""Listening as a small web server: Slack's signature is checked, and stopping leaves nothing behind."""

import hashlib
import hmac
import json
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

import pytest

from tweetnudge.app import Bot
from tweetnudge.demo import slack_payloads
from tweetnudge.demo.slack import CHANNEL, MEMBER, SlackStandIn
from tweetnudge.slack.bolt import CannotListen, HttpMode, build_app

pytestmark = pytest.mark.usefixtures("no_thread_left")

HOST = "127.0.0.1"
SECRET = "signing-secret"

Eventually = Callable[[Callable[[], Any]], Any]


@pytest.fixture
def port() -> int:
    """A free one, below those the system hands out to everybody else."""
    while True:
        number = random.randint(15_000, 30_000)
        with socket.socket() as tried:
            if tried.connect_ex((HOST, number)) != 0:
                return number


@pytest.fixture
def mode(slack: SlackStandIn, bot: Bot, port: int) -> Iterator[HttpMode]:
    app = build_app(slack.bot_token, slack.url, bot.parts, SECRET)
    made = HttpMode(app, HOST, port)
    yield made
    made.stop()
    app.listener_runner.listener_executor.shutdown()  # Bolt's own workers end with the app, which pytest holds on to


@pytest.fixture
def started(mode: HttpMode) -> HttpMode:
    mode.start()
    return mode


def press(slack: SlackStandIn, action_id: str) -> str:
    """The body of the request with which Slack tells of a press."""
    action = {"action_id": action_id}
    person = slack.workspace.users[MEMBER]
    payload = slack_payloads.block_actions(slack.workspace, action, person, (CHANNEL, "1.000100"), 1)
    return urlencode({"payload": json.dumps(payload)})


def signed(body: str, *, secret: str = SECRET, ago: float = 0) -> dict[str, str]:
    """The headers Slack sends with a body."""
    stamp = str(int(time.time() - ago))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest}",
    }


def ask(port: int, body: str, headers: dict[str, str], *, path: str = "/slack/events", method: str = "POST") -> int:
    """The status of the answer."""
    connection = HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request(method, path, body, headers)
        with connection.getresponse() as answer:
            answer.read()
            return answer.status
    finally:
        connection.close()


@pytest.mark.parametrize("action_id", ["tap_like", "tap_repost", "more", "how_chosen"])
def test_presses_are_acknowledged(started: HttpMode, slack: SlackStandIn, port: int, action_id: str) -> None:
    """Everything under a digest is answered with 200."""
    body = press(slack, action_id)
    assert 200 == ask(port, body, signed(body))


def test_questions_open_a_modal(started: HttpMode, slack: SlackStandIn, port: int, eventually: Eventually) -> None:
    """As over Socket Mode."""
    body = press(slack, "how_chosen")
    assert 200 == ask(port, body, signed(body))
    [opened] = eventually(lambda: slack.calls("views.open"))
    assert "trigger-1" == opened["trigger_id"]


@pytest.mark.parametrize(
    ("how", "body"),
    [({"secret": "another"}, ""), ({"ago": 301}, ""), ({"ago": -301}, ""), ({}, "another body")],
    ids=["wrong secret", "too old", "from the future", "another body"],
)
def test_strangers_are_turned_away(
    started: HttpMode, slack: SlackStandIn, port: int, how: dict[str, Any], body: str
) -> None:
    """A wrong signature, or a right one sent again later, has no effect at all."""
    sent = press(slack, "how_chosen")
    assert 401 == ask(port, sent, signed(body or sent, **how))
    assert [] == slack.requests


def test_requests_without_a_signature(started: HttpMode, slack: SlackStandIn, port: int) -> None:
    """They are turned away as well."""
    assert 401 == ask(port, press(slack, "how_chosen"), {"Content-Type": "application/x-www-form-urlencoded"})
    assert [] == slack.requests


def test_other_addresses(started: HttpMode, slack: SlackStandIn, port: int) -> None:
    """There is one address, and it only takes what is posted."""
    body = press(slack, "tap_like")
    assert 404 == ask(port, body, signed(body), path="/")
    assert 404 == ask(port, body, signed(body), path="/slack/events/")
    assert 404 == ask(port, "", {}, method="GET")


def test_a_port_in_use(mode: HttpMode, port: int) -> None:
    """One sentence names the settings; stopping is in order all the same, and a later start works."""
    with socket.create_server((HOST, port)):
        with pytest.raises(CannotListen, match=rf"port {port} on 127.0.0.1 .*\(Address already in use\).* PORT"):
            mode.start()
        mode.stop()
    mode.start()


def test_a_host_that_is_not_ours(slack: SlackStandIn, bot: Bot, port: int) -> None:
    """An address of somebody else cannot be listened on."""
    mode = HttpMode(build_app(slack.bot_token, slack.url, bot.parts, SECRET), "192.0.2.1", port)
    with pytest.raises(CannotListen, match="HOST"):
        mode.start()


def test_starting_again_and_stopping_twice(slack: SlackStandIn, mode: HttpMode, port: int) -> None:
    """The port is free as soon as `stop` returns, and the same object may start anew."""
    body = press(slack, "tap_like")
    for _ in range(3):
        mode.start()
        assert 200 == ask(port, body, signed(body))
        mode.stop()
        mode.stop()
        with pytest.raises(ConnectionRefusedError):
            ask(port, body, signed(body))


def test_stopping_while_somebody_is_connected(mode: HttpMode, port: int, caplog: pytest.LogCaptureFixture) -> None:
    """An idle connection, as a proxy keeps it open, neither delays the end nor keeps a thread."""
    mode.start()
    connection = HTTPConnection(HOST, port, timeout=5)
    connection.request("GET", "/")
    connection.getresponse().read()
    mode.stop()
    assert "http" not in [thread.name for thread in threading.enumerate()]
    assert b"" == connection.sock.recv(1)
    connection.close()
    assert [] == [record for record in caplog.records if record.exc_info]


def test_stopping_while_an_answer_is_made(
    slack: SlackStandIn, mode: HttpMode, port: int, eventually: Eventually
) -> None:
    """What is being answered is answered."""
    slack.fail("auth.test", delay=0.3)
    statuses: list[int] = []
    body = press(slack, "tap_like")
    mode.start()
    asking = threading.Thread(target=lambda: statuses.append(ask(port, body, signed(body))))
    asking.start()
    eventually(lambda: slack.calls("auth.test"))  # Bolt asks who it is before its first answer
    mode.stop()
    asking.join()
    assert [200] == statuses
