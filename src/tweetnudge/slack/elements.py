"""The smallest pieces of Block Kit: texts, links, people, buttons. Pure.

Everything here is taken literally by Slack: plain_text, and the elements of rich_text.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from tweetnudge.slack.text import one_line

Block = dict[str, Any]

TYPED_MAX = 50
_HANDLE = re.compile(r"[A-Za-z0-9_]{1,15}")


def plain(text: str) -> Block:
    """A text in which nothing is parsed."""
    return {"type": "plain_text", "text": text, "emoji": False}


def header(text: str) -> Block:
    """A message's heading."""
    return {"type": "header", "text": plain(text)}


def small(text: str) -> Block:
    """A text in small print."""
    return {"type": "context", "elements": [plain(text)]}


def button(label: str, action_id: str, value: str) -> Block:
    """A button that sends `value`."""
    return {"type": "button", "action_id": action_id, "text": plain(label), "value": value}


def text(written: str) -> Block:
    """Letters, and nothing but letters."""
    return {"type": "text", "text": written}


def code(written: str) -> Block:
    """Something to be typed."""
    return {"type": "text", "text": written, "style": {"code": True}}


def link(url: str, shown: str) -> Block:
    """An address of our own making, and what is shown for it."""
    return {"type": "link", "url": url, "text": shown}


def user(slack_user: str) -> Block:
    """Somebody in Slack, by the name their colleagues know."""
    return {"type": "user", "user_id": slack_user}


def channel(slack_channel: str) -> Block:
    """A channel, shown by its name."""
    return {"type": "channel", "channel_id": slack_channel}


def account(handle: str, shown: str = "") -> Block:
    """`@handle`, or what is to be shown instead, linked to the profile; what is no handle becomes no address."""
    if _HANDLE.fullmatch(handle):
        return link(f"https://x.com/{handle}", shown or f"@{handle}")
    return text(shown or f"@{one_line(handle, TYPED_MAX)}")


def accounts(handles: Iterable[str]) -> list[Block]:
    """Several, a space between each two."""
    return [piece for handle in handles for piece in (text(" "), account(handle))][1:]


def lines(*sections: Sequence[Block]) -> Block:
    """One rich_text, each section on a line of its own."""
    written = [{"type": "rich_text_section", "elements": list(section)} for section in sections]
    return {"type": "rich_text", "elements": written}


def bullets(*items: Sequence[Block]) -> Block:
    """One rich_text, each item with a dot before it."""
    written = [{"type": "rich_text_section", "elements": list(item)} for item in items]
    return {"type": "rich_text", "elements": [{"type": "rich_text_list", "style": "bullet", "elements": written}]}
