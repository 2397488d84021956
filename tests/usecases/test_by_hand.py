"""A digest asked for by hand: what it mends, and when it does not wait."""

from datetime import timedelta

import pytest

from tweetnudge import app
from tweetnudge.app import Bot
from tweetnudge.demo.clock import Clock
from tweetnudge.demo.settings import StandInSettings
from tweetnudge.demo.slack import CHANNEL, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.outbox import State
from tweetnudge.store import readings
from tweetnudge.store.engine import Database
from tweetnudge.usecases.send_digest import Outcome


def by_hand(bot: Bot) -> Outcome:
    return bot.by_hand(lambda _read: None)


def start(db: Database, clock: Clock) -> None:
    with db.write() as session:
        readings.start(session, clock())


@pytest.fixture(autouse=True)
def colleagues(x: XStandIn) -> None:
    for n in range(7):
        x.world.add_user(f"c{n}", f"Colleague {n}")
        x.world.post(f"c{n}", f"post {n}", minutes_ago=300 - n)


def test_a_corrected_channel_is_used_at_once(
    settings: StandInSettings, db: Database, slack: SlackStandIn, clock: Clock
) -> None:
    wrong = app.build(settings.model_copy(update={"slack_channel": "CWRONG"}), db, clock=clock, sleep=clock.sleep)
    refused = by_hand(wrong).item
    assert refused is not None
    assert "CWRONG" in str(refused.problem)
    wrong.reader.x.close()
    right = app.build(settings, db, clock=clock, sleep=clock.sleep)
    by_hand(right)
    right.reader.x.close()
    assert 1 == len(slack.messages(CHANNEL))


def test_by_hand_sends_what_the_clock_had_planned_and_missed(
    bot: Bot, db: Database, slack: SlackStandIn, clock: Clock
) -> None:
    start(db, clock)
    bot.daily(clock())  # planned, and then the process was gone
    clock.pass_by(hours=9)
    by_hand(bot)
    assert 1 == len(slack.messages(CHANNEL))


def test_by_hand_does_not_wait_where_waiting_does_not_help(bot: Bot, slack: SlackStandIn, clock: Clock) -> None:
    slack.stop()
    before = clock()
    outcome = by_hand(bot)
    assert outcome.item is not None
    assert (State.PENDING, "Slack cannot be reached") == (outcome.item.state, str(outcome.item.problem)[:23])
    assert clock() - before < timedelta(seconds=5)


def test_a_clock_that_was_wrong_does_not_stop_the_reading(bot: Bot, x: XStandIn, clock: Clock) -> None:
    clock.pass_by(days=400)
    bot.reader.collect(clock())
    clock.pass_by(days=-400)
    assert bot.reader.collect.is_due(clock(), timedelta(hours=1))
    assert not bot.reader.collect.is_current(clock(), timedelta(hours=1))
