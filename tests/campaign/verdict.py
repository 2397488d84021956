"""What the channel saw, and whether that is what it should have seen. Nothing here knows the bot's database."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

POST = "post:"


@dataclass
class Sightings:
    """Everything that was ever in the channel, looked at again and again.

    `at_once` is in how many messages a post, or the digest of a day, was to be seen at the same time: what the bot
    took away before it showed it elsewhere was not shown twice.
    """

    bot_id: str
    at_once: Counter[str] = field(default_factory=Counter)

    def look(self, messages: Iterable[Mapping[str, Any]]) -> None:
        """Note what is in the channel just now."""
        now: Counter[str] = Counter()
        for message in messages:
            if message.get("bot_id") == self.bot_id:
                now.update({_key(message), *_posts(message)} - {""})
        self.at_once |= now

    @property
    def posts(self) -> set[int]:
        return {int(name.removeprefix(POST)) for name in self.at_once if name.startswith(POST)}

    def saw(self, key: str) -> bool:
        return key in self.at_once

    def twice(self) -> list[str]:
        """Posts and digests that were to be seen in several messages at once."""
        return sorted(name for name, times in self.at_once.items() if times > 1)


@dataclass(frozen=True)
class Verdict:
    """The campaign's result; `lost` and `doubled` name posts and digests."""

    due: int
    seen: int
    lost: list[int]
    doubled: list[str]
    missing: list[str]

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.doubled or self.missing)


def judge(sightings: Sightings, due: Collection[str], eligible: Mapping[int, int], hidden: Collection[int]) -> Verdict:
    """`due` are the keys of digests; `eligible` has each post's thread, named by its first post."""
    shown = sightings.posts
    lost = [post for post, lead in eligible.items() if not {post, lead} & shown]
    doubled = [name for name in sightings.twice() if name not in {f"{POST}{post}" for post in hidden}]
    missing = [key for key in due if not sightings.saw(key)]
    seen = sum(sightings.at_once[key] == 1 for key in due)
    return Verdict(len(due), seen, lost, doubled, missing)


def _key(message: Mapping[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    return str((metadata.get("event_payload") or {}).get("key", ""))


def _posts(message: Mapping[str, Any]) -> set[str]:
    named = {str(block.get("block_id", "")) for block in message.get("blocks") or []}
    return {name for name in named if name.startswith(POST) and name.removeprefix(POST).isdecimal()}
