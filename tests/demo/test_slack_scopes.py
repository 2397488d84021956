"""Scopes at the Slack stand-in, and people whom Slack tells little about."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tweetnudge.demo.slack import CHANNEL, MEMBER, OTHER_TEAM, TEAM, SlackStandIn


def missing(call: Any, **arguments: Any) -> tuple[str, str]:
    """The scope that a call lacks, and those there are."""
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    response: Any = caught.value.response
    assert "missing_scope" == response["error"]
    assert response["provided"] == response.headers["x-oauth-scopes"]
    return response["needed"], response["provided"]


def test_without_scopes_nearly_nothing_works(slack: SlackStandIn, web: WebClient) -> None:
    """Each method names the scope it needs."""
    slack.scopes = {"team:read"}
    assert web.auth_test()["ok"]
    assert ("users:read", "team:read") == missing(web.users_info, user=MEMBER)
    for call in (web.chat_postMessage, web.chat_update, web.chat_delete, web.chat_postEphemeral):
        arguments = {"channel": CHANNEL, "text": "x", "ts": "1.0", "user": MEMBER}
        assert ("chat:write", "team:read") == missing(call, **arguments)
    assert ("im:write", "team:read") == missing(web.conversations_open, users=MEMBER)
    assert [] == slack.messages()


def test_scopes_by_kind_of_conversation(slack: SlackStandIn, web: WebClient) -> None:
    """A private channel and a direct message have scopes of their own."""
    slack.workspace.add_channel("CSECRET", "secret", private=True)
    direct = slack.workspace.direct(MEMBER).id
    slack.scopes = {"team:read"}
    for channel, kind in ((CHANNEL, "channels"), ("CSECRET", "groups"), (direct, "im")):
        assert f"{kind}:history" == missing(web.conversations_history, channel=channel)[0]
        assert f"{kind}:history" == missing(web.conversations_replies, channel=channel, ts="1.0")[0]
        assert f"{kind}:read" == missing(web.conversations_info, channel=channel)[0]
    slack.scopes |= {"groups:read", "im:history"}
    assert web.conversations_info(channel="CSECRET")["ok"]
    assert web.conversations_history(channel=direct)["ok"]


def test_every_answer_names_the_scopes(slack: SlackStandIn, web: WebClient) -> None:
    """All of them unless told otherwise."""
    assert {"commands", "chat:write", "im:write"} <= set(web.auth_test().headers["x-oauth-scopes"].split(","))
    slack.scopes = {"commands", "chat:write"}
    assert "chat:write,commands" == web.auth_test().headers["x-oauth-scopes"]


def test_no_commands_without_their_scope(slack: SlackStandIn) -> None:
    """Slack does not even know the command then."""
    slack.scopes = {"chat:write"}
    with pytest.raises(RuntimeError, match="commands"):
        slack.command("/tweets")


def test_somebody_who_left(slack: SlackStandIn, web: WebClient) -> None:
    """Slack says that they did, and hardly more."""
    slack.workspace.add_user("UGONE", "gone", deleted=True)
    user = web.users_info(user="UGONE", include_locale=True)["user"]
    assert user["deleted"]
    assert set() == {"tz", "locale", "is_admin", "is_restricted"} & user.keys()


def test_somebody_of_another_company(slack: SlackStandIn, web: WebClient) -> None:
    """Slack Connect lets in people of other workspaces."""
    slack.workspace.add_user("USTRANGER", "stranger", is_stranger=True)
    user = web.users_info(user="USTRANGER")["user"]
    assert (True, OTHER_TEAM) == (user["is_stranger"], user["team_id"])
    member = web.users_info(user=MEMBER)["user"]
    assert (False, TEAM) == (member.get("is_stranger", False), member["team_id"])
