"""Trouble with X and Slack: retried with patience, told to the admins once and once when it is over."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tweetnudge.demo.slack import ADMIN, CHANNEL
from tweetnudge.domain.outbox import State

SECOND = "U0SECOND"
POST = "chat.postMessage"


@pytest.fixture
def started(office: Any) -> Any:
    """A bot that has sent a digest, with posts left for the next days."""
    for n in range(8):
        office.x.world.add_user(f"c{n}", f"Colleague {n}")
        office.x.world.post(f"c{n}", f"post {n}", minutes_ago=100 - n)
    office.digest()
    return office


def minutes(office: Any, number: int) -> None:
    """What so many minutes of the daemon bring; of hours only every fifth minute is looked at."""
    step = 1 if number < 60 else 5
    for _ in range(0, number, step):
        now = office.clock.pass_by(minutes=step)
        office.bot.daily(now)
        office.bot.reader.collect.when_due(now, timedelta(hours=1))
        office.deliver()


def next_morning(office: Any) -> None:
    office.clock.pass_by(days=1)
    office.clock.now = office.clock.now.replace(hour=0, minute=29)  # 09:29 in Tokyo


def in_channel(office: Any) -> list[Any]:
    """What was sent to the channel, or tried."""
    return [message for message in office.slack.calls(POST) if message["channel"] == CHANNEL]


def of_x(office: Any) -> int:
    return sum("/lists/" in asked.path for asked in office.x.requests)


def test_a_hiccup_is_nobodys_business(started: Any) -> None:
    next_morning(started)
    started.x.fail("/lists/", status=503, times=2)
    started.slack.fail(POST, status=503)
    minutes(started, 30)
    assert (2, [], []) == (len(started.shown()), started.told(ADMIN), started.told(SECOND))


def test_x_down_for_hours_is_told_once_and_once_when_it_is_over(started: Any) -> None:
    started.x.fail("/lists/", status=503, times=1000)
    before = of_x(started)
    minutes(started, 5 * 60)
    assert [["outage [ja-JP]"]] * 2 == [started.told(ADMIN), started.told(SECOND)]
    assert 5 * 2 <= of_x(started) - before <= 5 * 5  # pauses grow to half an hour, or a half less
    started.x._faults.waiting.clear()
    minutes(started, 60)
    assert ["outage [ja-JP]", "outage_over [ja-JP]"] == started.told(ADMIN)
    minutes(started, 120)
    assert 2 == len(started.told(ADMIN))


@pytest.mark.parametrize("status", [401, 402, 403, 404])
def test_what_x_refuses_is_not_tried_again_and_again(started: Any, status: int) -> None:
    """Told at once; then it is asked only when the next digest is due."""
    started.x.fail("/lists/", status=status, times=1000)
    before = of_x(started)
    minutes(started, 65)
    assert (1, ["outage [ja-JP]"]) == (of_x(started) - before, started.told(ADMIN))
    minutes(started, 6 * 60)
    assert (1, 1) == (of_x(started) - before, len(started.told(ADMIN)))
    next_morning(started)
    minutes(started, 3 * 60)
    assert (2, 1) == (of_x(started) - before, len(started.told(ADMIN)))
    assert 2 == len(started.shown())  # with what was there, and not a word of it
    started.x._faults.waiting.clear()
    next_morning(started)
    minutes(started, 10)
    assert ["outage [ja-JP]", "outage_over [ja-JP]"] == started.told(ADMIN)


def test_a_morning_with_nothing_to_show_waits_for_x(started: Any) -> None:
    """Once an hour X is asked again, until what it refused is mended or it is too late for today."""
    next_morning(started)
    minutes(started, 5)
    assert 2 == len(started.shown())  # nothing waits any more
    next_morning(started)
    started.x.world.post("c1", "written in the night", minutes_ago=120)
    started.x.fail("/lists/", status=404, times=2)
    before = of_x(started)
    minutes(started, 110)
    assert (2, 2) == (len(started.shown()), of_x(started) - before)
    minutes(started, 70)
    assert (3, 3) == (len(started.shown()), of_x(started) - before)


def test_after_a_restart_it_is_tried_at_once(started: Any, open_office: Callable[..., Any]) -> None:
    started.x.fail("/lists/", status=401)
    minutes(started, 65)
    assert ["outage [ja-JP]"] == started.told(ADMIN)
    again = open_office()
    again.bot.reader.collect.may_try_again()
    minutes(again, 6)
    assert ["outage [ja-JP]", "outage_over [ja-JP]"] == started.told(ADMIN)


def test_a_rate_limit_is_waited_out_as_x_says(started: Any) -> None:
    reset = started.clock() + timedelta(minutes=60 + 20)
    headers = {"x-rate-limit-reset": str(int(reset.timestamp()))}
    started.x.fail("/lists/", status=429, headers=headers)
    before = of_x(started)
    minutes(started, 75)
    minutes(started, 4)
    assert 1 == of_x(started) - before
    minutes(started, 2)
    assert 2 == of_x(started) - before


@pytest.mark.parametrize("code", ["is_archived", "channel_not_found", "not_in_channel", "msg_blocks_too_long"])
def test_what_slack_refuses_is_tried_once_a_day(started: Any, code: str) -> None:
    started.slack.fail(POST, error=code)
    next_morning(started)
    minutes(started, 120)
    assert (1, 2) == (len(started.shown()), len(in_channel(started)))
    assert [["outage [ja-JP]"]] * 2 == [started.told(ADMIN), started.told(SECOND)]
    assert State.FAILED is started.bot.by_hand.plan.today(started.clock()).state
    started.digest()
    minutes(started, 2)
    assert (2, ["outage [ja-JP]", "outage_over [ja-JP]"]) == (len(started.shown()), started.told(ADMIN))


def test_a_revoked_token_is_not_asked_with_again_and_again(started: Any) -> None:
    """Nobody can be told, and nothing is sent; notes wait, and the next day everything is as before."""
    started.slack.fail("", error="token_revoked", times=10_000)
    next_morning(started)
    before = len(started.slack.requests)
    minutes(started, 6 * 60)
    assert len(started.slack.requests) - before <= 2 * 7 + 3  # two notes once an hour, and the digest
    started.slack._faults.waiting.clear()
    next_morning(started)
    minutes(started, 5)
    assert 2 == len(started.shown())
    assert [] == started.told(ADMIN)  # over before it could be told


def test_a_digest_that_came_too_late_is_told(started: Any) -> None:
    started.slack.fail(POST, status=429, times=10_000)
    next_morning(started)
    minutes(started, 8 * 60 + 5)
    assert State.EXPIRED is started.bot.by_hand.plan.today(started.clock()).state
    started.slack._faults.waiting.clear()
    minutes(started, 15)
    assert "outage [ja-JP]" in started.told(ADMIN)
    assert 1 == len(started.shown())
    next_morning(started)
    minutes(started, 5)
    assert 2 == len(started.shown())
    assert "outage_over [ja-JP]" in started.told(ADMIN)


def test_what_could_not_be_looked_for_in_time_is_not_looked_for_without_a_pause(started: Any) -> None:
    started.slack.fail("conversations.history", status=429, headers={"Retry-After": "30"}, times=10_000)
    next_morning(started)
    minutes(started, 9 * 60)
    looks = [look for look in started.slack.calls("conversations.history") if look["channel"] == CHANNEL]
    assert len(looks) <= 9 * 60 / 5 + 1
    started.slack._faults.waiting.clear()
    minutes(started, 20)
    assert State.EXPIRED is started.bot.by_hand.plan.today(started.clock()).state


def test_a_digest_that_was_found_ends_what_was_wrong(started: Any) -> None:
    """It arrived, though Slack did not say so: the next day's hiccup is a new one."""
    for _ in range(2):
        next_morning(started)
        started.x.world.post("c1", "good morning", minutes_ago=60)
        started.slack.fail(POST, accept=True, drop=True)
        minutes(started, 30)
    assert (3, []) == (len(started.shown()), started.told(ADMIN))


def test_pauses_grow_while_slack_takes_nothing(started: Any) -> None:
    started.slack.fail(POST, status=429, headers={"Retry-After": "1"}, times=10_000)
    next_morning(started)
    minutes(started, 120)
    assert 12 <= len(in_channel(started)) - 1 <= 32
    assert 1 == len(started.shown())


def test_a_database_that_was_gone_is_told_afterwards_once(started: Any, open_office: Callable[..., Any]) -> None:
    """However many copies noticed it, and not when it was soon over."""
    for copy in (started, open_office()):
        outages, now = copy.bot.reader.collect.outages, started.clock()
        outages.database_is_back(now - timedelta(minutes=59), now)
        copy.deliver()
        assert [[]] * 2 == [started.told(ADMIN), started.told(SECOND)]
    for copy in (started, open_office()):
        copy.bot.reader.collect.outages.database_is_back(now - timedelta(minutes=60), now)
        copy.deliver()
    assert [["database_back [ja-JP]"]] * 2 == [started.told(ADMIN), started.told(SECOND)]


def test_the_channel_never_hears_of_trouble(started: Any) -> None:
    for name in ("/lists/", "/2/tweets"):
        started.x.fail(name, status=503, times=500)
    next_morning(started)
    minutes(started, 9 * 60)
    assert [] == [message["text"] for message in started.slack.messages(CHANNEL) if "outage" in message["text"]]
    assert 2 == len(started.shown())  # seen within 24 hours, so it may go
