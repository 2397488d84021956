"""Several copies of the bot, processes of their own, on one database: everything once, whoever gets there."""

import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tweetnudge import app
from tweetnudge.demo.settings import stand_in_settings
from tweetnudge.demo.slack import CHANNEL, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.store.engine import Database
from tweetnudge.store.models import OutboxRow, PostRow

LEASE_SECONDS = 3
LOOK_EVERY = LEASE_SECONDS / 6  # so often every copy asks whether somebody else has died over a message
FOR_A_SLOW_MACHINE = 8

Start = Callable[..., Any]
Eventually = Callable[[Callable[[], Any]], Any]

pytestmark = pytest.mark.usefixtures("no_thread_left")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def environment(environment: dict[str, str], due_today: dict[str, str]) -> dict[str, str]:
    return environment | due_today | {"LEASE_SECONDS": str(LEASE_SECONDS)}


@pytest.fixture(autouse=True)
def posts(x: XStandIn) -> list[int]:
    for n in range(3):
        x.world.add_user(f"c{n}", f"Colleague {n}")
    return [x.world.post(f"c{n}", f"post {n}", minutes_ago=60 + n) for n in range(3)]


def reads_of_the_list(x: XStandIn) -> int:
    return sum(asked.path.startswith("/2/lists/") and asked.path.endswith("/tweets") for asked in list(x.requests))


def connected(slack: SlackStandIn, number: int) -> bool:
    return slack.wait_connected(number, timeout=40)


def states(db: Database) -> dict[str, str]:
    """Every message's state, by the first part of its key."""
    with db.read() as session:
        return {row.key.partition(":")[0]: row.state for row in session.scalars(select(OutboxRow))}


@pytest.mark.usefixtures("somebody_started_it")
def test_what_falls_due_is_done_by_one_of_two(
    start: Start, slack: SlackStandIn, x: XStandIn, db: Database, posts: list[int], eventually: Eventually
) -> None:
    copies = [start(), start()]
    assert connected(slack, 2)
    eventually(lambda: states(db) == {"digest": "sent"})
    time.sleep(2 * LOOK_EVERY)  # for a copy that would do it again
    assert [0, 0] == [copy.stop() for copy in copies]
    assert 1 == len(slack.messages(CHANNEL)) == len(slack.calls("chat.postMessage"))
    assert 1 == reads_of_the_list(x)
    with db.read() as session:
        assert set(posts) == set(session.scalars(select(PostRow.id).where(PostRow.surfaced_in.is_not(None))))
    assert all("Stopping" in copy.said for copy in copies)


def plan_a_digest(
    x: XStandIn, slack: SlackStandIn, db: Database, environment: dict[str, str], eventually: Eventually
) -> None:
    """As if it had just fallen due, so that whoever looks first sends it."""
    settings = stand_in_settings(x, slack, environment["DATABASE_URL"], timezone=environment["TIMEZONE"])
    with closing(app.build(settings, db)) as bot:
        eventually(lambda: bot.reader.collect.is_current(app.utc_now(), timedelta(minutes=5)))  # the copies read it
        bot.daily.plan.by_hand(app.utc_now())


def who_sends(db: Database) -> int:
    """The process that holds the message's lease."""
    with db.read() as session:
        return int(str(session.scalars(select(OutboxRow.lease_owner)).one()).split(":")[1])


@pytest.mark.parametrize("accept", [True, False], ids=["Slack has it", "Slack never got it"])
def test_killed_while_sending_the_other_finishes_within_a_lease(
    start: Start,
    slack: SlackStandIn,
    x: XStandIn,
    db: Database,
    environment: dict[str, str],
    eventually: Eventually,
    accept: bool,
) -> None:
    slack.fail("chat.postMessage", accept=accept, drop=not accept, delay=60)
    copies = {copy.process.pid: copy for copy in (start(), start())}
    assert connected(slack, 2)
    plan_a_digest(x, slack, db, environment, eventually)
    eventually(lambda: slack.calls("chat.postMessage"))
    copies.pop(who_sends(db)).kill()
    looks = 3 if accept else 4  # when it is not there, absent counts only the second time
    until = time.monotonic() + LEASE_SECONDS + looks * LOOK_EVERY + FOR_A_SLOW_MACHINE
    while states(db) != {"digest": "sent"} and time.monotonic() < until:
        time.sleep(0.02)
    (other,) = copies.values()
    assert {"digest": "sent"} == states(db), other.said
    assert 1 == len(slack.messages(CHANNEL))
    assert (1 if accept else 2) == len(slack.calls("chat.postMessage"))
    assert 0 == other.stop()


@pytest.mark.usefixtures("somebody_started_it")
def test_killed_while_reading_the_other_reads(
    start: Start, slack: SlackStandIn, x: XStandIn, db: Database, eventually: Eventually
) -> None:
    """The read is done again as a whole, and X bills nothing twice."""
    x.fail("/tweets", delay=60)
    at_work = start()
    eventually(lambda: reads_of_the_list(x) == 1)
    at_work.kill()
    time.sleep(LEASE_SECONDS)
    done = start("digest")
    assert 0 == done.process.wait(40), done.said
    assert {"digest": "sent"} == states(db)
    assert 1 == len(slack.messages(CHANNEL))
    assert 3 == len([kind for _, kind, _ in x.billed if kind == "post"])


@pytest.mark.usefixtures("somebody_started_it")
def test_the_command_beside_the_daemon(start: Start, slack: SlackStandIn, x: XStandIn, db: Database) -> None:
    """Both are asked for today's digest at the same moment."""
    daemon, command = start(), start("digest")
    assert 0 == command.process.wait(40), command.said
    assert connected(slack, 1)
    assert {"digest": "sent"} == states(db)
    assert 0 == daemon.stop()
    assert 1 == len(slack.messages(CHANNEL)) == len(slack.calls("chat.postMessage"))
    assert any(told in command.said for told in ("Posted today's digest", "already; nothing was posted twice"))


def test_four_copies_started_at_once_make_the_tables(start: Start, slack: SlackStandIn, x: XStandIn) -> None:
    copies = [start() for _ in range(4)]
    assert connected(slack, 4)
    assert [0] * 4 == [copy.stop() for copy in copies]
    assert all("Stopping" in copy.said for copy in copies)
    assert [] == slack.messages(CHANNEL)
