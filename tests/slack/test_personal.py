"""A personal digest as its reader gets it: in their language, with a thank-you perhaps, and one tap to stop."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from slack_sdk.models.blocks import Block

from tweetnudge.demo.block_rules import problems
from tweetnudge.domain.digest import Entry
from tweetnudge.domain.members import Member
from tweetnudge.domain.notes import Note, NoteKind
from tweetnudge.domain.posts import Photo, Post
from tweetnudge.i18n import en, ja
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids
from tweetnudge.slack.blocks import DigestBlocks
from tweetnudge.slack.notes import note_message
from tweetnudge.slack.personal import amount
from tweetnudge.usecases.ports import Message

DAY = date(2026, 7, 1)
MEMBERS = {number: Member(number, f"c{number}", f"C {number}", "https://a.example/c.png") for number in range(9)}
BOTH = pytest.mark.parametrize("words", [ja.MESSAGES, en.MESSAGES], ids=["ja", "en"])
WRITER = DigestBlocks("ja", "99")


def entries(number: int, text: str = "Hello.", alt: str = "A photo.") -> list[Entry]:
    photo, written = Photo("https://p.example/p.png", alt), datetime(2026, 6, 30, tzinfo=UTC)
    posts = [Post(n, n, n, written, text, n, photo=photo, is_cut=True) for n in range(number)]
    return [Entry((post, post)) for post in posts]


def personal(words: Messages, shown: Sequence[Entry], **more: Any) -> Message:
    return WRITER.personal(shown, MEMBERS, DAY, words.language, **more)


@BOTH
def test_a_personal_digest(words: Messages) -> None:
    """Introduced as what it is, the posts as everywhere, and below them who sees it and how to stop."""
    shown, say = entries(2), words.personal
    message = personal(words, shown)
    assert message.text == message.blocks[0]["text"]["text"]
    assert message.text.startswith(say.header.partition("{")[0])
    assert say.intro == message.blocks[1]["elements"][0]["text"]
    assert DigestBlocks(words.language, "99").entries(shown, MEMBERS) == message.blocks[2:10]
    assert f"{words.footer}\n{say.footer}" == message.blocks[-2]["elements"][0]["text"]
    [stop] = message.blocks[-1]["elements"]
    assert (ids.PERSONAL_STOP, say.stop) == (stop["action_id"], stop["text"]["text"])
    assert "confirm" not in stop  # one tap


@pytest.mark.parametrize(("language", "words"), [("ja-JP", ja.MESSAGES), ("en-GB", en.MESSAGES), ("fr", en.MESSAGES)])
def test_it_is_in_its_readers_language(language: str, words: Messages) -> None:
    assert personal(words, entries(1)) == WRITER.personal(entries(1), MEMBERS, DAY, language)


@BOTH
def test_thanks_come_first_in_the_words_of_the_note(words: Messages) -> None:
    """Also where the notification is read, and how to stop such notes."""
    message, note = personal(words, entries(1), thanks=True), note_message(Note(NoteKind.THANKS), words)
    assert note.text == message.text == message.blocks[1]["elements"][0]["elements"][0]["text"]
    assert note.blocks[1:] == message.blocks[2:3]
    assert words.personal.intro == message.blocks[4]["elements"][0]["text"]
    assert words.results.thanks_title not in str(personal(words, entries(1)).blocks)


@BOTH
def test_one_of_which_nothing_is_left(words: Messages) -> None:
    message = personal(words, [])
    assert [words.nothing_left_here] == [block["text"]["text"] for block in message.blocks]


def test_without_images() -> None:
    assert "image_url" not in str(personal(en.MESSAGES, entries(7), images=False))


@BOTH
def test_seven_of_the_largest_posts_fit(words: Messages) -> None:
    """As X cuts them, each with a photo and a description of the usual length, and with thanks."""
    message = personal(words, entries(7, "あ" * 280 + "x" * 280, "d" * 300), thanks=True)
    assert WRITER.fits(message)
    assert [] == problems(message.blocks)
    assert [Block.parse(block).to_dict() for block in message.blocks] == message.blocks


def test_seven_descriptions_of_the_greatest_length_do_not() -> None:
    """Whoever sends it leaves out entries until it fits; seven are within the number of blocks, always."""
    message = personal(en.MESSAGES, entries(7, "x" * 280, "d" * 2_000), thanks=True)
    assert len(message.blocks) <= 50
    assert not WRITER.fits(message)
    assert WRITER.fits(personal(en.MESSAGES, entries(3, "x" * 280, "d" * 2_000), thanks=True))


@BOTH
def test_amounts(words: Messages) -> None:
    say = words.personal
    assert [say.off, say.one, say.several.format(count=2)] == [amount(posts, words) for posts in range(3)]
