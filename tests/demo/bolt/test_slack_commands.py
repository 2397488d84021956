"""Commands, presses and the Home tab of a small Bolt app, over Socket Mode and HTTP alike."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient

from tweetnudge.demo.slack import ADMIN, CHANNEL, MEMBER, TEAM, SlackStandIn

JSON = dict[str, Any]
Scripted = Any


def plain(text: str) -> JSON:
    return {"type": "plain_text", "text": text}


@pytest.mark.usefixtures("bolt")
def test_an_answer_to_a_command(slack: SlackStandIn, script: Scripted) -> None:
    """Only whoever asked sees it."""
    script.answer = {"text": "Hello", "blocks": [{"type": "header", "text": plain("Hello")}]}
    assert script.answer == slack.wait_ack(slack.command("/tweets", "@aya", user=ADMIN))
    [answer] = slack.answers(ADMIN)
    assert (ADMIN, CHANNEL, "Hello") == (answer["to"], answer["channel"], answer["text"])
    assert script.answer["blocks"] == answer["blocks"]
    assert [] == slack.answers(MEMBER) == slack.messages() == slack.workspace.refused_answers
    [told] = script.seen
    assert ("@aya", ADMIN, "colleagues", TEAM) == (
        told["text"],
        told["user_id"],
        told["channel_name"],
        told["team_id"],
    )


@pytest.mark.usefixtures("bolt")
def test_a_command_answered_for_everybody(slack: SlackStandIn, script: Scripted) -> None:
    """In the channel, as a message of ours."""
    script.answer = {"text": "Hello", "response_type": "in_channel"}
    slack.wait_ack(slack.command("/tweets"))
    assert ["Hello"] == [message["text"] for message in slack.messages()]
    assert [] == slack.answers()


@pytest.mark.usefixtures("bolt")
@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"blocks": [{"type": "alert", "text": plain("x")}]}, "invalid_blocks"),
        ({"text": "x", "response_type": "loud"}, "invalid_arguments"),
        ({"response_type": "ephemeral"}, "no_text"),
    ],
    ids=str,
)
def test_an_answer_slack_cannot_use(slack: SlackStandIn, script: Scripted, answer: JSON, error: str) -> None:
    """Nobody sees anything, and the stand-in notes why."""
    script.answer = answer
    slack.wait_ack(slack.command("/tweets"))
    [noted] = slack.workspace.refused_answers
    assert (MEMBER, answer, error) == (noted["to"], noted["answer"], noted["error"])
    assert [] == slack.answers()


@pytest.mark.usefixtures("bolt")
def test_a_press_in_an_answer(slack: SlackStandIn, script: Scripted) -> None:
    """Slack says where it was, but not what it said; the answer takes its place."""
    script.answer = {"text": "Sure?"}
    slack.wait_ack(slack.command("/tweets"))
    [answer] = slack.answers()
    assert {} == slack.wait_ack(slack.press({"action_id": "done"}, message_ts=answer["ts"]))
    told = script.seen[-1]
    assert (True, answer["ts"], False) == (
        told["container"]["is_ephemeral"],
        told["container"]["message_ts"],
        "message" in told,
    )
    assert ["Done"] == [shown["text"] for shown in slack.answers()]


@pytest.mark.usefixtures("bolt")
def test_a_press_in_a_direct_message(slack: SlackStandIn, web: WebClient, script: Scripted) -> None:
    """The message comes along, and is replaced."""
    sent = web.chat_postMessage(channel=MEMBER, text="Sure?")
    place = {"channel": sent["channel"], "message_ts": sent["ts"]}
    assert {} == slack.wait_ack(slack.press({"action_id": "done"}, **place))
    told = script.seen[-1]
    assert ("Sure?", "directmessage") == (told["message"]["text"], told["channel"]["name"])
    assert ["Done"] == [message["text"] for message in slack.messages(sent["channel"])]


@pytest.mark.usefixtures("bolt")
def test_the_home_tab(slack: SlackStandIn, script: Scripted, eventually: Callable[[Callable[[], Any]], Any]) -> None:
    """Opening it is an event; the second time the view comes along."""
    assert {} == slack.wait_ack(slack.open_home())
    eventually(lambda: MEMBER in slack.workspace.homes)
    assert {} == slack.wait_ack(slack.open_home())
    eventually(lambda: len(script.seen) == 2)
    first, second = (told["event"] for told in script.seen)
    assert (MEMBER, slack.workspace.direct(MEMBER).id, "home") == (first["user"], first["channel"], first["tab"])
    assert ("home", False) == (second["view"]["type"], "view" in first)
    assert {} == slack.wait_ack(slack.press({"action_id": "more"}, channel="", values={"boxes": ["b"]}))
    assert script.seen[-1]["view"]["id"] == slack.workspace.homes[MEMBER]["id"]


@pytest.mark.usefixtures("bolt")
def test_a_choice_in_the_home_tab(slack: SlackStandIn, web: WebClient, script: Scripted) -> None:
    """Slack sends the whole option. A tab shown anew begins anew, unless its blocks have names of their own."""
    options = [{"text": {"type": "plain_text", "text": value.upper()}, "value": value} for value in "ab"]
    menu = {"type": "static_select", "action_id": "more", "options": options, "initial_option": options[0]}
    block = {"type": "section", "text": {"type": "plain_text", "text": "x"}, "accessory": menu}
    for named, then in (({}, "a"), ({"block_id": "kept"}, "b")):
        view = {"type": "home", "blocks": [block | named]}
        web.views_publish(user_id=MEMBER, view=view)
        assert {} == slack.wait_ack(slack.press({"action_id": "more"}, channel="", values={"more": "b"}))
        [action] = script.seen[-1]["actions"]
        assert ("static_select", options[1]) == (action["type"], action["selected_option"])
        assert action["block_id"] in script.seen[-1]["view"]["state"]["values"]
        shown = web.views_publish(user_id=MEMBER, view=view)["view"]["state"]["values"]
        assert [then] == [field["more"]["selected_option"]["value"] for field in shown.values()]
    with pytest.raises(ValueError, match="no option z"):
        slack.press({"action_id": "more"}, channel="", values={"more": "z"})
