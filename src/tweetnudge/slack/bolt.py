"""Listening to Slack: the Bolt app, over Socket Mode or as a small web server."""

import logging
import threading
from typing import Any, Protocol, cast

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from waitress.server import create_server

from tweetnudge.domain.errors import Trouble
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import actions

log = logging.getLogger(__name__)

EVENTS_PATH = "/slack/events"
REQUEST_TIMEOUT = 10


class CannotListen(Trouble):
    """Slack cannot reach us the way the settings say."""


class Listening(Protocol):
    """A way in which Slack reaches the bot."""

    def start(self) -> None:
        """Begin to listen and return. Raises CannotListen."""
        ...

    def stop(self) -> None:
        """Stop listening; what is being answered is answered."""
        ...


def build_app(token: str, base_url: str, words: Messages, signing_secret: str | None = None) -> App:
    """The Bolt app with everything it answers; it talks to Slack only when something arrives."""
    client = WebClient(token, base_url=base_url, timeout=REQUEST_TIMEOUT)
    app = App(client=client, signing_secret=signing_secret or "unused in Socket Mode", token_verification_enabled=False)
    actions.register(app, words)
    return app


class SocketMode:
    """Slack reaches us through a connection that we open: no public address is needed."""

    def __init__(self, app: App, app_token: str) -> None:
        self._handler = SocketModeHandler(app, app_token)

    def start(self) -> None:
        try:
            self._handler.connect()
        except SlackApiError as error:
            code = cast("Any", error.response).get("error", "no reason given")
            raise CannotListen(
                f"Slack does not open Socket Mode ({code}): check SLACK_APP_TOKEN, "
                "its scope connections:write, and that Socket Mode is switched on for the app."
            ) from None
        except (OSError, SlackClientError) as error:
            raise CannotListen(
                f"Slack cannot be reached ({type(error).__name__}): check the network and SLACK_API_BASE_URL."
            ) from None
        log.info("Listening to Slack over Socket Mode")

    def stop(self) -> None:
        self._handler.close()


class HttpMode:
    """Slack posts to `/slack/events` on HOST:PORT; Bolt checks the signature and the time of each request."""

    def __init__(self, app: App, host: str, port: int) -> None:
        self._handler: Any = SlackRequestHandler(app, path=EVENTS_PATH)
        self._host, self._port = host, port
        self._server: Any = None

    def start(self) -> None:
        try:
            self._server = cast("Any", create_server)(self._handler, host=self._host, port=self._port, threads=8)
        except OSError as error:
            raise CannotListen(
                f"The port {self._port} on {self._host} cannot be used ({error.strerror}): check HOST and PORT."
            ) from None
        threading.Thread(target=self._server.run, name="http", daemon=True).start()
        log.info("Listening to Slack on http://%s:%d%s", self._host, self._port, EVENTS_PATH)

    def stop(self) -> None:
        if self._server is not None:
            self._server.close()
