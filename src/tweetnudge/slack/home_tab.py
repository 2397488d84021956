"""The Home tab as things are now, and in words what became of the last thing somebody did."""

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Any

from tweetnudge.domain.errors import Trouble
from tweetnudge.domain.notes import Note, NoteKind
from tweetnudge.domain.results import Result
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack.controls import section
from tweetnudge.slack.elements import Block
from tweetnudge.slack.home_blocks import Around, home_view
from tweetnudge.slack.notes import note_message
from tweetnudge.slack.parts import Parts
from tweetnudge.slack.sentences import refused, told
from tweetnudge.slack.windows import publish
from tweetnudge.usecases.permissions import Refused

log = logging.getLogger(__name__)

# One at a time for one person: a tab drawn from older facts must not come last.
_TURNS = [threading.Lock() for _ in range(16)]


def refresh(client: Any, parts: Parts, user: str, notice: Sequence[Block] = ()) -> None:
    """Show somebody their tab as things are now, with what became of their last press on top."""
    words = parts.words(user)
    with _TURNS[hash(user) % len(_TURNS)]:
        home = parts.show_home(user, parts.clock())
        around = Around(guide(words), notice, parts.show_home.choosing.workdays.timezone)
        publish(client, user, home_view(home, words, parts.blocks(words.language), around))


def guide(words: Messages) -> list[Block]:
    """The guide, as the channel gets it in its own language."""
    return note_message(Note(NoteKind.GUIDE), words).blocks


def outcome(parts: Parts, words: Messages, act: Callable[[], Sequence[Result]]) -> list[Block]:
    """Do something, and say in its reader's words what became of it."""
    try:
        return told(words, parts.list_id, act()).blocks
    except Refused as refusal:
        return refused(words, refusal.refusal).blocks
    except Trouble as trouble:
        log.warning("Something asked for in Slack was not done: %s", trouble)
        return [section(words.home.did_not_work)]
