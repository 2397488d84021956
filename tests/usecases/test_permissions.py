"""Who may change what, asked anew at each act, and for how long Slack's answer counts."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tweetnudge.demo.slack import ADMIN, MEMBER, SlackStandIn
from tweetnudge.slack.people import SlackPeople
from tweetnudge.usecases.permissions import Permissions, Refusal, Refused

AYA, SECOND, UNTOLD = "U0AYA", "U0SECOND", "U0UNTOLD"


def refusal(ask: Callable[[str], object], user: str) -> Refusal | None:
    try:
        ask(user)
    except Refused as refused:
        return refused.refusal
    return None


def first_told(permissions: Permissions) -> tuple[str, ...]:
    with permissions.db.read() as session:
        return permissions.to_tell(session)


@pytest.fixture
def permissions(office: Any) -> Permissions:
    office.slack.workspace.add_user("U0OWNER", "owner", is_owner=True)
    return office.parts.permissions


@pytest.fixture
def without_settings(permissions: Permissions) -> Permissions:
    return replace(permissions, admins=())


@pytest.mark.parametrize("user", [ADMIN, SECOND, UNTOLD, "U0OWNER"])
def test_workspace_admins_owners_and_slack_admins_may(permissions: Permissions, user: str) -> None:
    assert user == permissions.admin(user).id
    assert permissions.is_admin(user)


def test_nobody_else_may(permissions: Permissions) -> None:
    assert Refusal.ADMINS_ONLY is refusal(permissions.admin, MEMBER)
    assert (None, False) == (refusal(permissions.colleague, MEMBER), permissions.is_admin(MEMBER))


@pytest.mark.parametrize("user", ["U0GUEST", "U0ONECHANNEL", "U0STRANGER", "U0BOT", "U0GONE"])
def test_outsiders_may_nothing_even_if_slack_admins_names_them(permissions: Permissions, user: str) -> None:
    named = replace(permissions, admins=(user,))
    assert [Refusal.COLLEAGUES_ONLY] * 2 == [refusal(named.colleague, user), refusal(named.admin, user)]


@pytest.mark.parametrize("fault", [{"status": 503}, {"status": 429}, {"error": "user_not_found"}, {"drop": True}])
def test_while_slack_does_not_say_nobody_may(
    permissions: Permissions, slack: SlackStandIn, fault: dict[str, Any]
) -> None:
    slack.fail("users.info", **fault)
    assert Refusal.CANNOT_TELL is refusal(permissions.admin, ADMIN)
    slack.fail("users.info", **fault)
    assert not permissions.is_admin(ADMIN)
    assert permissions.is_admin(ADMIN)


def test_who_is_demoted_may_nothing_within_five_minutes(permissions: Permissions, slack: SlackStandIn) -> None:
    seconds = [0.0]
    people = SlackPeople(slack.bot_token, slack.url, monotonic=lambda: seconds[0])
    asked = replace(permissions, people=people)
    assert asked.is_admin(UNTOLD)
    slack.workspace.users[UNTOLD]["is_admin"] = False
    seconds[0] = 299.0
    assert asked.is_admin(UNTOLD)
    seconds[0] = 300.0
    assert Refusal.ADMINS_ONLY is refusal(asked.admin, UNTOLD)


def test_the_first_admin_who_comes_is_written_to(without_settings: Permissions, office: Any) -> None:
    for user, expected in ((AYA, ()), (UNTOLD, (UNTOLD,)), (ADMIN, (UNTOLD,))):
        without_settings.met(user, office.clock())
        assert expected == first_told(without_settings)


def test_until_they_are_no_longer_one(without_settings: Permissions, office: Any) -> None:
    without_settings.met(UNTOLD, office.clock())
    office.slack.workspace.users[UNTOLD]["is_admin"] = False
    without_settings.people.person(UNTOLD, fresh=True)
    without_settings.met(AYA, office.clock())
    assert (UNTOLD,) == first_told(without_settings)
    without_settings.met(ADMIN, office.clock())
    assert (ADMIN,) == first_told(without_settings)


def test_with_slack_admins_nobody_else_is_ever_written_to(permissions: Permissions, office: Any) -> None:
    permissions.met(UNTOLD, office.clock())
    assert (ADMIN, SECOND) == first_told(permissions)
