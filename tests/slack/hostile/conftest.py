"""Judging what hostile posts become in Slack, and saying how many were judged.

`pytest tests/slack/hostile --hypothesis-profile=long` composes more than 100,000 posts instead of a few thousand.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from slack_sdk.models.blocks import Block

from tweetnudge.demo.block_rules import problems
from tweetnudge.demo.block_views import view_problems
from tweetnudge.demo.shapes import utf16_length

LONG = 1_000  # examples of ten posts in each of ten parts: the parts share the work among processes
settings.register_profile("long", max_examples=LONG, suppress_health_check=[HealthCheck.too_slow], print_blob=True)

MESSAGE_MAX = 10_000
SHOWN = frozenset({"text", "alt_text"})  # texts that people read
ADDRESSES = frozenset({"url", "image_url"})
OURS = re.compile(r"[A-Za-z0-9_:,.{}|/ -]*")  # what no human being wrote: ids, kinds, styles
PEOPLE = frozenset({"U0ASKS", "U0ADMIN", "C0COLLEAGUES"})
WRITTEN_BY_X = re.compile(
    r"<!date\^\d+\^\{date_short_pretty\}\^https://x\.com/(?:[A-Za-z0-9_]{1,15}|i)/status/\d+\|[^<>|&*_~`@]+>"
)
LIVE = frozenset({"broadcast", "usergroup", "emoji", "color"})


class Judge:
    """Says what is wrong with messages and views; `markup` is all the mrkdwn that we write. `checked` counts."""

    def __init__(self) -> None:
        self.checked: Counter[str] = Counter()
        self._fine: set[str] = set()  # blocks seen lately: a digest's turn up in previews and on Home tabs again

    def message(self, text: str, blocks: list[dict[str, Any]], markup: frozenset[str]) -> list[str]:
        """A message, the text of its notification included: that is parsed, so no word of X's may be in it."""
        length = sum(utf16_length(value) for name, value in _strings(blocks) if name in SHOWN)
        wrong = [*problems(blocks), *(["too long"] if length > MESSAGE_MAX else [])]
        wrong += [f"notification: {text!r}"] if re.search(r"[<>&@]", text) else []
        return wrong + self._blocks(blocks, markup)

    def view(self, view: dict[str, Any], markup: frozenset[str]) -> list[str]:
        """A modal or a Home tab."""
        return view_problems(view) + self._blocks(view["blocks"], markup)

    def _blocks(self, blocks: list[dict[str, Any]], markup: frozenset[str]) -> list[str]:
        self.checked["surfaces"] += 1
        return [each for block in blocks for each in self._block(block, markup)]

    def _block(self, block: dict[str, Any], markup: frozenset[str]) -> list[str]:
        written = json.dumps(block, ensure_ascii=False)
        if written in self._fine:
            return []
        written.encode("utf-8")
        wrong = [f"{name}: {value!r}" for name, value in _strings(block) if not _is_harmless(name, value)]
        wrong += [f"not as slack_sdk has it: {block}"] if _parsed(block) != block else []
        wrong += [each for part in _objects(block) for each in _live(part, markup)]
        if not wrong:
            self._fine = (self._fine if len(self._fine) < 500 else set()) | {written}
        return wrong


def _live(part: dict[str, Any], markup: frozenset[str]) -> Iterator[str]:
    """What Slack would parse, ring for or draw from it."""
    kind = part.get("type")
    if kind in LIVE or part.get("user_id", "U0ASKS") not in PEOPLE or part.get("channel_id", "U0ASKS") not in PEOPLE:
        yield f"alive: {part}"
    if kind == "mrkdwn" and (
        part.get("verbatim") is not True or WRITTEN_BY_X.sub("<date>", part["text"]) not in markup
    ):
        yield f"parsed: {part}"
    if kind == "plain_text" and part.get("emoji") is not False:
        yield f"emoji: {part}"


def _is_harmless(name: str, value: str) -> bool:
    if name in SHOWN:
        return not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff]", value)
    if name in ADDRESSES:
        return re.fullmatch(r"https?://[!-~]+", value, re.IGNORECASE) is not None
    return name == "fallback" or OURS.fullmatch(value) is not None


def _parsed(block: dict[str, Any]) -> dict[str, Any] | None:
    known = Block.parse(block)
    return known.to_dict() if known else None


def _objects(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _objects(inner)


def _strings(part: Any) -> Iterator[tuple[str, str]]:
    """Every text in blocks, with what it is called."""
    for each in _objects(part):
        yield from ((name, value) for name, value in each.items() if isinstance(value, str))


@pytest.fixture(scope="session")
def judge() -> Judge:
    return Judge()


@pytest.fixture(autouse=True)
def counted(judge: Judge, record_property: Callable[[str, object], None]) -> Iterator[None]:
    """Hands on how much a test has judged, from whichever process it ran in."""
    before = judge.checked.copy()
    yield
    for name, number in (judge.checked - before).items():
        record_property(name, number)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One line for the long form."""
    found: Counter[str] = Counter()
    for report in terminalreporter.getreports(""):  # of setting up and of tearing down, which is when it is counted
        if report.when == "teardown":
            found.update({name: number for name, number in report.user_properties if name in {"posts", "surfaces"}})
    failed = len(terminalreporter.getreports("failed"))
    terminalreporter.write_line(f"hostile posts={found['posts']} surfaces={found['surfaces']} failed={failed}")
