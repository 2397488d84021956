"""Listening over a real Socket Mode connection: beginning, being asked to connect anew, and ending."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tweetnudge.app import Bot
from tweetnudge.demo.slack import MEMBER, SlackStandIn
from tweetnudge.slack import ids
from tweetnudge.slack.bolt import CannotListen, build_app
from tweetnudge.slack.socket_mode import SocketMode

pytestmark = pytest.mark.usefixtures("no_thread_left")

Eventually = Callable[[Callable[[], Any]], Any]

TAP = {"action_id": ids.TAP_LIKE}


@contextmanager
def listening(slack: SlackStandIn, bot: Bot, app_token: str) -> Iterator[SocketMode]:
    """Stopped at the end, which is in order after a start that failed, too."""
    mode = SocketMode(build_app(slack.bot_token, slack.url, bot.parts), app_token)
    try:
        yield mode
    finally:
        mode.stop()


def test_slack_asks_to_connect_anew(slack: SlackStandIn, bot: Bot, eventually: Eventually) -> None:
    """As it does every few hours; presses are answered afterwards."""
    with listening(slack, bot, slack.app_token) as mode:
        mode.start()
        assert slack.wait_connected()
        slack.disconnect()
        eventually(lambda: len(slack.calls("apps.connections.open")) == 2)
        eventually(lambda: slack.connected == 1)
        assert {} == slack.wait_ack(slack.press(TAP))
    eventually(lambda: slack.connected == 0)


@pytest.mark.parametrize("after", [0, 0.03, 0.06, 0.09, 0.12])
def test_stopping_soon_after_starting(slack: SlackStandIn, bot: Bot, after: float) -> None:
    """Whatever slack_sdk's threads are at just then, the end comes at once."""
    mode = SocketMode(build_app(slack.bot_token, slack.url, bot.parts), slack.app_token)
    mode.start()
    time.sleep(after)  # its threads begin within a tenth of a second
    stopping = threading.Thread(target=mode.stop, daemon=True)
    stopping.start()
    stopping.join(10)
    assert not stopping.is_alive()


def test_a_wrong_app_token(slack: SlackStandIn, bot: Bot) -> None:
    """One sentence names the setting; the token is not in it."""
    with listening(slack, bot, "xapp-wrong") as mode, pytest.raises(CannotListen, match="SLACK_APP_TOKEN") as told:
        mode.start()
    assert "invalid_auth" in str(told.value)
    assert "xapp-wrong" not in repr(told.value)


@pytest.mark.parametrize(
    "how",
    [
        {"drop": True},
        {"status": 500},
        {"body": "<html>Please log in</html>"},
        {"body": {"ok": False, "error": "internal_error"}},
    ],
    ids=str,
)
def test_slack_cannot_be_reached(slack: SlackStandIn, bot: Bot, how: dict[str, Any]) -> None:
    """One sentence, whether Slack hangs up or stumbles."""
    slack.fail("apps.connections.open", times=9, **how)
    with listening(slack, bot, slack.app_token) as mode, pytest.raises(CannotListen, match="Slack"):
        mode.start()


def test_not_even_a_debugging_log_tells_who_pressed(
    slack: SlackStandIn, bot: Bot, eventually: Eventually, caplog: pytest.LogCaptureFixture
) -> None:
    """Bolt and slack_sdk would log whole events, with the person in them."""
    caplog.set_level(logging.DEBUG)
    with listening(slack, bot, slack.app_token) as mode:
        mode.start()
        assert slack.wait_connected()
        assert {} == slack.wait_ack(slack.press(TAP))
    eventually(lambda: slack.connected == 0)
    assert "Listening to Slack" in caplog.text
    assert MEMBER not in caplog.text
