"""Listening to Slack: the Bolt app, over Socket Mode or as a small web server."""

import logging
import socket
import threading
from contextlib import suppress
from typing import Any, Protocol, cast

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from waitress.server import create_server

from tweetnudge.domain.errors import Trouble
from tweetnudge.slack import actions, commands, home, note_actions, personal_actions, results_actions, submissions
from tweetnudge.slack.parts import Parts

log = logging.getLogger(__name__)

SURFACES = (actions, commands, home, note_actions, personal_actions, results_actions, submissions)
EVENTS_PATH = "/slack/events"
REQUEST_TIMEOUT = 10
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


def build_app(token: str, base_url: str, parts: Parts, signing_secret: str | None = None) -> App:
    """The Bolt app with everything it answers; it talks to Slack only when something arrives."""
    app = App(
        client=WebClient(token, base_url=base_url, timeout=REQUEST_TIMEOUT),
        signing_secret=signing_secret or "unused in Socket Mode",
        token_verification_enabled=False,
        logger=_quiet_logger(),
    )
    for surface in SURFACES:
        surface.register(app, parts)
    return app


def _quiet_logger() -> logging.Logger:
    """For Bolt and the Socket Mode client. Below ERROR they would log who pressed what, with whole messages."""
    logger = logging.getLogger("slack_bolt.tweetnudge")
    logger.setLevel(logging.ERROR)
    return logger


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
        with suppress(OSError):  # an answer that ends just now may let waitress hang up before it is woken for that
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
