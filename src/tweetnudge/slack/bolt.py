"""Listening to Slack: the Bolt app, over Socket Mode or as a small web server."""

import logging
import socket
import threading
from contextlib import suppress
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
SECONDS_TO_CONNECT = 4
SECONDS_TO_ANSWER = 1  # what is being answered when we stop


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
    app = App(
        client=WebClient(token, base_url=base_url, timeout=REQUEST_TIMEOUT),
        signing_secret=signing_secret or "unused in Socket Mode",
        token_verification_enabled=False,
        logger=_quiet_logger(),
    )
    actions.register(app, words)
    return app


def _quiet_logger() -> logging.Logger:
    """For Bolt and the Socket Mode client. Below ERROR they would log who pressed what, with whole messages."""
    logger = logging.getLogger("slack_bolt.tweetnudge")
    logger.setLevel(logging.ERROR)
    return logger


class SocketMode:
    """Slack reaches us through a connection that we open: no public address is needed."""

    def __init__(self, app: App, app_token: str) -> None:
        # A process that is told to stop while it connects has to be gone in five seconds.
        web_client = WebClient(app_token, base_url=app.client.base_url, timeout=SECONDS_TO_CONNECT)
        self._handler = SocketModeHandler(app, app_token, web_client=web_client)

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
        client = cast("Any", self._handler.client)
        if client.current_session is not None and client.current_session.sock is not None:
            with suppress(OSError):  # slack_sdk's reading thread would sleep on for up to three seconds
                client.current_session.sock.shutdown(socket.SHUT_RDWR)
        # None of slack_sdk's threads keeps a process alive, so we do not wait longer than for an answer under way.
        closing = threading.Thread(target=self._handler.close, name="closing", daemon=True)
        closing.start()
        closing.join(SECONDS_TO_ANSWER)
        client.current_session_state.terminated = True  # a reading thread only just begun has not heard of it


class HttpMode:
    """Slack posts to `/slack/events` on HOST:PORT; Bolt checks the signature and the time of each request."""

    def __init__(self, app: App, host: str, port: int) -> None:
        self._handler: Any = SlackRequestHandler(app, path=EVENTS_PATH)
        self._host, self._port = host, port
        self._server: Any = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._server = cast("Any", create_server)(self._handler, sockets=[self._listener()], threads=8)
        self._thread = threading.Thread(target=self._server.run, name="http", daemon=True)
        self._thread.start()
        log.info("Listening to Slack on http://%s:%d%s", self._host, self._port, EVENTS_PATH)

    def stop(self) -> None:
        if self._thread is None:
            return
        self._server.task_dispatcher.shutdown(timeout=SECONDS_TO_ANSWER)
        # Sockets closed from here would still be waited for, or stumbled over, by waitress's own thread.
        self._server.trigger.pull_trigger(self._hang_up)
        self._thread.join()
        self._thread = None

    def _listener(self) -> socket.socket:
        # waitress would start its threads first, and leave them behind when the port is taken.
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        try:
            return socket.create_server((self._host, self._port), family=family)
        except OSError as error:
            reason = str(error.strerror).partition(" (")[0]
            raise CannotListen(
                f"The port {self._port} on {self._host} cannot be used ({reason}): check HOST and PORT."
            ) from None

    def _hang_up(self) -> None:
        """Runs in waitress's own thread, which ends with its last socket."""
        for channel in list(self._server.active_channels.values()):
            channel.will_close = True  # once it has said what it has to say
        self._server.close()
