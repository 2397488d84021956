"""The judge of hostile posts can tell: each of these breaks is found in a message that was fine before."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tweetnudge.domain.digest import Digest, Entry
from tweetnudge.domain.members import Member
from tweetnudge.domain.posts import Post
from tweetnudge.i18n.languages import messages
from tweetnudge.slack.blocks import DigestBlocks
from tweetnudge.slack.elements import Block
from tweetnudge.slack.entry_blocks import EntryBlocks
from tweetnudge.usecases.ports import Message

AYA = Member(1, "aya", "<!channel>")
POST = Post(1, 1, 1, datetime(2026, 7, 1, tzinfo=UTC), "hello", 1)


def rich(element: Block) -> Block:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [element]}]}


BREAKS: dict[str, Callable[[Message], object]] = {
    "parsed": lambda message: message.blocks.append(
        {"type": "section", "text": {"type": "mrkdwn", "text": "<!channel>", "verbatim": True}}
    ),
    "not verbatim": lambda message: message.blocks[2]["elements"][-1].update(verbatim=False),
    "an address in the date": lambda message: message.blocks[2]["elements"][-1].update(text="<!date^1^{x}^js:|x>"),
    "a mention": lambda message: message.blocks.append(
        rich({"type": "broadcast", "range": "channel"})
    ),
    "somebody is rung for": lambda message: message.blocks.append(
        rich({"type": "user", "user_id": "U0VICTIM"})
    ),
    "emoji": lambda message: message.blocks[0]["text"].update(emoji=True),
    "empty": lambda message: message.blocks[0]["text"].update(text=""),
    "too long": lambda message: message.blocks.extend(
        {"type": "section", "text": {"type": "plain_text", "text": "x" * 2_900, "emoji": False}} for _ in range(4)
    ),
    "too many": lambda message: message.blocks.extend({"type": "divider"} for _ in range(50)),
    "a strange id": lambda message: message.blocks[0].update(block_id="<!here>"),
    "a strange address": lambda message: message.blocks[-1]["elements"][0].update(url="https://x.com/ <!here>"),
    "half a letter": lambda message: message.blocks[0]["text"].update(text="\x00"),
}  # fmt: skip


def digest(writer: type[DigestBlocks]) -> Message:
    return writer("en", "99").digest(Digest(colleagues=(Entry((POST,)),)), {1: AYA}, date(2026, 7, 1))


def markup(message: Message) -> frozenset[str]:
    """What a harmless digest says in mrkdwn, its date aside."""
    inside = [part for block in message.blocks for part in block.get("elements", ())]
    return frozenset({"<date>", *(part["text"] for part in inside if part["type"] == "mrkdwn")})


@pytest.mark.parametrize("name", BREAKS)
def test_what_is_broken_is_found(judge: Any, name: str) -> None:
    message = digest(DigestBlocks)
    ours = markup(message)
    assert [] == judge.message(message.text, message.blocks, ours)
    BREAKS[name](message)
    assert [] != judge.message(message.text, message.blocks, ours)


class CarelessEntries(EntryBlocks):
    """What would be written by somebody who trusts names."""

    def _credit(self, post: Post, author: Member, page: str, *, images: bool) -> Block:
        return {"type": "context", "elements": [{"type": "mrkdwn", "text": author.name, "verbatim": True}]}


class CarelessBlocks(DigestBlocks):
    def __init__(self, language: str, list_id: str) -> None:
        super().__init__(language, list_id)
        self._entries = CarelessEntries(messages(language), UTC)


def test_a_name_in_markup_is_found(judge: Any) -> None:
    careless = digest(CarelessBlocks)
    (wrong,) = judge.message(careless.text, careless.blocks, markup(digest(DigestBlocks)))
    assert wrong.startswith("parsed")


def test_a_mention_in_the_notification_is_found(judge: Any) -> None:
    message = digest(DigestBlocks)
    assert [] != judge.message("<!channel>", message.blocks, markup(message))
