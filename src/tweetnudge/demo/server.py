"""A loopback HTTP server in a thread of its own: what both stand-ins are built on."""

import asyncio
import json
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterable
from concurrent.futures import Future
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from aiohttp import web

JSON = dict[str, Any]

LARGEST_BODY = 4 * 2**20
GRACE = 0.05  # seconds an answer in the making has when the server stops


def utc_now() -> datetime:
    """The clock a stand-in uses when it is given no other."""
    return datetime.now(UTC)


def json_answer(body: JSON, status: int = 200) -> web.Response:
    """`body` as JSON; everything beyond ASCII is escaped, so that even half a character gets through."""
    return web.Response(status=status, text=json.dumps(body), content_type="application/json", charset="utf-8")


class LoopbackServer(ABC):
    """An aiohttp application on 127.0.0.1. State shared with its handlers is guarded by `lock`.

    A server that was stopped starts again on the same port, so that an outage can be played.
    """

    def __init__(self, port: int = 0) -> None:
        self.lock = threading.RLock()
        self._port = port
        self._thread: threading.Thread | None = None
        self._stop: tuple[asyncio.AbstractEventLoop, asyncio.Event] | None = None

    @abstractmethod
    def routes(self) -> Iterable[web.AbstractRouteDef]:
        """What the server answers."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> Self:
        """Listen. Raises OSError when the port is taken."""
        ready: Future[int] = Future()
        self._thread = threading.Thread(target=self._run, args=(ready,), name=type(self).__name__, daemon=True)
        self._thread.start()
        self._port = ready.result()
        return self

    def stop(self) -> None:
        """Cut every connection and leave nothing behind. Stopping twice does no harm."""
        if self._thread is None or self._stop is None:
            return
        loop, stop = self._stop
        loop.call_soon_threadsafe(stop.set)
        self._thread.join()
        self._thread = self._stop = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _run(self, ready: Future[int]) -> None:
        try:
            asyncio.run(self._serve(ready))
        except OSError as error:
            if ready.done():
                raise
            ready.set_exception(error)

    async def _serve(self, ready: Future[int]) -> None:
        app = web.Application(client_max_size=LARGEST_BODY)
        app.add_routes(self.routes())
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=GRACE)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", self._port).start()
            stop = asyncio.Event()
            self._stop = asyncio.get_running_loop(), stop
            ready.set_result(runner.addresses[0][1])
            await stop.wait()
            await self.closing()
        finally:
            await runner.cleanup()

    async def closing(self) -> None:  # noqa: B027 - most servers have nothing to do here
        """What has to end before the server does, such as open sockets."""
