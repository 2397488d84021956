"""What Slack accepts as blocks; a table per kind of thing, so that a new kind is a new row."""

from collections.abc import Iterator
from typing import Any, cast

from tweetnudge.demo.block_elements import (
    IN_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    a_flag,
    a_url,
    an_id,
    plain_text,
    text_object,
)  # fmt: skip
from tweetnudge.demo.server import JSON
from tweetnudge.demo.shapes import Check, exactly, items, one_of, problem, shape, string, typed, utf16_length

MOST_BLOCKS = 50
MOST_TEXT = 12_000  # Slack publishes no number; messages beyond about this much were refused
NO_LIMIT = 10**9  # a rich text has no limit of its own, only the message has

_number = exactly(int, "an integer")
_image = {"image_url": a_url, "alt_text": string(2000)}
_style = shape({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight"), a_flag))
_styled = {"style": _style}

RICH: dict[str, Check] = {
    "text": shape({"text": string(NO_LIMIT)}, _styled),
    "link": shape({"url": a_url}, {"text": string(NO_LIMIT), "unsafe": a_flag, **_styled}),
    "emoji": shape({"name": string(100)}, {"unicode": string(100), **_styled}),
    "user": shape({"user_id": an_id}, _styled),
    "channel": shape({"channel_id": an_id}, _styled),
    "usergroup": shape({"usergroup_id": an_id}, _styled),
    "broadcast": shape({"range": one_of("here", "channel", "everyone")}, _styled),
    "color": shape({"value": string(7)}),
    "date": shape(
        {"timestamp": _number, "format": string(3000)}, {"url": a_url, "fallback": string(3000), **_styled}
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
    return shape(required, {"block_id": an_id, **(optional or {})})


def _section_block(value: Any, place: str) -> Iterator[str]:
    accessory = typed({**IN_SECTION, "image": shape(_image)})
    fields = {"text": text_object(3000), "fields": items(text_object(2000), 10), "expand": a_flag}
    yield from _of_block({}, {**fields, "accessory": accessory})(value, place)
    if not value.keys() & {"text", "fields"}:
        yield problem("must define either `text` or `fields`", f"{place}/type")


BLOCKS: dict[str, Check] = {
    "header": _of_block({"text": plain_text(150)}),
    "section": _section_block,
    "context": _of_block({"elements": items(typed({
        "image": shape(_image),
        "plain_text": shape({"text": string(3000)}, {"emoji": a_flag}),
        "mrkdwn": shape({"text": string(3000)}, {"verbatim": a_flag}),
    }), 10)}),
    "actions": _of_block({"elements": items(typed(IN_ACTIONS), 25)}),
    "divider": _of_block({}),
    "image": _of_block(_image, {"title": plain_text(2000)}),
    "rich_text": _of_block({"elements": items(typed(RICH_PARTS), 1000)}),
    "input": _of_block(
        {"label": plain_text(2000), "element": typed(IN_INPUT)},
        {"hint": plain_text(2000), "optional": a_flag, "dispatch_action": a_flag},
    ),
}  # fmt: skip
MODAL_BLOCKS: dict[str, Check] = {
    **BLOCKS,
    "alert": _of_block(
        {"text": text_object(200)}, {"level": one_of("default", "info", "warning", "error", "success")}
    ),
}  # fmt: skip


def problems(
    blocks: Any, kinds: dict[str, Check] = BLOCKS, most: int = MOST_BLOCKS, place: str = "/blocks"
) -> list[str]:
    """Everything Slack would refuse, each with a pointer to its place; `kinds` and `most` are a message's."""
    wrong = list(items(typed(kinds), most, least=0)(blocks, place))
    if not wrong:
        known = cast("list[JSON]", blocks)
        wrong += _repeated([(block.get("block_id"), f"{place}/{n}/block_id") for n, block in enumerate(known)])
        for number, block in enumerate(known):
            wrong += _repeated(
                [
                    (element.get("action_id"), f"{place}/{number}/elements/{nth}/action_id")
                    for nth, element in enumerate(_elements(block))
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
