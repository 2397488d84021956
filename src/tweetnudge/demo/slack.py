"""The Slack stand-in: Web API and Socket Mode on loopback, over a small workspace."""

import json
from collections.abc import Callable, Iterable
from copy import deepcopy
from datetime import datetime
from itertools import count
from typing import NamedTuple, Unpack

from aiohttp import web

from tweetnudge.demo import slack_payloads
from tweetnudge.demo.faults import Fault, FaultOptions, Faults, play
from tweetnudge.demo.server import JSON, LoopbackServer, json_answer, utc_now
from tweetnudge.demo.slack_calls import Refused, decoded
from tweetnudge.demo.slack_methods import METHODS
from tweetnudge.demo.slack_socket import Sockets
from tweetnudge.demo.slack_workspace import (
    ADMIN,
    BOT,
    BOT_USER,
    CHANNEL,
    MEMBER,
    OTHER_BOT,
    OTHER_BOT_USER,
    TEAM,
    Channel,
    Workspace,
)  # fmt: skip

__all__ = ["ADMIN", "BOT", "BOT_USER", "CHANNEL", "MEMBER", "OTHER_BOT", "TEAM", "Channel", "SlackStandIn", "Workspace"]

OPEN_SOCKET = "apps.connections.open"
RETRY_AFTER = "30"
UPSTREAM = "upstream connect error or disconnect/reset before headers"  # no JSON, as when Slack is down


class MethodCall(NamedTuple):
    """A call as it arrived, arguments decoded."""

    method: str
    args: JSON


class SlackStandIn(LoopbackServer):
    """Slack on loopback: `WebClient(base_url=stand_in.url)` and Socket Mode. Prepare `workspace`; read `requests`.

    Tokens other than `bot_token` and `app_token` are unknown to it. `responses` holds what was posted to the
    response_url of presses and commands.
    """

    def __init__(self, *, now: Callable[[], datetime] = utc_now, port: int = 0) -> None:
        super().__init__(port)
        self.workspace = Workspace(now)
        self.bot_token = "xoxb-stand-in"  # noqa: S105 - opens nothing but this stand-in
        self.app_token = "xapp-stand-in"  # noqa: S105
        self.requests: list[MethodCall] = []
        self.responses: list[JSON] = []
        self._faults = Faults()
        self._sockets = Sockets()
        self._numbers = count(1)

    @property
    def url(self) -> str:
        """What WebClient wants as its base_url."""
        return f"{super().url}/api/"

    @property
    def channels(self) -> dict[str, Channel]:
        """Conversations by id, with their members and whether they are archived."""
        return self.workspace.channels

    @property
    def broken_images(self) -> set[str]:
        """Addresses Slack cannot fetch."""
        return self.workspace.broken_images

    @property
    def connected(self) -> int:
        """How many Socket Mode connections are open."""
        return len(self._sockets.open)

    def messages(self, channel: str = CHANNEL) -> list[JSON]:
        """What people see in a conversation, threads included, oldest first; metadata is there too."""
        with self.lock:
            return deepcopy(self.workspace.messages(channel))

    def calls(self, method: str) -> list[JSON]:
        """The arguments of every call of one method."""
        with self.lock:
            return [call.args for call in self.requests if call.method == method]

    def post_as_other_app(self, channel: str, metadata: JSON | None = None, *, text: str = "", **more: object) -> str:
        """A message of another app, which may well carry our metadata; returns its ts."""
        message: JSON = {"user": OTHER_BOT_USER, "bot_id": OTHER_BOT, "app_id": "A0OTHERAPP", "text": text, **more}
        with self.lock:
            return str(
                self.workspace.add_message(channel, message | ({"metadata": metadata} if metadata else {}))["ts"]
            )

    def post_as_person(self, channel: str, text: str, user: str = MEMBER, **more: object) -> str:
        """A message of somebody in the channel; returns its ts."""
        with self.lock:
            return str(self.workspace.add_message(channel, {"user": user, "text": text, **more})["ts"])

    def fail(self, method: str = "", *, error: str | None = None, **how: Unpack[FaultOptions]) -> None:
        """Make the next call of `method` (of any, when empty) fail; see FaultOptions.

        `error` is Slack's own way of failing: HTTP 200 with `{"ok": false, "error": …}`. A 429 comes with
        Retry-After, 30 seconds unless `headers` say otherwise.
        """
        if how.get("status") == 429:
            how["headers"] = {"Retry-After": RETRY_AFTER, **(how.get("headers") or {})}
            error = error or "ratelimited"
        if error:
            how.setdefault("body", {"ok": False, "error": error})
        elif (how.get("status") or 0) >= 500 or not how.keys() & {"status", "body", "drop", "delay"}:
            how.setdefault("body", UPSTREAM)
            how.setdefault("status", 503)
        with self.lock:
            self._faults.waiting.append(Fault(lambda asked: method in {"", asked}, **how))

    def press(self, action: JSON, *, user: str = MEMBER, channel: str = CHANNEL, message_ts: str = "") -> str:
        """Somebody uses a button or menu; returns the envelope's id. An empty channel means their Home tab."""
        with self.lock:
            person, number = self.workspace.users[user], next(self._numbers)
            place = channel, message_ts
            payload = slack_payloads.block_actions(self.workspace, action, person, place, number)
        if channel:
            payload["response_url"] = self._response_url(number)
        return self.deliver("interactive", payload)

    def command(self, name: str, text: str = "", *, user: str = MEMBER, channel: str = CHANNEL) -> str:
        """Somebody types a command; returns the envelope's id."""
        with self.lock:
            number = next(self._numbers)
            payload = slack_payloads.slash_command(name, text, self.workspace.users[user], channel, number)
        return self.deliver("slash_commands", payload | {"response_url": self._response_url(number)})

    def deliver(self, kind: str, payload: JSON) -> str:
        """Send any envelope; returns its id. Raises TimeoutError when nobody is connected."""
        return self._sockets.deliver(kind, payload)

    def wait_ack(self, envelope_id: str, timeout: float = 3.0) -> JSON | None:
        """What the app answered: `{}` for a bare ack, None when nothing came in time (Slack waits 3 seconds)."""
        return self._sockets.wait_ack(envelope_id, timeout)

    def wait_connected(self, number: int = 1, timeout: float = 5.0) -> bool:
        """Whether somebody is connected and so many connections were made so far, at the latest after `timeout`."""
        return self._sockets.wait_connected(number, timeout)

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every connected app to connect anew, as Slack does every few hours; old connections end then."""
        self._sockets.dismiss({"type": "disconnect", "reason": reason, "debug_info": {"host": "stand-in"}})

    def cut(self) -> None:
        """Hang up on every Socket Mode connection without a word."""
        self._sockets.cut()

    def routes(self) -> Iterable[web.AbstractRouteDef]:
        return [
            web.route("*", "/api/{method}", self._handle),
            web.post("/response/{number}", self._respond),
            web.get("/link/", self._sockets.serve),
        ]

    async def closing(self) -> None:
        self._sockets.close()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method, args = request.match_info["method"], await _arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or args.pop("token", "")
        with self.lock:
            self.requests.append(MethodCall(method, args))
            fault = self._faults.take(method)
        return await play(request, fault, lambda: self._answer(method, str(token), deepcopy(args)))

    def _answer(self, method: str, token: str, args: JSON) -> web.Response:
        with self.lock:
            try:
                self._check(method, token)
                body = self._link() if method == OPEN_SOCKET else METHODS[method](self.workspace, args)
            except Refused as refused:
                return json_answer(refused.body)
            return json_answer({"ok": True, **body})

    def _check(self, method: str, token: str) -> None:
        if method not in METHODS and method != OPEN_SOCKET:
            raise Refused("unknown_method")
        if not token:
            raise Refused("not_authed")
        if token not in {self.bot_token, self.app_token}:
            raise Refused("invalid_auth")
        if (token == self.app_token) != (method == OPEN_SOCKET):
            raise Refused("not_allowed_token_type")

    def _link(self) -> JSON:
        return {"url": f"ws{super().url.removeprefix('http')}/link/?ticket={next(self._numbers)}"}

    def _response_url(self, number: int) -> str:
        return f"{super().url}/response/{number}"

    async def _respond(self, request: web.Request) -> web.Response:
        self.responses.append(await request.json())
        return web.Response(text="ok")


async def _arguments(request: web.Request) -> JSON:
    """From the query, a JSON body or a form, whichever a client chose."""
    args: JSON = dict(request.query)
    if request.content_type == "application/json":
        args |= json.loads(await request.read() or b"{}")
    else:
        args |= dict(await request.post())
    return decoded(args)
