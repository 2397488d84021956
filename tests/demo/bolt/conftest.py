"""A small Bolt app at the Slack stand-in, over Socket Mode and over HTTP."""

import threading
from collections.abc import Callable, Iterator
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from slack_bolt import Ack, App, Respond
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

from tweetnudge.demo.slack import SlackStandIn

JSON = dict[str, Any]

SECRET = "signing-secret"


def plain(text: str) -> JSON:
    return {"type": "plain_text", "text": text}


def option(value: str) -> JSON:
    return {"text": plain(value.upper()), "value": value}


def field(element: JSON, block_id: str, **more: Any) -> JSON:
    action_id = f"{block_id}_field"
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain("x"),
        "element": element | {"action_id": action_id},
    } | more


CHOICES = [option("a"), option("b"), option("c")]
BLOCKS = [
    field({"type": "plain_text_input", "max_length": 10}, "name"),
    field({"type": "plain_text_input", "initial_value": "hello"}, "note", optional=True),
    field({"type": "users_select"}, "who", optional=True),
    field({"type": "multi_users_select"}, "friends", optional=True),
    field({"type": "channels_select"}, "where", optional=True),
    field({"type": "static_select", "options": CHOICES}, "menu", optional=True),
    field({"type": "radio_buttons", "options": CHOICES, "initial_option": CHOICES[0]}, "radio", optional=True),
    {"type": "actions", "elements": [
        {"type": "checkboxes", "action_id": "boxes", "options": CHOICES},
        {"type": "button", "action_id": "more", "text": plain("More")},
    ]},
]  # fmt: skip


def make_form(title: str = "Form") -> JSON:
    return {"type": "modal", "callback_id": "form", "title": plain(title), "submit": plain("Save"), "blocks": BLOCKS}


@pytest.fixture
def form() -> Callable[[str], JSON]:
    """A modal with every kind of field, under this title."""
    return make_form


class Scripted:
    """What the app answers next to a command or submission, and what it was told."""

    def __init__(self) -> None:
        self.answer: JSON = {}
        self.seen: list[JSON] = []


@pytest.fixture
def script() -> Scripted:
    return Scripted()


@pytest.fixture
def app(web: WebClient, script: Scripted) -> Iterator[App]:
    app = App(client=web, signing_secret=SECRET, token_verification_enabled=False)

    @app.command("/tweets")
    def _(ack: Ack, body: JSON, client: WebClient) -> None:
        script.seen.append(body)
        ack(script.answer)
        if body["text"] == "form":
            client.views_open(trigger_id=body["trigger_id"], view=make_form())

    @app.view("form")
    def _(ack: Ack, body: JSON) -> None:
        script.seen.append(body)
        ack(script.answer)

    @app.action("more")
    def _(ack: Ack, body: JSON) -> None:
        script.seen.append(body)
        ack()

    @app.action("done")
    def _(ack: Ack, body: JSON, respond: Respond) -> None:
        script.seen.append(body)
        respond("Done", replace_original=True)
        ack()

    @app.event("app_home_opened")
    def _(body: JSON, client: WebClient) -> None:
        script.seen.append(body)
        client.views_publish(user_id=body["event"]["user"], view={"type": "home", "blocks": BLOCKS})

    yield app
    app.listener_runner.listener_executor.shutdown()


@pytest.fixture(params=["socket", "http"])
def bolt(request: pytest.FixtureRequest, slack: SlackStandIn, app: App) -> Iterator[None]:
    yield from {"socket": over_socket, "http": over_http}[request.param](slack, app)


def over_socket(slack: SlackStandIn, app: App) -> Iterator[None]:
    handler = SocketModeHandler(app, slack.app_token, ping_interval=0.2)
    handler.connect()
    assert slack.wait_connected()
    yield
    handler.client.default_auto_reconnect_enabled = handler.client.auto_reconnect_enabled = False
    slack.cut()
    handler.close()


class Silent(WSGIRequestHandler):
    """A server that does not write to the terminal."""

    def log_message(self, *_: object) -> None:
        pass


def over_http(slack: SlackStandIn, app: App) -> Iterator[None]:
    with make_server("127.0.0.1", 0, SlackRequestHandler(app), handler_class=Silent) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        slack.http = f"http://127.0.0.1:{server.server_port}/slack/events", SECRET
        yield
        server.shutdown()
        thread.join()


@pytest.fixture
def opened(slack: SlackStandIn, bolt: None, eventually: Callable[[Callable[[], Any]], Any]) -> str:
    """The id of a modal that a command opened."""
    assert {} == slack.wait_ack(slack.command("/tweets", "form"))
    return eventually(slack.open_views)[0]["id"]
