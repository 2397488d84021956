"""The Home tab over Socket Mode and signed HTTP: who sees what on it, and what each button does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tweetnudge.app import Bot
from tweetnudge.demo.settings import StandInSettings, stand_in_settings
from tweetnudge.demo.slack import CHANNEL, MEMBER, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.consent import Standing
from tweetnudge.i18n import en, ja
from tweetnudge.slack import ids
from tweetnudge.store import consents, posts
from tweetnudge.store.engine import Database

pytestmark = pytest.mark.usefixtures("no_thread_left", "company")

HOME = en.MESSAGES.home
Read = Callable[[Any], str]
Buttons = Callable[[Any], set[str]]


@pytest.fixture
def settings(x: XStandIn, slack: SlackStandIn, tmp_path: Path) -> StandInSettings:
    """With a word that makes a work post."""
    return stand_in_settings(x, slack, f"sqlite:///{tmp_path / 'tweetnudge.db'}", company_words="tsukimi")


def standing(db: Database, user: str = MEMBER) -> list[Standing]:
    with db.read() as session:
        return [one.standing for one in consents.of_person(session, user)]


def test_a_member_without_an_account(enter: Any, read: Read, buttons: Buttons) -> None:
    """Is welcome as they are, may join, and can ask what is stored."""
    colleague = enter()
    home = colleague.looks()
    assert HOME.no_account in read(home)
    assert {ids.HOME_JOIN, ids.HOME_STORED, ids.HOME_PERSONAL} == buttons(home)
    assert en.MESSAGES.members.notes.guide_title in read(home)
    assert HOME.admin_heading not in read(home)


def test_a_member_in_japanese(enter: Any, read: Read) -> None:
    """Every sentence is in the language this person uses Slack in."""
    home = enter(language="ja-JP").looks()
    assert ja.MESSAGES.home.no_account in read(home)


def test_a_guest(slack: SlackStandIn, enter: Any, read: Read, buttons: Buttons) -> None:
    """Reads, and has nothing to set."""
    home = enter("U0GUEST", is_restricted=True).looks()
    assert HOME.for_colleagues in read(home)
    assert set() == buttons(home)


@pytest.mark.usefixtures("aya")
def test_a_member_with_an_account(enter: Any, read: Read, buttons: Buttons) -> None:
    """Sees how things stand and each of their posts."""
    home = enter().looks()
    assert f"Aya @aya ({HOME.shows_all}): {HOME.standing_shown}" in read(home)
    assert "Hello from aya" in read(home)
    assert "Hello from ben" not in read(home)
    expected = {ids.HOME_PAUSE, ids.HOME_WORK_ONLY, ids.HOME_LEAVE, ids.HOME_STORED, ids.HOME_HIDE}
    assert expected | {ids.HOME_THANKS_ON, ids.HOME_PERSONAL} == buttons(home)


@pytest.mark.usefixtures("aya")
def test_pausing_and_resuming(enter: Any, db: Database, read: Read, buttons: Buttons) -> None:
    """Each press is answered on the tab, which shows at once what is so now."""
    colleague = enter()
    colleague.looks()
    colleague.presses(ids.HOME_PAUSE)
    assert [Standing.PAUSED] == standing(db)
    assert HOME.standing_paused in read(colleague.home)
    assert ids.HOME_RESUME in buttons(colleague.home)
    assert ids.HOME_PAUSE not in buttons(colleague.home)
    colleague.presses(ids.HOME_RESUME)
    assert [Standing.SHOWN] == standing(db)
    assert HOME.standing_shown in read(colleague.home)


@pytest.mark.usefixtures("aya")
def test_work_posts_only(enter: Any, read: Read, buttons: Buttons) -> None:
    """The post that waits and is no work post is gone; back to all posts any time."""
    colleague = enter()
    colleague.presses(ids.HOME_WORK_ONLY)
    assert HOME.shows_work in read(colleague.home)
    assert "Hello from aya" not in read(colleague.home)
    colleague.presses(ids.HOME_ALL_POSTS)
    assert HOME.shows_all in read(colleague.home)


@pytest.mark.usefixtures("aya")
def test_thank_you_notes(enter: Any, db: Database, read: Read, buttons: Buttons) -> None:
    """Off until somebody chooses them, and off again with a press; the tab says what they are."""
    colleague = enter()
    assert HOME.thanks_explained in read(colleague.looks())
    for pressed, other in ((ids.HOME_THANKS_ON, ids.HOME_THANKS_OFF), (ids.HOME_THANKS_OFF, ids.HOME_THANKS_ON)):
        assert {pressed} == buttons(colleague.home) & {pressed, other}
        colleague.presses(pressed)
        assert {other} == buttons(colleague.home) & {pressed, other}
        with db.read() as session:
            assert [pressed == ids.HOME_THANKS_ON] == [one.thanks for one in consents.of_person(session, MEMBER)]


@pytest.mark.usefixtures("aya")
def test_leaving(enter: Any, db: Database, read: Read) -> None:
    """At once, with a tombstone behind it."""
    colleague = enter()
    colleague.looks()
    colleague.presses(ids.HOME_LEAVE)
    assert [] == standing(db)
    assert HOME.no_account in read(colleague.home)


@pytest.mark.usefixtures("aya")
def test_a_post_of_mine_that_waits(enter: Any, db: Database, x: XStandIn, read: Read) -> None:
    """«Don't show» takes it away; a number from nowhere changes nothing."""
    colleague = enter()
    mine = next(block for block in colleague.looks()["blocks"] if block.get("accessory"))["accessory"]
    assert ids.HOME_HIDE == mine["action_id"]
    colleague.presses(ids.HOME_HIDE, mine["value"])
    assert "Hello from aya" not in read(colleague.home)
    with db.read() as session:
        assert [] == posts.of_author(session, x.world.user_id("aya"), surfaced=False)
    colleague.presses(ids.HOME_HIDE, "9" * 30)


@pytest.mark.usefixtures("aya")
def test_a_post_of_mine_that_was_shown(enter: Any, bot: Bot, slack: SlackStandIn, read: Read) -> None:
    """«Withdraw» redraws what is in the channel."""
    bot.by_hand(lambda _read: None)
    colleague = enter()
    home = colleague.looks()
    assert HOME.shown_heading in read(home)
    assert "Hello from ben" in read(home)  # today's posts
    mine = next(block for block in home["blocks"] if block.get("accessory"))["accessory"]
    colleague.presses(ids.HOME_HIDE, mine["value"])
    assert "Hello from aya" not in read(colleague.home)
    assert "Hello from aya" not in read(slack.messages(CHANNEL)[0]["blocks"])
    assert "Hello from ben" in read(slack.messages(CHANNEL)[0]["blocks"])


def test_not_somebody_elses_post(enter: Any, db: Database, x: XStandIn) -> None:
    """A made-up press is refused where only this person sees it."""
    with db.read() as session:
        [post] = posts.of_author(session, x.world.user_id("ben"), surfaced=False)
    enter().presses(ids.HOME_HIDE, str(post.post.id))
    with db.read() as session:
        assert 1 == len(posts.of_author(session, x.world.user_id("ben"), surfaced=False))


@pytest.mark.usefixtures("aya")
def test_what_is_stored_and_its_deletion(enter: Any, db: Database, read: Read) -> None:
    """A modal tells; the button in it deletes, says so, and the tab is fresh."""
    colleague = enter()
    colleague.looks()
    colleague.presses(ids.HOME_STORED, then="views.open")
    assert "Hello from aya" in read(colleague.modal)
    assert HOME.stored.did_claim in read(colleague.modal)
    colleague.presses_in_modal(ids.DELETE_EVERYTHING)
    assert HOME.result_title == colleague.modal["title"]["text"]
    assert [] == standing(db)
    assert HOME.no_account in read(colleague.home)


@pytest.mark.parametrize("transport", ["socket"], indirect=True)
def test_guests_change_nothing(enter: Any, read: Read) -> None:
    """Not even what is not on their tab."""
    guest = enter("U0GUEST", is_restricted=True)
    for action_id in (ids.HOME_PAUSE, ids.HOME_LEAVE, ids.HOME_WORK_ONLY):
        guest.presses(action_id)
        assert en.MESSAGES.members.colleagues_only in read(guest.home)


@pytest.mark.parametrize("transport", ["socket"], indirect=True)
def test_the_other_tab_needs_nothing(slack: SlackStandIn, listening: Bot) -> None:
    """Looking at the messages publishes no Home."""
    assert {} == slack.wait_ack(slack.open_home(MEMBER, "messages"))
    assert listening.parts.later.wait(10)
    assert [] == slack.calls("views.publish")


@pytest.mark.parametrize("transport", ["socket"], indirect=True)
@pytest.mark.parametrize("how", [{"error": "internal_error"}, {"drop": True, "times": 2}], ids=str)
def test_a_tab_slack_does_not_take(
    slack: SlackStandIn, enter: Any, caplog: pytest.LogCaptureFixture, how: dict[str, Any]
) -> None:
    """One line in the log; the next look works."""
    colleague = enter()
    slack.fail("views.publish", **how)
    colleague.does(lambda: slack.open_home(MEMBER))
    assert "Slack did not show a Home tab" in caplog.text
    assert "Traceback" not in caplog.text
    assert colleague.looks()
