"""Other people's words: cleaned and cut without changing what people see."""

from datetime import UTC, datetime

import pytest

from tweetnudge.domain.digest import Entry
from tweetnudge.domain.members import Member
from tweetnudge.domain.posts import Link, Post
from tweetnudge.domain.text import readable
from tweetnudge.i18n.en import MESSAGES
from tweetnudge.slack.rich_text import text_block
from tweetnudge.slack.text import address, beginning, byline, one_line, shorten, utf16_units

FAMILY = "👩‍👩‍👧‍👦"
PAGE = "https://x.com/a/status/1"


def elements(text: str, *links: Link, photo_shown: bool = False) -> list[tuple[str, str]]:
    """The first section of the text's block, each element as (text, url)."""
    post = Post(1, 1, 1, datetime(2026, 7, 1, tzinfo=UTC), text, 1, links=links)
    block = text_block(Entry((post,)), PAGE, MESSAGES, photo_shown=photo_shown)
    return [(element["text"], element.get("url", "")) for element in block["elements"][0]["elements"]] if block else []


@pytest.mark.parametrize(
    ("text", "units", "expected"),
    [
        ("abc", 2, "ab"),
        ("日本語", 2, "日本"),
        ("a😀b", 2, "a"),  # not half a surrogate pair
        ("a😀b", 3, "a😀"),
        (f"a{FAMILY}b", 8, "a"),  # not inside a family
        ("ae\u0301b", 2, "a"),  # not between a letter and its accent
        ("a❤\ufe0fb", 2, "a"),  # not before a variation selector
        ("a1\ufe0f\u20e3b", 3, "a"),  # not inside a keycap
        ("a👍🏽b", 3, "a"),  # not before a skin tone
        ("🇯🇵🇫🇷", 4, "🇯🇵"),
        ("🇯🇵🇫🇷", 6, "🇯🇵"),  # not inside a flag
        ("aｶﾞb", 2, "a"),  # not before a voicing mark
        ("a\u1112\u1161\u11abb", 3, "a"),  # not inside a syllable
        ("a🏴\U000e0067\U000e0062\U000e007fb", 5, "a"),  # not inside a regional flag
        ("\u0301" * 5, 3, ""),
    ],
)
def test_text_is_cut_between_characters(text: str, units: int, expected: str) -> None:
    assert beginning(text, units) == expected


def test_shortening_leaves_room_for_the_ellipsis() -> None:
    assert shorten("abc", 3) == "abc"
    assert shorten("abcd", 3) == "ab…"
    assert utf16_units("a😀") == 3


def test_cleaning_drops_only_what_nobody_could_see() -> None:
    assert readable("a\x00b\x1b[31m\tc\r\nd\ud800 <!channel> *e*  :f:") == "ab[31m\tc\nd\ufffd <!channel> *e*  :f:"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("  佐藤\n\tみなみ  ", "佐藤 みなみ"),
        ("a\u202eb\u2066c\u200ed\x07\x85", "abcd"),
        ("יוסף", "\u2068יוסף\u2069"),
        ("\u2069محمد", "\u2068محمد\u2069"),
        ("x" * 51, "x" * 49 + "…"),
        ("x" * 48 + FAMILY, "x" * 48 + "…"),
        ("\ud83d", "\ufffd"),
    ],
)
def test_names_keep_to_themselves(name: str, expected: str) -> None:
    assert one_line(name) == expected


@pytest.mark.parametrize(
    ("name", "handle", "expected"),
    [("Ken", "ken", "Ken @ken"), (" \u202e", "ken", "@ken"), ("Ken", "", "Ken"), ("", "", "X")],
)
def test_a_post_is_always_credited(name: str, handle: str, expected: str) -> None:
    assert byline(Member(1, handle, name)) == expected


@pytest.mark.parametrize("handle", ["", "a" * 16, "a/../b", "a|b>", "é", "a\n", "１"])
def test_what_is_no_handle_reaches_no_address(handle: str) -> None:
    assert address(Member(1, handle, ""), 5) == "https://x.com/i/status/5"


def test_a_handle_reaches_the_address() -> None:
    assert address(Member(1, "so_Hase_1", ""), 5) == "https://x.com/so_Hase_1/status/5"


def test_links_are_shown_as_x_shows_them_wherever_they_occur() -> None:
    short, longer = Link("https://t.co/a", "one.example"), Link("https://t.co/ab", "two.example")
    assert elements("https://t.co/a、https://t.co/ab\nhttps://t.co/a", short, longer) == [
        ("one.example", "https://t.co/a"),
        ("、", ""),
        ("two.example", "https://t.co/ab"),
        ("\n", ""),
        ("one.example", "https://t.co/a"),
    ]


def test_half_a_link_stays_as_it_is() -> None:
    assert elements("see https://t.co/abc… https://t.co/a", Link("https://t.co/abcdef", "one.example")) == [
        ("see https://t.co/abc… https://t.co/a", "")
    ]
    assert elements("https://t.co/abc", Link("https://t.co/ab", "one.example")) == [("https://t.co/abc", "")]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "slack://open", "https://t.co/é", "https://t.co/" + "a" * 100])
def test_only_web_addresses_become_links(url: str) -> None:
    assert elements(f"a {url}", Link(url, "shown")) == [("a shown", "")]


def test_a_link_without_display_form_shows_its_address() -> None:
    assert elements("https://t.co/a", Link("https://t.co/a", " ")) == [("https://t.co/a", "https://t.co/a")]


def test_a_shown_photos_link_goes_with_the_space_before_it() -> None:
    photo = Link("https://t.co/p", "pic.x.com/p", media=True)
    assert elements("a \n https://t.co/p", photo, photo_shown=True) == [("a", "")]
    assert elements(" https://t.co/p", photo, photo_shown=True) == []
    assert elements("a https://t.co/p", photo) == [("a ", ""), ("pic.x.com/p", "https://t.co/p")]


def test_more_links_than_x_allows_are_shown_as_text() -> None:
    shown = elements("https://t.co/a " * 40, Link("https://t.co/a", "a.example"))
    assert [url for _, url in shown if url] == ["https://t.co/a"] * 30
    assert shown[-1] == (" " + "a.example " * 10, "")


def test_a_text_that_is_too_long_is_cut_but_its_links_are_whole() -> None:
    url = "https://t.co/abcdefghij"
    long = "a" * 990 + url
    assert elements(long, Link(url, "example.com/x")) == [("a" * 990 + "…", "")]
    assert elements(long, Link(url, "x.example")) == [("a" * 990, ""), ("x.example", url)]
    assert elements("a" * 986 + url + " b", Link(url, "example.com/x")) == [
        ("a" * 986, ""),
        ("example.com/x", url),
        ("…", ""),
    ]
    assert elements("😀" * 501) == [("😀" * 499 + "…", "")]


def test_a_post_whose_text_was_dropped_leads_to_x() -> None:
    """What it said is not stored for ever; whoever wants to know can look there."""
    assert [(MESSAGES.more_on_x, PAGE)] == elements("")
