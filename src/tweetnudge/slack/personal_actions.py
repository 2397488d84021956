"""The button under a personal digest that stops them."""

from typing import Any, cast

from slack_bolt import Ack, App, Respond

from tweetnudge.slack import ids
from tweetnudge.slack.home_tab import refresh_if_possible
from tweetnudge.slack.parts import Parts
from tweetnudge.slack.replies import answering, reply
from tweetnudge.slack.sentences import told


def register(app: App, parts: Parts) -> None:
    """Answer the button of slack/personal.py; the choice on the Home tab is answered in home.py."""

    def stop(ack: Ack, body: dict[str, Any], respond: Respond, client: Any) -> None:
        ack()
        parts.later(lambda: _stop(parts, str(body["user"]["id"]), respond, client))

    cast("Any", app).action(ids.PERSONAL_STOP)(stop)


def _stop(parts: Parts, user: str, respond: Respond, client: Any) -> None:
    """Said only to whoever pressed it, in one tap; their Home tab may be open beside the message."""
    words = parts.words(user)

    def act() -> None:
        reply(respond, told(words, parts.list_id, [parts.subscribing.stop(user, parts.clock())]))

    if answering(respond, words, act):
        refresh_if_possible(client, parts, user)
