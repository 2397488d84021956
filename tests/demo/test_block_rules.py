"""What the Slack stand-in refuses, and that it does not refuse what Slack takes."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tweetnudge.demo.block_rules import images, problems, text_length

JSON = dict[str, Any]


def plain(text: str = "x") -> JSON:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "x") -> JSON:
    return {"type": "mrkdwn", "text": text}


def header(text: str = "x") -> JSON:
    return {"type": "header", "text": plain(text)}


def section(**fields: Any) -> JSON:
    return {"type": "section", **fields}


def context(*elements: JSON) -> JSON:
    return {"type": "context", "elements": list(elements)}


def actions(*elements: JSON) -> JSON:
    return {"type": "actions", "elements": list(elements)}


def button(**fields: Any) -> JSON:
    return {"type": "button", "text": plain(), **fields}


def overflow(*options: JSON) -> JSON:
    return {"type": "overflow", "action_id": "more", "options": list(options)}


def option(text: str = "x", **fields: Any) -> JSON:
    return {"text": plain(text), "value": "v", **fields}


def image(**fields: Any) -> JSON:
    return {"type": "image", "image_url": "https://photos.example/1.png", "alt_text": "a cat", **fields}


def rich(*elements: JSON, kind: str = "section", **fields: Any) -> JSON:
    part = {"type": f"rich_text_{kind}", "elements": list(elements), **fields}
    return {"type": "rich_text", "elements": [part]}


def words(text: str = "x", **fields: Any) -> JSON:
    return {"type": "text", "text": text, **fields}


LINE = {"type": "rich_text_section", "elements": [words()]}


@pytest.mark.parametrize(
    "block",
    [
        header("x" * 150),
        section(text=mrkdwn("x" * 3000), block_id="b", accessory=image()),
        section(text={**mrkdwn(), "verbatim": True}, accessory=button(action_id="a", style="primary")),
        section(fields=[plain(), mrkdwn()]),
        context(*[image(), plain("x" * 3000)] * 5),
        actions(*[button(url="https://x.com/intent/like?tweet_id=1", value="v" * 2000)] * 25),
        actions(overflow(option(url="https://x.com/"), option("x" * 75))),
        actions({"type": "static_select", "action_id": "s", "options": [option()], "placeholder": plain()}),
        {"type": "divider"},
        image(title=plain(), alt_text="x" * 2000),
        rich(words(style={"bold": True}), {"type": "link", "url": "https://x.com", "text": "x"}),
        rich({"type": "date", "timestamp": 1, "format": "{date}", "fallback": "x", "url": "https://x.com"}),
        rich({"type": "emoji", "name": "wave"}, {"type": "user", "user_id": "U1"}),
        rich(LINE, LINE, kind="list", style="bullet", indent=1),
        rich(words(), kind="quote", border=1),
        rich(words(), kind="preformatted"),
    ],
)
def test_takes(block: JSON) -> None:
    assert problems([block]) == []


@pytest.mark.parametrize(
    ("block", "words", "place"),
    [
        (header("x" * 151), "must be less than 151 characters", "/text/text"),
        (header("🐈" * 76), "must be less than 151 characters", "/text/text"),
        (header(""), "must be more than 0 characters", "/text/text"),
        ({"type": "header", "text": mrkdwn()}, "unsupported type: mrkdwn", "/text/type"),
        (section(), "must define either `text` or `fields`", "/type"),
        (section(text=mrkdwn("x" * 3001)), "must be less than 3001 characters", "/text/text"),
        (section(text=plain(), bold=1), "invalid additional property: bold", ""),
        (section(text=plain(), block_id="x" * 256), "must be less than 256 characters", "/block_id"),
        (context(), "no fewer than 1 items allowed", "/elements"),
        (context(*[plain()] * 11), "no more than 10 items allowed", "/elements"),
        (context(button()), "unsupported type: button", "/elements/0/type"),
        (actions(*[button()] * 26), "no more than 25 items allowed", "/elements"),
        (actions(button(text=plain("x" * 76))), "must be less than 76 characters", "/elements/0/text/text"),
        (actions(button(text=mrkdwn())), "unsupported type: mrkdwn", "/elements/0/text/type"),
        (actions(button(url="x.com")), "invalid url", "/elements/0/url"),
        (actions(button(url="https://" + "x" * 3000)), "must be less than 3001 characters", "/elements/0/url"),
        (actions(button(value="x" * 2001)), "must be less than 2001 characters", "/elements/0/value"),
        (actions(button(style="red")), "must be one of: primary, danger", "/elements/0/style"),
        (actions(overflow()), "no fewer than 1 items allowed", "/elements/0/options"),
        (actions(overflow(*[option()] * 6)), "no more than 5 items allowed", "/elements/0/options"),
        (
            actions(overflow(option("x" * 76))),
            "must be less than 76 characters",
            "/elements/0/options/0/text/text",
        ),
        (image(alt_text=""), "must be more than 0 characters", "/alt_text"),
        (image(alt_text="x" * 2001), "must be less than 2001 characters", "/alt_text"),
        ({"type": "image", "image_url": "https://x"}, "missing required field: alt_text", ""),
        (rich(words("")), "must be more than 0 characters", "/elements/0/elements/0/text"),
        (rich({"type": "link", "text": "x"}), "missing required field: url", "/elements/0/elements/0"),
        (rich(plain()), "unsupported type: plain_text", "/elements/0/elements/0/type"),
        (rich(kind="table"), "unsupported type: rich_text_table", "/elements/0/type"),
        (rich(words(style={"bold": 1})), "must be a boolean", "/elements/0/elements/0/style/bold"),
        ({"type": "banner"}, "unsupported type: banner", "/type"),
        ("text", "unsupported type: None", "/type"),
        ({"type": ["header"]}, "unsupported type: ['header']", "/type"),
    ],
)
def test_refuses(block: Any, words: str, place: str) -> None:
    assert problems([block]) == [f"{words} [json-pointer:/blocks/0{place}]"]


def test_no_more_than_fifty_blocks() -> None:
    assert problems([{"type": "divider"}] * 50) == []
    assert problems([{"type": "divider"}] * 51) == ["no more than 50 items allowed [json-pointer:/blocks]"]
    assert problems({}) == ["must be an array [json-pointer:/blocks]"]


def test_names_are_unique_where_they_must_be() -> None:
    twice = [{"type": "divider", "block_id": "b"}] * 2
    assert problems(twice) == ["`block_id` already exists [json-pointer:/blocks/1/block_id]"]
    same = actions(button(action_id="a"), button(action_id="a"))
    assert problems([same]) == ["`action_id` already exists [json-pointer:/blocks/0/elements/1/action_id]"]
    assert problems([actions(button(action_id="a")), actions(button(action_id="a"))]) == []


def test_counts_text_and_finds_images() -> None:
    blocks = [header("four"), context(image(), mrkdwn("five!")), rich(words("日本")), actions(button(text=plain("🐈")))]
    assert text_length(blocks) == 4 + 5 + 2 + 2
    assert list(images(blocks)) == [("https://photos.example/1.png", "/blocks/1/elements/0/image_url")]


KINDS = ["section", "rich_text", "rich_text_section", "actions", "context", "plain_text"]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(KINDS),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "text", "elements", "style"]), inner)
    ),
)


@settings(max_examples=50)
@given(st.lists(ANYTHING, max_size=3))
def test_whatever_comes_is_judged(blocks: list[Any]) -> None:
    assert all("[json-pointer:/blocks" in problem for problem in problems(blocks))
