"""The Slack stand-in when it is told to fail: before a message is taken, and after."""

import http.client
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tweetnudge.demo.slack import CHANNEL, SlackStandIn


def post(web: WebClient, text: str = "x") -> Any:
    return web.chat_postMessage(channel=CHANNEL, text=text)


def test_slacks_own_errors(slack: SlackStandIn, web: WebClient) -> None:
    slack.fail("chat.postMessage", error="restricted_action")
    web.auth_test()
    with pytest.raises(SlackApiError) as caught:
        post(web)
    assert (caught.value.response.status_code, caught.value.response["error"]) == (200, "restricted_action")
    assert post(web)["ok"]


def test_rate_limits(slack: SlackStandIn, web: WebClient) -> None:
    for headers, seconds in ((None, "30"), ({"Retry-After": "7"}, "7")):
        slack.fail("chat.postMessage", status=429, headers=headers)
        with pytest.raises(SlackApiError) as caught:
            post(web)
        response = caught.value.response
        assert (response.status_code, response["error"]) == (429, "ratelimited")
        assert response.headers["Retry-After"] == seconds


@pytest.mark.parametrize("how", [{}, {"status": 500}, {"status": 503, "body": ""}, {"body": "<html>"}])
def test_answers_that_are_no_json(slack: SlackStandIn, web: WebClient, how: dict[str, Any]) -> None:
    slack.fail(**how)
    with pytest.raises((SlackApiError, ValueError)):
        post(web)
    assert slack.messages() == []


@pytest.mark.parametrize(
    ("how", "error"),
    [
        ({"drop": True}, http.client.RemoteDisconnected),
        ({"body": b'{"ok": tr', "headers": {"Content-Length": "100"}}, http.client.IncompleteRead),
        ({"status": 500}, SlackApiError),
        ({"error": "fatal_error"}, SlackApiError),
        ({"delay": 2.0}, TimeoutError),
    ],
)
@pytest.mark.parametrize("accept", [True, False])
def test_accepted_or_not(slack: SlackStandIn, how: dict[str, Any], error: type[Exception], *, accept: bool) -> None:
    web = WebClient(slack.bot_token, base_url=slack.url, retry_handlers=[], timeout=0.4)
    slack.fail("chat.postMessage", accept=accept, **how)
    with pytest.raises(error):
        post(web)
    assert len(slack.messages()) == accept


def test_the_default_client_sends_twice(slack: SlackStandIn) -> None:
    """Why the bot's own client has no retry handlers."""
    slack.fail("chat.postMessage", drop=True, accept=True)
    post(WebClient(slack.bot_token, base_url=slack.url, timeout=2))
    assert len(slack.messages()) == 2


def test_only_some_calls_fail(slack: SlackStandIn, web: WebClient) -> None:
    slack.fail("chat.postMessage", error="fatal_error", skip=1, times=2)
    sent: list[str] = []
    for text in "abcd":
        try:
            post(web, text)
        except SlackApiError:
            continue
        sent.append(text)
    assert sent == ["a", "d"]


def test_late_but_accepted(slack: SlackStandIn, web: WebClient) -> None:
    slack.fail("chat.postMessage", delay=0.05, accept=True)
    assert post(web)["ok"]
    assert len(slack.messages()) == 1
