"""Who somebody in Slack is: users.info, remembered for minutes."""

import threading
import time
from collections.abc import Callable
from typing import Any, cast

from slack_sdk import WebClient

from tweetnudge.slack.errors import translated
from tweetnudge.usecases.people import Person
from tweetnudge.usecases.ports import SlackError

REMEMBERED_FOR = 300.0  # seconds: who is no longer an admin must not be one here for long
PEOPLE_AT_MOST = 10_000
SECONDS_TO_ANSWER = 2  # somebody may be waiting, and Slack gives us three


class SlackPeople:
    """The `People` of usecases/ports.py. `monotonic` counts seconds."""

    def __init__(self, token: str, base_url: str, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._client: Any = WebClient(token, base_url=base_url, timeout=SECONDS_TO_ANSWER, retry_handlers=[])
        self._monotonic = monotonic
        self._known: dict[str, tuple[float, Person]] = {}
        self._team: str | None = None
        self._lock = threading.Lock()

    def get_ready(self) -> None:
        """Ask what can be known before somebody waits. Raises SlackError."""
        self._own_team()

    def person(self, user: str, *, fresh: bool = False) -> Person:
        """users.info with the locale. Raises SlackError."""
        with self._lock:
            asked_at, known = self._known.get(user, (0.0, None))
        if known is not None and not fresh and self._monotonic() - asked_at < REMEMBERED_FOR:
            return known
        found = self._ask(user)
        with self._lock:
            if len(self._known) >= PEOPLE_AT_MOST:
                self._known.clear()
            self._known[user] = self._monotonic(), found
        return found

    def _ask(self, user: str) -> Person:
        answer = self._call(self._client.users_info, user=user, include_locale=True).get("user")
        said = cast("dict[str, Any]", answer) if isinstance(answer, dict) else {}
        return _person(user, said, self._own_team())

    def _own_team(self) -> str:
        if self._team is None:
            self._team = str(self._call(self._client.auth_test).get("team_id", ""))
        return self._team

    def _call(self, method: Callable[..., Any], **arguments: Any) -> dict[str, Any]:
        try:
            answer = method(**arguments).data
        except SlackError:
            raise
        except Exception as error:  # noqa: BLE001 (translated, or raised again when it is our own mistake)
            raise translated(error, "") from None
        return cast("dict[str, Any]", answer) if isinstance(answer, dict) else {}


def _person(user: str, said: dict[str, Any], own_team: str) -> Person:
    """Guests, bots, people of other workspaces and deactivated accounts are no colleagues."""
    flags = ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted")
    elsewhere = said.get("team_id") not in (None, own_team) and not _same_enterprise(said)
    active = not said.get("deleted")
    return Person(
        id=user,
        language=str(said.get("locale") or ""),
        is_admin=bool(said.get("is_admin") or said.get("is_owner") or said.get("is_primary_owner")),
        is_colleague=bool(said) and not elsewhere and not any(said.get(flag) for flag in flags),
        is_active=active,
    )


def _same_enterprise(said: dict[str, Any]) -> bool:
    """On Enterprise Grid a colleague's home may be another workspace of the same company."""
    enterprise = said.get("enterprise_user")
    return isinstance(enterprise, dict) and not said.get("is_stranger")
