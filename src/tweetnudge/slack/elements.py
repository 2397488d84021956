"""The smallest pieces of Block Kit: texts, links, people, buttons that may ask first. Pure.

Slack takes everything here literally: plain_text, and the elements of rich_text. `markup` alone is parsed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from tweetnudge.i18n.messages import Messages
from tweetnudge.slack.text import is_handle, one_line

Block = dict[str, Any]

DIVIDER: Block = {"type": "divider"}

_TEXT_KEYS = frozenset({"text", "alt_text"})
_SLACK_ID = re.compile(r"[UW][A-Z0-9]{2,}")


def plain(text: str) -> Block:
    """A text in which nothing is parsed."""
    return {"type": "plain_text", "text": text, "emoji": False}


def header(text: str) -> Block:
    """A message's heading."""
    return {"type": "header", "text": plain(text)}


def section(written: str, accessory: Block | None = None) -> Block:
    """A paragraph, and beside it a button perhaps."""
    block: Block = {"type": "section", "text": plain(written)}
    return block | {"accessory": accessory} if accessory else block


def context(*elements: Block) -> Block:
    """Texts and pictures in small print, side by side."""
    return {"type": "context", "elements": list(elements)}


def small(text: str) -> Block:
    """A text in small print."""
    return context(plain(text))


def markup(text: str) -> Block:
    """For our own words and addresses only. `verbatim` keeps Slack from finding names and channels in them."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def button(label: str, action_id: str, value: str = "", url: str = "") -> Block:
    """A button that sends `value` and opens `url`; many need neither."""
    made: Block = {"type": "button", "action_id": action_id, "text": plain(label)}
    return made | _filled(value=value, url=url)


def option(label: str, value: str, url: str = "") -> Block:
    """A choice in a menu or among boxes."""
    return {"text": plain(label), "value": value, **_filled(url=url)}


def asking_first(pressed: Block, title: str, question: str, yes: str, words: Messages) -> Block:
    """A button that takes effect only after a second yes."""
    dialog = {"title": plain(title), "text": plain(question), "confirm": plain(yes), "deny": plain(words.home.cancel)}
    return pressed | {"confirm": dialog}


def row(buttons: Iterable[Block]) -> list[Block]:
    """Buttons side by side; no block at all when there is none."""
    found = list(buttons)
    return [{"type": "actions", "elements": found}] if found else []


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


def person(slack_user: str, words: Messages) -> Block:
    """The same, as long as it is known who; whoever had everything about themselves deleted was an admin."""
    return user(slack_user) if is_slack_id(slack_user) else text(words.members.an_admin)


def is_slack_id(written: str) -> bool:
    """Whether this is somebody in Slack, and not the name of something that acts."""
    return _SLACK_ID.fullmatch(written) is not None


def channel(slack_channel: str) -> Block:
    """A channel, shown by its name."""
    return {"type": "channel", "channel_id": slack_channel}


def account(handle: str, shown: str = "") -> Block:
    """`@handle`, or what is to be shown instead, linked to the profile; what is no handle becomes no address."""
    if is_handle(handle):
        return link(f"https://x.com/{handle}", shown or f"@{handle}")
    return text(shown or f"@{one_line(handle)}")


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


def texts(part: object) -> Iterator[str]:
    """Every text in a tree of blocks: alt texts, labels and mrkdwn's markup included."""
    if isinstance(part, list):
        for item in cast("list[object]", part):
            yield from texts(item)
    elif isinstance(part, dict):
        for key, value in cast("dict[str, object]", part).items():
            if key in _TEXT_KEYS and isinstance(value, str):
                yield value
            else:
                yield from texts(value)


def _filled(**fields: str) -> Block:
    return {name: value for name, value in fields.items() if value}
