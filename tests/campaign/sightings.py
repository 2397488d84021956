"""What was to be seen in Slack, looked at again and again. Nothing here knows the bot's database."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tweetnudge.i18n.languages import messages as words

POST, NEW = "post:", "new:"
AGAIN = {f"*{words(language).again_heading}*" for language in ("ja", "en")}
CHART = re.compile(r"results-(\d{4}-\d\d)\.png")

Message = Mapping[str, Any]


@dataclass
class Sightings:
    """Everything that was ever in Slack.

    `at_once` is in how many messages something was to be seen at the same time: a message's key, a chart, a post
    (`post:1`), a post among a digest's new ones (`new:1`). What the bot took away before it showed it elsewhere was
    not shown twice. Where a message puts a post counts as it was first seen. `now` is what the last look saw.
    """

    bot_id: str
    at_once: Counter[str] = field(default_factory=Counter)
    now: Counter[str] = field(default_factory=Counter)
    twice_in_one: set[str] = field(default_factory=set[str])
    new: dict[str, set[int]] = field(default_factory=dict[str, set[int]])
    moved: set[str] = field(default_factory=set[str])
    _read: dict[str, tuple[object, set[str]]] = field(default_factory=dict[str, tuple[object, set[str]]])
    _groups: dict[tuple[str, int], bool] = field(default_factory=dict[tuple[str, int], bool])

    def look(self, messages: Iterable[Message]) -> None:
        """Note what is in Slack just now, threads included."""
        ours = [message for message in messages if message.get("bot_id") == self.bot_id]
        keys = {str(message.get("ts")): _key(message) for message in ours}
        self.now = Counter()
        for message in ours:
            self.now.update(self._posts(message))
            self.now.update({_key(message), *_charts(message, keys)} - {""})
        self.at_once |= self.now

    @property
    def posts(self) -> set[int]:
        """All that were ever shown."""
        return {int(name.removeprefix(POST)) for name in self.at_once if name.startswith(POST)}

    def saw(self, key: str) -> bool:
        return key in self.at_once

    def still(self, posts: Iterable[int]) -> list[int]:
        """Those of these posts that the last look saw."""
        return [post for post in posts if f"{POST}{post}" in self.now]

    def _posts(self, message: Message) -> set[str]:
        """A message's posts, read anew only when its blocks have changed."""
        name, blocks = str(message.get("ts")), message.get("blocks")
        known = self._read.get(name)
        if known is None or known[0] is not blocks:
            known = self._read[name] = blocks, self._named(name, _key(message), blocks or [])
        return known[1]

    def _named(self, message: str, key: str, blocks: Iterable[Message]) -> set[str]:
        found: set[str] = set()
        for post, again in _shown(blocks):
            if f"{POST}{post}" in found:
                self.twice_in_one.add(f"{POST}{post}")
            if self._groups.setdefault((message, post), again) is not again:
                self.moved.add(f"{POST}{post} in {key}")
            found.add(f"{POST}{post}")
            if not self._groups[message, post]:
                found.add(f"{NEW}{post}")
                self.new.setdefault(key, set()).add(post)
        return found


def _shown(blocks: Iterable[Message]) -> Iterable[tuple[int, bool]]:
    """The posts whose buttons are there, and whether they are under the heading of those that come again."""
    again = False
    for block in blocks:
        again = again or any(str(one.get("text")) in AGAIN for one in block.get("elements") or [])
        name = str(block.get("block_id", ""))
        if name.startswith(POST) and name.removeprefix(POST).isdecimal():
            yield int(name.removeprefix(POST)), again


def _key(message: Message) -> str:
    metadata = message.get("metadata") or {}
    return str((metadata.get("event_payload") or {}).get("key", ""))


def _charts(message: Message, keys: Mapping[str, str]) -> Iterable[str]:
    """`chart:2026-07:channel` for one under the results `results:2026-07:channel`; elsewhere it has gone astray."""
    under = keys.get(str(message.get("thread_ts")), "")
    for file in message.get("files") or []:
        if found := CHART.fullmatch(str(file.get("name"))):
            about, month, whom = (*under.split(":"), "", "")[:3]
            yield f"chart:{month}:{whom}" if (about, month) == ("results", found[1]) else f"astray: {file['name']}"
