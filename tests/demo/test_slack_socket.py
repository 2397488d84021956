"""Socket Mode with slack_bolt: presses and commands arrive, acks come back, lost connections are made anew."""

from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from tweetnudge.demo.slack import ADMIN, CHANNEL, MEMBER, SlackStandIn


@pytest.fixture
def seen() -> list[Any]:
    return []


@pytest.fixture
def bolt(slack: SlackStandIn, web: WebClient, seen: list[Any]) -> Iterator[App]:
    app = App(client=web)

    @app.action("tap_like")
    def _(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        seen.append(body)

    @app.command("/tweets")
    def _(ack: Ack, command: dict[str, Any]) -> None:
        ack(text=f"{command['user_id']} typed {command['text']}")

    @app.action("answer")
    def _(ack: Ack, respond: Any) -> None:
        respond("Thank you", replace_original=False)
        ack()

    @app.event("app_home_opened")
    def _(event: dict[str, Any]) -> None:
        seen.append(event)

    handler = SocketModeHandler(app, slack.app_token, ping_interval=0.2)
    handler.connect()
    assert slack.wait_connected()
    yield app
    handler.client.default_auto_reconnect_enabled = handler.client.auto_reconnect_enabled = False
    slack.cut()  # the client would listen for another three seconds before it closes
    handler.close()


@pytest.mark.usefixtures("bolt")
def test_a_press_arrives_and_is_acknowledged(slack: SlackStandIn, web: WebClient, seen: list[Any]) -> None:
    ts = web.chat_postMessage(channel=CHANNEL, text="digest")["ts"]
    action = {"action_id": "tap_like", "block_id": "post:1", "url": "https://x.com/"}
    assert slack.wait_ack(slack.press(action, user=ADMIN, message_ts=ts)) == {}
    (body,) = seen
    assert (body["user"]["id"], body["channel"]["id"], body["message"]["text"]) == (ADMIN, CHANNEL, "digest")
    (used,) = body["actions"]
    assert (used["type"], used["action_id"], used["block_id"]) == ("button", "tap_like", "post:1")


@pytest.mark.usefixtures("bolt")
def test_a_press_in_the_home_tab(slack: SlackStandIn, seen: list[Any]) -> None:
    assert slack.wait_ack(slack.press({"action_id": "tap_like"}, channel="")) == {}
    assert seen[0]["view"]["type"] == "home"


@pytest.mark.usefixtures("bolt")
def test_a_command_is_answered_in_its_ack(slack: SlackStandIn) -> None:
    assert slack.wait_ack(slack.command("/tweets", "@aya")) == {"text": f"{MEMBER} typed @aya"}


@pytest.mark.usefixtures("bolt")
def test_a_response_url(slack: SlackStandIn) -> None:
    assert slack.wait_ack(slack.press({"action_id": "answer"})) == {}
    assert slack.responses == [{"text": "Thank you", "replace_original": False}]


@pytest.mark.usefixtures("bolt")
def test_events(slack: SlackStandIn, seen: list[Any]) -> None:
    event = {"type": "app_home_opened", "user": MEMBER, "tab": "home"}
    payload = {"type": "event_callback", "team_id": "T0TEAM", "api_app_id": "A", "event": event}
    assert slack.wait_ack(slack.deliver("events_api", payload)) == {}
    assert seen == [event]


@pytest.mark.usefixtures("bolt")
def test_a_refresh_makes_a_new_connection(slack: SlackStandIn) -> None:
    slack.disconnect()
    assert slack.wait_connected(2)
    assert slack.wait_ack(slack.command("/tweets", "again"))


@pytest.mark.usefixtures("bolt")
def test_a_cut_connection_is_gone_at_once(slack: SlackStandIn) -> None:
    assert slack.connected == 1
    slack.cut()
    assert slack.connected == 0 or slack.wait_connected(2, timeout=0)  # gone, or back already


def test_without_an_app_there_is_no_ack(slack: SlackStandIn) -> None:
    assert slack.wait_ack("envelope-1", timeout=0.01) is None
    assert not slack.wait_connected(timeout=0.01)
