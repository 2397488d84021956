"""The money guard: counted once per object and UTC day, stopped before the budget is passed."""

import contextlib
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from tweetnudge import app
from tweetnudge.demo.clock import Clock
from tweetnudge.demo.settings import StandInSettings
from tweetnudge.demo.slack import ADMIN
from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.budget import Billed, cost
from tweetnudge.store import spending
from tweetnudge.store.engine import Database
from tweetnudge.store.models import BilledRow, PostRow
from tweetnudge.usecases.ports import XBadAnswer
from tweetnudge.usecases.spending import Purse, XBudgetSpent

JULY, AUGUST = datetime(2026, 7, 1, tzinfo=UTC).date(), datetime(2026, 8, 1, tzinfo=UTC).date()


@pytest.fixture
def with_budget(settings: StandInSettings, db: Database, clock: Clock) -> Callable[[str], app.Bot]:
    """A bot with so many dollars a month."""
    return lambda usd: app.build(settings.model_copy(update={"x_budget_usd": Decimal(usd)}), db, clock=clock)


def spent(db: Database) -> dict[Billed, int]:
    with db.read() as session:
        return spending.spent(session, JULY)


def colleagues(x: XStandIn, number: int, each: int = 1) -> None:
    for n in range(number):
        x.world.add_user(f"c{n}", f"Colleague {n}")
        for k in range(each):
            x.world.post(f"c{n}", f"post {k}", minutes_ago=45 + n + k * number)


def test_our_count_is_what_x_bills(with_budget: Callable[[str], app.Bot], db: Database, x: XStandIn) -> None:
    colleagues(x, 7, each=6)
    bot = with_budget("20")
    outcome = bot.by_hand(lambda _read: None)
    assert outcome.item is not None
    billed = {kind: len([1 for _, k, _ in x.billed if k == kind]) for kind in ("post", "user")}
    assert {Billed(kind): number for kind, number in billed.items()} == spent(db)


def test_an_object_costs_once_a_utc_day(db: Database) -> None:
    with db.write() as session:
        for _ in range(3):
            spending.record(session, Billed.POST, [1, 2, 2], JULY)
        spending.record(session, Billed.USER, [1], JULY)
        spending.record(session, Billed.POST, [2, 3], JULY.replace(day=2))
    assert {Billed.POST: 4, Billed.USER: 1} == spent(db)


def test_only_the_last_days_objects_are_kept(db: Database) -> None:
    for day in range(1, 31):
        with db.write() as session:
            spending.record(session, Billed.POST, range(day * 100, day * 100 + 50), JULY.replace(day=day))
    with db.read() as session:
        assert {29, 30} == {day.day for day in session.scalars(select(BilledRow.day).distinct())}
    assert {Billed.POST: 30 * 50} == spent(db)


@pytest.mark.parametrize("budget", ["0", "0.06", "0.11", "0.2", "0.35"])
def test_reading_stops_before_the_budget_is_passed(
    with_budget: Callable[[str], app.Bot], db: Database, x: XStandIn, clock: Clock, budget: str
) -> None:
    colleagues(x, 10, each=10)
    with pytest.raises(XBudgetSpent, match="X_BUDGET_USD"):
        with_budget(budget).reader.collect(clock())
    assert cost(spent(db)) <= Decimal(budget) * 1000
    with_budget("20").reader.collect(clock.pass_by(minutes=10))
    with db.read() as session:
        assert 100 == len(session.scalars(select(PostRow.id)).all())


def test_enough_is_kept_back_to_check_the_digest(
    with_budget: Callable[[str], app.Bot], x: XStandIn, clock: Clock
) -> None:
    colleagues(x, 5)
    bot = with_budget("0.11")  # ten posts of it are kept back: 0.06 pays for the five posts, not for the five people
    with pytest.raises(XBudgetSpent):
        bot.reader.collect(clock())
    purse = Purse(bot.reader.db, Decimal("0.11"), kept_back=10)
    with purse.paying(Billed.POST, 5, clock(), at_least=5, keep_back=False) as bill:
        assert 5 == bill.at_most
    with pytest.raises(XBudgetSpent), purse.paying(Billed.POST, 100, clock(), at_least=100):
        pass


def test_a_new_month_has_a_new_budget(with_budget: Callable[[str], app.Bot], x: XStandIn, clock: Clock) -> None:
    colleagues(x, 10, each=3)
    bot = with_budget("0.2")
    with pytest.raises(XBudgetSpent):
        bot.reader.collect(clock())
    clock.now = datetime(2026, 7, 31, 23, 59, tzinfo=UTC)
    x.world.post("c1", "late in July")
    with pytest.raises(XBudgetSpent):
        bot.reader.collect(clock())
    clock.pass_by(minutes=2)
    bot.reader.collect(clock())
    with bot.reader.db.read() as session:
        assert spending.spent(session, AUGUST)[Billed.POST] > 0


def test_answer_that_cannot_be_used_is_counted_too(bot: app.Bot, db: Database, x: XStandIn, clock: Clock) -> None:
    colleagues(x, 9)
    odd = next(iter(x.world.posts.values()))
    del odd["public_metrics"]
    with pytest.raises(XBadAnswer, match="public_metrics"):
        bot.reader.collect(clock())
    assert {Billed.POST: len(x.billed)} == spent(db)


def test_several_copies_together_do_not_pass_the_budget(db: Database, clock: Clock) -> None:
    """What others are asking for just now is spent already."""
    purses = [Purse(db, Decimal("0.1"), kept_back=0) for _ in range(8)]
    together, asked = threading.Barrier(8), []

    def ask(purse: Purse) -> None:
        together.wait()
        with contextlib.suppress(XBudgetSpent), purse.paying(Billed.POST, 7, clock(), at_least=7) as bill:
            asked.append(bill.at_most)
            time.sleep(0.2)  # longer than the others take to ask

    with ThreadPoolExecutor(8) as copies:
        list(copies.map(ask, purses))
    assert [7, 7] == asked


def test_what_was_not_returned_may_be_asked_for_again(db: Database, clock: Clock) -> None:
    purse = Purse(db, Decimal("0.1"), kept_back=0)
    for _ in range(50):
        with purse.paying(Billed.POST, 18, clock(), at_least=18) as bill:
            bill.returned = [1, 2]
    with pytest.raises(XBadAnswer), purse.paying(Billed.POST, 18, clock(), at_least=18):
        raise XBadAnswer("half a page", returned=(1, 2, 3))
    assert {Billed.POST: 3} == spent(db)


def test_what_a_dead_copy_asked_for_stays_spent(db: Database, clock: Clock) -> None:
    """X may have billed it."""
    with db.write() as session:
        spending.set_aside(session, Billed.POST, 15, JULY)
    purse = Purse(db, Decimal("0.1"), kept_back=0)
    with purse.paying(Billed.POST, 20, clock()) as bill:
        assert 5 == bill.at_most


def test_the_admins_hear_of_four_fifths_and_of_the_end_once_each(open_office: Callable[..., Any], x: XStandIn) -> None:
    colleagues(x, 2)
    office = open_office(x_budget_usd="0.12", digest_size=1)
    office.digest()
    assert [] == office.told(ADMIN)
    for n in range(6):
        x.world.add_user(f"new{n}", "New")
        x.world.post(f"new{n}", "hello", minutes_ago=40)
        office.clock.pass_by(hours=2)
        with contextlib.suppress(XBudgetSpent):
            office.bot.reader.collect(office.clock())
        office.deliver()
    told = [said for said in office.told(ADMIN) if "noticed" not in said]
    assert ["budget_nearly [ja-JP]", "budget_spent [ja-JP]"] == told
    for _ in range(5):
        office.clock.pass_by(hours=2)
        with pytest.raises(XBudgetSpent):
            office.bot.reader.collect(office.clock())
        office.deliver()
    assert told == [said for said in office.told(ADMIN) if "noticed" not in said]
