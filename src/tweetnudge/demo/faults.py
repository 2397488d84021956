"""Faults a stand-in plays on purpose: refusals, cut connections, late and broken answers."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import responses
from typing import TypedDict

from aiohttp import web

from tweetnudge.demo.server import JSON, json_answer


class FaultOptions(TypedDict, total=False):
    """How a request fails.

    `status` (503 when nothing else is said, 200 when there is a body), `headers`, and `body`: a JSON value,
    or text or bytes sent as they are; a `Content-Length` among the headers is believed, so that an answer can
    end half way. `drop` cuts the connection without an answer. `delay` seconds come first; alone they only make
    the answer late. `times` requests fail, after `skip` that pass. With `accept` the request takes effect, and
    at once, before it fails.
    """

    status: int | None
    headers: Mapping[str, str] | None
    body: JSON | str | bytes | None
    drop: bool
    delay: float
    times: int
    skip: int
    accept: bool


@dataclass(slots=True)
class Fault:
    """One fault waiting for the requests that `matches` picks; `played` of them failed."""

    matches: Callable[[str], bool]
    status: int | None = None
    headers: Mapping[str, str] | None = None
    body: JSON | str | bytes | None = None
    drop: bool = False
    delay: float = 0.0
    times: int = 1
    skip: int = 0
    accept: bool = False
    played: int = 0

    @property
    def only_late(self) -> bool:
        return self.delay > 0 and self.status is None and self.body is None and not self.drop

    def catches(self, name: str) -> bool:
        """Whether this request is one that fails; counts it."""
        if self.times <= 0 or not self.matches(name):
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        self.times -= 1
        self.played += 1
        return True

    def end(self) -> None:
        """Whatever was to fail still, succeeds from now on."""
        self.times = 0


@dataclass(slots=True)
class Faults:
    """The faults of one stand-in, in the order they were asked for; the first that catches a request has it."""

    waiting: list[Fault] = field(default_factory=list[Fault])

    def add(self, fault: Fault) -> Fault:
        self.waiting.append(fault)
        return fault

    def take(self, name: str) -> Fault | None:
        return next((fault for fault in self.waiting if fault.catches(name)), None)


async def play(request: web.Request, fault: Fault | None, act: Callable[[], web.Response]) -> web.StreamResponse:
    """Answer by `act`, unless a fault says otherwise."""
    if fault is None:
        return act()
    done = act() if fault.accept else None
    await asyncio.sleep(fault.delay)
    if fault.drop:
        return _cut(request)
    if fault.only_late:
        return done or act()
    return await _failure(request, fault)


async def _failure(request: web.Request, fault: Fault) -> web.StreamResponse:
    headers = dict(fault.headers or {})
    length = next((headers.pop(name) for name in list(headers) if name.lower() == "content-length"), None)
    answer = _answer(fault)
    answer.headers.update(headers)
    return answer if length is None else await _cut_short(request, answer, int(length))


def _answer(fault: Fault) -> web.Response:
    status = fault.status or (503 if fault.body is None else 200)
    if isinstance(fault.body, dict):
        return json_answer(fault.body, status)
    if fault.body is not None:
        raw = fault.body.encode() if isinstance(fault.body, str) else fault.body
        return web.Response(status=status, body=raw, content_type="application/json")
    title = responses.get(status, "Error")
    return json_answer({"title": title, "detail": title, "type": "about:blank", "status": status}, status)


async def _cut_short(request: web.Request, answer: web.Response, length: int) -> web.StreamResponse:
    """Promise `length` bytes, send what there is, hang up."""
    promise = web.StreamResponse(status=answer.status, headers={**answer.headers, "Content-Length": str(length)})
    await promise.prepare(request)
    await promise.write(answer.body if isinstance(answer.body, bytes) else b"")
    if request.transport is not None:
        request.transport.close()
    return promise


def _cut(request: web.Request) -> web.Response:
    """Hang up without a word. What is returned goes nowhere: aiohttp only insists on an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
