"""Several admins, or copies of the bot, changing the same accounts at once: X's List and the store agree at the end."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from tweetnudge.demo.slack import ADMIN
from tweetnudge.domain.results import Outcome
from tweetnudge.store import consents, leases

pytestmark = pytest.mark.usefixtures("several_at_once")

AYA, SECOND = "U0AYA", "U0SECOND"
HANDLES = ("aya", "ken", "mio")
FINE = {Outcome.ADDED, Outcome.ALREADY_THERE, Outcome.REMOVED, Outcome.NOT_ON_LIST}


def on_list(office: Any) -> set[int]:
    with office.db.read() as session:
        return {account for account, one in consents.everyone(session).items() if one.on_list}


@pytest.fixture
def offices(open_office: Callable[..., Any]) -> list[Any]:
    """Two copies of the bot."""
    both = [open_office(x_budget_usd="100"), open_office(x_budget_usd="100")]
    for handle in HANDLES:
        both[0].x.world.add_user(handle, handle.title(), listed=False)
    both[0].parts.sync_members(both[0].clock(), ADMIN)
    return both


@pytest.mark.parametrize("attempt", range(3))
def test_adding_and_removing_the_same_handles(offices: list[Any], attempt: int) -> None:
    def work(number: int) -> list[Outcome]:
        office, admin = offices[number % 2], (ADMIN, SECOND)[number // 2 % 2]
        manage = office.parts.manage_list
        outcomes: list[Outcome] = []
        for turn in range(3):
            for handle in HANDLES:
                act = manage.add if (number + turn) % 2 else manage.remove
                outcomes.append(act(admin, handle, office.clock()).outcome)
        return outcomes

    with ThreadPoolExecutor(4) as admins:
        outcomes = [outcome for done in admins.map(work, range(4)) for outcome in done]
    assert set(outcomes) <= FINE
    assert set(offices[0].x.world.members) == on_list(offices[0])


@pytest.mark.parametrize("attempt", range(3))
def test_an_owner_who_leaves_while_admins_add(offices: list[Any], attempt: int) -> None:
    """Whoever is first: in the end the account is off, and nothing but its id is known."""
    office = offices[0]
    manage, aya = office.parts.manage_list, office.x.world.user_id("aya")
    manage.add(ADMIN, "aya", office.clock())
    office.parts.joining.join(AYA, "aya", office.clock())
    with ThreadPoolExecutor(3) as people:
        people.submit(office.parts.own_account.leave, AYA, None, office.clock())
        people.submit(manage.add, ADMIN, "aya", office.clock())
        people.submit(offices[1].parts.manage_list.add, SECOND, "aya", office.clock())
    with office.db.read() as session:
        assert (None, {aya}) == (consents.consent(session, aya), consents.gone(session, [aya]))
    assert not office.is_on_x("aya")


def test_an_account_held_too_long_by_another_copy_is_busy(office: Any) -> None:
    office.x.world.add_user("aya", "Aya", listed=False)
    x_list = office.parts.manage_list.x_list
    waited: list[float] = []
    with office.db.write() as session:
        leases.take(session, f"account:{office.x.world.user_id('aya')}", "another copy", 60)
    patient = replace(office.parts.manage_list, x_list=replace(x_list, sleep=waited.append))
    assert Outcome.BUSY == patient.add(ADMIN, "aya", office.clock()).outcome
    assert 20 == pytest.approx(sum(waited))
    assert not office.is_on_x("aya")
