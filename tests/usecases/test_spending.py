"""The money guard: counted once per object and UTC day, stopped before the budget is passed."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select

from tweetnudge import app
from tweetnudge.demo.clock import Clock
from tweetnudge.demo.settings import StandInSettings
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
    assert 5 == purse.at_most(Billed.POST, 5, clock(), at_least=5, keep_back=False)
    with pytest.raises(XBudgetSpent):
        purse.at_most(Billed.POST, 100, clock(), at_least=100)


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
