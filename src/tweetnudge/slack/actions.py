"""What happens when somebody presses something under a post, in a digest or on the Home tab."""

from typing import Any, cast

from slack_bolt import Ack, App

from tweetnudge.domain.taps import TapKind
from tweetnudge.slack import ids
from tweetnudge.slack.blocks import how_chosen_view, why_view
from tweetnudge.slack.parts import Parts
from tweetnudge.slack.views import hide_view
from tweetnudge.slack.windows import open_view

TAPS = {ids.TAP_LIKE: TapKind.LIKE, ids.TAP_REPOST: TapKind.REPOST}


def register(app: App, parts: Parts) -> None:
    """Answer every button and menu of slack/blocks.py; Slack shows a warning sign for one that is not answered."""

    def tapped(ack: Ack, action: dict[str, Any], body: dict[str, Any]) -> None:
        ack()  # the button's address has opened X already, and nobody waits for what we do about it
        post, kind = ids.post_of_block_id(str(action.get("block_id", ""))), TAPS[str(action["action_id"])]
        if post is not None:
            parts.later(lambda: parts.record_tap(str(body["user"]["id"]), post, kind, parts.clock()))

    def explain_choice(ack: Ack, body: dict[str, Any], client: Any) -> None:
        ack()
        open_view(client, body, how_chosen_view(parts.words(body["user"]["id"])))

    def answer_menu(ack: Ack, action: dict[str, Any], body: dict[str, Any], client: Any) -> None:
        ack()
        chosen = ids.parse_menu_value(str(action.get("selected_option", {}).get("value", "")))
        if chosen is not None and chosen.item == "why":
            open_view(client, body, why_view(parts.words(body["user"]["id"])))
        if chosen is not None and chosen.item == "hide":
            open_view(client, body, hide_view(parts.words(body["user"]["id"]), chosen.post_id))

    actions = cast("Any", app)
    for action_id in TAPS:
        actions.action(action_id)(tapped)
    actions.action(ids.HOW_CHOSEN)(explain_choice)
    actions.action(ids.MORE)(answer_menu)
