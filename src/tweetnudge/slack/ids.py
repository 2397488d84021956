"""The names by which Slack tells us what was pressed: action ids, block ids and menu values."""

from typing import Literal, NamedTuple, get_args

EVENT_TYPE = "tweetnudge"

TAP_LIKE = "tap_like"
TAP_REPOST = "tap_repost"
MORE = "more"
HOW_CHOSEN = "how_chosen"

MenuItem = Literal["open", "reply", "why"]

_POST = "post:"


class Chosen(NamedTuple):
    """What somebody chose in a post's menu."""

    item: MenuItem
    post_id: int


def post_block_id(post_id: int) -> str:
    """The block_id of a post's buttons, so that a press says which post it was for."""
    return f"{_POST}{post_id}"


def post_of_block_id(block_id: str) -> int | None:
    """The post whose buttons these are; None when the block is not a post's."""
    prefix, _, number = block_id.rpartition(":")
    return _number(number) if f"{prefix}:" == _POST else None


def menu_value(item: MenuItem, post_id: int) -> str:
    """The value of an option in a post's menu: `why:123`."""
    return f"{item}:{post_id}"


def parse_menu_value(value: str) -> Chosen | None:
    """The inverse of menu_value; None for anything else."""
    written, _, number = value.partition(":")
    post_id = _number(number)
    for item in get_args(MenuItem):
        if item == written and post_id is not None:
            return Chosen(item, post_id)
    return None


def _number(written: str) -> int | None:
    """Ids arrive from outside: ASCII digits, and few enough of them for a number of 64 bits."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 20 else None
