"""Modals of a small Bolt app, submitted and answered over Socket Mode and HTTP alike."""

from collections.abc import Callable
from typing import Any

import pytest

from tweetnudge.demo.slack import ADMIN, MEMBER, SlackStandIn

JSON = dict[str, Any]
Scripted = Any
Form = Callable[[str], JSON]


def option(value: str) -> JSON:
    return {"text": {"type": "plain_text", "text": value.upper()}, "value": value}


CHOICES = [option("a"), option("b"), option("c")]


def test_what_was_typed_arrives(slack: SlackStandIn, opened: str, script: Scripted) -> None:
    """By block and action; what was not touched is as it began, or empty. The modal closes."""
    typed = {"name_field": "Aya", "friends_field": [ADMIN, MEMBER], "menu_field": "b", "boxes": ["a", "c"]}
    assert {} == slack.wait_ack(slack.submit(opened, typed))
    told = script.seen[-1]
    assert ("view_submission", MEMBER, "form") == (told["type"], told["user"]["id"], told["view"]["callback_id"])
    values = {action: told for block in told["view"]["state"]["values"].values() for action, told in block.items()}
    assert {
        "name_field": {"type": "plain_text_input", "value": "Aya"},
        "note_field": {"type": "plain_text_input", "value": "hello"},
        "who_field": {"type": "users_select", "selected_user": None},
        "friends_field": {"type": "multi_users_select", "selected_users": [ADMIN, MEMBER]},
        "where_field": {"type": "channels_select", "selected_channel": None},
        "menu_field": {"type": "static_select", "selected_option": CHOICES[1]},
        "radio_field": {"type": "radio_buttons", "selected_option": CHOICES[0]},
        "boxes": {"type": "checkboxes", "selected_options": [CHOICES[0], CHOICES[2]]},
    } == values
    assert [] == slack.open_views() == slack.workspace.refused_answers


def test_errors_keep_a_modal_open(slack: SlackStandIn, opened: str, script: Scripted) -> None:
    """With all that was typed; a bare answer closes it later."""
    script.answer = {"response_action": "errors", "errors": {"name": "Nobody has this name"}}
    assert script.answer == slack.wait_ack(slack.submit(opened, {"name_field": "Nobody"}))
    assert [opened] == [view["id"] for view in slack.open_views()]
    assert {opened: {"name": "Nobody has this name"}} == slack.workspace.view_errors
    script.answer = {}
    slack.wait_ack(slack.submit(opened, {"note_field": None}))
    values = script.seen[-1]["view"]["state"]["values"]
    assert ("Nobody", None) == (values["name"]["name_field"]["value"], values["note"]["note_field"]["value"])
    assert [] == slack.open_views()
    assert {} == slack.workspace.view_errors


@pytest.mark.parametrize(
    ("answer", "titles"),
    [
        ("update", ["Second"]),
        ("push", ["Form", "Second"]),
        ("clear", []),
    ],
)
def test_other_answers(
    slack: SlackStandIn, opened: str, script: Scripted, form: Form, answer: str, titles: list[str]
) -> None:
    """A submission may lead on to another view, or end everything."""
    script.answer = {"response_action": answer} | ({"view": form("Second")} if titles else {})
    slack.wait_ack(slack.submit(opened, {"name_field": "Aya"}))
    assert titles == [view["title"]["text"] for view in slack.open_views()]
    assert [] == slack.workspace.refused_answers


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"elsewhere": "x"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "close"},
    ],
    ids=str,
)
def test_answers_slack_cannot_use(slack: SlackStandIn, opened: str, script: Scripted, answer: JSON) -> None:
    """The modal stays as it is, and the stand-in notes why."""
    script.answer = answer
    slack.wait_ack(slack.submit(opened, {"name_field": "Aya"}))
    assert [answer] == [noted["answer"] for noted in slack.workspace.refused_answers]
    assert slack.workspace.refused_answers[0]["problems"]
    assert ["Form"] == [view["title"]["text"] for view in slack.open_views()]
    assert {} == slack.workspace.view_errors


def test_a_press_in_a_modal(slack: SlackStandIn, opened: str, script: Scripted) -> None:
    """The app is told which view it is, and what was typed so far."""
    assert {} == slack.wait_ack(slack.press({"action_id": "more"}, view_id=opened, values={"name_field": "Aya"}))
    told = script.seen[-1]
    assert {"type": "view", "view_id": opened} == told["container"]
    assert "Aya" == told["view"]["state"]["values"]["name"]["name_field"]["value"]
    assert set() == {"channel", "message", "response_url"} & told.keys()


def test_what_slacks_window_does_not_submit(slack: SlackStandIn, opened: str) -> None:
    """A field left out, too long a text, an option or a field that is not there; and only the modal on top."""
    for values, words in (
        ({}, "without name_field"),
        ({"name_field": ""}, "without name_field"),
        ({"name_field": "x" * 11}, "so many characters: name_field"),
        ({"name_field": "x", "nowhere": "x"}, "no field has this action_id: nowhere"),
        ({"name_field": "x", "menu_field": "z"}, "no option z"),
        ({"name_field": "x", "boxes": "a"}, "takes a list"),
        ({"name_field": ["x"]}, "takes one value"),
    ):
        with pytest.raises(ValueError, match=words):
            slack.submit(opened, values)
    with pytest.raises(ValueError, match="not the modal on top"):
        slack.submit(opened, user=ADMIN)
    with pytest.raises(ValueError, match="no view VNOWHERE"):
        slack.press({"action_id": "more"}, view_id="VNOWHERE")
