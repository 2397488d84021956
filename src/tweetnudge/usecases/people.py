"""Who somebody in Slack is: what the use cases need to know of it."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in Slack. `language` is a code such as `ja-JP`; guests and people of other companies are not
    colleagues, and neither are bots and deactivated accounts."""

    id: str
    language: str
    is_admin: bool = False
    is_colleague: bool = True
    is_active: bool = True


class People(Protocol):
    """Who somebody in Slack is, as users.info says. Raises only SlackError."""

    def get_ready(self) -> None:
        """Ask what can be known before somebody waits."""
        ...

    def person(self, user: str, *, fresh: bool = False) -> Person:
        """Somebody by Slack id; remembered for minutes unless `fresh`."""
        ...
