"""The X stand-in, each of whose answers goes into the raw log."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from aiohttp import web
from raw import Log, XSaid

from tweetnudge.demo.x import XStandIn


class XOnRecord(XStandIn):
    """Writes down what it says of posts and of people."""

    def __init__(self, *, now: Callable[[], datetime], log: Log) -> None:
        super().__init__(now=now)
        self._log, self._now = log, now

    def _answer(self, endpoint: Any, request: web.Request, sent: Any) -> web.Response:
        answer = super()._answer(endpoint, request, sent)
        said = json.loads(answer.text or "{}")
        data = said.get("data", [])
        if answer.status == 200 and isinstance(data, list):
            self._log(_said(self._now(), data, said.get("errors", [])))
        return answer


def _said(at: datetime, data: list[Any], errors: list[Any]) -> XSaid:
    posts = [one for one in data if "edit_history_tweet_ids" in one]
    likes = {int(post["id"]): int(post["public_metrics"]["like_count"]) for post in posts if "public_metrics" in post}
    gone = frozenset(int(error["value"]) for error in errors if error.get("parameter") == "ids")
    return XSaid(at, likes, gone, frozenset(one["username"] for one in data if one.get("protected")))
