"""The Home tab as things are now, and in words what became of the last thing somebody did."""

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any

from tweetnudge.domain.errors import Trouble
from tweetnudge.domain.notes import Note, NoteKind
from tweetnudge.domain.results import Result
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack.elements import Block
from tweetnudge.slack.home_blocks import Around, home_view
from tweetnudge.slack.notes import note_message
from tweetnudge.slack.parts import Parts
from tweetnudge.slack.replies import as_far_as_possible
from tweetnudge.slack.sentences import said, told
from tweetnudge.slack.windows import publish

log = logging.getLogger(__name__)

# One at a time for one person: a tab drawn from older facts must not come last.
_TURNS = [threading.Lock() for _ in range(16)]


def refresh(client: Any, parts: Parts, user: str, notice: Sequence[Block] = ()) -> None:
    """Show somebody their tab as things are now, with what became of their last press on top.

    When that cannot be told, the tab says so: it must not stay empty, nor show what may no longer be so.
    """
    words = parts.words(user)
    with _TURNS[hash(user) % len(_TURNS)]:
        try:
            view = _as_it_is(parts, user, words, notice)
        except Trouble as error:
            view = _sorry(words, notice, error)
        publish(client, user, view)


def refresh_if_possible(client: Any, parts: Parts, user: str, notice: Sequence[Block] = ()) -> None:
    """The same where somebody hears elsewhere of what cannot be done: the tab then stays as it is."""
    words = parts.words(user)
    with _TURNS[hash(user) % len(_TURNS)], suppress(Trouble):
        publish(client, user, _as_it_is(parts, user, words, notice))


def _as_it_is(parts: Parts, user: str, words: Messages, notice: Sequence[Block]) -> Block:
    home = parts.show_home(user, parts.clock())
    around = Around(guide(words), notice, parts.show_home.choosing.workdays.timezone, parts.company_words)
    return home_view(home, words, parts.blocks(words.language), around)


def _sorry(words: Messages, notice: Sequence[Block], error: Trouble) -> Block:
    """An apology that was made and logged already is not made again."""
    apology = said(words, words.members.trouble).blocks
    if any(block in apology for block in notice):
        return {"type": "home", "blocks": list(notice)}
    log.warning("%s", error)
    return {"type": "home", "blocks": [*notice, *apology]}


def guide(words: Messages) -> list[Block]:
    """The guide, as the channel gets it in its own language."""
    return note_message(Note(NoteKind.GUIDE), words).blocks


def outcome(parts: Parts, words: Messages, act: Callable[[], Iterable[Result]]) -> list[Block]:
    """Do something, and say in its reader's words what became of it."""
    became, reason = as_far_as_possible(act, words)
    return [*(told(words, parts.list_id, became).blocks if became else ()), *(reason.blocks if reason else ())]
