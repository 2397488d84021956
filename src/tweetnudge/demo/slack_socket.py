"""Slack's side of Socket Mode: open sockets, and envelopes sent through them."""

import asyncio
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tweetnudge.demo.server import JSON
from tweetnudge.demo.slack_workspace import APP

PATIENCE = 5.0  # seconds an envelope waits for somebody to connect


@dataclass(frozen=True, slots=True, eq=False)
class Socket:
    """One open socket, the connection under it and the loop it lives in."""

    socket: web.WebSocketResponse
    request: web.Request
    loop: asyncio.AbstractEventLoop

    def send(self, message: JSON) -> None:
        asyncio.run_coroutine_threadsafe(self.socket.send_json(message), self.loop).result(PATIENCE)

    def abort(self) -> None:
        """Hang up without a closing word."""
        if self.request.transport is not None:
            self.request.transport.abort()

    def freeze(self) -> None:
        """Neither read nor answer a ping from now on, and stay open."""
        if self.request.transport is not None:
            self.request.transport.pause_reading()


@dataclass(slots=True)
class Sockets:
    """The open sockets; `answered` is told what comes back for an envelope.

    `serve` and `close` run in the server's loop, everything else in any other thread.
    """

    answered: Callable[[str, JSON], None]
    open: list[Socket] = field(default_factory=list[Socket])
    made: int = 0
    leaving: list[Socket] = field(default_factory=list[Socket])
    frozen: list[Socket] = field(default_factory=list[Socket])
    changed: threading.Condition = field(default_factory=threading.Condition)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One socket, from hello to the end."""
        response = web.WebSocketResponse()
        await response.prepare(request)
        socket = Socket(response, request, asyncio.get_running_loop())
        try:
            await response.send_json(_hello(len(self.open) + 1))
            self._change(lambda: self._welcome(socket))
            async for message in response:
                if message.type is WSMsgType.TEXT:
                    self._receive(json.loads(message.data))
        finally:
            self._change(lambda: self.open.remove(socket) if socket in self.open else None)
        return response

    def close(self) -> None:
        """Hang up on everybody."""
        for socket in self.open + self.frozen:
            socket.abort()

    def cut(self) -> None:
        """As `close`, from another thread: returns when every socket is gone."""
        for socket in list(self.open):
            socket.loop.call_soon_threadsafe(socket.abort)
        with self.changed:
            self.changed.wait_for(lambda: not self.open, PATIENCE)

    def freeze(self) -> None:
        """Fall silent towards everybody, as a broken network does; the next to connect are served."""
        for socket in self.open:
            socket.loop.call_soon_threadsafe(socket.freeze)
        self._change(lambda: (self.frozen.extend(self.open), self.open.clear()))

    def dismiss(self, message: JSON) -> None:
        """Ask everybody to connect anew; the old connections are closed once there is a new one."""
        self.leaving = list(self.open)
        for socket in self.leaving:
            socket.send(message)

    def deliver(self, envelope_id: str, kind: str, payload: JSON) -> None:
        """Send an envelope to whoever connected last. Raises TimeoutError when nobody connects."""
        if not self.wait_connected():
            raise TimeoutError("nobody is connected in Socket Mode")
        answerable = kind != "events_api"
        self.open[-1].send(
            {"envelope_id": envelope_id, "type": kind, "payload": payload, "accepts_response_payload": answerable}
        )

    def wait_connected(self, number: int = 1, timeout: float = PATIENCE) -> bool:
        """Whether somebody is connected and so many connections were made so far, at the latest after `timeout`."""
        with self.changed:
            return self.changed.wait_for(lambda: bool(self.open) and self.made >= number, timeout)

    def _welcome(self, socket: Socket) -> None:
        """A newer connection has come: those that were asked to leave are closed."""
        self.open.append(socket)
        self.made += 1
        for old in self.leaving:
            old.abort()
        self.leaving.clear()

    def _receive(self, message: JSON) -> None:
        if "envelope_id" in message:
            self.answered(message["envelope_id"], message.get("payload") or {})

    def _change(self, change: Callable[[], Any]) -> None:
        with self.changed:
            change()
            self.changed.notify_all()


def _hello(connections: int) -> JSON:
    return {
        "type": "hello",
        "num_connections": connections,
        "connection_info": {"app_id": APP},
        "debug_info": {"host": "stand-in", "approximate_connection_time": 3600},
    }
