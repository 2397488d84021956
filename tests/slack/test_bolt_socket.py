"""Listening over a real Socket Mode connection: everything under a digest is answered."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tweetnudge.demo.slack import CHANNEL, MEMBER, SlackStandIn
from tweetnudge.domain.digest import Digest, Entry
from tweetnudge.domain.members import Member
from tweetnudge.domain.posts import Post
from tweetnudge.i18n.languages import messages
from tweetnudge.slack.blocks import DigestBlocks, how_chosen_view, why_view
from tweetnudge.slack.bolt import CannotListen, SocketMode, build_app
from tweetnudge.slack.publisher import Publisher

pytestmark = pytest.mark.usefixtures("no_thread_left")

WORDS = messages("en")
DAY = date(2026, 7, 1)
POST = Post(11, 12, 1, datetime(2026, 6, 30, 23, tzinfo=UTC), "Hello", 11)
DIGEST = DigestBlocks("en", "99").digest(Digest(colleagues=(Entry((POST,)),)), {1: Member(1, "aya", "Aya")}, DAY)

Eventually = Callable[[Callable[[], Any]], Any]


@contextmanager
def listening(slack: SlackStandIn, app_token: str) -> Iterator[SocketMode]:
    """Stopped at the end, which is in order after a start that failed, too."""
    mode = SocketMode(build_app(slack.bot_token, slack.url, WORDS), app_token)
    try:
        yield mode
    finally:
        mode.stop()


@pytest.fixture
def digest_ts(slack: SlackStandIn, eventually: Eventually) -> Iterator[str]:
    """A digest is in the channel and the bot listens."""
    ts = Publisher(slack.bot_token, slack.url, deadline=5).post(CHANNEL, DIGEST, "digest:2026-07-01")
    with listening(slack, slack.app_token) as mode:
        mode.start()
        assert slack.wait_connected()
        yield ts
    eventually(lambda: slack.connected == 0)


def pressed(action_id: str, option: str = "") -> dict[str, Any]:
    """What Slack sends for an element of the digest: the element without what only a screen needs."""
    for block in DIGEST.blocks:
        for element in block.get("elements", []):
            if element.get("action_id") == action_id:
                action = {"type": element["type"], "action_id": action_id, "block_id": block.get("block_id", "abc")}
                chosen = [choice for choice in element.get("options", []) if choice["value"].startswith(option)]
                return action | ({"selected_option": chosen[0]} if chosen else {})
    raise KeyError(action_id)


@pytest.mark.parametrize(
    ("action_id", "option"),
    [("tap_like", ""), ("tap_repost", ""), ("more", "open:"), ("more", "reply:")],
)
def test_what_opens_x_is_only_acknowledged(slack: SlackStandIn, digest_ts: str, action_id: str, option: str) -> None:
    """A bare answer, in time, and nothing else happens in Slack."""
    envelope = slack.press(pressed(action_id, option), message_ts=digest_ts)
    assert {} == slack.wait_ack(envelope)
    assert [] == slack.workspace.views
    assert 1 == len(slack.messages())


@pytest.mark.parametrize(
    ("action_id", "option", "view"),
    [("more", "why:", why_view(WORDS)), ("how_chosen", "", how_chosen_view(WORDS))],
)
def test_questions_are_answered_in_a_modal(
    slack: SlackStandIn,
    digest_ts: str,
    eventually: Eventually,
    action_id: str,
    option: str,
    view: dict[str, Any],
) -> None:
    """The press is acknowledged, and a modal opens for whoever asked."""
    envelope = slack.press(pressed(action_id, option), message_ts=digest_ts)
    assert {} == slack.wait_ack(envelope)
    [opened] = eventually(lambda: slack.calls("views.open"))
    assert view == opened["view"]
    assert opened["trigger_id"]


def test_a_menu_value_from_nowhere(slack: SlackStandIn, digest_ts: str) -> None:
    """What we did not write into the menu is acknowledged and means nothing."""
    for value in ({"selected_option": {"value": "why:x"}}, {"selected_option": {}}, {}):
        envelope = slack.press(pressed("more") | {"selected_option": {}} | value, message_ts=digest_ts)
        assert {} == slack.wait_ack(envelope)
    assert [] == slack.calls("views.open")


def test_every_element_of_a_digest_is_answered(slack: SlackStandIn, digest_ts: str) -> None:
    """Also one that somebody adds to the layout and forgets here."""
    elements = [element for block in DIGEST.blocks for element in block.get("elements", [])]
    ids = {element["action_id"] for element in elements if "action_id" in element}
    assert {"tap_like", "tap_repost", "more", "how_chosen"} <= ids
    envelopes = [slack.press(pressed(action_id), message_ts=digest_ts) for action_id in sorted(ids)]
    assert [{}] * len(ids) == [slack.wait_ack(envelope) for envelope in envelopes]


@pytest.mark.parametrize("how", [{"error": "expired_trigger_id"}, {"drop": True, "times": 2}], ids=str)
def test_a_modal_that_does_not_open(
    slack: SlackStandIn,
    digest_ts: str,
    eventually: Eventually,
    caplog: pytest.LogCaptureFixture,
    how: dict[str, Any],
) -> None:
    """The press is acknowledged all the same, a line is logged, and the next press works."""
    slack.fail("views.open", **how)
    assert {} == slack.wait_ack(slack.press(pressed("how_chosen"), message_ts=digest_ts))
    eventually(lambda: "Slack did not open a modal" in caplog.text)
    assert "Traceback" not in caplog.text
    assert {} == slack.wait_ack(slack.press(pressed("how_chosen"), message_ts=digest_ts))
    eventually(lambda: slack.workspace.views)


def test_slack_asks_to_connect_anew(slack: SlackStandIn, digest_ts: str, eventually: Eventually) -> None:
    """As it does every few hours; presses are answered afterwards."""
    slack.disconnect()
    eventually(lambda: len(slack.calls("apps.connections.open")) == 2)
    eventually(lambda: slack.connected == 1)
    assert {} == slack.wait_ack(slack.press(pressed("tap_like"), message_ts=digest_ts))


@pytest.mark.parametrize("after", [0, 0.03, 0.06, 0.09, 0.12])
def test_stopping_soon_after_starting(slack: SlackStandIn, after: float) -> None:
    """Whatever slack_sdk's threads are at just then, the end comes at once."""
    mode = SocketMode(build_app(slack.bot_token, slack.url, WORDS), slack.app_token)
    mode.start()
    time.sleep(after)  # its threads begin within a tenth of a second
    stopping = threading.Thread(target=mode.stop, daemon=True)
    stopping.start()
    stopping.join(10)
    assert not stopping.is_alive()


def test_a_wrong_app_token(slack: SlackStandIn) -> None:
    """One sentence names the setting; the token is not in it."""
    with listening(slack, "xapp-wrong") as mode, pytest.raises(CannotListen, match="SLACK_APP_TOKEN") as told:
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
def test_slack_cannot_be_reached(slack: SlackStandIn, how: dict[str, Any]) -> None:
    """One sentence, whether Slack hangs up or stumbles."""
    slack.fail("apps.connections.open", times=9, **how)
    with listening(slack, slack.app_token) as mode, pytest.raises(CannotListen, match="Slack"):
        mode.start()


def test_not_even_a_debugging_log_tells_who_pressed(
    slack: SlackStandIn, eventually: Eventually, caplog: pytest.LogCaptureFixture
) -> None:
    """Bolt and slack_sdk would log whole events, with the person in them."""
    caplog.set_level(logging.DEBUG)
    with listening(slack, slack.app_token) as mode:
        mode.start()
        assert slack.wait_connected()
        assert {} == slack.wait_ack(slack.press(pressed("tap_like")))
    eventually(lambda: slack.connected == 0)
    assert "Listening to Slack" in caplog.text
    assert MEMBER not in caplog.text
