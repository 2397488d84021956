"""The thank-you switch: off until its owner turns it on, theirs alone, and forgotten with the account."""

from dataclasses import replace
from typing import Any

import pytest

from tweetnudge.demo.slack import ADMIN
from tweetnudge.domain.consent import Consent, Standing, agreed, paused, resumed, taken_off, unclaimed, vouched
from tweetnudge.domain.requests import Decision
from tweetnudge.domain.results import Outcome
from tweetnudge.usecases.permissions import Refused

AYA, KEN = "U0AYA", "U0KEN"


@pytest.fixture
def mine(office: Any) -> Any:
    """Two accounts that are Aya's, and one that is nobody's."""
    for handle in ("aya", "aya_too", "ken"):
        office.x.world.add_user(handle, handle.title())
        office.x.world.post(handle, "hello")
    office.bot.reader.collect(office.clock())
    for handle in ("aya", "aya_too"):
        office.parts.joining.join(AYA, handle, office.clock())
    return office


def choose(office: Any, *, on: bool, user: str = AYA) -> Any:
    return office.parts.own_account.choose_thanks(user, office.clock(), on=on)


def wanted(office: Any, *handles: str) -> list[bool]:
    return [office.consent(handle).thanks for handle in handles or ("aya", "aya_too")]


def test_it_is_off_until_its_owner_turns_it_on(mine: Any) -> None:
    assert [False, False] == wanted(mine)
    done = choose(mine, on=True)
    assert (Outcome.THANKS_ON, {"aya", "aya_too"}) == (done.outcome, set(done.handle.split(" @")))
    assert ([True, True], None) == (wanted(mine), mine.consent("ken"))
    assert Outcome.THANKS_OFF == choose(mine, on=False).outcome
    assert [False, False] == wanted(mine)


def test_each_change_is_written_down_once(mine: Any) -> None:
    before = len(mine.written_down())
    for on in (True, True, False, False):
        choose(mine, on=on)
    assert [(AYA, "thanks_on")] * 2 + [(AYA, "thanks_off")] * 2 == mine.written_down()[before:]


def test_nothing_else_changes_and_nothing_is_redrawn(mine: Any) -> None:
    mine.digest()
    before = mine.consent("aya")
    choose(mine, on=True)
    mine.deliver()
    assert replace(before, thanks=True) == mine.consent("aya")
    assert [] == mine.slack.calls("chat.update")


def test_a_pause_and_the_choice_of_posts_leave_it_as_it_is(mine: Any) -> None:
    choose(mine, on=True)
    own, now = mine.parts.own_account, mine.clock()
    for act in (
        lambda: own.pause(AYA, now), lambda: own.resume(AYA, now),
        lambda: own.choose(AYA, now, work_only=True), lambda: own.choose(AYA, now, work_only=False),
    ):  # fmt: skip
        act()
        assert [True, True] == wanted(mine)


def test_whoever_has_no_account_switches_nothing(mine: Any) -> None:
    before = mine.written_down()
    assert Outcome.NO_ACCOUNT == choose(mine, on=True, user=KEN).outcome
    for outsider in ("U0GUEST", "U0STRANGER", "U0BOT", "U0GONE"):
        with pytest.raises(Refused):
            choose(mine, on=True, user=outsider)
    assert before == mine.written_down()


def test_an_admin_turns_it_neither_on_nor_off(mine: Any) -> None:
    """Taking an account off the List and putting it back leaves its owner's choice alone."""
    for on in (True, False):
        choose(mine, on=on)
        mine.parts.manage_list.remove(ADMIN, "aya", mine.clock())
        mine.parts.manage_list.add(ADMIN, "aya", mine.clock())
        assert [on] == wanted(mine, "aya")


def test_whoever_leaves_and_comes_back_begins_without(mine: Any) -> None:
    choose(mine, on=True)
    mine.parts.own_account.leave(AYA, None, mine.clock())
    assert mine.consent("aya") is None
    mine.parts.joining.join(AYA, "aya", mine.clock())
    mine.parts.joining.decide(ADMIN, mine.request().id, Decision.YES, mine.clock())
    assert (AYA, False) == (mine.consent("aya").slack_user, mine.consent("aya").thanks)


def test_it_is_its_owners_and_goes_with_the_owner(mine: Any) -> None:
    """An account found to be somebody else's, or vouched for after its owner had left Slack, begins without."""
    now = mine.clock()
    theirs = Consent(7, Standing.SHOWN, now, slack_user=AYA, thanks=True)
    for kept in (
        paused(theirs, now),
        resumed(paused(theirs, now), now),
        taken_off(theirs, now),
        vouched(theirs, ADMIN, now),
    ):
        assert kept.thanks
    assert agreed(theirs, AYA, now, work_only=True).thanks
    stopped = replace(theirs, standing=Standing.STOPPED)
    for gone in (unclaimed(theirs, AYA, now), vouched(stopped, ADMIN, now), agreed(theirs, KEN, now, work_only=False)):
        assert not gone.thanks
