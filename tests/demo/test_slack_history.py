"""Reading the Slack stand-in back: history, threads, pages, and metadata only for those who ask."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tweetnudge.demo.slack import BOT, CHANNEL, OTHER_BOT, SlackStandIn

METADATA = {"event_type": "tweetnudge", "event_payload": {"key": "digest:2026-07-01"}}


def texts(answer: Any) -> list[str]:
    return [message["text"] for message in answer["messages"]]


@pytest.fixture
def stamps(web: WebClient) -> list[str]:
    return [web.chat_postMessage(channel=CHANNEL, text=f"{n}", metadata=METADATA)["ts"] for n in range(5)]


def test_newest_first_a_page_at_a_time(slack: SlackStandIn, web: WebClient, stamps: list[str]) -> None:
    first = web.conversations_history(channel=CHANNEL, limit=2)
    slack.post_as_person(CHANNEL, "comes in between")
    cursor = first["response_metadata"]["next_cursor"]
    second = web.conversations_history(channel=CHANNEL, limit=2, cursor=cursor)
    cursor = second["response_metadata"]["next_cursor"]
    third = web.conversations_history(channel=CHANNEL, limit=2, cursor=cursor)
    assert texts(first) + texts(second) + texts(third) == ["4", "3", "2", "1", "0"]
    assert (first["has_more"], third["has_more"], third.get("response_metadata")) == (True, False, None)


def test_between_two_moments(web: WebClient, stamps: list[str]) -> None:
    assert texts(web.conversations_history(channel=CHANNEL, oldest=stamps[1], latest=stamps[4])) == ["3", "2"]
    inclusive = web.conversations_history(channel=CHANNEL, oldest=stamps[1], latest=stamps[3], inclusive=True)
    assert texts(inclusive) == ["3", "2", "1"]
    seconds = stamps[0].split(".")[0]
    assert len(texts(web.conversations_history(channel=CHANNEL, oldest=f"{int(seconds) - 1}"))) == 5


def test_metadata_only_when_asked_for(web: WebClient, stamps: list[str]) -> None:
    for read in (web.conversations_history, web.conversations_replies):
        found = read(channel=CHANNEL, ts=stamps[4], include_all_metadata=True)["messages"][0]
        assert found["metadata"] == METADATA
        assert "metadata" not in read(channel=CHANNEL, ts=stamps[4])["messages"][0]


def test_another_app_may_carry_our_metadata(slack: SlackStandIn, web: WebClient) -> None:
    web.chat_postMessage(channel=CHANNEL, text="ours", metadata=METADATA)
    slack.post_as_other_app(CHANNEL, METADATA, text="forged")
    found = web.conversations_history(channel=CHANNEL, include_all_metadata=True)["messages"]
    assert [(message["bot_id"], message["metadata"]) for message in found] == [(OTHER_BOT, METADATA), (BOT, METADATA)]


def test_a_thread_is_not_in_the_history(web: WebClient, stamps: list[str]) -> None:
    for n in range(3):
        web.chat_postMessage(channel=CHANNEL, text=f"reply {n}", thread_ts=stamps[0])
    assert texts(web.conversations_history(channel=CHANNEL)) == ["4", "3", "2", "1", "0"]
    assert texts(web.conversations_replies(channel=CHANNEL, ts=stamps[0])) == ["0", "reply 0", "reply 1", "reply 2"]


def test_a_thread_a_page_at_a_time(web: WebClient, stamps: list[str]) -> None:
    for n in range(3):
        web.chat_postMessage(channel=CHANNEL, text=f"reply {n}", thread_ts=stamps[0])
    first = web.conversations_replies(channel=CHANNEL, ts=stamps[0], limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    second = web.conversations_replies(channel=CHANNEL, ts=stamps[0], limit=2, cursor=cursor)
    assert texts(first) == ["0", "reply 0", "reply 1"]
    assert texts(second) == ["0", "reply 2"]


def test_history_may_lag_behind(slack: SlackStandIn, web: WebClient, stamps: list[str], clock: Any) -> None:
    slack.workspace.history_lag = 10
    assert texts(web.conversations_history(channel=CHANNEL)) == []
    assert len(slack.messages(CHANNEL)) == 5
    clock.pass_by(seconds=11)
    assert len(texts(web.conversations_history(channel=CHANNEL))) == 5


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "CNOWHERE"}, "channel_not_found"),
        ({"channel": "COPEN"}, "not_in_channel"),
        ({"channel": CHANNEL, "cursor": "!"}, "invalid_cursor"),
    ],
)
def test_what_cannot_be_read(slack: SlackStandIn, web: WebClient, arguments: dict[str, Any], error: str) -> None:
    slack.workspace.add_channel("COPEN", "open", members=set())
    with pytest.raises(SlackApiError) as caught:
        web.conversations_history(**arguments)
    assert caught.value.response["error"] == error


def test_a_thread_that_is_not_there(web: WebClient) -> None:
    with pytest.raises(SlackApiError, match="thread_not_found"):
        web.conversations_replies(channel=CHANNEL, ts="1.0")
