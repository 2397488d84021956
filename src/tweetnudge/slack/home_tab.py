"""The Home tab as things are now, and in words what became of the last thing somebody did."""

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tweetnudge.domain.notes import Note, NoteKind
from tweetnudge.domain.results import Result
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack.elements import Block
from tweetnudge.slack.home_blocks import Around, home_view
from tweetnudge.slack.notes import note_message
from tweetnudge.slack.parts import Parts
from tweetnudge.slack.replies import as_far_as_possible
from tweetnudge.slack.sentences import told
from tweetnudge.slack.windows import publish

# One at a time for one person: a tab drawn from older facts must not come last.
_TURNS = [threading.Lock() for _ in range(16)]


def refresh(client: Any, parts: Parts, user: str, notice: Sequence[Block] = ()) -> None:
    """Show somebody their tab as things are now, with what became of their last press on top."""
    words = parts.words(user)
    with _TURNS[hash(user) % len(_TURNS)]:
        home = parts.show_home(user, parts.clock())
        timezone = parts.show_home.choosing.workdays.timezone
        around = Around(guide(words), notice, timezone, parts.company_words)
        publish(client, user, home_view(home, words, parts.blocks(words.language), around))


def guide(words: Messages) -> list[Block]:
    """The guide, as the channel gets it in its own language."""
    return note_message(Note(NoteKind.GUIDE), words).blocks


def outcome(parts: Parts, words: Messages, act: Callable[[], Iterable[Result]]) -> list[Block]:
    """Do something, and say in its reader's words what became of it."""
    became, reason = as_far_as_possible(act, words)
    return [*(told(words, parts.list_id, became).blocks if became else ()), *(reason.blocks if reason else ())]
