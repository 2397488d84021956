"""The tool that sends personal digests under kills, in its short form, and that its verdict can be bad."""

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from tweetnudge.demo.slack import BOT, SlackStandIn

HERE = Path(__file__).parent
SMALL = ("--subscribers", "20", "--copies", "2", "--kills", "3", "--database", "sqlite")
AYA, KEN = "U0AYA", "U0KEN"
AUTHOR, OTHER = 7, 8


def test_all_arrive_once_and_planning_is_measured() -> None:
    done = subprocess.run(
        [sys.executable, str(HERE), *SMALL], capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    said = {name: int(number) for name, number in re.findall(r"(\w+)=(\d+)\b", done.stdout)}
    assert (20, 20, 0, 0, 0) == tuple(said[name] for name in ("subscribers", "arrived", "lost", "doubled", "own"))
    assert 20 * 7 == said["entries"]
    assert said["kills"] > 0
    assert said["faults"] > 0
    assert "personal digests, 20 readers" in done.stdout
    assert "readers_an_unanswered_post=0..1 " in done.stdout


@pytest.fixture
def arrivals(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The module that judges; tests cannot import each other."""
    monkeypatch.syspath_prepend(HERE)
    yield import_module("arrivals")
    for name in ("arrivals", "large_company"):
        del sys.modules[name]


@pytest.fixture
def judged(arrivals: ModuleType, slack: SlackStandIn) -> Any:
    """Posts 1 to 3 are there, 3 is Aya's own; `sent` are messages to somebody."""
    company = SimpleNamespace(
        slack=slack, authors={1: OTHER, 2: OTHER, 3: AUTHOR}, accounts={AYA: AUTHOR}, answered=set()
    )

    def judged(*sent: tuple[str, tuple[int, ...]]) -> Any:
        for user, posts in sent:
            blocks = [{"type": "actions", "block_id": f"post:{post}"} for post in posts]
            slack.workspace.add_message("D" + user.removeprefix("U"), {"bot_id": BOT, "blocks": blocks})
        return arrivals.judge(company, [AYA, KEN])

    return judged


def test_one_message_each_is_good(judged: Any) -> None:
    told = judged((AYA, (1, 2)), (KEN, (1, 3)))
    assert (True, 4, (1, 2)) == (told.is_good, told.entries, told.uneven)


def test_who_got_nothing_is_lost(judged: Any) -> None:
    told = judged((AYA, (1,)))
    assert ([KEN], False) == (told.lost, told.is_good)


@pytest.mark.parametrize("sent", [((AYA, (1,)), (AYA, (2,))), ((AYA, (1, 1)),)])
def test_two_messages_or_a_post_twice_are_doubled(judged: Any, sent: Any) -> None:
    told = judged(*sent, (KEN, (1,)))
    assert ([AYA], False) == (told.doubled, told.is_good)


def test_an_own_post_is_a_mistake(judged: Any) -> None:
    told = judged((AYA, (3,)), (KEN, (3,)))
    assert ([AYA], False) == (told.own, told.is_good)
