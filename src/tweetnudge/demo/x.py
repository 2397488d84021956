"""The X stand-in: X's API v2 on loopback, over a small world that the demo and the tests fill."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import date, datetime
from typing import NamedTuple, Unpack

from aiohttp import web

from tweetnudge.demo.faults import Fault, FaultOptions, Faults, play
from tweetnudge.demo.server import JSON, LoopbackServer, json_answer, utc_now
from tweetnudge.demo.x_answers import Answers, Asked, Dialect, Problem, renamed
from tweetnudge.demo.x_calls import Bill, Call
from tweetnudge.demo.x_endpoints import ENDPOINTS
from tweetnudge.demo.x_world import LIST_ID, World

__all__ = ["LIST_ID", "Dialect", "Request", "World", "XStandIn"]


class Request(NamedTuple):
    """A request as it arrived."""

    method: str
    path: str
    query: dict[str, str]


class XStandIn(LoopbackServer):
    """X on loopback. Fill `world`; read `requests`, `billed` and `returned`; break it with `fail`.

    `authorizations` are the requests' Authorization headers, in the order of `requests`.

    `dialect` may change at any time. With `bearer` only that token may read. `page_cap` makes pages shorter
    than asked for, `headers` go out with every answer, and `unknown_list` is the status for a List that is
    not there: 404, or 200 with nothing but `errors`.
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime] = utc_now,
        dialect: Dialect = "old",
        list_id: str = LIST_ID,
        bearer: str = "",
        port: int = 0,
    ) -> None:
        super().__init__(port)
        self.world = World(now, list_id)
        self.dialect: Dialect = dialect
        self.bearer = bearer
        self.page_cap = 100
        self.unknown_list = 404
        self.headers: dict[str, str] = {}
        self.requests: list[Request] = []
        self.authorizations: list[str] = []
        self._bill = Bill(now)
        self._faults = Faults()

    @property
    def billed(self) -> set[tuple[date, str, int]]:
        """What X charges for: (UTC day, "post" | "user" | "write", id); for a write the id is a running number."""
        return self._bill.billed

    @property
    def returned(self) -> int:
        """How many posts answers held in `data`, repetitions too."""
        return self._bill.returned

    def fail(self, path: str = "", **how: Unpack[FaultOptions]) -> Fault:
        """Make the next request whose path contains `path` fail; see FaultOptions."""
        with self.lock:
            return self._faults.add(Fault(lambda asked: path in asked, **how))

    def routes(self) -> Iterable[web.AbstractRouteDef]:
        for (method, path), endpoint in ENDPOINTS.items():
            yield web.route(method, path, self._handler(endpoint))

    def _handler(self, endpoint: Callable[[Call], JSON]) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            sent: JSON = await request.json() if request.can_read_body else {}
            with self.lock:
                self.requests.append(Request(request.method, request.path, dict(request.query)))
                self.authorizations.append(request.headers.get("Authorization", ""))
                fault = self._faults.take(request.path)
            return await play(request, fault, lambda: self._answer(endpoint, request, sent))

        return handle

    def _answer(self, endpoint: Callable[[Call], JSON], request: web.Request, sent: JSON) -> web.Response:
        with self.lock:
            try:
                as_user = self._authorize(request.headers.get("Authorization", ""))
                body, status = endpoint(self._call(request, sent, as_user=as_user)), 200
            except Problem as problem:
                body, status = problem.body, problem.status
            answer = json_answer(renamed(body) if self.dialect == "new" else body, status)
        answer.headers.update(self.headers)
        return answer

    def _call(self, request: web.Request, sent: JSON, *, as_user: bool) -> Call:
        query = dict(request.query)
        return Call(
            parts=dict(request.match_info),
            query=query,
            sent=sent,
            as_user=as_user,
            world=self.world,
            answers=Answers(self.world, Asked(query, self.dialect)),
            bill=self._bill,
            page_cap=self.page_cap,
            unknown_list=self.unknown_list,
        )

    def _authorize(self, authorization: str) -> bool:
        """Whether a user signed the request, rather than the app. Raises Problem when nobody did."""
        if authorization.startswith("OAuth "):
            return True
        scheme, _, token = authorization.partition(" ")
        if scheme != "Bearer" or token in {"", "None"} or (self.bearer and token != self.bearer):
            raise Problem(401, "Unauthorized", "Unauthorized")
        return False
