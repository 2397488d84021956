"""Listening to Slack over Socket Mode: slack_sdk's client, made to notice sooner and to say less."""

import logging
import socket
import threading
import time
from contextlib import suppress
from typing import Any, cast

from slack_bolt import App
from slack_bolt.adapter.socket_mode.internals import run_bolt_app, send_response
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from tweetnudge.slack.bolt import SECONDS_TO_ANSWER, CannotListen

log = logging.getLogger(__name__)
_unheard = logging.getLogger("slack_sdk.tweetnudge")  # what slack_sdk has to say holds whole messages, or we say it
_unheard.setLevel(logging.CRITICAL + 1)

# A dead connection is noticed after four to six of these; slack_sdk's own ten seconds are a minute's silence.
PING_EVERY = 2.0
SECONDS_TO_CONNECT = 4  # a process that is told to stop while it connects has to be gone in five


class SocketMode:
    """Slack reaches us through a connection that we open: no public address is needed."""

    def __init__(self, app: App, app_token: str, *, ping_every: float = PING_EVERY) -> None:
        base_url = app.client.base_url
        web_client = WebClient(app_token, base_url=base_url, timeout=SECONDS_TO_CONNECT, logger=_unheard)
        self._client = _Client(app_token, logger=_unheard, web_client=web_client, ping_interval=ping_every)

        def answer(client: Any, request: SocketModeRequest) -> None:
            send_response(client, request, run_bolt_app(app, request), time.time())

        self._client.socket_mode_request_listeners.append(answer)

    def start(self) -> None:
        try:
            self._client.connect()
        except SlackApiError as error:
            raise CannotListen(_refused(error)) from None
        except (OSError, SlackClientError) as error:
            raise CannotListen(
                f"Slack cannot be reached ({type(error).__name__}): check the network and SLACK_API_BASE_URL."
            ) from None
        log.info("Listening to Slack over Socket Mode")

    def stop(self) -> None:
        client = cast("Any", self._client)
        client.auto_reconnect_enabled = False
        if client.current_session is not None and client.current_session.sock is not None:
            with suppress(OSError):  # slack_sdk's reading thread would sleep on for up to three seconds
                client.current_session.sock.shutdown(socket.SHUT_RDWR)
        # None of slack_sdk's threads keeps a process alive, so we do not wait longer than for an answer under way.
        closing = threading.Thread(target=client.close, name="closing", daemon=True)
        closing.start()
        until = time.monotonic() + SECONDS_TO_ANSWER
        while closing.is_alive() and time.monotonic() < until:
            client.message_queue.put(None)  # wakes the thread that would wait another second for a message
            closing.join(0.05)
        client.current_session_state.terminated = True  # a reading thread only just begun has not heard of it


class _Client(SocketModeClient):
    """Says in one line that the connection was lost, and in one that it is there again."""

    said: frozenset[str] = frozenset()  # since the connection was lost

    def connect_to_new_endpoint(self, force: bool = False) -> None:  # noqa: FBT001, FBT002 (slack_sdk's own signature)
        if not self.is_connected() and not self.closed:
            self._say_once("Connection to Slack lost; connecting again")
        try:
            super().connect_to_new_endpoint(force)
        except SlackApiError as error:
            self._say_once(_refused(error))
            raise
        if self.said and self.is_connected():
            self.said = frozenset()
            log.info("Listening to Slack again")

    def _say_once(self, sentence: str) -> None:
        """However often we try, and however long it lasts."""
        if sentence not in self.said:
            self.said |= {sentence}
            log.warning("%s", sentence)


def _refused(error: SlackApiError) -> str:
    code = cast("Any", error.response).get("error", "no reason given")
    return (
        f"Slack does not open Socket Mode ({code}): check SLACK_APP_TOKEN, "
        "its scope connections:write, and that Socket Mode is switched on for the app."
    )
