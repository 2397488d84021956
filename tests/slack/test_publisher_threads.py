"""Posting under a message, and looking for what was posted there."""

from datetime import timedelta
from typing import Any

import pytest

from tweetnudge.demo.slack import BOT, CHANNEL, SlackStandIn
from tweetnudge.slack.publisher import Publisher
from tweetnudge.usecases.ports import FoundMessage, Message, SlackNotSent, SlackOutcomeUnknown, SlackRefused

pytestmark = pytest.mark.usefixtures("no_thread_left")

KEY = "thread:2026-07-01"
METADATA = {"event_type": "tweetnudge", "event_payload": {"key": KEY}}
MESSAGE = Message("July 1", [])


@pytest.fixture
def publisher(slack: SlackStandIn) -> Publisher:
    return Publisher(slack.bot_token, slack.url, deadline=5)


@pytest.fixture
def parent(publisher: Publisher) -> str:
    """A message of ours, with a key of its own."""
    return publisher.post(CHANNEL, MESSAGE, "digest:2026-07-01")


def find(publisher: Publisher, slack: SlackStandIn, thread: str | None, minutes: float = 5) -> list[FoundMessage]:
    return publisher.ours(CHANNEL, slack.workspace.now() - timedelta(minutes=minutes), thread)


def test_a_reply_is_found_in_its_thread_only(publisher: Publisher, slack: SlackStandIn, parent: str) -> None:
    """The message above it is none of the replies, and the reply is not in the channel."""
    other = publisher.post(CHANNEL, MESSAGE, "other")
    ts = publisher.post(CHANNEL, MESSAGE, KEY, thread=parent)
    assert parent == slack.calls("chat.postMessage")[-1]["thread_ts"]
    assert [FoundMessage(KEY, ts, ())] == find(publisher, slack, parent)
    assert [] == find(publisher, slack, other)
    assert {"digest:2026-07-01", "other"} == {one.key for one in find(publisher, slack, None)}


def test_without_a_thread_nothing_is_said_of_one(publisher: Publisher, slack: SlackStandIn, parent: str) -> None:
    assert "thread_ts" not in slack.calls("chat.postMessage")[-1]


def test_all_pages_of_a_thread_are_read(publisher: Publisher, slack: SlackStandIn, parent: str) -> None:
    """The message above comes with each of them."""
    for number in range(250):
        slack.post_as_person(CHANNEL, f"reply {number}", thread_ts=parent)
    ts = publisher.post(CHANNEL, MESSAGE, KEY, thread=parent)
    assert [FoundMessage(KEY, ts, ())] == find(publisher, slack, parent)
    assert 3 == len(slack.calls("conversations.replies"))
    assert [] == slack.calls("conversations.history")


def test_other_replies_do_not_count(publisher: Publisher, slack: SlackStandIn, parent: str) -> None:
    """Whatever other apps and people claim, and what was there before."""
    slack.post_as_other_app(CHANNEL, METADATA, thread_ts=parent)
    slack.post_as_person(CHANNEL, KEY, metadata=METADATA, thread_ts=parent)
    slack.workspace.add_message(CHANNEL, {"bot_id": BOT, "text": KEY, "thread_ts": parent})
    assert [] == find(publisher, slack, parent)
    publisher.post(CHANNEL, MESSAGE, KEY, thread=parent)
    assert [] == find(publisher, slack, parent, minutes=-1)


def test_nothing_is_in_a_thread_that_is_not_there(publisher: Publisher, slack: SlackStandIn, parent: str) -> None:
    """As when the message above was deleted."""
    slack.workspace.messages(CHANNEL).clear()
    assert [] == find(publisher, slack, parent)


@pytest.mark.parametrize(
    ("how", "error"),
    [
        ({"status": 429}, SlackNotSent),
        ({"drop": True}, SlackOutcomeUnknown),
        ({"error": "channel_not_found"}, SlackRefused),
        ({"status": 500, "skip": 1}, SlackOutcomeUnknown),
    ],
    ids=str,
)
def test_a_failure_is_no_absence(
    publisher: Publisher, slack: SlackStandIn, parent: str, how: dict[str, Any], error: type[Exception]
) -> None:
    """Not even on a later page."""
    for number in range(150):
        slack.post_as_person(CHANNEL, f"reply {number}", thread_ts=parent)
    slack.fail("conversations.replies", **how)
    with pytest.raises(error):
        find(publisher, slack, parent)


def test_a_reply_accepted_without_an_answer_is_found(publisher: Publisher, slack: SlackStandIn, parent: str) -> None:
    slack.fail("chat.postMessage", drop=True, accept=True)
    with pytest.raises(SlackOutcomeUnknown):
        publisher.post(CHANNEL, MESSAGE, KEY, thread=parent)
    assert [KEY] == [one.key for one in find(publisher, slack, parent)]
