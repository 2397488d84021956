"""The notes' buttons; the requests on an admin's Home tab have the same."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, cast

from slack_bolt import Ack, App, Respond

from tweetnudge.domain.requests import Decision, Kind
from tweetnudge.domain.results import Outcome, Result
from tweetnudge.slack import ids
from tweetnudge.slack.home_tab import outcome, refresh
from tweetnudge.slack.notes import ANSWERS
from tweetnudge.slack.parts import Parts
from tweetnudge.slack.replies import answering, reply
from tweetnudge.slack.sentences import told

Decide = Callable[[str, int, Decision, datetime], Result]

BY_ADMINS = (Decision.YES, Decision.NO)
# The note itself says so as soon as it is redrawn.
SHOWN_IN_THE_NOTE = frozenset({Outcome.WELCOME, Outcome.DECLINED_BY_OWNER, Outcome.APPROVED, Outcome.DECLINED})


def register(app: App, parts: Parts) -> None:
    """Answer every button of slack/notes.py."""
    actions = cast("Any", app)
    for decision in ANSWERS[Kind.INVITATION]:
        actions.action(ids.answer_id(decision))(_decides(parts, parts.joining.answer))
    for decision in BY_ADMINS:
        actions.action(ids.decide_id(decision))(_decides(parts, parts.joining.decide))


def _decides(parts: Parts, decide: Decide) -> Callable[..., None]:
    def pressed(ack: Ack, action: dict[str, Any], body: dict[str, Any], respond: Respond, client: Any) -> None:
        ack()
        user, read = str(body["user"]["id"]), ids.parse_request_value(str(action.get("value", "")))
        if read is None:
            return
        act = partial(decide, user, *read, parts.clock())
        if "view" in body:
            parts.later(partial(_at_home, parts, user, client, act))
        else:
            parts.later(partial(_in_note, parts, user, respond, act))

    return pressed


def _in_note(parts: Parts, user: str, respond: Respond, act: Callable[[], Result]) -> None:
    """Only what the note does not show is said besides."""
    words = parts.words(user)

    def say() -> None:
        result = act()
        if result.outcome not in SHOWN_IN_THE_NOTE:
            reply(respond, told(words, parts.list_id, [result]))

    if answering(respond, words, say):
        parts.try_to_deliver()


def _at_home(parts: Parts, user: str, client: Any, act: Callable[[], Result]) -> None:
    """The tab says what became of it, and shows what is still open."""
    refresh(client, parts, user, outcome(parts, parts.words(user), lambda: [act()]))
    parts.try_to_deliver()
