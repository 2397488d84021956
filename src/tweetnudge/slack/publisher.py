"""Sending to Slack, and looking for what was sent: no silent retries, a total deadline, errors translated."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property
from typing import Any, cast

from slack_sdk import WebClient

from tweetnudge.slack.errors import translated
from tweetnudge.slack.ids import EVENT_TYPE, post_of_block_id
from tweetnudge.usecases.ports import FoundMessage, Message, SlackOutcomeUnknown, SlackRefused

PERSON = ("U", "W")
HISTORY_PAGE = 100
HISTORY_PAGES_AT_MOST = 100


class Publisher:
    """The `Slack` of usecases/ports.py. `deadline` in seconds bounds each request from start to end."""

    def __init__(self, token: str, base_url: str, deadline: float) -> None:
        # slack_sdk's default handlers would send a message again after a dropped connection.
        self._client: Any = WebClient(token, base_url=base_url, timeout=max(1, int(deadline)), retry_handlers=[])
        self._deadline = deadline
        self._given_up: threading.Thread | None = None
        self._direct: dict[str, str] = {}

    def post(self, channel: str, message: Message, key: str) -> str:
        """chat.postMessage, marked with `key` in its metadata; returns Slack's ts."""
        answer = self._call(
            self._client.chat_postMessage,
            channel=self._conversation(channel),
            text=message.text,
            blocks=message.blocks,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"key": key}},
            unfurl_links=False,
            unfurl_media=False,
        )
        if not answer.get("ts"):
            raise SlackOutcomeUnknown("Slack accepted the message without saying where it is.")
        return str(answer["ts"])

    def update(self, channel: str, ts: str, message: Message) -> None:
        """chat.update; the metadata stays as it is."""
        self._call(
            self._client.chat_update,
            channel=self._conversation(channel),
            ts=ts,
            text=message.text,
            blocks=message.blocks,
            unfurl_links=False,
            unfurl_media=False,
        )

    def delete(self, channel: str, ts: str) -> None:
        """chat.delete; a message that is gone already is fine."""
        try:
            self._call(self._client.chat_delete, channel=self._conversation(channel), ts=ts)
        except SlackRefused as error:
            if error.code != "message_not_found":
                raise

    def ours(self, channel: str, oldest: datetime) -> list[FoundMessage]:
        """Look through conversations.history; other apps' messages do not count, whatever their metadata says."""
        keyed = [(_key(message), message) for message in self._history(self._conversation(channel), oldest)]
        return [
            FoundMessage(key, str(message["ts"]), _shown(message))
            for key, message in keyed
            if key and message.get("bot_id") == self._bot_id
        ]

    def _conversation(self, channel: str) -> str:
        """A person's id becomes that of the conversation with them: only there can a message be found or changed."""
        if not channel.startswith(PERSON):
            return channel
        if channel not in self._direct:
            opened = self._call(self._client.conversations_open, users=channel)
            self._direct[channel] = str(_dict(opened.get("channel")).get("id") or channel)
        return self._direct[channel]

    @cached_property
    def _bot_id(self) -> str:
        bot_id = self._call(self._client.auth_test).get("bot_id")
        if not bot_id:
            raise SlackRefused("Slack knows no bot behind SLACK_BOT_TOKEN: copy the Bot User OAuth Token.", "no_bot")
        return str(bot_id)

    def _history(self, channel: str, oldest: datetime) -> Iterator[dict[str, Any]]:
        cursor: str | None = None
        for _ in range(HISTORY_PAGES_AT_MOST):
            page = self._call(
                self._client.conversations_history,
                channel=channel,
                oldest=f"{oldest.timestamp():.6f}",
                limit=HISTORY_PAGE,
                cursor=cursor,
                include_all_metadata=True,
            )
            yield from _dicts(page.get("messages"))
            cursor = _dict(page.get("response_metadata")).get("next_cursor")
            if not cursor:
                return
        raise SlackOutcomeUnknown("Slack's history of the channel does not come to an end.")

    def _call(self, method: Callable[..., Any], **arguments: Any) -> dict[str, Any]:
        """Call Slack within the deadline. Raises SlackError."""
        if self._given_up is not None and self._given_up.is_alive():
            # It may still reach Slack: nothing can be known, and nothing be sent, before it has ended.
            raise SlackOutcomeUnknown("An earlier request to Slack has not ended yet.")
        answers: list[object] = []
        errors: list[Exception] = []

        def run() -> None:
            try:
                answers.append(method(**arguments).data)
            except Exception as error:  # noqa: BLE001 (handed to the caller below, whatever it is)
                errors.append(error)

        # A socket's timeout starts anew with every byte; only another thread can hold a total deadline.
        thread = threading.Thread(target=run, name="slack-request", daemon=True)
        thread.start()
        thread.join(self._deadline)
        if errors:
            raise translated(errors[0], arguments.get("channel", "")) from None
        if not answers:
            self._given_up = thread
            raise SlackOutcomeUnknown(f"Slack did not answer within {self._deadline:.0f} seconds.")
        return _dict(answers[0])


def _key(message: dict[str, Any]) -> str:
    """The key in our own metadata; Slack may add to it."""
    metadata = _dict(message.get("metadata"))
    key = _dict(metadata.get("event_payload")).get("key") if metadata.get("event_type") == EVENT_TYPE else None
    return key if isinstance(key, str) else ""


def _shown(message: dict[str, Any]) -> tuple[int, ...]:
    """The posts a message shows, read from its blocks."""
    posts = [post_of_block_id(str(block.get("block_id", ""))) for block in _dicts(message.get("blocks"))]
    return tuple(post for post in posts if post is not None)


def _dict(value: object) -> dict[str, Any]:
    """Slack's JSON can hold null, or something else, where an object is documented."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _dicts(value: object) -> list[dict[str, Any]]:
    return [_dict(one) for one in cast("list[object]", value)] if isinstance(value, list) else []
