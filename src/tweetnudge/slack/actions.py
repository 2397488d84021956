"""What happens when somebody presses something under a post, in a digest or on the Home tab."""

from typing import Any, cast

from slack_bolt import Ack, App

from tweetnudge.slack import ids
from tweetnudge.slack.blocks import how_chosen_view, why_view
from tweetnudge.slack.parts import Parts
from tweetnudge.slack.views import hide_view
from tweetnudge.slack.windows import open_view


def register(app: App, parts: Parts) -> None:
    """Answer every button and menu of slack/blocks.py; Slack shows a warning sign for one that is not answered."""

    def acknowledge(ack: Ack) -> None:
        # The button's address has opened X already, and Slack only wants to hear that we noticed.
        ack()

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
    actions.action(ids.TAP_LIKE)(acknowledge)
    actions.action(ids.TAP_REPOST)(acknowledge)
    actions.action(ids.HOW_CHOSEN)(explain_choice)
    actions.action(ids.MORE)(answer_menu)
