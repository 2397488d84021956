"""The guide over Socket Mode and signed HTTP: an admin looks at it first, and it is posted once."""

from collections.abc import Callable
from typing import Any

import pytest

from tweetnudge.demo.slack import ADMIN, CHANNEL, MEMBER, SlackStandIn
from tweetnudge.i18n import en, ja
from tweetnudge.slack import ids

pytestmark = pytest.mark.usefixtures("no_thread_left", "company")

HOME, SAID = en.MESSAGES.home, en.MESSAGES.members
GUIDE = ja.MESSAGES.members.notes.guide_title
Read = Callable[[Any], str]
ONCE = pytest.mark.parametrize("transport", ["socket"], indirect=True)


def types_welcome(types: Any, enter: Any) -> Any:
    assert [] == types("/tweetlist", "welcome", user=ADMIN)
    return enter(ADMIN)


def presses_guide(types: Any, enter: Any) -> Any:
    admin = enter(ADMIN)
    admin.presses(ids.HOME_GUIDE, then="views.update")
    return admin


@pytest.fixture(params=[types_welcome, presses_guide], ids=["command", "Home"])
def looking(request: pytest.FixtureRequest, types: Any, enter: Any) -> Any:
    """An admin with the guide's modal open, by either way."""
    return request.param(types, enter)


def test_the_guide_is_looked_at_and_posted(looking: Any, slack: SlackStandIn, read: Read) -> None:
    """The modal shows it as the channel gets it, in the channel's language; nothing is sent before."""
    assert HOME.guide_title == looking.modal["title"]["text"]
    assert GUIDE in read(looking.modal)
    assert [] == slack.messages(CHANNEL)
    shown = looking.modal["blocks"]
    assert SAID.guide_posted in read(looking.submits())
    [guide] = slack.messages(CHANNEL)
    assert read(shown[2:]) == read(guide["blocks"])


def test_once_more_the_same_day(looking: Any, slack: SlackStandIn, read: Read) -> None:
    """Two admins had it open: whoever is second hears that it is there."""
    looking.submits()
    looking.presses(ids.HOME_GUIDE, then="views.update")
    assert SAID.guide_posted_already in read(looking.submits())
    assert 1 == len(slack.messages(CHANNEL))


@ONCE
def test_no_longer_an_admin(slack: SlackStandIn, enter: Any, read: Read, bot: Any) -> None:
    """Who may is asked when the guide is posted, not when the modal was opened."""
    admin = presses_guide(None, enter)
    slack.workspace.users[ADMIN]["is_admin"] = False
    bot.parts.people.person(ADMIN, fresh=True)
    assert SAID.admins_only in read(admin.submits())
    assert [] == slack.messages(CHANNEL)


@ONCE
def test_somebody_else(types: Any, slack: SlackStandIn, read: Read) -> None:
    """Hears that it is for admins, and is shown no window."""
    [answer] = types("/tweetlist", "案内", user=MEMBER)
    assert SAID.admins_only in read(answer["blocks"])
    assert [] == slack.open_views(MEMBER)
