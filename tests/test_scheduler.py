"""When things run: at once and every minute, one failure at a time, and an end that can be relied on."""

import logging
import threading
from datetime import datetime

import pytest

from tweetnudge.demo.clock import Clock
from tweetnudge.domain.errors import Trouble
from tweetnudge.scheduler import Scheduler

pytestmark = pytest.mark.usefixtures("no_thread_left")

LONG = 10


class Slow:
    """A job that says when it begins, and ends only when it is told to."""

    def __init__(self) -> None:
        self.begun, self.may_end, self.ended = threading.Event(), threading.Event(), threading.Event()

    def __call__(self, now: datetime) -> None:
        self.begun.set()
        assert self.may_end.wait(LONG)
        self.ended.set()


def failing(error: Exception) -> None:
    raise error


def test_the_first_tick_comes_at_once(clock: Clock) -> None:
    """Every job runs, in the order given, with the time of the clock it was given."""
    ran: list[tuple[str, datetime]] = []
    done = threading.Event()
    scheduler = Scheduler(
        {
            "first": lambda now: ran.append(("first", now)),
            "second": lambda now: ran.append(("second", now)),
            "last": lambda _: done.set(),
        },
        clock,
    )
    scheduler.start()
    assert done.wait(LONG)
    assert scheduler.stop(LONG)
    assert [("first", clock.now), ("second", clock.now)] == ran


def test_the_clock_is_asked_for_each_job(clock: Clock) -> None:
    """A slow job must not make the next one live in the past."""
    seen: list[datetime] = []
    began = clock.now
    Scheduler({"slow": lambda _: clock.pass_by(minutes=3), "next": seen.append}, clock).tick()
    assert [began] != seen
    assert [clock.now] == seen


def test_trouble_is_one_sentence(clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    """What an admin can do something about is a warning without a traceback; the other jobs run."""
    ran: list[datetime] = []
    Scheduler({"read": lambda _: failing(Trouble("Do this.")), "next": ran.append}, clock).tick()
    assert 1 == len(ran)
    [record] = caplog.records
    assert (logging.WARNING, "read: Do this.", None) == (record.levelno, record.getMessage(), record.exc_info)


def test_a_mistake_of_ours_is_logged_whole(clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    """With its traceback, and the other jobs run; so do all of them a minute later."""
    ran: list[datetime] = []
    scheduler = Scheduler({"read": lambda _: failing(ZeroDivisionError("ours")), "next": ran.append}, clock)
    scheduler.tick()
    scheduler.tick()
    assert 2 == len(ran)
    assert 2 == len(caplog.records)
    assert "read failed" in caplog.text
    assert "ZeroDivisionError: ours" in caplog.text


def test_stopping_waits_for_the_tick_under_way(clock: Clock) -> None:
    """What has begun is finished before `stop` returns."""
    job = Slow()
    scheduler = Scheduler({"slow": job}, clock)
    scheduler.start()
    assert job.begun.wait(LONG)
    ended_before: list[bool] = []

    def stop() -> None:
        ended_before.append(scheduler.stop(LONG) and job.ended.is_set())

    stopping = threading.Thread(target=stop)
    stopping.start()
    job.may_end.set()
    stopping.join(LONG)
    assert [True] == ended_before


def test_stopping_does_not_wait_for_ever(clock: Clock) -> None:
    """False says that a job is still at it; the jobs after it are left for the next copy of the bot."""
    job, later = Slow(), threading.Event()
    scheduler = Scheduler({"slow": job, "later": lambda _: later.set()}, clock)
    scheduler.start()
    assert job.begun.wait(LONG)
    assert not scheduler.stop(0.05)
    assert not job.ended.is_set()
    job.may_end.set()
    assert scheduler.stop(LONG)
    assert job.ended.is_set()
    assert not later.is_set()


def test_a_tick_that_comes_while_stopping(clock: Clock) -> None:
    """It does nothing: nobody would wait for it."""
    ran: list[datetime] = []
    scheduler = Scheduler({"job": ran.append}, clock)
    scheduler.start()
    assert scheduler.stop(LONG)
    ran.clear()
    scheduler.tick()
    assert [] == ran
