"""Sending to Slack, and looking for what was sent: no silent retries, a total deadline, errors translated."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property
from typing import Any, cast

from slack_sdk import WebClient

from tweetnudge.slack.errors import translated
from tweetnudge.slack.ids import EVENT_TYPE, post_of_block_id
from tweetnudge.usecases.ports import FoundMessage, Message, SlackOutcomeUnknown

HISTORY_PAGE = 100


class Publisher:
    """The `Slack` of usecases/ports.py. `deadline` in seconds bounds each request from start to end."""

    def __init__(self, token: str, base_url: str, deadline: float) -> None:
        # slack_sdk's default handlers would send a message again after a dropped connection.
        self._client: Any = WebClient(token, base_url=base_url, timeout=max(1, int(deadline)), retry_handlers=[])
        self._deadline = deadline

    def post(self, channel: str, message: Message, key: str) -> str:
        """chat.postMessage, marked with `key` in its metadata; returns Slack's ts."""
        answer = self._call(
            self._client.chat_postMessage,
            channel=channel,
            text=message.text,
            blocks=message.blocks,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"key": key}},
            unfurl_links=False,
            unfurl_media=False,
        )
        if not answer.get("ts"):
            raise SlackOutcomeUnknown("Slack accepted the message without saying where it is.")
        return str(answer["ts"])

    def find(self, channel: str, key: str, oldest: datetime) -> FoundMessage | None:
        """Look through conversations.history; other apps' messages do not count, whatever their metadata says."""
        mark = {"event_type": EVENT_TYPE, "event_payload": {"key": key}}
        for message in self._history(channel, oldest):
            if message.get("bot_id") == self._bot_id and message.get("metadata") == mark:
                return FoundMessage(str(message["ts"]), _shown(message))
        return None

    @cached_property
    def _bot_id(self) -> str:
        return str(self._call(self._client.auth_test)["bot_id"])

    def _history(self, channel: str, oldest: datetime) -> Iterator[dict[str, Any]]:
        cursor: str | None = None
        while True:
            page = self._call(
                self._client.conversations_history,
                channel=channel,
                oldest=f"{oldest.timestamp():.6f}",
                limit=HISTORY_PAGE,
                cursor=cursor,
                include_all_metadata=True,
            )
            yield from page.get("messages", [])
            cursor = page.get("response_metadata", {}).get("next_cursor")
            if not cursor:
                return

    def _call(self, method: Callable[..., Any], **arguments: Any) -> dict[str, Any]:
        """Call Slack within the deadline. Raises SlackError."""
        answers: list[dict[str, Any]] = []
        errors: list[Exception] = []

        def run() -> None:
            try:
                answers.append(cast("dict[str, Any]", method(**arguments).data))
            except Exception as error:  # noqa: BLE001 (handed to the caller below, whatever it is)
                errors.append(error)

        # A socket's timeout starts anew with every byte; only another thread can hold a total deadline.
        thread = threading.Thread(target=run, name="slack-request", daemon=True)
        thread.start()
        thread.join(self._deadline)
        if errors:
            raise translated(errors[0], arguments.get("channel", "")) from None
        if not answers:
            raise SlackOutcomeUnknown(f"Slack did not answer within {self._deadline:.0f} seconds.")
        return answers[0]


def _shown(message: dict[str, Any]) -> tuple[int, ...]:
    """The posts a message shows, read from its blocks."""
    blocks = cast("list[dict[str, Any]]", message.get("blocks", []))
    posts = [post_of_block_id(str(block.get("block_id", ""))) for block in blocks]
    return tuple(post for post in posts if post is not None)
