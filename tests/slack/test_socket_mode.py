"""However the connection to Slack is cut, it is replaced; nothing is answered twice and little is logged."""

import logging
import struct
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from tweetnudge.demo.slack import SlackStandIn
from tweetnudge.slack.socket_mode import SocketMode

LOST = "Connection to Slack lost; connecting again"
AGAIN = "Listening to Slack again"
BUTTON = {"type": "button", "action_id": "tap_like", "block_id": "abc"}
OPEN = "apps.connections.open"

Eventually = Callable[[Callable[[], Any]], Any]
Said = Callable[[], list[str]]


class Command:
    """What `/greet` does: it takes until `go` is set, and happens as often as `done` says."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()
        self.done = 0

    def __call__(self, ack: Ack) -> None:
        self.begun.set()
        self.go.wait(10)
        self.done += 1
        ack("Hello")


@pytest.fixture(autouse=True)
def nothing_left(no_thread_left: None) -> None:
    """Looks after all other fixtures, `mode` among them, which a mark alone would not put it before."""


@pytest.fixture
def app(slack: SlackStandIn) -> Iterator[App]:
    """With a button that is acknowledged; what else it does is not this module's matter."""
    client = WebClient(slack.bot_token, base_url=slack.url)
    made = App(client=client, signing_secret="unused", token_verification_enabled=False)
    made.action(BUTTON["action_id"])(lambda ack: ack())
    yield made
    made.listener_runner.listener_executor.shutdown(wait=False)  # pytest holds on to the app, and thus to its workers


@pytest.fixture
def command(app: App) -> Iterator[Command]:
    greet = Command()
    app.command("/greet")(greet)
    yield greet
    greet.go.set()


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Said:
    """What we and slack_sdk log; the test's own Bolt app and the stand-in may stumble over a cut connection."""
    caplog.set_level(logging.INFO)
    ours = ("tweetnudge", "slack_sdk")
    return lambda: [record.getMessage() for record in list(caplog.records) if record.name.startswith(ours)]


@pytest.fixture
def mode(slack: SlackStandIn, app: App, said: Said, eventually: Eventually) -> Iterator[SocketMode]:
    """The bot listens, and is quicker to notice things than usual."""
    listening = SocketMode(app, slack.app_token, ping_every=0.3)
    listening.start()
    assert slack.wait_connected()
    yield listening
    listening.stop()
    eventually(lambda: slack.connected == 0)


def write(slack: SlackStandIn, data: bytes) -> None:
    """Something the stand-in would never send."""
    link = slack._deliveries.sockets.open[-1]
    assert link.request.transport is not None
    link.loop.call_soon_threadsafe(link.request.transport.write, data)


def cut_in_a_message(slack: SlackStandIn) -> None:
    """After a part of an envelope, which on its own looks like a long one."""
    write(slack, b"\x81\x7f" + struct.pack("!Q", 100_000) + b'{"type": "slash_commands", "payload": "' + b"x" * 5_000)
    slack.cut()


WAYS: dict[str, Callable[[SlackStandIn], None]] = {
    "cut": SlackStandIn.cut,
    "silent": SlackStandIn.freeze,
    "cut in a message": cut_in_a_message,
    "closed with a word": lambda slack: write(slack, b"\x88\x02" + struct.pack("!H", 1001)),
}


@pytest.mark.usefixtures("mode")
@pytest.mark.parametrize("way", WAYS)
def test_a_cut_connection_is_replaced(slack: SlackStandIn, said: Said, eventually: Eventually, way: str) -> None:
    """The next press is answered, and one line tells of the loss and one of its end."""
    WAYS[way](slack)
    assert slack.wait_connected(2, timeout=60)
    eventually(lambda: AGAIN in said())
    assert {} == slack.wait_ack(slack.press(BUTTON))
    assert [LOST, AGAIN] == said()
    assert 2 == len(slack.calls(OPEN))


@pytest.mark.usefixtures("mode")
@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "link_disabled"])
def test_slack_asks_to_connect_anew(slack: SlackStandIn, said: Said, eventually: Eventually, reason: str) -> None:
    """That is a matter of course: nothing is lost and nothing is logged."""
    slack.disconnect(reason)
    assert slack.wait_connected(2, timeout=60)
    eventually(lambda: slack.connected == 1)
    assert {} == slack.wait_ack(slack.press(BUTTON))
    assert [] == said()
    assert 2 == len(slack.calls(OPEN))


@pytest.mark.usefixtures("mode")
@pytest.mark.parametrize(
    "how",
    [
        {"status": 503},
        {"error": "internal_error"},
        {"drop": True},
        {"body": "<html>Please log in</html>"},
        {"body": {"ok": True}},
        {"body": {"ok": True, "url": "ws://127.0.0.1:1/"}},
    ],
    ids=str,
)
def test_slack_does_not_let_us_in_for_a_while(
    slack: SlackStandIn, said: Said, eventually: Eventually, how: dict[str, Any]
) -> None:
    """We try again and again, and say so once; where Slack said why, that too."""
    slack.fail(OPEN, times=4, **how)
    slack.cut()
    assert slack.wait_connected(2, timeout=60)
    eventually(lambda: AGAIN in said())
    assert {} == slack.wait_ack(slack.press(BUTTON))
    lines = said()
    assert (LOST, AGAIN) == (lines[0], lines[-1])
    assert len(lines) == len(set(lines)) <= 3


@pytest.mark.usefixtures("mode")
def test_slack_is_gone_for_a_while(slack: SlackStandIn, said: Said, eventually: Eventually) -> None:
    """Twice, which makes two lines each."""
    for number in (2, 3):
        slack.stop()
        eventually(lambda number=number: said().count(LOST) == number - 1)
        slack.start()
        assert slack.wait_connected(number, timeout=15)
        eventually(lambda number=number: said().count(AGAIN) == number - 1)
    assert {} == slack.wait_ack(slack.press(BUTTON))
    assert [LOST, AGAIN, LOST, AGAIN] == said()


@pytest.mark.usefixtures("mode")
def test_the_token_was_revoked(slack: SlackStandIn, said: Said, eventually: Eventually) -> None:
    """One more line, once, says what is to be done."""
    slack.fail(OPEN, error="token_revoked", times=4)
    slack.cut()
    assert slack.wait_connected(2, timeout=60)
    eventually(lambda: AGAIN in said())
    [lost, sentence, again] = said()
    assert (LOST, AGAIN) == (lost, again)
    assert "check SLACK_APP_TOKEN" in sentence


@pytest.mark.usefixtures("mode")
@pytest.mark.parametrize("way", ["cut", "silent", "cut in a message"])
def test_a_command_under_way(
    slack: SlackStandIn, command: Command, said: Said, eventually: Eventually, way: str
) -> None:
    """It happens once and is answered at most once."""
    envelope = slack.command("/greet")
    assert command.begun.wait(5)
    WAYS[way](slack)
    assert slack.wait_connected(2, timeout=60)
    command.go.set()
    answer = slack.wait_ack(envelope)
    assert answer in ({"text": "Hello"}, None)
    eventually(lambda: command.done)
    assert {} == slack.wait_ack(slack.press(BUTTON))
    assert 1 == command.done
    assert [LOST, AGAIN] == said()


def test_stopping_while_slack_is_gone(
    slack: SlackStandIn, mode: SocketMode, said: Said, eventually: Eventually
) -> None:
    """It ends though it waits for Slack, and nothing more is said."""
    slack.stop()
    eventually(lambda: LOST in said())
    mode.stop()
    assert [LOST] == said()


def test_stopping_while_slack_does_not_answer(
    slack: SlackStandIn, mode: SocketMode, said: Said, eventually: Eventually
) -> None:
    """The request under way is not waited for."""
    slack.fail(OPEN, delay=60)
    slack.cut()
    eventually(lambda: len(slack.calls(OPEN)) == 2)
    mode.stop()
    assert [LOST] == said()
