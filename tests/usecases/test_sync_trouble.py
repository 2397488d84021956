"""Reading the List's members when something is in the way: money, another copy, X itself; and when it is due."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tweetnudge.demo.slack import ADMIN, MEMBER
from tweetnudge.store import leases, readings
from tweetnudge.usecases.collect_posts import CollectingElsewhere
from tweetnudge.usecases.permissions import Refused
from tweetnudge.usecases.ports import XBadAnswer, XUnavailable
from tweetnudge.usecases.spending import XBudgetSpent


def sync(office: Any) -> Any:
    return office.parts.sync_members(office.clock(), ADMIN)


@pytest.fixture
def three(office: Any) -> Any:
    for handle in ("aya", "ken", "mio"):
        office.x.world.add_user(handle, handle.title())
    return office


def test_nothing_is_begun_that_would_take_more_than_half_of_what_is_left(open_office: Callable[..., Any]) -> None:
    """A company of thousands hears what it costs before a cent is spent; read again the same day it costs nothing."""
    office = open_office(x_budget_usd="0.15")
    for n in range(8):
        office.x.world.add_user(f"c{n}", f"Colleague {n}")
    with pytest.raises(XBudgetSpent, match=r"Reading the 8 people on the List costs \$0\.08.*X_BUDGET_USD=0\.15"):
        sync(office)
    assert not office.x.billed
    enough = open_office(x_budget_usd="0.17")
    assert [8, 8] == [sync(enough).total, sync(enough).total]


def test_a_budget_spent_half_way_changes_nothing(open_office: Callable[..., Any]) -> None:
    """More people are on the List than X said it holds."""
    office = open_office(x_budget_usd="0.07", digest_size=1)
    for n in range(8):
        office.x.world.add_user(f"c{n}", f"Colleague {n}")
    office.x.page_cap = 3
    modest = type("Modest", (), {"list_size": lambda *_: 1, "list_members": office.bot.reader.x.list_members})()
    with pytest.raises(XBudgetSpent):
        replace(office.parts.sync_members, x=modest)(office.clock(), ADMIN)
    assert office.consent("c0") is None
    assert sum(kind == "user" for _, kind, _ in office.x.billed) <= 7


def test_only_one_copy_reads(three: Any) -> None:
    with three.db.write() as session:
        leases.take(session, "members", "another copy", 60)
    with pytest.raises(CollectingElsewhere):
        sync(three)
    with three.db.write() as session:
        leases.give_back(session, "members", "another copy")
    assert 3 == sync(three).total


def test_a_list_without_end_is_given_up(three: Any) -> None:
    page = three.bot.reader.x.list_members(three.x.world.list_id, size=2, token=None)

    class Endless:
        def list_size(self, _list_id: str) -> int:
            return 3

        def list_members(self, *_: object, **__: object) -> object:
            return replace(page, next_token="again")

    with pytest.raises(XBadAnswer):
        replace(three.parts.sync_members, x=Endless())(three.clock(), ADMIN)


def test_when_due_once_started_monthly_and_an_hour_after_trouble(three: Any) -> None:
    due = three.parts.sync_members.when_due

    def asked() -> int:
        return sum(request.path.endswith("/members") for request in three.x.requests)

    def reads() -> int:
        before = asked()
        due(three.clock())
        return asked() - before

    assert 0 == reads()
    with three.db.write() as session:
        readings.start(session, three.clock())
    three.x.fail("/members", status=503)
    assert [1, 0] == [reads(), reads()]
    three.clock.pass_by(hours=1)
    assert [1, 0] == [reads(), reads()]
    three.clock.pass_by(days=29, hours=23)
    assert 0 == reads()
    three.clock.now += timedelta(hours=1)
    assert 1 == reads()


def test_trouble_is_told_to_the_admin_who_asked(three: Any) -> None:
    three.x.fail("/members", status=503)
    with pytest.raises(XUnavailable):
        sync(three)
    with pytest.raises(Refused):
        three.parts.sync_members(three.clock(), MEMBER)


def test_nobody_at_all_is_not_believed_where_somebody_was(three: Any) -> None:
    sync(three)
    three.parts.starting(ADMIN, three.clock())
    agreed = [three.consent(handle) for handle in ("aya", "ken", "mio")]
    page = three.bot.reader.x.list_members(three.x.world.list_id, size=2, token=None)

    class Empty:
        def list_size(self, _list_id: str) -> int:
            return 0

        def list_members(self, *_: object, **__: object) -> object:
            return replace(page, members=(), next_token=None)

    with pytest.raises(XBadAnswer):
        replace(three.parts.sync_members, x=Empty())(three.clock(), ADMIN)
    assert agreed == [three.consent(handle) for handle in ("aya", "ken", "mio")]
    assert all(one.may_be_shown for one in agreed)


def test_a_list_nobody_was_ever_on_may_be_empty(office: Any) -> None:
    assert [0, 0] == [sync(office).total, sync(office).total]
