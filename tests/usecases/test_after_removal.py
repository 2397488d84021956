"""An admin took an account off the List: it is gone everywhere, and what its owner chose stands when it is back."""

from typing import Any

import pytest

from tweetnudge.demo.slack import ADMIN
from tweetnudge.domain.consent import Standing
from tweetnudge.domain.requests import Decision
from tweetnudge.domain.results import Outcome

AYA = "U0AYA"


@pytest.fixture
def mine(office: Any) -> Any:
    """Aya's account is hers, Ken's is nobody's; `ids` are their posts."""
    office.ids = []
    for n, handle in enumerate(["aya", "ken"]):
        office.x.world.add_user(handle, handle.title())
        office.ids.append(office.x.world.post(handle, "hello", minutes_ago=60 - n))
    office.parts.sync_members(office.clock(), ADMIN)
    office.parts.joining.join(AYA, "aya", office.clock())
    approve(office)
    return office


def approve(office: Any) -> None:
    approved = office.parts.joining.decide(ADMIN, office.request().id, Decision.YES, office.clock())
    assert Outcome.APPROVED == approved.outcome


def remove(office: Any, handle: str = "aya") -> None:
    assert Outcome.REMOVED == office.parts.manage_list.remove(ADMIN, handle, office.clock()).outcome


def join_again(office: Any) -> None:
    assert Outcome.ASKED_ADMINS == office.parts.joining.join(AYA, "aya", office.clock()).outcome


def test_what_was_sent_is_redrawn_without_it(mine: Any) -> None:
    mine.digest()
    remove(mine, "ken")
    mine.deliver()
    assert [mine.ids[:1]] == mine.shown()


def test_its_owner_asks_again_and_is_shown_once_an_admin_approves(mine: Any) -> None:
    remove(mine)
    join_again(mine)
    assert not mine.consent("aya").may_be_shown
    approve(mine)
    assert (True, True) == (mine.consent("aya").may_be_shown, mine.is_on_x("aya"))


def test_pausing_and_resuming_is_no_way_back(mine: Any) -> None:
    remove(mine)
    mine.parts.own_account.pause(AYA, mine.clock())
    assert Outcome.NOT_ON_LIST == mine.parts.own_account.resume(AYA, mine.clock()).outcome
    assert Standing.NOTICED is mine.consent("aya").standing


def test_posts_about_work_only_outlive_an_admins_yes(mine: Any) -> None:
    mine.parts.own_account.choose(AYA, mine.clock(), work_only=True)
    remove(mine)
    join_again(mine)
    approve(mine)
    assert (True, True) == (mine.consent("aya").may_be_shown, mine.consent("aya").work_only)


def test_a_pause_outlives_an_admins_yes_and_ends_by_its_owners_word(mine: Any) -> None:
    remove(mine)
    join_again(mine)
    asked = mine.request().id
    mine.parts.own_account.pause(AYA, mine.clock())
    mine.parts.joining.decide(ADMIN, asked, Decision.YES, mine.clock())
    assert (Standing.PAUSED, True) == (mine.consent("aya").standing, mine.is_on_x("aya"))
    assert Outcome.RESUMED == mine.parts.own_account.resume(AYA, mine.clock()).outcome
    assert mine.consent("aya").may_be_shown
