"""What was to be seen in Slack, looked at again and again. Nothing here knows the bot's database."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tweetnudge.domain.outbox import DIGEST, PERSONAL, THREAD
from tweetnudge.i18n.languages import messages as words

POST, NEW, GIVEN = "post:", "new:", "given:"
AGAIN = {f"*{words(language).again_heading}*" for language in ("ja", "en")}
CHART = re.compile(r"results-(\d{4}-\d\d)\.png")

Message = Mapping[str, Any]


@dataclass
class Sightings:
    """Everything that was ever in Slack.

    `at_once` is in how many messages something was to be seen at the same time: a message's key, a chart, a post
    (`post:1`), a post among the new ones of a digest or its thread (`new:1`), a post in somebody's personal digest
    (`given:D0MEMBER:1`), a day's personal digest to somebody (`personal:2026-08-01 to D0MEMBER`). What the bot took
    away before it showed it elsewhere was not shown twice. Where a message puts a post counts as it was first seen.
    `now` is what the last look saw.

    `new` are the posts that messages in the channel and in threads showed as new, by key; `given`, by conversation and
    day, those of personal digests; `first` is the day on which a post was first seen anywhere. `ts` are the names of
    messages, and `under`, by the key of a reply, that of the message it is under.
    """

    bot_id: str
    at_once: Counter[str] = field(default_factory=Counter)
    now: Counter[str] = field(default_factory=Counter)
    twice_in_one: set[str] = field(default_factory=set[str])
    new: dict[str, set[int]] = field(default_factory=dict[str, set[int]])
    moved: set[str] = field(default_factory=set[str])
    given: dict[str, dict[date, set[int]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    first: dict[int, date] = field(default_factory=dict[int, date])
    ts: dict[str, str] = field(default_factory=dict[str, str])
    under: dict[str, str] = field(default_factory=dict[str, str])
    _read: dict[str, tuple[object, set[str]]] = field(default_factory=dict[str, tuple[object, set[str]]])
    _groups: dict[tuple[str, int], bool] = field(default_factory=dict[tuple[str, int], bool])

    def look(self, posted: Mapping[str, Iterable[Message]]) -> None:
        """Note what is in Slack just now, by conversation, threads included."""
        self.now = Counter()
        for conversation, messages in posted.items():
            ours = [message for message in messages if message.get("bot_id") == self.bot_id]
            keys = {str(message.get("ts")): _key(message) for message in ours}
            for message in ours:
                self.now.update(self._posts(conversation, message))
                self.now.update({_key(message), *_charts(message, keys)} - {""})
                self._place(message, keys)
        self.at_once |= self.now

    @property
    def posts(self) -> set[int]:
        """All that were ever shown in the channel or in a thread there."""
        return {int(name.removeprefix(POST)) for name in self.at_once if name.startswith(POST)}

    def saw(self, key: str) -> bool:
        return key in self.at_once

    def still(self, posts: Iterable[int]) -> list[int]:
        """Those of these posts that the last look saw."""
        seen = {name.rpartition(":")[2] for name in self.now if name.startswith((POST, GIVEN))}
        return [post for post in posts if str(post) in seen]

    def _place(self, message: Message, keys: Mapping[str, str]) -> None:
        key, ts = _key(message), str(message.get("ts"))
        if key.startswith((DIGEST, THREAD)):
            self.ts.setdefault(key, ts)
        if key.startswith(THREAD):
            self.under[key] = keys.get(str(message.get("thread_ts")), "")

    def _posts(self, conversation: str, message: Message) -> set[str]:
        """A message's posts, read anew only when its blocks have changed."""
        name, blocks = str(message.get("ts")), message.get("blocks")
        known = self._read.get(name)
        if known is None or known[0] is not blocks:
            key = _key(message)
            found = self._given if key.startswith(PERSONAL) else self._named
            known = self._read[name] = blocks, found(conversation, name, key, blocks or [])
        return known[1]

    def _given(self, conversation: str, _message: str, key: str, blocks: Iterable[Message]) -> set[str]:
        """What somebody got, and that they got something that day."""
        day = day_of(key)
        posts = [post for post, _ in _shown(blocks)]
        if day is None:
            return set()
        for post in posts:
            if posts.count(post) > 1:
                self.twice_in_one.add(f"{GIVEN}{conversation}:{post}")
            self.given[conversation][day].add(post)
            self.first.setdefault(post, day)
        return {f"{PERSONAL}{day} to {conversation}", *(f"{GIVEN}{conversation}:{post}" for post in posts)}

    def _named(self, _conversation: str, message: str, key: str, blocks: Iterable[Message]) -> set[str]:
        found: set[str] = set()
        day = day_of(key)
        for post, again in _shown(blocks):
            if f"{POST}{post}" in found:
                self.twice_in_one.add(f"{POST}{post}")
            if self._groups.setdefault((message, post), again) is not again:
                self.moved.add(f"{POST}{post} in {key}")
            found.add(f"{POST}{post}")
            if not self._groups[message, post]:
                found.add(f"{NEW}{post}")
                self.new.setdefault(key, set()).add(post)
                if day is not None:
                    self.first.setdefault(post, day)
        return found


def day_of(key: str) -> date | None:
    """The day in the key of a digest, of a reply in its thread, or of a personal one."""
    about, day, *_ = (*key.split(":"), "")
    try:
        return date.fromisoformat(day) if f"{about}:" in {DIGEST, THREAD, PERSONAL} else None
    except ValueError:
        return None


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
