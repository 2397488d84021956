"""Start, over Socket Mode and signed HTTP: what it shows beforehand, what it asks, and what comes first."""

from collections.abc import Callable
from typing import Any

import pytest

from tweetnudge.app import Bot
from tweetnudge.demo.slack import ADMIN, CHANNEL, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.i18n import en, ja
from tweetnudge.slack import ids
from tweetnudge.store import audit, readings
from tweetnudge.store.engine import Database

pytestmark = pytest.mark.usefixtures("no_thread_left", "company")

HOME, SAID = en.MESSAGES.home, en.MESSAGES.members
Read = Callable[[Any], str]
ONCE = pytest.mark.parametrize("transport", ["socket"], indirect=True)


def test_start(enter: Any, bot: Bot, slack: SlackStandIn, db: Database, read: Read) -> None:
    """The modal shows members, guide and first digest; submitted, the guide is the channel's first message."""
    admin = enter(ADMIN)
    admin.presses(ids.HOME_START, then="views.update")
    shown = read(admin.modal)
    for part in ("Aya @aya", "Ben @ben", ja.MESSAGES.members.notes.guide_title, "Hello from ben", HOME.start_confirmed):
        assert part in shown
    assert [] == slack.messages(CHANNEL)
    modal = admin.submits({"confirmed": ["confirmed"]})
    assert SAID.started in read(modal)
    [guide] = slack.messages(CHANNEL)
    assert ja.MESSAGES.members.notes.guide_title in read(guide["blocks"])
    assert ids.HOME_START not in str(admin.home)
    bot.daily(bot.parts.clock())
    bot.parts.deliver()
    [first, second] = slack.messages(CHANNEL)
    assert guide == first
    assert "Hello from aya" in read(second["blocks"])
    with db.read() as session:
        assert "started" in [entry.what for entry in audit.concerning(session, ADMIN, [])]


def test_start_without_the_confirmation(enter: Any, slack: SlackStandIn, db: Database) -> None:
    """Slack's own window asks for it; a made-up submission hears it from us."""
    admin = enter(ADMIN)
    admin.presses(ids.HOME_START, then="views.update")
    with pytest.raises(ValueError, match="without confirmed"):
        admin.submits()
    view = admin.modal | {"state": {"values": {}}}
    payload = {"type": "view_submission", "user": {"id": ADMIN}, "team": {"id": "T0TEAM"}, "view": view}
    answer = slack.wait_ack(slack.deliver("interactive", payload))
    assert {"response_action": "errors", "errors": {"confirmed": HOME.start_unconfirmed}} == answer
    with db.read() as session:
        assert readings.started_at(session) is None


def test_start_pressed_twice(enter: Any, slack: SlackStandIn, read: Read) -> None:
    """Whoever is second hears that it was started already; there is one guide."""
    first = enter(ADMIN)
    second = enter("U0OWNER", is_owner=True, locale="en-US")
    for admin in (first, second):
        admin.presses(ids.HOME_START, then="views.update")
    assert SAID.started in read(first.submits({"confirmed": ["confirmed"]}))
    assert SAID.started_already in read(second.submits({"confirmed": ["confirmed"]}))
    assert 1 == len(slack.messages(CHANNEL))


@ONCE
def test_start_while_x_is_silent(enter: Any, x: XStandIn, read: Read) -> None:
    """It says so, with X's reason, and there is nothing to submit."""
    x.fail("/2/lists", status=503, times=9)
    admin = enter(ADMIN)
    admin.presses(ids.HOME_START, then="views.update")
    assert HOME.start_without_x.partition("{")[0] in read(admin.modal)
    assert admin.modal["submit"] is None


@ONCE
@pytest.mark.usefixtures("started")
def test_start_once_more(enter: Any, x: XStandIn, read: Read) -> None:
    """A tab from before Start still has the button; the members are not read again for it."""
    admin, before = enter(ADMIN), len(x.requests)
    admin.presses(ids.HOME_START, then="views.update")
    assert SAID.started_already in read(admin.modal)
    assert (None, before) == (admin.modal["submit"], len(x.requests))


@ONCE
def test_start_after_the_usual_time(enter: Any, read: Read) -> None:
    """It is ten o'clock: today's digest follows right after the guide, and the modal says so."""
    admin = enter(ADMIN)
    admin.presses(ids.HOME_START, then="views.update")
    assert HOME.start_explained_at_once in read(admin.modal)


@ONCE
def test_sending_before_start(enter: Any, slack: SlackStandIn, read: Read) -> None:
    """A button that is not there yet, made up: only Start asks whether everyone was asked."""
    admin = enter(ADMIN)
    admin.presses(ids.HOME_SEND)
    assert SAID.not_started in read(admin.home)
    assert [] == slack.messages(CHANNEL)
