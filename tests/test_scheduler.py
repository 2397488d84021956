"""When things run: at once and every minute, one failure at a time, and an end that can be relied on."""

import logging
import threading
import time
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
    """With its traceback, once an hour, and the other jobs run; so do all of them a minute later."""
    ran: list[datetime] = []
    scheduler = Scheduler({"read": lambda _: failing(ZeroDivisionError("ours")), "next": ran.append}, clock)
    for _ in range(61):
        scheduler.tick()
        clock.pass_by(minutes=1)
    assert 61 == len(ran)
    assert 2 == len(caplog.records)
    assert "read failed" in caplog.text
    assert "ZeroDivisionError: ours" in caplog.text


def test_the_same_trouble_is_said_once_an_hour(clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    """And when it changes; a clock that was put back does not keep anybody silent."""
    says = {"what": "Do this."}
    scheduler = Scheduler({"read": lambda _: failing(Trouble(says["what"]))}, clock)
    for minutes, what in ((0, "Do this."), (59, "Do this."), (0, "Do that."), (59, "Do that."), (1, "Do that.")):
        clock.pass_by(minutes=minutes)
        says["what"] = what
        scheduler.tick()
    clock.pass_by(hours=-48)
    scheduler.tick()
    said = ["Do this.", "Do that.", "Do that.", "Do that."]
    assert [f"read: {sentence}" for sentence in said] == [record.getMessage() for record in caplog.records]


class Gone(Trouble):
    """Nothing can be done without what is gone."""


@pytest.fixture
def outage(clock: Clock) -> tuple[Scheduler, set[str], list[str]]:
    """Three jobs; those named in the set meet what is gone, and the list tells what was tried."""
    broken, tried = set[str](), list[str]()

    def job(name: str) -> None:
        tried.append(name)
        if name in broken:
            raise Gone(f"No {name}.")

    jobs = {name: lambda _, name=name: job(name) for name in ("calendar", "read", "send")}
    return Scheduler(jobs, clock, often={"send": jobs["send"]}, common=(Gone,)), broken, tried


def test_a_trouble_of_all_ends_the_tick(
    outage: tuple[Scheduler, set[str], list[str]], clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    """One line when it begins, one an hour whichever job meets it, and one when it is over."""
    scheduler, broken, tried = outage
    broken |= {"read", "send"}
    with caplog.at_level("INFO", "tweetnudge.scheduler"):
        for _ in range(90):
            scheduler.tick()
            scheduler.tick_often()
            clock.pass_by(minutes=1)
        assert ["calendar", "read", "send"] * 90 == tried  # the last one by itself
        broken -= {"read"}
        scheduler.tick()
        broken.clear()
        scheduler.tick_often()
        assert 2 == len(caplog.records)
        scheduler.tick()
        scheduler.tick()
    levels = [record.levelname for record in caplog.records]
    assert ["WARNING", "WARNING", "INFO"] == levels
    assert "read: No read." in caplog.messages[0]


def test_whoever_wants_to_know_hears_since_when_nothing_could_be_done(clock: Clock) -> None:
    broken, heard, began = {"read"}, list[tuple[datetime, datetime]](), clock()

    def read(_: datetime) -> None:
        if broken:
            raise Gone("No read.")

    scheduler = Scheduler({"read": read}, clock, common=(Gone,), recovered=lambda *told: heard.append(told))
    for _ in range(150):
        scheduler.tick()
        clock.pass_by(minutes=1)
    broken.clear()
    scheduler.tick()
    scheduler.tick()
    assert [(began, clock())] == heard


def test_each_outage_is_told(outage: tuple[Scheduler, set[str], list[str]], caplog: pytest.LogCaptureFixture) -> None:
    scheduler, broken, _ = outage
    for _ in range(2):
        broken.add("read")
        scheduler.tick()
        broken.clear()
        scheduler.tick()
    assert 2 == len([record for record in caplog.records if record.levelname == "WARNING"])


def test_what_runs_often_does_not_wait_for_the_next_minute(clock: Clock) -> None:
    """It runs beside the ticks, but never at the same time as one of them, and stops with them."""
    at_once, most, ran, three = list[int](), list[int](), list[str](), threading.Event()

    def job(name: str) -> None:
        at_once.append(1)
        most.append(len(at_once))
        ran.append(name)
        time.sleep(0.05)
        at_once.pop()
        if ran.count("often") == 3:
            three.set()

    scheduler = Scheduler({"job": lambda _: job("tick")}, clock, often={"job": lambda _: job("often")}, every=0.1)
    scheduler.start()
    assert three.wait(LONG)
    assert scheduler.stop(LONG)
    stopped_with = len(ran)
    assert "tick" == ran[0]
    assert {1} == set(most)
    time.sleep(0.3)
    assert stopped_with == len(ran)


def test_ticks_do_not_pile_up(clock: Clock) -> None:
    """What should have run ten times during a slow job runs once after it."""
    slow, ran = Slow(), list[float]()
    scheduler = Scheduler({"slow": slow}, clock, often={"outbox": lambda _: ran.append(time.monotonic())}, every=0.2)
    scheduler.start()
    assert slow.begun.wait(LONG)
    time.sleep(2)
    assert [] == ran
    ended = time.monotonic()
    slow.may_end.set()
    time.sleep(0.5)
    assert scheduler.stop(LONG)
    assert 1 <= len([at for at in ran if at - ended < 0.45]) <= 4


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
