"""Sending to Slack, and looking for what was sent: no silent retries, a total deadline, errors translated."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property, partial
from typing import Any, cast

from slack_sdk import WebClient

from tweetnudge.slack.errors import translated
from tweetnudge.slack.ids import EVENT_TYPE, post_of_block_id
from tweetnudge.slack.upload import Upload, uploaded_file
from tweetnudge.usecases.ports import (
    FoundMessage,
    Message,
    Picture,
    SlackNotSent,
    SlackOutcomeUnknown,
    SlackRefused,
)  # fmt: skip

PERSON = ("U", "W")
HISTORY_PAGE = 100
HISTORY_PAGES_AT_MOST = 100


class Publisher:
    """The `Slack` of usecases/ports.py. `deadline` in seconds bounds each call from start to end."""

    def __init__(self, token: str, base_url: str, deadline: float) -> None:
        timeout = max(1, int(deadline))
        # slack_sdk's default handlers would send a message again after a dropped connection.
        self._client: Any = WebClient(token, base_url=base_url, timeout=timeout, retry_handlers=[])
        self._new_upload = partial(Upload, token, base_url, timeout)
        self._deadline = deadline
        self._given_up: threading.Thread | None = None
        self._direct: dict[str, str] = {}

    def conversation(self, user: str) -> str:
        """conversations.open; remembered. Only there can a message to somebody be found or changed."""
        if user not in self._direct:
            opened = self._call(self._client.conversations_open, users=user)
            self._direct[user] = str(_dict(opened.get("channel")).get("id") or user)
        return self._direct[user]

    def post(self, channel: str, message: Message, key: str, thread: str | None = None) -> str:
        """chat.postMessage, marked with `key` in its metadata; returns Slack's ts. A picture: see `_upload`."""
        if message.picture is not None:
            return self._upload(channel, message.picture, message.text, thread)
        answer = self._call(
            self._client.chat_postMessage,
            channel=self._conversation(channel),
            text=message.text,
            blocks=message.blocks,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"key": key}},
            thread_ts=thread,
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

    def ours(self, channel: str, oldest: datetime, thread: str | None = None) -> list[FoundMessage]:
        """Look through the channel or the thread; other apps' messages do not count, whatever their metadata says."""
        where = self._conversation(channel)
        read = self._replies(where, oldest, thread) if thread else self._history(where, oldest)
        keyed = [(key, message) for message in read for key in _keys(message)]
        return [
            FoundMessage(key, str(message["ts"]), _shown(message)) for key, message in keyed if self._is_ours(message)
        ]

    def _conversation(self, channel: str) -> str:
        """A person's id becomes that of the conversation with them."""
        return self.conversation(channel) if channel.startswith(PERSON) else channel

    def _upload(self, channel: str, picture: Picture, text: str, thread: str | None) -> str:
        """files_upload_v2, which takes neither metadata nor blocks; returns the file's id."""
        where, upload = self._conversation(channel), self._new_upload()
        self._check_idle()
        try:
            answer = self._call(upload.post, picture=picture, channel=where, initial_comment=text, thread_ts=thread)
        except SlackOutcomeUnknown as error:
            if upload.call_back():
                raise SlackNotSent(str(error)) from None
            raise
        return uploaded_file(answer)

    def _is_ours(self, message: dict[str, Any]) -> bool:
        """What shares a file need not carry `bot_id`; nobody but us can have our user's id."""
        bot_id, user = self._bot
        return message.get("bot_id") == bot_id or (not message.get("bot_id") and message.get("user") == user)

    @cached_property
    def _bot(self) -> tuple[str, str]:
        """Our ids as a bot and as its user."""
        known = self._call(self._client.auth_test)
        if not known.get("bot_id"):
            raise SlackRefused("Slack knows no bot behind SLACK_BOT_TOKEN: copy the Bot User OAuth Token.", "no_bot")
        return str(known["bot_id"]), str(known.get("user_id"))

    def _replies(self, channel: str, oldest: datetime, thread: str) -> Iterator[dict[str, Any]]:
        """What is under a message; Slack returns that message with every page."""
        try:
            for message in self._pages(self._client.conversations_replies, oldest, channel=channel, ts=thread):
                if message.get("ts") != thread:
                    yield message
        except SlackRefused as error:
            if error.code != "thread_not_found":
                raise

    def _history(self, channel: str, oldest: datetime) -> Iterator[dict[str, Any]]:
        return self._pages(self._client.conversations_history, oldest, channel=channel)

    def _pages(self, method: Callable[..., Any], oldest: datetime, **where: str) -> Iterator[dict[str, Any]]:
        cursor: str | None = None
        for _ in range(HISTORY_PAGES_AT_MOST):
            page = self._call(
                method,
                **where,
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

    def _check_idle(self) -> None:
        if self._given_up is not None and self._given_up.is_alive():
            # It may still reach Slack: nothing can be known, and nothing be sent, before it has ended.
            raise SlackOutcomeUnknown("An earlier request to Slack has not ended yet.")

    def _call(self, method: Callable[..., Any], **arguments: Any) -> dict[str, Any]:
        """Call Slack within the deadline. Raises SlackError."""
        self._check_idle()
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


def _keys(message: dict[str, Any]) -> list[str]:
    """The key in our own metadata, to which Slack may add; else the names of the files, which carry no metadata."""
    metadata = _dict(message.get("metadata"))
    key = _dict(metadata.get("event_payload")).get("key") if metadata.get("event_type") == EVENT_TYPE else None
    keys = [key] if key else [file.get("name") for file in _dicts(message.get("files"))]
    return [key for key in keys if key and isinstance(key, str)]


def _shown(message: dict[str, Any]) -> tuple[int, ...]:
    """The posts a message shows, read from its blocks."""
    posts = [post_of_block_id(str(block.get("block_id", ""))) for block in _dicts(message.get("blocks"))]
    return tuple(post for post in posts if post is not None)


def _dict(value: object) -> dict[str, Any]:
    """Slack's JSON can hold null, or something else, where an object is documented."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _dicts(value: object) -> list[dict[str, Any]]:
    return [_dict(one) for one in cast("list[object]", value)] if isinstance(value, list) else []
