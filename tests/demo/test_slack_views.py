"""Opening, stacking, changing and publishing views at the Slack stand-in, with slack_sdk."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tweetnudge.demo.slack import ADMIN, MEMBER, SlackStandIn

JSON = dict[str, Any]

FIELD = {
    "type": "input",
    "block_id": "name",
    "label": {"type": "plain_text", "text": "Name"},
    "element": {"type": "plain_text_input", "action_id": "name"},
}


def plain(text: str) -> JSON:
    return {"type": "plain_text", "text": text}


def modal(title: str = "Team", *blocks: JSON, **fields: Any) -> JSON:
    return {"type": "modal", "title": plain(title), "submit": plain("Save"), "blocks": list(blocks), **fields}


def home(text: str) -> JSON:
    return {"type": "home", "blocks": [{"type": "header", "text": plain(text)}]}


def refused(call: Any, **arguments: Any) -> Any:
    """What Slack answered when it refused."""
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return caught.value.response


def titles(views: list[JSON]) -> list[str]:
    return [view["title"]["text"] for view in views]


@pytest.fixture
def opened(slack: SlackStandIn, web: WebClient) -> JSON:
    """A modal somebody has open."""
    return web.views_open(trigger_id=slack.workspace.new_trigger(MEMBER), view=modal("Team", FIELD))["view"]


def test_an_opened_view(slack: SlackStandIn, opened: JSON) -> None:
    """It has an id, a hash and its empty state, and whoever pulled the trigger sees it."""
    assert ("V00000001", "V00000001", None) == (opened["id"], opened["root_view_id"], opened["previous_view_id"])
    assert opened["hash"]
    assert {"name": {"name": {"type": "plain_text_input", "value": None}}} == opened["state"]["values"]
    assert ["Team"] == titles(slack.open_views(MEMBER))
    assert [] == slack.open_views(ADMIN)
    assert ["Team"] == titles(slack.workspace.views)


def test_a_trigger_works_once(slack: SlackStandIn, web: WebClient) -> None:
    """The second modal of one press is refused."""
    trigger = slack.workspace.new_trigger(MEMBER)
    web.views_open(trigger_id=trigger, view=modal())
    assert "exchanged_trigger_id" == refused(web.views_open, trigger_id=trigger, view=modal())["error"]


def test_a_refused_view_leaves_the_trigger(slack: SlackStandIn, web: WebClient) -> None:
    """Slack looks at the view first."""
    trigger = slack.workspace.new_trigger(MEMBER)
    answer = refused(web.views_open, trigger_id=trigger, view=modal("x" * 25))
    problem = "must be less than 25 characters [json-pointer:/view/title/text]"
    assert ("invalid_arguments", [f"[ERROR] {problem}"]) == (answer["error"], answer["response_metadata"]["messages"])
    assert web.views_open(trigger_id=trigger, view=modal())["ok"]


def test_triggers_that_are_too_old_or_made_up(slack: SlackStandIn, web: WebClient) -> None:
    """A trigger is good for three seconds, or as many as a test says."""
    assert "invalid_trigger_id" == refused(web.views_open, trigger_id="t", view=modal())["error"]
    assert 3.0 == slack.workspace.trigger_seconds
    slack.workspace.trigger_seconds = 0
    trigger = slack.workspace.new_trigger(MEMBER)
    assert "expired_trigger_id" == refused(web.views_open, trigger_id=trigger, view=modal())["error"]
    slack.workspace.trigger_seconds = 60
    assert web.views_open(trigger_id=trigger, view=modal())["ok"]


def test_only_modals_open(slack: SlackStandIn, web: WebClient) -> None:
    """And only Home tabs are published."""
    trigger = slack.workspace.new_trigger(MEMBER)
    assert "invalid_arguments" == refused(web.views_open, trigger_id=trigger, view=home("x"))["error"]
    assert "invalid_arguments" == refused(web.views_publish, user_id=MEMBER, view=modal())["error"]


def test_images_of_views_are_looked_at_too(slack: SlackStandIn, web: WebClient) -> None:
    """One that cannot be fetched makes the view invalid."""
    slack.broken_images.add("https://photos.example/gone.png")
    image = {"type": "image", "image_url": "https://photos.example/gone.png", "alt_text": "gone"}
    answer = refused(web.views_publish, user_id=MEMBER, view={"type": "home", "blocks": [image]})
    assert ["downloading image failed [json-pointer:/view/blocks/0/image_url]"] == answer["errors"]


def test_an_update_keeps_what_was_typed(slack: SlackStandIn, web: WebClient, opened: JSON) -> None:
    """The newest form takes the old one's place, with a new hash."""
    slack.workspace.views[0]["state"]["values"]["name"]["name"]["value"] = "Aya"
    header = {"type": "header", "text": plain("Hello")}
    updated = web.views_update(view_id=opened["id"], view=modal("Other", header, FIELD), hash=opened["hash"])["view"]
    assert "Aya" == updated["state"]["values"]["name"]["name"]["value"]
    assert opened["hash"] != updated["hash"]
    assert ["Other"] == titles(slack.workspace.views) == titles(slack.open_views())


def test_updates_that_are_refused(slack: SlackStandIn, web: WebClient, opened: JSON) -> None:
    """An old hash, a view that is not there, none at all."""
    web.views_update(view_id=opened["id"], view=modal("Second"))
    answer = refused(web.views_update, view_id=opened["id"], view=modal("Third"), hash=opened["hash"])
    assert "hash_conflict" == answer["error"]
    assert "not_found" == refused(web.views_update, view_id="VNOWHERE", view=modal())["error"]
    answer = refused(web.api_call, api_method="views.update", json={"view": modal()})
    assert ["missing required field: view_id"] == answer["errors"]
    assert "invalid_arguments" == refused(web.views_update, view_id=opened["id"], view=home("x"))["error"]
    slack.workspace.stacks[MEMBER] = []  # somebody closed it
    assert "not_found" == refused(web.views_update, view_id=opened["id"], view=modal())["error"]
    assert ["Second"] == titles(slack.workspace.views)


def test_an_external_id(slack: SlackStandIn, web: WebClient) -> None:
    """A name of our own finds a view as well."""
    web.views_open(trigger_id=slack.workspace.new_trigger(MEMBER), view=modal(external_id="team:1"))
    assert web.views_update(external_id="team:1", view=modal("Second"))["ok"]


def test_views_are_stacked(slack: SlackStandIn, web: WebClient, opened: JSON) -> None:
    """Up to three; what is opened instead of pushed begins anew."""
    second = web.views_push(trigger_id=slack.workspace.new_trigger(MEMBER), view=modal("Second"))["view"]
    assert (opened["id"], opened["id"]) == (second["root_view_id"], second["previous_view_id"])
    web.views_push(trigger_id=slack.workspace.new_trigger(MEMBER), view=modal("Third"))
    trigger = slack.workspace.new_trigger(MEMBER)
    assert "push_limit_reached" == refused(web.views_push, trigger_id=trigger, view=modal("Fourth"))["error"]
    assert ["Team", "Second", "Third"] == titles(slack.open_views())
    web.views_open(trigger_id=slack.workspace.new_trigger(MEMBER), view=modal("New"))
    assert ["New"] == titles(slack.open_views())
    trigger = slack.workspace.new_trigger(ADMIN)
    assert "not_found" == refused(web.views_push, trigger_id=trigger, view=modal())["error"]


def test_home_tabs(slack: SlackStandIn, web: WebClient) -> None:
    """One a person, replaced by the next."""
    first = web.views_publish(user_id=MEMBER, view=home("first"))["view"]
    second = web.views_publish(user_id=MEMBER, view=home("second"), hash=first["hash"])["view"]
    assert first["id"] == second["id"]
    assert home("second")["blocks"] == slack.workspace.homes[MEMBER]["blocks"]
    answer = refused(web.views_publish, user_id=MEMBER, view=home("third"), hash=first["hash"])
    assert "hash_conflict" == answer["error"]
    assert "user_not_found" == refused(web.views_publish, user_id="UNOBODY", view=home("x"))["error"]
    assert web.views_update(view_id=first["id"], view=home("third"))["ok"]
