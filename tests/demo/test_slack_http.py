"""The Slack stand-in as it posts to an app: signatures as Bolt checks them, and apps that do not answer."""

import json
import socket
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_sdk.signature import SignatureVerifier

from tweetnudge.demo.slack import CHANNEL, MEMBER, SlackStandIn

SECRET = "signing-secret"


@pytest.mark.parametrize("kind", ["slash_commands", "interactive", "events_api"])
def test_signatures(kind: str) -> None:
    """slack_sdk accepts them for five minutes, and only with the right secret."""
    payload = {"type": "x", "text": "日本語 & more"}
    body, headers = SlackStandIn.signed(kind, payload, SECRET)
    assert SignatureVerifier(SECRET).is_valid_request(body, headers)
    assert not SignatureVerifier("another").is_valid_request(body, headers)
    assert not SignatureVerifier(SECRET).is_valid_request(*SlackStandIn.signed(kind, payload, SECRET, ago=301))


def test_bodies() -> None:
    """Commands are forms, presses a form with JSON in it, events are JSON."""
    payload: dict[str, Any] = {"text": "日本語 & more"}
    body, headers = SlackStandIn.signed("slash_commands", payload, SECRET)
    assert {"text": ["日本語 & more"]} == parse_qs(body)
    assert "application/x-www-form-urlencoded" == headers["Content-Type"]
    body, headers = SlackStandIn.signed("interactive", payload, SECRET)
    assert payload == json.loads(parse_qs(body)["payload"][0])
    body, headers = SlackStandIn.signed("events_api", payload, SECRET)
    assert payload == json.loads(body)
    assert "application/json" == headers["Content-Type"]


@pytest.mark.usefixtures("no_thread_left")
def test_nobody_listens(slack: SlackStandIn) -> None:
    """There is no answer, and soon."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    slack.http = f"http://127.0.0.1:{port}/slack/events", SECRET
    envelope = slack.command("/tweets")
    assert slack.wait_ack(envelope) is None
    assert {envelope: 0} == slack.statuses


@pytest.mark.usefixtures("no_thread_left")
def test_a_refusal_is_no_answer(slack: SlackStandIn) -> None:
    """Only a 200 acknowledges; here the stand-in asks itself for an address it does not have."""
    slack.http = f"{slack.url}nothing/here", SECRET
    envelope = slack.press({"action_id": "x"}, user=MEMBER, channel=CHANNEL)
    assert slack.wait_ack(envelope) is None
    assert 404 == slack.statuses[envelope]


def test_text_is_an_answer_too(slack: SlackStandIn) -> None:
    """As a command's answer may be plain text."""
    url = slack.response_url(MEMBER, CHANNEL)  # says "ok" to any JSON
    slack.http = url, SECRET
    assert {"text": "ok"} == slack.wait_ack(slack.deliver("events_api", {"text": "hi"}))
