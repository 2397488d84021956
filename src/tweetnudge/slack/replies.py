"""Answering a press or a command where it was made, so that only one person sees it."""

import logging
from collections.abc import Callable, Iterable
from http.client import HTTPException
from typing import Any

from slack_bolt import Respond
from slack_sdk.errors import SlackClientError

from tweetnudge.domain.errors import Trouble
from tweetnudge.domain.results import Result
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack.sentences import refused, said
from tweetnudge.usecases.permissions import Refused
from tweetnudge.usecases.ports import Message

log = logging.getLogger(__name__)

NOT_DONE = (Refused, Trouble)
# Links to X must not unfold into pictures and counts.
QUIETLY: dict[str, Any] = {"response_type": "ephemeral", "unfurl_links": False, "unfurl_media": False}


def as_ack(message: Message) -> dict[str, Any]:
    """What `ack` takes to show a message to the person who typed a command."""
    return {"text": message.text, "blocks": message.blocks, **QUIETLY}


def reply(respond: Respond, message: Message, *, replace: bool = False) -> None:
    """Say something through the response_url, in place of what was pressed in or beside it.

    What cannot be said is logged in one line. In a Home tab there is no such address, and nothing is said.
    """
    if not respond.response_url:
        return
    try:
        answer = respond(text=message.text, blocks=message.blocks, replace_original=replace, **QUIETLY)
    except (SlackClientError, OSError, HTTPException, ValueError) as error:
        log.warning("An answer did not reach Slack: %s", type(error).__name__)
        return
    if answer.status_code != 200:
        log.warning("Slack did not take an answer: HTTP %d", answer.status_code)


def why_not(error: Refused | Trouble, words: Messages) -> Message:
    """That somebody may not do something, or that it cannot be done now; the log says why it cannot."""
    if isinstance(error, Refused):
        return refused(words, error.refusal)
    log.warning("%s", error)
    return said(words, words.members.trouble)


def as_far_as_possible(act: Callable[[], Iterable[Result]], words: Messages) -> tuple[list[Result], Message | None]:
    """What became of one thing after another, each done as it is asked for; and why not the rest."""
    became: list[Result] = []
    try:
        for result in act():
            became.append(result)  # noqa: PERF402  what was done before an exception has to stay
    except NOT_DONE as error:
        return became, why_not(error, words)
    return became, None


def answering(respond: Respond, words: Messages, act: Callable[[], object]) -> bool:
    """Do something and, when it may not or cannot be done, say so politely; False then."""
    try:
        act()
    except NOT_DONE as error:
        reply(respond, why_not(error, words))
        return False
    return True
