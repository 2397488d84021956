"""What comes again stands last, under its own heading, and makes room before anything new does."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tweetnudge.domain.digest import Digest, Entry, Turn, Window
from tweetnudge.domain.members import Member
from tweetnudge.domain.posts import Photo, Post, SeenPost
from tweetnudge.domain.workdays import Workdays
from tweetnudge.i18n import en, ja
from tweetnudge.slack.blocks import DigestBlocks
from tweetnudge.usecases.choosing import Candidates, Choosing, Rules

DAY, NOW = date(2026, 7, 1), datetime(2026, 7, 1, 0, 30, tzinfo=UTC)
MEMBERS = {
    number: Member(number, f"c{number}", f"Colleague {number}", "https://a.example/c.png") for number in range(30)
}
WINDOW = Window(NOW - timedelta(days=7), NOW - timedelta(days=2), NOW)


def post(number: int, text: str = "Hello.") -> Post:
    photo = Photo("https://p.example/p.png", "A photo.")
    return Post(number, number, number, NOW - timedelta(hours=1), text, number, photo=photo)


def leads(blocks: list[dict[str, Any]]) -> list[int]:
    named = [str(block.get("block_id", "")) for block in blocks]
    return [int(name.removeprefix("post:")) for name in named if name.startswith("post:")]


@pytest.mark.parametrize("words", [ja.MESSAGES, en.MESSAGES], ids=["ja", "en"])
def test_it_stands_last_under_its_heading(words: Any) -> None:
    digest = Digest((Entry((post(1),)),), (Entry((post(2),)),), again=(Entry((post(3),)),))
    blocks = DigestBlocks(words.language, "99").digest(digest, MEMBERS, DAY).blocks
    heading = next(n for n, block in enumerate(blocks) if words.again_heading in str(block))
    assert ([1, 2], [3]) == (leads(blocks[:heading]), leads(blocks[heading:]))


def test_without_any_there_is_no_heading() -> None:
    blocks = DigestBlocks("en", "99").digest(Digest(colleagues=(Entry((post(2),)),)), MEMBERS, DAY).blocks
    assert en.MESSAGES.again_heading not in str(blocks)


@pytest.mark.parametrize(("long", "new", "again"), [(0, 10, 0), (700, 10, 0), (1600, 7, 0)])
def test_what_is_new_goes_first_where_there_is_little_room(long: int, new: int, again: int) -> None:
    """Ten new entries with photos fill a message, and long texts do so sooner."""
    workdays = Workdays(UTC, NOW.time(), frozenset(range(7)), lambda _day: False)
    choosing = Choosing(workdays, Rules(10, 0, timedelta(0), 7), DigestBlocks("en", "99"))
    waiting = [SeenPost(post(number, "x" * long or "Hello."), 0) for number in range(10)]
    shown = [SeenPost(post(number), 0) for number in (20, 21)]
    digest, message = choosing.pack(Candidates(waiting, shown, Turn(WINDOW, 10), MEMBERS), DAY)
    assert (new, again) == (len(digest.colleagues), len(digest.again))
    assert len(message.blocks) <= 50


def test_both_fit_beside_five() -> None:
    workdays = Workdays(UTC, NOW.time(), frozenset(range(7)), lambda _day: False)
    choosing = Choosing(workdays, Rules(5, 0, timedelta(0), 7), DigestBlocks("en", "99"))
    waiting, shown = ([SeenPost(post(number), 0) for number in numbers] for numbers in (range(5), (20, 21)))
    digest, _ = choosing.pack(Candidates(waiting, shown, Turn(WINDOW, 5), MEMBERS), DAY)
    assert (5, 2) == (len(digest.colleagues), len(digest.again))
