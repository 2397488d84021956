"""Whatever is written on X, Slack gets a message it takes, and nothing in it is parsed as markup."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from tweetnudge.domain.digest import Digest, Entry
from tweetnudge.domain.members import Member
from tweetnudge.domain.posts import Link, Photo, Post
from tweetnudge.domain.text import readable
from tweetnudge.i18n.languages import messages
from tweetnudge.slack.blocks import DigestBlocks
from tweetnudge.slack.text import one_line, utf16_units

SHARDS = [
    *("<!channel>", "<!here>", "<@U1>", "@here", "#general", "<#C1>", "*bold*", "_it_", "`c`", "~s~", "> q", ":tada:"),
    *("&amp;", "<https://evil.example|x>", "https://t.co/abc", "https://t.co/ab", "https://t.co/", "[red]", "{name}"),
    *("\x00", "\x1b[2J", "\r\n", "\n", "\t", "\x9b", "\u2028", "\u202e", "\u2066", "\u200f", "\ud800", "\udfff"),
    *(
        "😀",
        "👩‍👩‍👧‍👦",
        "👍🏽",
        "🇯🇵",
        "🇯",
        "1\ufe0f\u20e3",
        "e\u0301",
        "\u0301",
        "\u200d",
        "שלום",
        "مرحبا",
        "日本語",
        " ",
    ),
]
PIECES = st.lists(st.sampled_from(SHARDS) | st.text(max_size=8), max_size=12).map("".join)
TEXTS = PIECES | st.builds(lambda piece, times: (piece * times)[:25_000], PIECES, st.integers(1, 25_000))
URLS = (
    st.sampled_from(
        ["https://t.co/abc", "https://t.co/ab", "http://t.co/q", "javascript:x", "", "https://x.y/" + "z" * 4_000]
    )
    | PIECES
)
LINKS = st.lists(st.builds(Link, URLS, TEXTS, st.booleans()), max_size=3).map(tuple)
PHOTOS = st.none() | st.builds(Photo, URLS, TEXTS)
IDS = st.integers(1, 2**63 - 1)
POSTS = st.builds(
    lambda post_id, text, links, photo, is_cut: Post(
        post_id, post_id, 1, datetime(2026, 6, 30, tzinfo=UTC) + timedelta(hours=post_id % 48), text, post_id,
        links=links, photo=photo, is_cut=is_cut,
    ),
    IDS, TEXTS, LINKS, PHOTOS, st.booleans(),
)  # fmt: skip
AUTHORS = st.builds(Member, st.just(1), TEXTS, TEXTS, URLS)
LANGUAGES = st.sampled_from(["ja", "en"])
OWN_MRKDWN = re.compile(
    r"<!date\^\d+\^\{date_short_pretty\}\^https://x\.com/(?:[A-Za-z0-9_]{1,15}|i)/status/\d+\|[^<>|]+>"
    r"|\*[^<>*]+\*"
    r"|[^<>*]+<https://x\.com/i/lists/99\|[^<>|]+>"
)


def blocks_of(entry: Entry, author: Member, language: str) -> list[dict[str, Any]]:
    writer = DigestBlocks(language, "99")
    message = writer.digest(Digest(colleagues=(entry,), more_waiting=True), {1: author}, date(2026, 7, 1))
    assert writer.fits(message)
    return message.blocks


def objects(part: object) -> Iterator[dict[str, Any]]:
    """Every JSON object in a tree of blocks."""
    if isinstance(part, list):
        for item in cast("list[object]", part):
            yield from objects(item)
    elif isinstance(part, dict):
        yield cast("dict[str, Any]", part)
        yield from objects(list(cast("dict[str, Any]", part).values()))


@settings(deadline=None)
@given(post=POSTS, author=AUTHORS, language=LANGUAGES, thread=st.booleans())
def test_slack_takes_any_entry(post: Post, author: Member, language: str, thread: bool) -> None:
    blocks = blocks_of(Entry((post, post) if thread else (post,)), author, language)
    assert len(blocks[2:-3]) <= 4
    json.dumps(blocks, ensure_ascii=False).encode("utf-8")
    for block in blocks:
        assert Block.parse(block).to_dict() == block
    for part in objects(blocks):
        assert_within_limits(part)


def assert_within_limits(part: dict[str, Any]) -> None:
    if "text" in part:
        assert part["text"]
    if isinstance(part.get("text"), str):
        assert utf16_units(part["text"]) <= 3_000
    if part.get("type") == "plain_text":
        assert part["emoji"] is False
    if part.get("type") == "rich_text_section":
        assert part["elements"]
    assert len(part.get("url", "")) <= 3_000
    assert part.get("url", "https://").startswith(("https://", "http://"))
    assert len(part.get("image_url", "")) <= 3_000
    assert part.get("image_url", "https://").startswith("https://")
    assert 0 < utf16_units(part.get("alt_text", "-")) <= 2_000


@settings(deadline=None)
@given(post=POSTS, author=AUTHORS, language=LANGUAGES)
def test_nothing_from_x_is_ever_parsed(post: Post, author: Member, language: str) -> None:
    for part in objects(blocks_of(Entry((post,)), author, language)):
        if part.get("type") == "mrkdwn":
            assert part["verbatim"] is True
            assert OWN_MRKDWN.fullmatch(part["text"])


@settings(deadline=None)
@given(
    parts=st.lists(st.tuples(PIECES, st.sampled_from(["news.example", "日本.example/…", ""])), min_size=1, max_size=8),
    language=LANGUAGES,
)
def test_a_post_reads_as_on_x(parts: list[tuple[str, str]], language: str) -> None:
    urls = [f"https://t.co/link{number}" for number in range(len(parts))]
    links = tuple(Link(url, shown) for url, (_, shown) in zip(urls, parts, strict=True))
    text = "".join(f"{before}{url} " for url, (before, _) in zip(urls, parts, strict=True))
    expected = readable("".join(f"{before}{shown or url} " for url, (before, shown) in zip(urls, parts, strict=True)))
    post = Post(1, 1, 1, datetime(2026, 6, 30, tzinfo=UTC), text, 1, links=links)
    block = next(
        (part for part in blocks_of(Entry((post,)), Member(1, "a", "A"), language) if part["type"] == "rich_text"), None
    )
    shown = "".join(element["text"] for element in block["elements"][0]["elements"]) if block else ""
    if utf16_units(expected) <= 1_000:
        assert shown == expected
        assert block is None or len(block["elements"]) == 1
    else:
        assert utf16_units(shown) <= 1_000
        assert shown.endswith("…")
        assert expected.startswith(shown[:-1])
        assert block is not None
        assert block["elements"][1]["elements"][0]["text"] == messages(language).more_on_x


@given(name=TEXTS)
def test_a_name_cannot_turn_around_its_surroundings(name: str) -> None:
    line = one_line(name)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066\u2067]", line)
    assert re.fullmatch("[^\u2068\u2069]{0,50}|\u2068[^\u2068\u2069]{1,50}\u2069", line)
