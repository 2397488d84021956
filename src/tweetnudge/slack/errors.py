"""Slack's refusals in words: what happened, whether the message may have been posted, and what an admin can do."""

import socket
from http.client import HTTPException
from typing import Any, cast
from urllib.error import HTTPError, URLError

from slack_sdk.errors import SlackApiError, SlackClientError

from tweetnudge.usecases.ports import (
    SlackError,
    SlackImageRefused,
    SlackNotSent,
    SlackOutcomeUnknown,
    SlackRefused,
)

INSTALL_AGAIN = (
    "Slack does not accept SLACK_BOT_TOKEN: install the app in the workspace again "
    "and copy its new Bot User OAuth Token."
)
REMEDIES = {
    "channel_not_found": (
        "Slack knows no channel {channel} that the bot may see: check SLACK_CHANNEL, "
        "and invite the bot if it is a private channel."
    ),
    "not_in_channel": "The bot is not in the channel {channel}: open the channel and type /invite with the bot's name.",
    "is_archived": "The channel {channel} is archived: unarchive it, or set SLACK_CHANNEL to another one.",
    "invalid_auth": INSTALL_AGAIN,
    "not_authed": INSTALL_AGAIN,
    "token_revoked": INSTALL_AGAIN,
    "token_expired": INSTALL_AGAIN,
    "account_inactive": INSTALL_AGAIN,
    "missing_scope": (
        "The Slack app lacks the scope {needed}: add it under «OAuth & Permissions» and install the app again."
    ),
    "msg_blocks_too_long": "Slack found the message too long ({code}): lower DIGEST_SIZE, and please report this.",
    "file_uploads_disabled": (
        "The workspace does not allow files to be uploaded: until its administrators allow it, "
        "pictures such as the results' chart are missing."
    ),
    "invalid_blocks": "Slack did not accept the message's layout ({code}): please report this.",
}
OTHERWISE = "Slack refused ({code}): look the code up in Slack's documentation of chat.postMessage."
# Slack's own words for these: part of the operation may have succeeded.
PERHAPS_DONE = frozenset(
    {"fatal_error", "internal_error", "request_timeout", "service_unavailable", "file_update_failed"}
)
NEVER_CONNECTED = (ConnectionRefusedError, socket.gaierror)
DEFAULT_PAUSE = 30.0


def translated(error: Exception, channel: str) -> SlackError:
    """The SlackError for what slack_sdk raised. Raises `error` itself when neither Slack nor the network did it."""
    if isinstance(error, SlackApiError):
        return _answered(error, channel)
    if isinstance(error, HTTPError):  # from the address a file is sent to; slack_sdk makes answers of all others
        error.close()
        return _failed(error.code, error.headers.get("Retry-After"))
    # slack_sdk stumbles with an AttributeError over JSON that is not an object.
    if not isinstance(error, (OSError, HTTPException, SlackClientError, ValueError, AttributeError)):
        raise error
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, NEVER_CONNECTED):
        return SlackNotSent("Slack cannot be reached: check the network and SLACK_API_BASE_URL.")
    return SlackOutcomeUnknown(f"Slack did not answer ({type(cause).__name__}).")


def _answered(error: SlackApiError, channel: str) -> SlackError:
    response = cast("Any", error.response)
    body: dict[str, Any] = response.data if hasattr(response.data, "get") else {}  # it can be bytes
    code = str(body.get("error", ""))
    status = 429 if code in ("ratelimited", "rate_limited") else response.status_code
    if status == 429 or status >= 500 or code in PERHAPS_DONE or not code.replace("_", "").isalnum():
        return _failed(status, response.headers.get("Retry-After"))
    sentence = REMEDIES.get(code, OTHERWISE).format(code=code, channel=channel, needed=body.get("needed", "it needs"))
    kind = SlackImageRefused if code == "invalid_blocks" and _names_an_image(body) else SlackRefused
    return kind(sentence, code)


def _failed(status: int, retry_after: str | None) -> SlackError:
    """What an HTTP status alone tells."""
    if status == 429:
        seconds = _seconds(retry_after)
        return SlackNotSent(f"Slack asks to wait {seconds:.0f} seconds.", seconds)
    return SlackOutcomeUnknown(f"Slack answered with an error of its own (HTTP {status}).")


def _names_an_image(body: dict[str, Any]) -> bool:
    metadata = cast("dict[str, Any]", body.get("response_metadata") or {})
    said = cast("list[object]", body.get("errors") or metadata.get("messages") or [])
    return any("image" in str(line) for line in said)


def _seconds(header: str | None) -> float:
    return float(header) if header and header.isdecimal() else DEFAULT_PAUSE
