"""What did not fit goes on in the thread: nothing but posts there, and the main message says where they are."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from slack_sdk.models.blocks import Block

from tweetnudge.demo.block_rules import problems
from tweetnudge.domain.digest import Digest, Entry
from tweetnudge.domain.members import Member
from tweetnudge.domain.posts import Photo, Post
from tweetnudge.i18n import en, ja
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack.blocks import DigestBlocks
from tweetnudge.usecases.ports import Message

DAY = date(2026, 7, 1)
MEMBERS = {number: Member(number, f"c{number}", f"C {number}", "https://a.example/c.png") for number in range(20)}
BOTH = pytest.mark.parametrize("words", [ja.MESSAGES, en.MESSAGES], ids=["ja", "en"])


def entry(number: int, text: str = "Hello.") -> Entry:
    photo = Photo("https://p.example/p.png", "A photo.")
    return Entry((Post(number, number, number, datetime(2026, 6, 30, tzinfo=UTC), text, number, photo=photo),))


def digest(*, official: int = 0, colleagues: int = 0, **more: Any) -> Digest:
    entries = [entry(number) for number in range(official + colleagues)]
    return Digest(tuple(entries[:official]), tuple(entries[official:]), **more)


def drawn(words: Messages, shown: Digest) -> Message:
    return DigestBlocks(words.language, "99").digest(shown, MEMBERS, DAY)


def kinds(message: Message) -> list[str]:
    return [block["type"] for block in message.blocks]


@BOTH
def test_a_reply_is_posts_and_nothing_else(words: Messages) -> None:
    message = drawn(words, digest(colleagues=2, in_thread=True))
    assert ["context", "rich_text", "image", "actions"] * 2 == kinds(message)
    assert words.thread_notice == message.text


@BOTH
def test_a_reply_keeps_its_groups_apart(words: Messages) -> None:
    message = drawn(words, digest(official=1, colleagues=1, in_thread=True))
    assert f"*{words.official_heading}*" == message.blocks[0]["elements"][0]["text"]
    assert 1 == kinds(message).count("divider")


@BOTH
@pytest.mark.parametrize("goes_on", [True, False])
def test_only_the_last_reply_says_that_others_wait(words: Messages, goes_on: bool) -> None:
    message = drawn(words, digest(colleagues=1, in_thread=True, more_waiting=True, goes_on=goes_on))
    assert goes_on is not (words.more_waiting == message.blocks[-1]["elements"][0].get("text"))
    assert words.more_in_thread not in str(message.blocks)


@BOTH
def test_the_main_message_says_where_the_rest_is(words: Messages) -> None:
    for shown, said, unsaid in (
        (digest(colleagues=1, more_waiting=True, goes_on=True), words.more_in_thread, words.more_waiting),
        (digest(colleagues=1, more_waiting=True), words.more_waiting, words.more_in_thread),
    ):
        blocks = str(drawn(words, shown).blocks[-2]["elements"])
        assert (True, False) == (said in blocks, unsaid in blocks)


@BOTH
@pytest.mark.parametrize("official", [0, 1, 2])
def test_twelve_of_the_largest_entries_fit_a_reply(words: Messages, official: int) -> None:
    """With every heading, and the line that others wait."""
    message = drawn(words, digest(official=official, colleagues=12 - official, in_thread=True, more_waiting=True))
    assert DigestBlocks("en", "99").fits(message)
    assert [] == problems(message.blocks)
    assert 12 == kinds(message).count("actions")
    assert words.more_waiting == message.blocks[-1]["elements"][0]["text"]
    assert [Block.parse(block).to_dict() for block in message.blocks] == message.blocks


@BOTH
def test_a_reply_of_which_nothing_is_left(words: Messages) -> None:
    """A small sentence; the day stands above it already."""
    message = DigestBlocks(words.language, "99").nothing_left(DAY, in_thread=True)
    assert (["context"], words.thread_notice) == (kinds(message), message.text)
    assert words.nothing_left_here == message.blocks[0]["elements"][0]["text"]
