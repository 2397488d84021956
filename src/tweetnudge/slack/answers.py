"""The notes' buttons, and those that turn the pages of the member list."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, cast

from slack_bolt import Ack, App, Respond

from tweetnudge.domain.requests import Decision
from tweetnudge.domain.results import Outcome, Result
from tweetnudge.slack import ids
from tweetnudge.slack.home_tab import outcome, refresh
from tweetnudge.slack.member_list import PAGE, list_message
from tweetnudge.slack.parts import Parts
from tweetnudge.slack.replies import answering, reply
from tweetnudge.slack.sentences import told

Decide = Callable[[str, int, Decision, datetime], Result]

TO_INVITATIONS = (Decision.WORK_ONLY, Decision.ALL_POSTS, Decision.NO)
BY_ADMINS = (Decision.YES, Decision.NO)
# The note itself says so as soon as it is redrawn.
SHOWN_IN_THE_NOTE = frozenset({Outcome.WELCOME, Outcome.DECLINED_BY_OWNER, Outcome.APPROVED, Outcome.DECLINED})


def register(app: App, parts: Parts) -> None:
    """Answer every button of slack/notes.py and slack/member_list.py."""
    actions = cast("Any", app)
    for decision in TO_INVITATIONS:
        actions.action(ids.answer_id(decision))(_decides(parts, parts.joining.answer))
    for decision in BY_ADMINS:
        actions.action(ids.decide_id(decision))(_decides(parts, parts.joining.decide))
    for button in (ids.LIST_BACK, ids.LIST_ON):
        actions.action(button)(_turns_page(parts))


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


def _turns_page(parts: Parts) -> Callable[..., None]:
    def pressed(ack: Ack, action: dict[str, Any], body: dict[str, Any], respond: Respond) -> None:
        ack()
        page = ids.parse_page(str(action.get("value", "")))
        parts.later(partial(_turned, parts, str(body["user"]["id"]), respond, page))

    return pressed


def _in_note(parts: Parts, user: str, respond: Respond, act: Callable[[], Result]) -> None:
    """Only what the note does not show is said besides."""
    words = parts.words(user)

    def say() -> None:
        result = act()
        if result.outcome not in SHOWN_IN_THE_NOTE:
            reply(respond, told(words, parts.list_id, [result]))

    answering(respond, words, say)
    parts.deliver()


def _at_home(parts: Parts, user: str, client: Any, act: Callable[[], Result]) -> None:
    """The requests on an admin's Home tab have the same buttons as the notes."""
    refresh(client, parts, user, outcome(parts, parts.words(user), lambda: [act()]))
    parts.deliver()


def _turned(parts: Parts, user: str, respond: Respond, page: int) -> None:
    words = parts.words(user)

    def say() -> None:
        found = parts.show_members(user, parts.clock(), page, PAGE)
        reply(respond, list_message(found, parts.list_id, words), replace=True)

    answering(respond, words, say)
