"""An account nobody has claimed is hidden for whoever asks; what becomes of it then is for the admins to say."""

from typing import Any

import pytest

from tweetnudge.demo.slack import ADMIN, CHANNEL, MEMBER
from tweetnudge.domain.consent import Standing
from tweetnudge.domain.requests import Decision
from tweetnudge.domain.results import Outcome

AYA, KEN, SECOND = "U0AYA", "U0KEN", "U0SECOND"


@pytest.fixture
def mine(office: Any) -> Any:
    """Aya's account is hers and was shown beside Ken's, which is nobody's."""
    for n, handle in enumerate(["aya", "ken"]):
        office.x.world.add_user(handle, handle.title())
        office.x.world.post(handle, f"hello from {handle}", minutes_ago=60 - n)
    office.parts.sync_members(office.clock(), ADMIN)
    office.parts.joining.join(AYA, "aya", office.clock())
    office.digest()
    office.deliver()
    return office


def leave(office: Any, user: str = AYA, handle: str = "ken") -> list[Outcome]:
    return [result.outcome for result in office.parts.own_account.leave(user, handle, office.clock())]


def decide(office: Any, decision: Decision) -> Outcome:
    return office.parts.joining.decide(ADMIN, office.request().id, decision, office.clock()).outcome


def test_an_account_nobody_claimed_is_hidden_at_once_and_the_admins_decide(mine: Any) -> None:
    assert [Outcome.HIDDEN] == leave(mine, AYA, "@Ken")
    mine.deliver()
    assert "@ken" not in str(mine.slack.messages(CHANNEL))
    assert "leave open @ken [ja-JP]" in mine.told(ADMIN)
    assert Outcome.DECLINED == decide(mine, Decision.NO)
    mine.deliver()
    assert "@ken" in str(mine.slack.messages(CHANNEL))
    leave(mine, AYA, "ken")
    assert Outcome.APPROVED == decide(mine, Decision.YES)
    assert (Standing.HIDDEN, False) == (mine.consent("ken").standing, mine.is_on_x("ken"))


def test_a_hidden_accounts_owner_may_join_and_the_old_question_changes_nothing_then(mine: Any) -> None:
    leave(mine, AYA, "ken")
    asked = mine.request().id
    assert Outcome.ASKED_ADMINS == mine.parts.joining.join(KEN, "ken", mine.clock()).outcome
    decide(mine, Decision.YES)
    mine.parts.joining.decide(SECOND, asked, Decision.YES, mine.clock())
    assert (True, True) == (mine.consent("ken").may_be_shown, mine.is_on_x("ken"))


def test_a_member_hides_no_more_than_three_unclaimed_accounts(office: Any) -> None:
    for n in range(4):
        office.x.world.add_user(f"c{n}", f"Colleague {n}")
    office.parts.sync_members(office.clock(), ADMIN)
    hidden = [outcome for n in range(4) for outcome in leave(office, MEMBER, f"@c{n}")]
    assert [Outcome.HIDDEN] * 3 + [Outcome.TOO_MANY_REQUESTS] == hidden
    assert Standing.SHOWN is office.consent("c3").standing


def test_hidden_and_then_taken_off_it_waits_until_somebody_vouches_for_it(mine: Any) -> None:
    leave(mine)
    mine.parts.manage_list.remove(ADMIN, "ken", mine.clock())
    assert Outcome.DECLINED == decide(mine, Decision.NO)
    mine.x.world.members.append(mine.x.world.user_id("ken"))
    mine.clock.pass_by(hours=2)
    mine.x.world.post("ken", "hello again")
    mine.bot.reader.collect(mine.clock())
    assert (Standing.NOTICED, True) == (mine.consent("ken").standing, mine.consent("ken").on_list)
    assert Outcome.ADDED == mine.parts.manage_list.add(ADMIN, "ken", mine.clock()).outcome
    assert mine.consent("ken").may_be_shown


def test_when_nobody_has_decided_for_a_month_an_admin_may_vouch_for_it(mine: Any) -> None:
    leave(mine)
    assert Outcome.OWNER_DECIDES == mine.parts.manage_list.add(ADMIN, "ken", mine.clock()).outcome
    mine.clock.pass_by(days=30)
    assert Outcome.LAPSED == decide(mine, Decision.NO)
    assert Outcome.ADDED == mine.parts.manage_list.add(ADMIN, "ken", mine.clock()).outcome
    assert mine.consent("ken").may_be_shown
