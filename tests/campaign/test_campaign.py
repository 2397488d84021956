"""The fault campaign in its short form, and that its verdict can be bad."""

import importlib.util
import os
import re
import subprocess
import sys
import time
import uuid
from pathlib import Path
from types import ModuleType
from typing import Any

import psutil
import pytest

HERE = Path(__file__).parent
MARK = "TWEETNUDGE_CAMPAIGN"


@pytest.fixture
def verdict(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module that judges; tests cannot import each other."""
    spec = importlib.util.spec_from_file_location("campaign_verdict", HERE / "verdict.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module


def processes_with(mark: str) -> list[str]:
    """Who was started by the campaign, directly or not, and is still there."""
    found: list[str] = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == mark:
                found.append(" ".join(process.cmdline()))
        except psutil.Error:
            continue
    return found


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_nothing_is_lost_and_nothing_comes_twice(database: str) -> None:
    mark = uuid.uuid4().hex
    command = [sys.executable, str(HERE), "--database", database, "--copies", "2", "--days", "1"]
    done = subprocess.run(
        command, env=os.environ | {MARK: mark}, capture_output=True, text=True, timeout=180, check=False
    )
    assert 0 == done.returncode, done.stderr[-6000:]
    said = {name: int(number) for name, number in re.findall(r"(\w+)=(\d+)", done.stdout)}
    assert said["kills"] > 0
    assert said["faults"] > 0
    assert said["digests_due"] == said["digests_seen"] > 1
    assert (0, 0) == (said["posts_lost"], said["posts_doubled"])
    until = time.monotonic() + 10
    while (left := processes_with(mark)) and time.monotonic() < until:
        time.sleep(0.1)
    assert [] == left


def message(day: str, *posts: int, bot: str = "B0US") -> dict[str, Any]:
    blocks = [{"type": "actions", "block_id": f"post:{post}"} for post in posts]
    payload = {"key": f"digest:{day}"}
    return {"bot_id": bot, "blocks": blocks, "metadata": {"event_type": "tweetnudge", "event_payload": payload}}


def judged(verdict: ModuleType, *looks: list[dict[str, Any]]) -> Any:
    """After these looks at the channel: two digests are due, four posts have to be shown, 3 continues 2."""
    seen = verdict.Sightings("B0US")
    for look in looks:
        seen.look(look)
    return verdict.judge(seen, ["digest:mon", "digest:tue"], {1: 1, 2: 2, 3: 2, 4: 4}, hidden=[9])


def test_all_is_well(verdict: ModuleType) -> None:
    """A message the bot took back, a forged one and a hidden post count for nothing."""
    forged = message("mon", 1, 2, bot="B0OTHER")
    told = judged(verdict, [message("mon", 1, 9)], [message("tue", 1, 2, 9), forged], [message("tue", 4), forged])
    assert (2, 2, True) == (told.due, told.seen, told.is_good)


def test_a_hidden_post_in_two_messages_is_none_of_the_verdicts(verdict: ModuleType) -> None:
    assert judged(verdict, [message("mon", 1, 2, 9), message("tue", 4, 9)]).is_good


def test_a_post_in_two_messages_is_doubled(verdict: ModuleType) -> None:
    told = judged(verdict, [message("mon", 1, 2), message("tue", 2, 4)])
    assert (["post:2"], False) == (told.doubled, told.is_good)


def test_two_messages_of_one_day_are_doubled(verdict: ModuleType) -> None:
    told = judged(verdict, [message("mon", 1, 2), message("mon"), message("tue", 4)])
    assert (["digest:mon"], 1, False) == (told.doubled, told.seen, told.is_good)


def test_a_post_in_no_message_is_lost(verdict: ModuleType) -> None:
    told = judged(verdict, [message("mon", 1), message("tue", 4)])
    assert ([2, 3], False) == (told.lost, told.is_good)


def test_a_day_without_a_message_is_missing(verdict: ModuleType) -> None:
    told = judged(verdict, [message("mon", 1, 2, 4)])
    assert (["digest:tue"], 1, False) == (told.missing, told.seen, told.is_good)
