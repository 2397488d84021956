"""Posting to the Slack stand-in with slack_sdk: messages appear, change and go, or are refused in Slack's words."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
import requests
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tweetnudge.demo.slack import ADMIN, BOT, BOT_USER, CHANNEL, MEMBER, SlackStandIn

METADATA = {"event_type": "tweetnudge", "event_payload": {"key": "digest:2026-07-01"}}
DIVIDER = {"type": "divider"}


def image(url: str) -> dict[str, Any]:
    return {"type": "image", "image_url": url, "alt_text": "a picture"}


def refused(call: Any, **arguments: Any) -> Any:
    """What Slack answered when it refused."""
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    assert caught.value.response.status_code == 200
    return caught.value.response


def test_a_message_is_there_as_posted(slack: SlackStandIn, web: WebClient) -> None:
    sent = web.chat_postMessage(channel=CHANNEL, text="hello", blocks=[DIVIDER], metadata=METADATA)
    (message,) = slack.messages(CHANNEL)
    assert message["ts"] == sent["ts"]
    assert (message["text"], message["blocks"], message["metadata"]) == ("hello", [DIVIDER], METADATA)
    assert (message["user"], message["bot_id"]) == (BOT_USER, BOT)
    assert "metadata" not in sent["message"]


def test_ts_are_unique_and_in_order(slack: SlackStandIn, web: WebClient, clock: Any) -> None:
    stamps = [web.chat_postMessage(channel=CHANNEL, text="x")["ts"] for _ in range(3)]
    assert stamps == ["1782874800.000000", "1782874800.000100", "1782874800.000200"]
    clock.pass_by(hours=-1)
    assert web.chat_postMessage(channel=CHANNEL, text="x")["ts"] == "1782874800.000300"


def test_an_update_keeps_what_it_does_not_name(slack: SlackStandIn, web: WebClient) -> None:
    ts = web.chat_postMessage(channel=CHANNEL, text="old", blocks=[DIVIDER], metadata=METADATA)["ts"]
    web.chat_update(channel=CHANNEL, ts=ts, text="new")
    (message,) = slack.messages(CHANNEL)
    assert (message["text"], message["blocks"], message["metadata"]) == ("new", [DIVIDER], METADATA)
    assert message["edited"]["user"] == BOT_USER


def test_a_deleted_message_is_gone(slack: SlackStandIn, web: WebClient) -> None:
    ts = web.chat_postMessage(channel=CHANNEL, text="oops")["ts"]
    web.chat_delete(channel=CHANNEL, ts=ts)
    assert slack.messages(CHANNEL) == []
    assert refused(web.chat_delete, channel=CHANNEL, ts=ts)["error"] == "message_not_found"
    assert refused(web.chat_update, channel=CHANNEL, ts=ts, text="x")["error"] == "message_not_found"


def test_only_our_own_messages_change(slack: SlackStandIn, web: WebClient) -> None:
    ts = slack.post_as_person(CHANNEL, "mine")
    assert refused(web.chat_update, channel=CHANNEL, ts=ts, text="x")["error"] == "cant_update_message"
    assert refused(web.chat_delete, channel=CHANNEL, ts=ts)["error"] == "cant_delete_message"


def test_a_person_gets_a_direct_message(slack: SlackStandIn, web: WebClient) -> None:
    channel = web.conversations_open(users=MEMBER)["channel"]["id"]
    assert web.chat_postMessage(channel=MEMBER, text="hello")["channel"] == channel
    assert [message["text"] for message in slack.messages(channel)] == ["hello"]
    assert refused(web.conversations_open, users="UNOBODY")["error"] == "user_not_found"


def test_an_ephemeral_message_is_not_in_the_channel(slack: SlackStandIn, web: WebClient) -> None:
    web.chat_postEphemeral(channel=CHANNEL, user=MEMBER, text="psst")
    assert slack.messages(CHANNEL) == []
    assert [(message["to"], message["text"]) for message in slack.workspace.ephemerals] == [(MEMBER, "psst")]
    error = refused(web.chat_postEphemeral, channel=CHANNEL, user="UELSEWHERE", text="psst")["error"]
    assert error == "user_not_in_channel"


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("CNOWHERE", "channel_not_found"),
        ("COPEN", "not_in_channel"),
        ("CSECRET", "channel_not_found"),
        ("COLD", "is_archived"),
    ],
)
def test_channels_we_cannot_write_to(slack: SlackStandIn, web: WebClient, channel: str, error: str) -> None:
    slack.workspace.add_channel("COPEN", "open", members=set())
    slack.workspace.add_channel("CSECRET", "secret", members=set(), private=True)
    slack.workspace.add_channel("COLD", "old", archived=True)
    assert refused(web.chat_postMessage, channel=channel, text="x")["error"] == error


def test_tokens(slack: SlackStandIn) -> None:
    def error(token: str | None, method: str = "auth.test") -> str:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = requests.post(slack.url + method, headers=headers, timeout=2)
        assert answer.status_code == 200
        return answer.json().get("error", "")

    assert error(slack.bot_token) == ""
    assert error(None) == "not_authed"
    assert error("xoxb-other") == "invalid_auth"
    assert error(slack.app_token) == "not_allowed_token_type"
    assert error(slack.bot_token, "apps.connections.open") == "not_allowed_token_type"
    assert error(slack.bot_token, "no.such.method") == "unknown_method"


def test_refused_blocks_are_named(slack: SlackStandIn, web: WebClient) -> None:
    answer = refused(web.chat_postMessage, channel=CHANNEL, text="x", blocks=[DIVIDER, {"type": "banner"}])
    problem = "unsupported type: banner [json-pointer:/blocks/1/type]"
    assert (answer["error"], answer["errors"]) == ("invalid_blocks", [problem])
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {problem}"]
    assert slack.messages(CHANNEL) == []


def test_an_image_slack_cannot_fetch(slack: SlackStandIn, web: WebClient) -> None:
    slack.broken_images.add("https://photos.example/gone.png")
    blocks = [DIVIDER, image("https://photos.example/1.png"), image("https://photos.example/gone.png")]
    answer = refused(web.chat_postMessage, channel=CHANNEL, text="x", blocks=blocks)
    assert answer["error"] == "invalid_blocks"
    message = "[ERROR] downloading image failed [json-pointer:/blocks/2/image_url]"
    assert answer["response_metadata"]["messages"] == [message]


def test_too_much_text(web: WebClient) -> None:
    section = {"type": "section", "text": {"type": "plain_text", "text": "x" * 3000}}
    web.chat_postMessage(channel=CHANNEL, text="x", blocks=[section] * 4)
    answer = refused(web.chat_postMessage, channel=CHANNEL, text="x", blocks=[section] * 5)
    assert answer["error"] == "msg_blocks_too_long"
    assert refused(web.chat_postMessage, channel=CHANNEL, text="x" * 40_001)["error"] == "msg_too_long"
    assert refused(web.api_call, api_method="chat.postMessage", json={"channel": CHANNEL})["error"] == "no_text"


@pytest.mark.parametrize(
    "metadata", [{"event_type": "t"}, {"event_payload": {}}, {"event_type": 1, "event_payload": {}}, "x"]
)
def test_metadata_must_have_its_shape(slack: SlackStandIn, metadata: Any) -> None:
    answer = requests.post(
        f"{slack.url}chat.postMessage",
        json={"channel": CHANNEL, "text": "x", "metadata": metadata},
        headers={"Authorization": f"Bearer {slack.bot_token}"},
        timeout=2,
    )
    assert answer.json()["error"] == "invalid_metadata_format"


def test_a_form_says_the_same_as_json(slack: SlackStandIn) -> None:
    form = {"token": slack.bot_token, "channel": CHANNEL, "text": "日本語"}
    form |= {"blocks": json.dumps([DIVIDER]), "metadata": json.dumps(METADATA)}
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert requests.post(f"{slack.url}chat.postMessage", urlencode(form), headers=kind, timeout=2).json()["ok"]
    (message,) = slack.messages(CHANNEL)
    assert (message["text"], message["blocks"], message["metadata"]) == ("日本語", [DIVIDER], METADATA)


def test_people(slack: SlackStandIn, web: WebClient) -> None:
    user = web.users_info(user=ADMIN)["user"]
    assert (user["is_admin"], user["is_owner"], user["tz"], "locale" in user) == (True, False, "Asia/Tokyo", False)
    assert web.users_info(user=MEMBER, include_locale=True)["user"]["locale"] == "ja-JP"
    assert refused(web.users_info, user="UNOBODY")["error"] == "user_not_found"
    slack.workspace.add_user("UGUEST", "guest", is_restricted=True, locale="en-US")
    guest = web.users_info(user="UGUEST", include_locale=True)["user"]
    assert (guest["is_restricted"], guest["locale"]) == (True, "en-US")


def test_views_and_channels(slack: SlackStandIn, web: WebClient) -> None:
    view = {"type": "home", "blocks": [DIVIDER]}
    web.views_publish(user_id=MEMBER, view=view)
    title = {"type": "plain_text", "text": "Why?"}
    web.views_open(trigger_id=slack.workspace.new_trigger(MEMBER), view={**view, "type": "modal", "title": title})
    assert slack.workspace.homes[MEMBER]["blocks"] == [DIVIDER]
    assert [opened["type"] for opened in slack.workspace.views] == ["modal"]
    too_long = {"type": "home", "blocks": [DIVIDER] * 101}
    assert refused(web.views_publish, user_id=MEMBER, view=too_long)["error"] == "invalid_arguments"
    channel = web.conversations_info(channel=CHANNEL, include_num_members=True)["channel"]
    assert (channel["is_member"], channel["is_archived"], channel["num_members"]) == (True, False, 3)


def test_notes_every_call(slack: SlackStandIn, web: WebClient) -> None:
    web.auth_test()
    web.chat_postMessage(channel=CHANNEL, text="x", unfurl_links=False)
    assert [call.method for call in slack.requests] == ["auth.test", "chat.postMessage"]
    assert slack.calls("chat.postMessage") == [{"channel": CHANNEL, "text": "x", "unfurl_links": False}]
