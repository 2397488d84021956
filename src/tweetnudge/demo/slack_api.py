"""Slack's Web API on loopback, over a workspace: tokens, scopes, faults, and addresses to answer presses at."""

import json
from collections.abc import Callable, Iterable
from copy import deepcopy
from datetime import datetime
from itertools import count
from typing import NamedTuple, Unpack, cast

from aiohttp import web

from tweetnudge.demo import slack_answers, slack_files
from tweetnudge.demo.faults import Fault, FaultOptions, Faults, play
from tweetnudge.demo.server import JSON, LoopbackServer, json_answer, utc_now
from tweetnudge.demo.slack_calls import Refused, arguments
from tweetnudge.demo.slack_methods import METHODS
from tweetnudge.demo.slack_scopes import ALL_SCOPES, check_scope
from tweetnudge.demo.slack_workspace import (
    CHANNEL,
    MEMBER,
    OTHER_BOT,
    OTHER_BOT_USER,
    Channel,
    ResponseUrl,
    Workspace,
)  # fmt: skip

OPEN_SOCKET = "apps.connections.open"
GET_UPLOAD_URL = "files.getUploadURLExternal"
RESPONSE_URL = "response_url"  # the name under which `fail` knows it
UPLOAD_URL = "upload_url"  # likewise
RETRY_AFTER = "30"
UPSTREAM = "upstream connect error or disconnect/reset before headers"  # no JSON, as when Slack is down
ADDRESSES = {RESPONSE_URL, UPLOAD_URL}
GONE = {"expired_url", "used_url", "invalid_url", "message_not_found"}


class MethodCall(NamedTuple):
    """A call as it arrived, arguments decoded."""

    method: str
    args: JSON


class SlackApi(LoopbackServer):
    """What the app asks of Slack. Everything here is documented at `SlackStandIn`."""

    def __init__(self, *, now: Callable[[], datetime] = utc_now, port: int = 0) -> None:
        super().__init__(port)
        self.workspace = Workspace(now)
        self.bot_token = "xoxb-stand-in"  # noqa: S105 - opens nothing but this stand-in
        self.app_token = "xapp-stand-in"  # noqa: S105
        self.scopes: set[str] | None = None
        self.requests: list[MethodCall] = []
        self.responses: list[JSON] = []
        self._faults = Faults()
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

    def calls(self, method: str) -> list[JSON]:
        """The arguments of every call of one method."""
        with self.lock:
            return [call.args for call in self.requests if call.method == method]

    def messages(self, channel: str = CHANNEL) -> list[JSON]:
        """What people see in a conversation, threads included, oldest first; metadata is there too."""
        with self.lock:
            return deepcopy(self.workspace.messages(channel))

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

    def fail(self, method: str = "", *, error: str | None = None, **how: Unpack[FaultOptions]) -> Fault:
        """Make the next call of `method` (of any, when empty) fail; see FaultOptions.

        `error` is Slack's own way of failing: HTTP 200 with `{"ok": false, "error": …}`. A 429 comes with
        Retry-After, 30 seconds unless `headers` say otherwise. The method "response_url" stands for the addresses
        at which presses and commands are answered, "upload_url" for those to which files are sent; an empty `method`
        does not mean those.
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
            return self._faults.add(
                Fault(lambda asked: asked == method or (not method and asked not in ADDRESSES), **how)
            )

    def routes(self) -> Iterable[web.AbstractRouteDef]:
        return [
            web.route("*", "/api/{method}", self._handle),
            web.post("/response/{number}", self._respond),
            web.post("/upload/v1/{ticket}", self._upload),
        ]

    def response_url(self, user: str, channel: str, original: JSON | None = None) -> str:
        """A new address at which the app may answer; `original` is the message that was pressed in."""
        name = str(next(self._numbers))
        with self.lock:
            self.workspace.response_urls[name] = ResponseUrl(user, channel, self.workspace.now(), original)
        return f"{super().url}/response/{name}"

    def use(self, user: str, answer: JSON, act: Callable[[], None]) -> Refused | None:
        """Do what the app's answer says, or note why Slack cannot."""
        with self.lock:
            try:
                act()
            except Refused as refused:
                noted = {"error": refused.body["error"], "problems": refused.body.get("errors", [])}
                self.workspace.refused_answers.append({"to": user, "answer": answer, **noted})
                return refused
        return None

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method, args = request.match_info["method"], await arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or args.pop("token", "")
        with self.lock:
            self.requests.append(MethodCall(method, args))
            fault = self._faults.take(method)
        return await play(request, fault, lambda: self._answer(method, str(token), deepcopy(args)))

    def _answer(self, method: str, token: str, args: JSON) -> web.Response:
        with self.lock:
            try:
                self._check(method, token)
                if self.scopes is not None:
                    check_scope(self.workspace, method, args, self.scopes)
                body = self._body(method, args)
            except Refused as refused:
                return self._with_scopes(json_answer(refused.body), token)
            return self._with_scopes(json_answer({"ok": True, **body}), token)

    def _with_scopes(self, answer: web.Response, token: str) -> web.Response:
        scopes = {self.app_token: {"connections:write"}, self.bot_token: self.scopes}.get(token, set[str]())
        answer.headers["x-oauth-scopes"] = ",".join(sorted(ALL_SCOPES if scopes is None else scopes))
        return answer

    def _check(self, method: str, token: str) -> None:
        if method not in {*METHODS, OPEN_SOCKET, GET_UPLOAD_URL}:
            raise Refused("unknown_method")
        if not token:
            raise Refused("not_authed")
        if token not in {self.bot_token, self.app_token}:
            raise Refused("invalid_auth")
        if (token == self.app_token) != (method == OPEN_SOCKET):
            raise Refused("not_allowed_token_type")

    def _body(self, method: str, args: JSON) -> JSON:
        """What a method answers; two of them with an address of this server."""
        if method == OPEN_SOCKET:
            return {"url": f"ws{super().url.removeprefix('http')}/link/?ticket={next(self._numbers)}"}
        if method == GET_UPLOAD_URL:
            return slack_files.get_upload_url_external(self.workspace, args, f"{super().url}/upload/v1/")
        return METHODS[method](self.workspace, args)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        ticket, content = request.match_info["ticket"], await request.read()
        with self.lock:
            self.requests.append(MethodCall(UPLOAD_URL, {"length": len(content)}))
            fault = self._faults.take(UPLOAD_URL)
        return await play(request, fault, lambda: self._uploaded(ticket, content))

    def _uploaded(self, ticket: str, content: bytes) -> web.Response:
        with self.lock:
            taken = slack_files.receive(self.workspace, ticket, content)
        return web.Response(text=f"OK - {len(content)}") if taken else web.Response(status=400, text="FAILED")

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        name, answer = request.match_info["number"], _object(await request.read())
        if answer is None:
            return json_answer({"ok": False, "error": "invalid_payload"}, 400)
        with self.lock:
            self.responses.append(answer)
            fault = self._faults.take(RESPONSE_URL)
        return await play(request, fault, lambda: self._responded(name, deepcopy(answer)))

    def _responded(self, name: str, answer: JSON) -> web.Response:
        url = self.workspace.response_urls.get(name)
        refused = self.use(url.user if url else "", answer, lambda: slack_answers.respond(self.workspace, name, answer))
        if refused is None:
            return web.Response(text="ok")
        return json_answer(refused.body, 404 if refused.body["error"] in GONE else 400)


def _object(body: bytes) -> JSON | None:
    try:
        read = json.loads(body)
    except ValueError:  # no JSON, or not even text
        return None
    return cast("JSON", read) if isinstance(read, dict) else None
