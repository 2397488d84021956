"""The addresses at which the Slack stand-in lets a press or command be answered."""

from typing import Any

import pytest
import requests
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from tweetnudge.demo.clock import Clock
from tweetnudge.demo.slack import ADMIN, CHANNEL, MEMBER, SlackStandIn

ALERT = {"type": "alert", "text": {"type": "plain_text", "text": "x"}}


def answer(url: str, **body: Any) -> tuple[int, str]:
    """What a response_url says: its status, and the error when there is one."""
    response = WebhookClient(url, timeout=2, retry_handlers=[]).send_dict(body)
    return response.status_code, "" if response.body == "ok" else requests.models.complexjson.loads(response.body)[
        "error"
    ]


def texts(messages: list[dict[str, Any]]) -> list[str]:
    return [message["text"] for message in messages]


def test_an_answer_for_one_person(slack: SlackStandIn) -> None:
    """Unless told otherwise, nobody else sees it."""
    url = slack.response_url(ADMIN, CHANNEL)
    assert (200, "") == answer(url, text="psst")
    assert ["psst"] == texts(slack.answers(ADMIN))
    assert [] == slack.answers(MEMBER) == slack.messages()
    assert [{"text": "psst"}] == slack.responses


def test_an_answer_for_everybody(slack: SlackStandIn) -> None:
    """As for commands."""
    assert (200, "") == answer(slack.response_url(MEMBER, CHANNEL), text="hello", response_type="in_channel")
    assert ["hello"] == texts(slack.messages())


def test_five_answers(slack: SlackStandIn) -> None:
    """A sixth is refused; an answer Slack cannot use does not count."""
    url = slack.response_url(MEMBER, CHANNEL)
    assert (400, "invalid_blocks") == answer(url, blocks=[ALERT])
    assert [(200, "")] * 5 == [answer(url, text=f"{n}") for n in range(5)]
    assert (404, "used_url") == answer(url, text="5")
    assert ["0", "1", "2", "3", "4"] == texts(slack.answers())
    assert ["invalid_blocks", "used_url"] == [noted["error"] for noted in slack.workspace.refused_answers]
    assert 7 == len(slack.responses)


def test_thirty_minutes(slack: SlackStandIn, clock: Clock) -> None:
    """By the stand-in's clock."""
    url = slack.response_url(MEMBER, CHANNEL)
    clock.pass_by(minutes=30)
    assert (200, "") == answer(url, text="in time")
    clock.pass_by(seconds=1)
    assert (404, "expired_url") == answer(url, text="late")
    assert ["in time"] == texts(slack.answers())


def test_an_address_from_nowhere(slack: SlackStandIn) -> None:
    """And a body that is no JSON object."""
    url = slack.response_url(MEMBER, CHANNEL)
    assert (404, "invalid_url") == answer(f"{url}0", text="x")
    for body in (b"text", b"[]", b"\xff"):
        assert 400 == requests.post(url, body, timeout=2).status_code
    assert [{"text": "x"}] == slack.responses


def test_a_message_is_replaced_or_goes(slack: SlackStandIn, web: WebClient) -> None:
    """The one that was pressed in, whole: old blocks do not stay."""
    ts = web.chat_postMessage(channel=CHANNEL, text="old", blocks=[{"type": "divider"}])["ts"]
    url = slack.response_url(MEMBER, CHANNEL, slack.workspace.message(CHANNEL, ts))
    assert (200, "") == answer(url, text="new", replace_original=True)
    [message] = slack.messages()
    assert (ts, "new", None) == (message["ts"], message["text"], message.get("blocks"))
    assert (200, "") == answer(url, text="besides")
    assert ["besides"] == texts(slack.answers())
    assert (200, "") == answer(url, delete_original=True)
    assert [] == slack.messages()
    assert (404, "message_not_found") == answer(url, text="too late", replace_original=True)


def test_what_only_one_person_sees_is_replaced(slack: SlackStandIn, web: WebClient) -> None:
    """The press says where it was, without the content; the answer replaces what was pressed in."""
    web.chat_postEphemeral(channel=CHANNEL, user=MEMBER, text="first")
    web.chat_postEphemeral(channel=CHANNEL, user=MEMBER, text="second")
    ts = slack.answers()[0]["ts"]
    url = slack.response_url(MEMBER, CHANNEL, slack.workspace.ephemeral(MEMBER, ts))
    assert (200, "") == answer(url, text="done", replace_original=True)
    assert ["done", "second"] == texts(slack.answers())
    assert (200, "") == answer(url, delete_original=True)
    assert ["second"] == texts(slack.answers())


def test_a_command_has_nothing_to_replace(slack: SlackStandIn) -> None:
    """What replaces nothing is shown."""
    assert (200, "") == answer(slack.response_url(MEMBER, CHANNEL), text="hello", replace_original=True)
    assert ["hello"] == texts(slack.answers())


@pytest.mark.parametrize(("how", "status"), [({"status": 500}, 500), ({"error": "used_url", "status": 404}, 404)])
def test_an_address_that_fails(slack: SlackStandIn, web: WebClient, how: Any, status: int) -> None:
    """On purpose, by its name; faults of the Web API leave it alone."""
    url = slack.response_url(MEMBER, CHANNEL)
    slack.fail("response_url", **how)
    assert status == requests.post(url, json={"text": "x"}, timeout=2).status_code
    slack.fail()
    assert (200, "") == answer(url, text="y")
    assert ["y"] == texts(slack.answers())
