"""What happens when somebody presses something under a digest."""

import logging
from typing import Any, cast

from slack_bolt import Ack, App
from slack_sdk.errors import SlackApiError, SlackClientError

from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids
from tweetnudge.slack.blocks import how_chosen_view, why_view

log = logging.getLogger(__name__)


def register(app: App, words: Messages) -> None:
    """Answer every button and menu of slack/blocks.py; Slack shows a warning sign for one that is not answered."""

    def acknowledge(ack: Ack) -> None:
        # The button's address has opened X already, and Slack only wants to hear that we noticed.
        ack()

    def explain_choice(ack: Ack, body: dict[str, Any], client: Any) -> None:
        ack()
        _show(how_chosen_view(words), body, client)

    def answer_menu(ack: Ack, action: dict[str, Any], body: dict[str, Any], client: Any) -> None:
        ack()
        chosen = ids.parse_menu_value(str(action.get("selected_option", {}).get("value", "")))
        if chosen is not None and chosen.item == "why":
            _show(why_view(words), body, client)

    actions = cast("Any", app)
    actions.action(ids.TAP_LIKE)(acknowledge)
    actions.action(ids.TAP_REPOST)(acknowledge)
    actions.action(ids.HOW_CHOSEN)(explain_choice)
    actions.action(ids.MORE)(answer_menu)


def _show(view: dict[str, Any], body: dict[str, Any], client: Any) -> None:
    """Open a modal. An exception here could make Bolt withdraw the acknowledgement, if it was only just given."""
    try:
        client.views_open(trigger_id=body["trigger_id"], view=view)
    except SlackApiError as error:
        log.warning("Slack did not open a modal: %s", cast("Any", error).response["error"])
    except (SlackClientError, OSError) as error:
        log.warning("Slack did not open a modal: %s", type(error).__name__)
