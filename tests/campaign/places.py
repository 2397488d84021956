"""The places where a copy of the bot can die: before and after each commit, and around each request."""

import http.client
import os
import re
import signal
import sys
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

LAYERS = ("tweetnudge.usecases.", "tweetnudge.store.migrations")
# What the body of a request to Slack says of where it goes: into a thread, or to one person alone.
GOES = {re.compile(rb"\bthread_ts\b"): "in thread", re.compile(rb'\bchannel(=|": ?")D'): "direct"}
KINDS = {"thread": "in thread", "personal": "direct"}


class Places:
    """Counts the places this process passes and dies, by SIGKILL, at number `die_at`; 0 is never.

    With `near` only places with this in their name count. Before it dies it appends where to the file `obituaries`.
    """

    def __init__(self, die_at: int, near: str, obituaries: str) -> None:
        self._left, self._near = die_at, near
        self._obituaries = os.open(obituaries, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def watch(self) -> None:
        """From now on, places count."""
        event.listen(Engine, "commit", lambda _connection: self._passed("before commit", _where()))
        event.listen(Session, "after_commit", lambda _session: self._passed("after commit", _where()))
        _wrap("putrequest", before=_remember_address)
        _wrap("endheaders", before=self._begins, after=self._around("after request"))
        _wrap("getresponse", before=self._around("before answer"), after=self._around("after answer"))

    def _begins(self, connection: Any, body: object = None, *_: object) -> None:
        goes = [name for said, name in GOES.items() if isinstance(body, bytes) and said.search(body)]
        connection.asked = " ".join([getattr(connection, "asked", "?"), *goes])
        self._passed("before request", connection.asked)

    def _around(self, kind: str) -> Callable[..., None]:
        return lambda connection, *_: self._passed(kind, getattr(connection, "asked", "?"))

    def _passed(self, kind: str, where: str) -> None:
        self._left -= self._near in where
        if self._left == 0:
            os.write(self._obituaries, f"{kind} {where}\n".encode())
            os.kill(os.getpid(), signal.SIGKILL)


def _wrap(name: str, before: Callable[..., None] | None = None, after: Callable[..., None] | None = None) -> None:
    """The standard library's HTTP is what both clients of ours stand on."""
    inner = getattr(http.client.HTTPConnection, name)

    def wrapped(connection: http.client.HTTPConnection, *given: Any, **named: Any) -> Any:
        if before is not None:
            before(connection, *given)
        answer = inner(connection, *given, **named)
        if after is not None:
            after(connection)
        return answer

    setattr(http.client.HTTPConnection, name, wrapped)


def _remember_address(connection: Any, _method: str, url: str, *_: object) -> None:
    path = url.partition("?")[0]
    if path.startswith("/upload/"):  # what follows is another one each time
        path = "/upload"
    connection.asked = "/".join("N" if part.isdecimal() and len(part) > 1 else part for part in path.split("/"))


def _where() -> str:
    """Which line of ours is being carried out, and for a message of which kind."""
    frame = sys._getframe(1)
    while frame.f_back is not None:
        module = frame.f_globals.get("__name__", "")
        if module.startswith(LAYERS):
            kind = KINDS.get(getattr(frame.f_locals.get("item"), "kind", ""), "")
            return f"{module.removeprefix('tweetnudge.')}.{frame.f_code.co_name}:{frame.f_lineno} {kind}".rstrip()
        frame = frame.f_back
    return "elsewhere"
