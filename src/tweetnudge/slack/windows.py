"""Opening, changing and publishing views; what Slack will not do is one line in the log, never an exception."""

import logging
import time
from collections.abc import Callable
from typing import Any, cast

from slack_sdk.errors import SlackApiError, SlackClientError

from tweetnudge.slack.elements import Block
from tweetnudge.slack.views import without_images

log = logging.getLogger(__name__)

# What Slack says to a view with a picture it cannot fetch.
PERHAPS_A_PICTURE = frozenset({"invalid_blocks", "invalid_arguments"})
TRIES = 40
BETWEEN_TRIES = 0.1  # seconds: together longer than Slack takes to act on an answer


def open_view(client: Any, body: dict[str, Any], view: Block) -> str:
    """Open a modal for whoever pressed; returns its id, nothing when it did not open."""
    answer = _told(lambda: client.views_open(trigger_id=body["trigger_id"], view=view), "open a modal")
    return str(answer.get("view", {}).get("id", ""))


def change_view(client: Any, view_id: str, view: Block) -> None:
    """Let an open modal show something else; that somebody closed it meanwhile is no trouble."""
    _told_plainly(lambda shown: client.views_update(view_id=view_id, view=shown), view, "change a modal")


def change_when_there(client: Any, external_id: str, view: Block) -> None:
    """The same for a modal that is only on its way: Slack acts on an answer some time after it was given."""

    def change(shown: Block) -> Any:
        for _ in range(TRIES):
            try:
                return client.views_update(external_id=external_id, view=shown)
            except SlackApiError as error:
                if _code(error) != "not_found":
                    raise
            time.sleep(BETWEEN_TRIES)
        return client.views_update(external_id=external_id, view=shown)

    _told_plainly(change, view, "change a modal")


def publish(client: Any, user: str, view: Block) -> None:
    """Show somebody their Home tab."""
    _told_plainly(lambda shown: client.views_publish(user_id=user, view=shown), view, "show a Home tab")


def _told_plainly(call: Callable[[Block], Any], view: Block, what: str) -> None:
    """Once more without pictures where one of them may be the reason for a no."""

    def twice() -> Any:
        try:
            return call(view)
        except SlackApiError as error:
            plainer = without_images(view)
            if _code(error) not in PERHAPS_A_PICTURE or plainer == view:
                raise
        return call(plainer)

    _told(twice, what)


def _told(call: Callable[[], Any], what: str) -> dict[str, Any]:
    """An exception here could make Bolt withdraw an acknowledgement that was only just given."""
    try:
        return cast("dict[str, Any]", call().data)
    except SlackApiError as error:
        log.warning("Slack did not %s: %s", what, _code(error))
    except (SlackClientError, OSError) as error:
        log.warning("Slack did not %s: %s", what, type(error).__name__)
    return {}


def _code(error: SlackApiError) -> str:
    return str(cast("Any", error).response["error"])
