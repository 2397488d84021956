"""Several things asked for at once, one of which is not done: what was done before it is told all the same."""

import dataclasses
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from tweetnudge.app import Bot
from tweetnudge.demo.slack import ADMIN
from tweetnudge.domain.errors import Trouble
from tweetnudge.domain.results import Outcome, Result
from tweetnudge.i18n import en
from tweetnudge.slack.command_answers import AT_ONCE
from tweetnudge.slack.command_text import Typed, Verb
from tweetnudge.slack.home_tab import outcome
from tweetnudge.slack.list_changes import Asked, change_list
from tweetnudge.usecases.permissions import Refusal, Refused

WORDS = en.MESSAGES
REASONS = pytest.mark.parametrize(
    ("error", "sentence"),
    [(Refused(Refusal.ADMINS_ONLY), WORDS.members.admins_only), (Trouble("No room."), WORDS.members.trouble)],
    ids=["refused", "trouble"],
)


class ManagesOne:
    """The use case of an admin who is none any more, or of a database that breaks down, after one account."""

    def __init__(self, error: Exception) -> None:
        self.error, self.added = error, list[str]()

    def add(self, admin: str, written: str, *now: Any, **official: bool) -> Result:
        if self.added:
            raise self.error
        self.added.append(written)
        return Result(Outcome.ADDED, written)


class Heard:
    """Where a command is answered."""

    response_url = "https://slack.example/answer"

    def __init__(self) -> None:
        self.blocks: list[list[dict[str, Any]]] = []

    def __call__(self, *, blocks: list[dict[str, Any]], **_: Any) -> Any:
        self.blocks.append(blocks)
        return SimpleNamespace(status_code=200)


@REASONS
def test_a_command_that_stops_in_the_middle(bot: Bot, read: Any, error: Exception, sentence: str) -> None:
    """One answer: the line of what was done, what adding means, and why not the rest; nothing else is tried."""
    manages, heard = ManagesOne(error), Heard()
    parts = dataclasses.replace(bot.parts, manage_list=manages)  # type: ignore[arg-type]
    handles = tuple(f"h{number}" for number in range(AT_ONCE + 1))
    change_list(Asked(parts, ADMIN, WORDS, heard), Typed(Verb.ADD, handles))  # type: ignore[arg-type]
    [blocks] = heard.blocks
    shown = read(blocks)
    for part in ("@h0", "you vouch", sentence):
        assert part in shown
    assert "@h1" not in shown
    assert ["h0"] == manages.added


@REASONS
def test_a_modal_that_stops_in_the_middle(bot: Bot, read: Any, error: Exception, sentence: str) -> None:
    """The same, where it was submitted."""

    def act() -> Iterator[Result]:
        yield Result(Outcome.ADDED, "aya")
        raise error

    shown = read(outcome(bot.parts, WORDS, act))
    for part in ("@aya", "you vouch", sentence):
        assert part in shown


@REASONS
def test_nothing_was_done(bot: Bot, read: Any, error: Exception, sentence: str) -> None:
    """Then there is only the reason."""

    def act() -> list[Result]:
        raise error

    assert sentence == read(outcome(bot.parts, WORDS, act))
