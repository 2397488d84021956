"""The names by which Slack tells us what was pressed: action ids, block ids and menu values."""

from typing import Literal, NamedTuple, get_args

from tweetnudge.domain.requests import Decision

EVENT_TYPE = "tweetnudge"

TAP_LIKE = "tap_like"
TAP_REPOST = "tap_repost"
MORE = "more"
HOW_CHOSEN = "how_chosen"

# What a Home tab's buttons do.
HOME_JOIN = "home_join"
HOME_PAUSE = "home_pause"
HOME_RESUME = "home_resume"
HOME_WORK_ONLY = "home_work_only"
HOME_ALL_POSTS = "home_all_posts"
HOME_LEAVE = "home_leave"
HOME_THANKS_ON = "home_thanks_on"
HOME_THANKS_OFF = "home_thanks_off"
HOME_PERSONAL = "home_personal"  # its value is how many posts a day
HOME_STORED = "home_stored"
HOME_HIDE = "home_hide"
HOME_START = "home_start"
HOME_PREVIEW = "home_preview"
HOME_SEND = "home_send"
HOME_SKIP = "home_skip"
HOME_GUIDE = "home_guide"
HOME_RESULTS = "home_results"
DELETE_EVERYTHING = "delete_everything"

PERSONAL_STOP = "personal_stop"

# The notes' buttons, each with a decision; and the pages of the member list.
_ANSWER = "answer"
_DECIDE = "decide"
SHARE_RESULTS = "share_results"  # its value is a month: `2026-10`
LIST_BACK = "list_back"
LIST_ON = "list_on"

# Modals, by what submitting them asks for; and their fields, block and element alike.
VIEW_ADD = "add"
VIEW_JOIN = "join"
VIEW_HIDE = "hide"
VIEW_START = "start"
VIEW_GUIDE = "guide"
FIELD_HANDLES = "handles"
FIELD_PERSON = "person"
FIELD_OFFICIAL = "official"
FIELD_CONFIRMED = "confirmed"

MenuItem = Literal["open", "reply", "why", "hide"]

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


def answer_id(decision: Decision) -> str:
    """The button by which the person invited answers."""
    return f"{_ANSWER}_{decision.value}"


def decide_id(decision: Decision) -> str:
    """The button by which an admin answers a request."""
    return f"{_DECIDE}_{decision.value}"


def request_value(request_id: int, decision: Decision) -> str:
    """The value of a button that answers a request: `12:yes`."""
    return f"{request_id}:{decision.value}"


def parse_request_value(value: str) -> tuple[int, Decision] | None:
    """The inverse of request_value; None for anything else."""
    written, _, name = value.partition(":")
    request_id = _number(written)
    decision = next((one for one in Decision if one.value == name), None)
    return (request_id, decision) if request_id is not None and decision is not None else None


def parse_post(value: str) -> int | None:
    """The post a button or a modal is about; None for anything else."""
    return _number(value)


def parse_amount(value: str) -> int | None:
    """How many posts a day somebody chose; None for anything else."""
    return _number(value)


def parse_page(value: str) -> int:
    """The page a button of the member list leads to; the first for anything else."""
    return _number(value) or 1


def _number(written: str) -> int | None:
    """Ids arrive from outside: ASCII digits, and few enough of them for a number of 64 bits."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 20 else None
