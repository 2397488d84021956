"""What Slack accepts as a message's blocks; a table per kind of thing, so that a new kind is a new row."""

from collections.abc import Iterator
from typing import Any, cast

from tweetnudge.demo.server import JSON
from tweetnudge.demo.shapes import (
    Check,
    exactly,
    items,
    one_of,
    problem,
    shape,
    string,
    typed,
    utf16_length,
    web_address,
)

MOST_BLOCKS = 50
MOST_TEXT = 12_000  # Slack publishes no number; messages beyond about this much were refused
NO_LIMIT = 10**9  # a rich text has no limit of its own, only the message has

_id = string(255)
_flag = exactly(bool, "a boolean")
_number = exactly(int, "an integer")
_url = web_address(3000)
_color = one_of("primary", "danger")


def _plain(longest: int) -> Check:
    return typed({"plain_text": shape({"text": string(longest)}, {"emoji": _flag})})


def _text(longest: int) -> Check:
    return typed(
        {
            "plain_text": shape({"text": string(longest)}, {"emoji": _flag}),
            "mrkdwn": shape({"text": string(longest)}, {"verbatim": _flag}),
        }
    )


_confirm = shape(
    {"title": _plain(100), "text": _text(300), "confirm": _plain(30), "deny": _plain(30)}, {"style": _color}
)
_option = shape({"text": _plain(75), "value": string(150)}, {"description": _plain(75), "url": _url})
_image = {"image_url": _url, "alt_text": string(2000)}

ELEMENTS: dict[str, Check] = {
    "button": shape(
        {"text": _plain(75)},
        {
            "action_id": _id, "url": _url, "value": string(2000), "style": _color, "confirm": _confirm,
            "accessibility_label": string(75),
        },
    ),
    "overflow": shape({"options": items(_option, 5)}, {"action_id": _id, "confirm": _confirm}),
    "static_select": shape(
        {"options": items(_option, 100)},
        {"action_id": _id, "placeholder": _plain(150), "initial_option": _option, "confirm": _confirm},
    ),
}  # fmt: skip

_style = shape({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight"), _flag))
_styled = {"style": _style}

RICH: dict[str, Check] = {
    "text": shape({"text": string(NO_LIMIT)}, _styled),
    "link": shape({"url": _url}, {"text": string(NO_LIMIT), "unsafe": _flag, **_styled}),
    "emoji": shape({"name": string(100)}, {"unicode": string(100), **_styled}),
    "user": shape({"user_id": _id}, _styled),
    "channel": shape({"channel_id": _id}, _styled),
    "usergroup": shape({"usergroup_id": _id}, _styled),
    "broadcast": shape({"range": one_of("here", "channel", "everyone")}, _styled),
    "color": shape({"value": string(7)}),
    "date": shape(
        {"timestamp": _number, "format": string(3000)}, {"url": _url, "fallback": string(3000), **_styled}
    ),
}  # fmt: skip

_line = items(typed(RICH), 1000)
_section = shape({"elements": _line})
_bordered = shape({"elements": _line}, {"border": _number})
_list = shape(
    {"style": one_of("bullet", "ordered"), "elements": items(typed({"rich_text_section": _section}), 1000)},
    {"indent": _number, "offset": _number, "border": _number},
)
RICH_PARTS: dict[str, Check] = {
    "rich_text_section": _section,
    "rich_text_list": _list,
    "rich_text_quote": _bordered,
    "rich_text_preformatted": shape({"elements": _line}, {"border": _number, "language": string(100)}),
}


def _of_block(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    return shape(required, {"block_id": _id, **(optional or {})})


def _section_block(value: Any, place: str) -> Iterator[str]:
    accessory = typed({**ELEMENTS, "image": shape(_image)})
    fields = {"text": _text(3000), "fields": items(_text(2000), 10), "accessory": accessory, "expand": _flag}
    yield from _of_block({}, fields)(value, place)
    if not value.keys() & {"text", "fields"}:
        yield problem("must define either `text` or `fields`", f"{place}/type")


BLOCKS: dict[str, Check] = {
    "header": _of_block({"text": _plain(150)}),
    "section": _section_block,
    "context": _of_block({"elements": items(typed({
        "image": shape(_image),
        "plain_text": shape({"text": string(3000)}, {"emoji": _flag}),
        "mrkdwn": shape({"text": string(3000)}, {"verbatim": _flag}),
    }), 10)}),
    "actions": _of_block({"elements": items(typed(ELEMENTS), 25)}),
    "divider": _of_block({}),
    "image": _of_block(_image, {"title": _plain(2000)}),
    "rich_text": _of_block({"elements": items(typed(RICH_PARTS), 1000)}),
}  # fmt: skip


def problems(blocks: Any, kinds: dict[str, Check] = BLOCKS, most: int = MOST_BLOCKS) -> list[str]:
    """Everything Slack would refuse, each with a pointer to its place; `kinds` and `most` are a message's."""
    wrong = list(items(typed(kinds), most, least=0)(blocks, "/blocks"))
    if not wrong:
        known = cast("list[JSON]", blocks)
        wrong += _repeated([(block.get("block_id"), f"/blocks/{n}/block_id") for n, block in enumerate(known)])
        for number, block in enumerate(known):
            wrong += _repeated(
                [
                    (element.get("action_id"), f"/blocks/{number}/elements/{place}/action_id")
                    for place, element in enumerate(_elements(block))
                ]
            )
    return wrong


def text_length(value: Any) -> int:
    """How many characters of text there are in blocks, or in any part of them."""
    if isinstance(value, list):
        return sum(text_length(item) for item in cast("list[Any]", value))
    if not isinstance(value, dict):
        return 0
    return sum(
        utf16_length(item) if name == "text" and isinstance(item, str) else text_length(item)
        for name, item in cast("JSON", value).items()
    )


def images(value: Any, place: str = "/blocks") -> Iterator[tuple[str, str]]:
    """Every image address in blocks, and where it is."""
    if isinstance(value, list):
        for number, item in enumerate(cast("list[Any]", value)):
            yield from images(item, f"{place}/{number}")
    elif isinstance(value, dict):
        for name, item in cast("JSON", value).items():
            if name == "image_url":
                yield item, f"{place}/{name}"
            else:
                yield from images(item, f"{place}/{name}")


def _elements(block: JSON) -> list[JSON]:
    return block["elements"] if block["type"] == "actions" else []


def _repeated(named: list[tuple[str | None, str]]) -> Iterator[str]:
    seen: set[str] = set()
    for name, place in named:
        if name in seen:
            yield problem(f"`{place.rpartition('/')[2]}` already exists", place)
        if name is not None:
            seen.add(name)
