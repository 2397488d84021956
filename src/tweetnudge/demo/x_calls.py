"""A call of X's API: what was asked, its parameters read as X reads them, and what it costs."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from tweetnudge.demo.server import JSON
from tweetnudge.demo.x_answers import Answers, Problem, invalid
from tweetnudge.demo.x_world import World

HANDLE = re.compile(r"[A-Za-z0-9_]{1,15}")
TOKEN = re.compile(r"[0-9a-f]{16}")


@dataclass(slots=True)
class Bill:
    """What X charges for: (UTC day, kind, id), so that the same thing twice a day counts once; writes always do."""

    now: Callable[[], datetime]
    billed: set[tuple[date, str, int]] = field(default_factory=set[tuple[date, str, int]])
    returned: int = 0

    def charge(self, kind: str, items: Iterable[JSON]) -> None:
        day = self.now().astimezone(UTC).date()
        self.billed.update((day, kind, int(item["id"])) for item in items)

    def charge_answer(self, body: JSON) -> None:
        """An answer about posts: each post, and whoever was expanded."""
        data: list[JSON] = body.get("data", [])
        includes: JSON = body.get("includes", {})
        self.returned += len(data)
        self.charge("post", [*data, *includes.get("tweets", [])])
        self.charge("user", includes.get("users", []))

    def charge_write(self) -> None:
        self.charge("write", [{"id": sum(kind == "write" for _, kind, _ in self.billed) + 1}])


@dataclass(frozen=True, slots=True)
class Call:
    """A request being answered. `as_user` is true when a user signed it (OAuth 1). Readers raise Problem."""

    parts: Mapping[str, str]
    query: Mapping[str, str]
    sent: JSON
    as_user: bool
    world: World
    answers: Answers
    bill: Bill
    page_cap: int
    unknown_list: int

    def need_user(self) -> None:
        """403 unless a user signed the request."""
        if not self.as_user:
            detail = (
                "Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint. "
                "Supported authentication types are [OAuth 1.0a User Context, OAuth 2.0 User Context]."
            )
            raise Problem(403, "Unsupported Authentication", detail, "unsupported-authentication")

    def page_size(self) -> int:
        """`max_results`, 1 to 100."""
        asked = self.query.get("max_results", "100")
        if not asked.isdecimal() or not 1 <= int(asked) <= 100:
            raise invalid("max_results", asked, "is not between 1 and 100")
        return min(int(asked), self.page_cap)

    def page_start(self) -> int | None:
        """`pagination_token` as the number this stand-in hid in it; None for the first page."""
        token = self.query.get("pagination_token")
        if token is None:
            return None
        if not TOKEN.fullmatch(token):
            raise invalid("pagination_token", token, "is not a token of this List")
        return int(token, 16)

    def several(self, parameter: str) -> list[str]:
        """A comma-separated parameter of 1 to 100 values, each once."""
        given = list(dict.fromkeys(part for part in self.query.get(parameter, "").split(",") if part))
        if not 1 <= len(given) <= 100:
            raise invalid(parameter, self.query.get(parameter, ""), "must hold between 1 and 100 values")
        return given

    def ids(self) -> list[str]:
        """`ids`, all of them numbers."""
        given = self.several("ids")
        for wrong in (text for text in given if not (text.isdecimal() and len(text) <= 19)):
            raise invalid("ids", wrong, "does not match ^[0-9]{1,19}$")
        return given

    def user_id(self, parameter: str, name: str) -> int | None:
        """Whose handle it is; None when nobody's."""
        if not HANDLE.fullmatch(name):
            raise invalid(parameter, name, "does not match ^[A-Za-z0-9_]{1,15}$")
        try:
            return self.world.user_id(name)
        except KeyError:
            return None


def page_token(number: int) -> str:
    """A token that `page_start` reads back."""
    return f"{number:016x}"
