"""What views and the Home tab have beside elements.py: paragraphs, and buttons that may ask first. Pure."""

import re
from collections.abc import Iterable

from tweetnudge.i18n.messages import Messages
from tweetnudge.slack.elements import Block, plain

_SLACK_ID = re.compile(r"[UW][A-Z0-9]{2,}")


def section(written: str, accessory: Block | None = None) -> Block:
    """A paragraph, and beside it a button perhaps."""
    block: Block = {"type": "section", "text": plain(written)}
    return block | {"accessory": accessory} if accessory else block


def press(label: str, action_id: str, value: str = "") -> Block:
    """A button; many need no value."""
    made: Block = {"type": "button", "action_id": action_id, "text": plain(label)}
    return made | {"value": value} if value else made


def asking_first(pressed: Block, title: str, question: str, yes: str, words: Messages) -> Block:
    """A button that takes effect only after a second yes."""
    dialog = {"title": plain(title), "text": plain(question), "confirm": plain(yes), "deny": plain(words.home.cancel)}
    return pressed | {"confirm": dialog}


def row(buttons: Iterable[Block]) -> list[Block]:
    """Buttons side by side; no block at all when there is none."""
    found = list(buttons)
    return [{"type": "actions", "elements": found}] if found else []


def is_slack_id(written: str) -> bool:
    """Whether this is somebody in Slack, and not the name of something that acts."""
    return _SLACK_ID.fullmatch(written) is not None
