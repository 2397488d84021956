"""What admins see on their Home tab and do from there, over Socket Mode and signed HTTP; and nobody else."""

from collections.abc import Callable
from typing import Any

import pytest

from tweetnudge.app import Bot
from tweetnudge.demo.slack import ADMIN, CHANNEL, MEMBER, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.consent import Standing
from tweetnudge.domain.requests import Decision
from tweetnudge.i18n import en
from tweetnudge.slack import ids
from tweetnudge.store import audit, consents
from tweetnudge.store.engine import Database

pytestmark = pytest.mark.usefixtures("no_thread_left", "company")

HOME = en.MESSAGES.home
Read = Callable[[Any], str]
Buttons = Callable[[Any], set[str]]


def test_an_admin_before_start(enter: Any, read: Read, buttons: Buttons) -> None:
    """One clear line and one button; nothing of a day that cannot be sent yet."""
    home = enter(ADMIN).looks()
    assert HOME.not_started in read(home)
    assert {ids.HOME_START, ids.HOME_JOIN, ids.HOME_STORED, ids.HOME_PERSONAL} == buttons(home)
    assert "$0.0" in read(home)


@pytest.mark.usefixtures("started")
def test_an_admin_after_start(enter: Any, read: Read, buttons: Buttons) -> None:
    """How things stand, in words."""
    home = enter(ADMIN).looks()
    assert {ids.HOME_PREVIEW, ids.HOME_SEND, ids.HOME_SKIP, ids.HOME_GUIDE, ids.HOME_RESULTS} <= buttons(home)
    assert ids.HOME_START not in buttons(home)
    for sentence in (
        HOME.day_open,
        "The List was last read on Wed 1 Jul, 10:00.",
        "The next digest comes on Thu 2 Jul, 09:30.",
    ):
        assert sentence in read(home)


@pytest.mark.usefixtures("started")
def test_the_preview(enter: Any, slack: SlackStandIn, read: Read) -> None:
    """A modal with the digest as it would be; nothing is sent."""
    admin = enter(ADMIN)
    admin.presses(ids.HOME_PREVIEW, then="views.update")
    assert HOME.preview_title == admin.modal["title"]["text"]
    assert "Hello from aya" in read(admin.modal)
    assert [] == slack.messages(CHANNEL)


@pytest.mark.usefixtures("started")
def test_a_preview_with_a_picture_that_is_gone(enter: Any, slack: SlackStandIn, read: Read) -> None:
    """Slack refuses the modal for it, so it comes without pictures; the Home tab likewise."""
    slack.broken_images.add("https://avatars.example/aya.png")
    admin = enter(ADMIN)
    admin.presses(ids.HOME_PREVIEW, then="views.update")
    assert "Hello from aya" in read(admin.modal)
    assert "image_url" not in str(admin.modal)


@pytest.mark.usefixtures("started")
def test_sending_now(enter: Any, slack: SlackStandIn, read: Read, buttons: Buttons) -> None:
    """A line says that it is under way; afterwards the tab tells the outcome and shows today's posts."""
    admin = enter(ADMIN)
    admin.presses(ids.HOME_SEND)
    assert HOME.sending_now in read(slack.calls("views.publish")[0]["view"])
    assert HOME.day_sent in read(admin.home)
    assert HOME.sending_now not in read(admin.home)
    assert {ids.HOME_SEND, ids.HOME_SKIP} & buttons(admin.home) == set()
    assert 1 == len(slack.messages(CHANNEL))


@pytest.mark.usefixtures("started")
def test_skipping_the_day_and_sending_after_all(enter: Any, slack: SlackStandIn, bot: Bot, read: Read) -> None:
    """What an admin skipped, the clock leaves alone, and an admin can still send."""
    admin = enter(ADMIN)
    admin.presses(ids.HOME_SKIP)
    assert HOME.day_skipped in read(admin.home)
    bot.daily(bot.parts.clock())
    bot.parts.deliver()
    assert [] == slack.messages(CHANNEL)
    admin.presses(ids.HOME_SEND)
    assert 1 == len(slack.messages(CHANNEL))


@pytest.mark.usefixtures("aya")
def test_a_claim_is_objected_to_on_the_tab(enter: Any, db: Database, read: Read, buttons: Buttons) -> None:
    """It stands there with one button; who presses second hears that it was decided."""
    first, second = enter(ADMIN), enter("U0OWNER", is_owner=True, locale="en-US")
    for admin in (first, second):
        assert HOME.claims_heading in read(admin.looks())
        assert ids.decide_id(Decision.NO) in buttons(admin.home)
        assert ids.decide_id(Decision.YES) not in buttons(admin.home)
    first.presses(ids.decide_id(Decision.NO), ids.request_value(1, Decision.NO))
    assert HOME.claims_heading not in read(first.home)
    second.presses(ids.decide_id(Decision.NO), ids.request_value(1, Decision.NO))
    assert en.MESSAGES.members.already_decided in read(second.home)
    with db.read() as session:
        assert set() == consents.people(session)


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize(("decision", "hidden"), [(Decision.YES, True), (Decision.NO, False)])
def test_open_requests_are_answered_on_the_tab(
    enter: Any, bot: Bot, db: Database, x: XStandIn, read: Read, decision: Decision, hidden: bool
) -> None:
    """They stand there with the same buttons as in the note."""
    bot.parts.own_account.leave(MEMBER, "ben", bot.parts.clock())
    admin = enter(ADMIN)
    assert "asks to take" in read(admin.looks())
    admin.presses(ids.decide_id(decision), ids.request_value(1, decision))
    assert HOME.requests_heading not in read(admin.home)
    with db.read() as session:
        known = consents.consent(session, x.world.user_id("ben"))
    assert hidden is (known is None or known.standing is Standing.HIDDEN)


@pytest.mark.usefixtures("aya")
def test_a_request_is_not_for_everyone_to_answer(enter: Any, db: Database, read: Read) -> None:
    """Whoever asked cannot approve it."""
    colleague = enter()
    colleague.presses(ids.decide_id(Decision.NO), ids.request_value(1, Decision.NO))
    assert en.MESSAGES.members.admins_only in read(colleague.home)
    with db.read() as session:
        assert {MEMBER} == consents.people(session)


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("action_id", [ids.HOME_SEND, ids.HOME_SKIP])
def test_an_admins_button_pressed_by_somebody_else(
    enter: Any, slack: SlackStandIn, db: Database, read: Read, action_id: str
) -> None:
    """It is not on their tab; who makes the press up hears a polite no, alone, and nothing happens."""
    colleague = enter()
    colleague.presses(action_id)
    refusal = en.MESSAGES.members.admins_only
    assert refusal in read(colleague.home)
    assert HOME.sending_now not in str(slack.calls("views.publish"))
    assert [] == slack.messages(CHANNEL)
    with db.read() as session:
        assert [] == audit.concerning(session, MEMBER, [])


@pytest.mark.parametrize("action_id", [ids.HOME_PREVIEW, ids.HOME_START, ids.HOME_GUIDE, ids.HOME_RESULTS])
def test_an_admins_modal_opened_by_somebody_else(enter: Any, x: XStandIn, read: Read, action_id: str) -> None:
    """It says no, and X is not asked."""
    colleague, before = enter(), len(x.requests)
    colleague.presses(action_id, then="views.update")
    assert en.MESSAGES.members.admins_only in read(colleague.modal)
    assert not colleague.modal["submit"]
    assert before == len(x.requests)
