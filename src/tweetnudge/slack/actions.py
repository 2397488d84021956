"""What happens when somebody presses something under a digest."""

from typing import Any, cast

from slack_bolt import Ack, App

from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids
from tweetnudge.slack.blocks import how_chosen_view, why_view


def register(app: App, words: Messages) -> None:
    """Answer every button and menu of slack/blocks.py; Slack shows a warning sign for one that is not answered."""

    def acknowledge(ack: Ack) -> None:
        # The button's address has opened X already, and Slack only wants to hear that we noticed.
        ack()

    def explain_choice(ack: Ack, body: dict[str, Any], client: Any) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=how_chosen_view(words))

    def answer_menu(ack: Ack, action: dict[str, Any], body: dict[str, Any], client: Any) -> None:
        ack()
        chosen = ids.parse_menu_value(str(action.get("selected_option", {}).get("value", "")))
        if chosen is not None and chosen.item == "why":
            client.views_open(trigger_id=body["trigger_id"], view=why_view(words))

    actions = cast("Any", app)
    actions.action(ids.TAP_LIKE)(acknowledge)
    actions.action(ids.TAP_REPOST)(acknowledge)
    actions.action(ids.HOW_CHOSEN)(explain_choice)
    actions.action(ids.MORE)(answer_menu)
