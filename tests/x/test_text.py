"""The text, links and photo a post ends up with."""

from typing import Any

import pytest

from tweetnudge.domain.posts import Link, Photo
from tweetnudge.x.fields import Record
from tweetnudge.x.text import links, photo, post_text

JSON = dict[str, Any]
ONE, TWO, OWN, PICTURE = (f"https://t.co/{letter * 10}" for letter in "abcd")
URLS = [
    {"url": ONE, "expanded_url": "https://example.com/one", "display_url": "example.com/one"},
    {"url": OWN, "expanded_url": "https://twitter.com/i/web/status/100", "display_url": "twitter.com/i/web/status/1…"},
    {"url": PICTURE, "expanded_url": "https://x.com/aya/status/100/photo/1", "display_url": "pic.x.com/d"},
]


def records(values: list[JSON]) -> list[Record]:
    return [Record(value, "post 100") for value in values]


def text(raw: str, *, is_cut: bool = False, urls: list[JSON] = URLS) -> str:
    return post_text(raw, records(urls), [90, 100], is_cut=is_cut)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("&amp;lt;", "&lt;"),
        ("&quot;&#39;&nbsp;&amp", "&quot;&#39;&nbsp;&amp"),
        ("one\r\ntwo\tthree\x00\x1b\x0b", "one\ntwo\tthree"),
        ("\ud83d half, \ude00 half, 😀", "\ufffd half, \ufffd half, 😀"),
        ("  spaces stay  ", "  spaces stay  "),
        (f"see {ONE}", f"see {ONE}"),
        ("ends in http", "ends in http"),
    ],
)
def test_the_text_as_people_wrote_it(raw: str, expected: str) -> None:
    assert expected == text(raw)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (f"long text… {OWN}", "long text…"),
        (f"long text… {OWN} {PICTURE}", f"long text… {PICTURE}"),
        ("long text https://t.co/ab…", "long text …"),
        (f"long text https://t.co/ab… {OWN}", "long text …"),
        ("long text https://t…", "long text …"),
        ("long text https://…", "long text …"),
        ("long text http", "long text"),
        ("long text http…", "long text …"),
        ("長い文章https://t.co/aaa…", "長い文章…"),
        (f"long text {ONE}…", f"long text {ONE}…"),
        (f"long text {ONE}", f"long text {ONE}"),
        ("long text https://t.co/zzzzzzzzzz…", "long text https://t.co/zzzzzzzzzz…"),
        ("long text https://t.co/aaaaaaaaa", "long text"),
        ("https://t.co/ab is no end", "https://t.co/ab is no end"),
        ("a word xhttp", "a word xhttp"),
        ("https://t.co/abcdefghに", "https://t.co/abcdefghに"),
        ("long text…", "long text…"),
        ("", ""),
    ],
)
def test_a_text_x_has_cut(raw: str, expected: str) -> None:
    assert expected == text(raw, is_cut=True)


@pytest.mark.parametrize(
    "target",
    [
        "https://twitter.com/i/web/status/100",
        "https://x.com/aya/status/90",
        "http://mobile.twitter.com/aya/status/100?s=20",
        "https://x.com/i/status/100/",
    ],
)
def test_a_trailing_link_to_the_post_itself_goes(target: str) -> None:
    assert text(f"edited {OWN}", urls=[{"url": OWN, "expanded_url": target}]) == "edited"


@pytest.mark.parametrize(
    "target",
    [
        "https://x.com/aya/status/1000",
        "https://example.com/aya/status/100",
        "https://x.com/aya/status/100/photo/1",
        "https://x.com/aya",
    ],
)
def test_other_trailing_links_stay(target: str) -> None:
    assert f"look {OWN}" == text(f"look {OWN}", urls=[{"url": OWN, "expanded_url": target}])


def test_a_link_to_the_post_itself_stays_in_the_middle() -> None:
    assert f"see {OWN} again" == text(f"see {OWN} again")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ({"display_url": "example.com/one"}, Link(ONE, "example.com/one")),
        ({"display_url": " ", "expanded_url": "https://example.com/one"}, Link(ONE, "example.com/one")),
        ({"display_url": 5, "expanded_url": None}, Link(ONE, ONE)),
        ({"display_url": "a\nb\ud800"}, Link(ONE, "a b\ufffd")),
        ({"display_url": "pic", "media_key": "3_1"}, Link(ONE, "pic", media=True)),
        ({"display_url": "pic", "expanded_url": "https://x.com/a/status/100/video/1"}, Link(ONE, "pic", media=True)),
        ({"display_url": "pic", "expanded_url": "https://x.com/a/status/90/photo/2"}, Link(ONE, "pic", media=True)),
        ({"display_url": "pic", "expanded_url": "https://x.com/b/status/55/photo/1"}, Link(ONE, "pic")),
    ],
)
def test_links(url: JSON, expected: Link) -> None:
    assert (expected,) == links(records([{"url": ONE, **url}]), f"see {ONE}。", [90, 100])


def test_links_that_are_not_in_the_text_are_left_out() -> None:
    entities = [{"url": ONE[:-1]}, {"url": TWO}, {"url": ""}, {"url": "see"}, {"url": None}, {}]

    assert links(records(entities), f"see {ONE}", [100]) == ()


def test_several_photos_share_one_media_link() -> None:
    entities = [{"url": ONE, "display_url": "pic"}, {"url": ONE, "display_url": "pic", "media_key": "3_2"}]

    assert (Link(ONE, "pic", media=True),) == links(records(entities), ONE, [100])


def picture(key: str, **fields: object) -> JSON:
    return {"media_key": key, "type": "photo", "url": f"https://pbs.example/{key}.jpg", **fields}


@pytest.mark.parametrize(
    ("keys", "media", "expected"),
    [
        (["1"], [picture("1", alt_text="A cat")], Photo("https://pbs.example/1.jpg", "A cat")),
        (["1"], [picture("1")], Photo("https://pbs.example/1.jpg", "")),
        (["2", "1"], [picture("1"), picture("2")], Photo("https://pbs.example/2.jpg", "")),
        (["1", "2"], [picture("1", type="video"), picture("2")], Photo("https://pbs.example/2.jpg", "")),
        (["1"], [picture("1", alt_text="\x00\ud800 ")], Photo("https://pbs.example/1.jpg", "\ufffd")),
        (["1"], [picture("1", type="video")], None),
        (["1"], [picture("1", type="animated_gif")], None),
        (["1"], [picture("1", url="http://pbs.example/1.jpg")], None),
        (["1"], [picture("1", url=None)], None),
        (["1"], [], None),
        ([], [picture("1")], None),
    ],
)
def test_the_photo(keys: list[str], media: list[JSON], expected: Photo | None) -> None:
    assert expected == photo(Record({"attachments": {"media_keys": keys}}, "post 100"), records(media))
