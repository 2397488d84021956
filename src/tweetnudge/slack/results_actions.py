"""The month's results, where an admin asks for them, and the button that shares them with the channel."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, cast

from slack_bolt import Ack, App, Respond

from tweetnudge.domain.report import parse_month
from tweetnudge.domain.results import Result
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids
from tweetnudge.slack.home_tab import outcome
from tweetnudge.slack.parts import Parts
from tweetnudge.slack.replies import NOT_DONE, answering, reply, why_not
from tweetnudge.slack.results import results_message
from tweetnudge.slack.sentences import said, told
from tweetnudge.slack.views import message_view
from tweetnudge.slack.windows import change_view
from tweetnudge.usecases.ports import Message


def register(app: App, parts: Parts) -> None:
    """Answer «Share with the channel», in the note, in an answer only its reader sees, and in the modal."""

    def share(ack: Ack, action: dict[str, Any], body: dict[str, Any], respond: Respond, client: Any) -> None:
        ack()
        try:
            month = parse_month(str(action.get("value", "")))
        except ValueError:
            return
        user = str(body["user"]["id"])
        act = partial(parts.results.share, user, month, parts.clock())
        if "view" in body:
            parts.later(partial(_in_modal, parts, user, client, str(body["view"]["id"]), act))
        else:
            parts.later(partial(_in_message, parts, user, respond, act))

    cast("Any", app).action(ids.SHARE_RESULTS)(share)


def results_answer(parts: Parts, admin: str, month: date | None, words: Messages) -> Message:
    """A month's results as admins may see them; without a month the newest. Says so where there are none."""
    try:
        found = parts.results.shown_to(admin, month, parts.clock())
    except NOT_DONE as error:
        return why_not(error, words)
    if found is None:
        return said(words, words.members.no_results)
    report, shared = found
    return results_message(report, words, shared=shared)


def _in_message(parts: Parts, user: str, respond: Respond, act: Callable[[], Result]) -> None:
    words = parts.words(user)
    if answering(respond, words, lambda: reply(respond, told(words, parts.list_id, [act()]))):
        parts.try_to_deliver()


def _in_modal(parts: Parts, user: str, client: Any, view_id: str, act: Callable[[], Result]) -> None:
    words = parts.words(user)
    became = outcome(parts, words, lambda: [act()])
    change_view(client, view_id, message_view(words.home.result_title, became, words))
    parts.try_to_deliver()
