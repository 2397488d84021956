"""Personal digests by several copies of the bot, processes of their own: everybody gets one, whoever is killed."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from tweetnudge.demo.slack import CHANNEL, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.slack.ids import post_of_block_id
from tweetnudge.store import subscribers
from tweetnudge.store.engine import Database
from tweetnudge.store.models import LeaseRow, OutboxRow

READERS = [f"U0READER{number:02}" for number in range(10)]
POSTS, A_DAY = 40, 7
KILLS = (1, 6)  # after so many messages whoever sends is killed
Start = Callable[..., Any]
Eventually = Callable[[Callable[[], Any]], Any]

pytestmark = pytest.mark.usefixtures("no_thread_left")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def environment(environment: dict[str, str], due_today: dict[str, str]) -> dict[str, str]:
    return environment | due_today | {"DIGEST_THREAD_SIZE": "12"}


@pytest.fixture(autouse=True)
def posts(x: XStandIn) -> list[int]:
    for n in range(POSTS):
        x.world.add_user(f"c{n}", f"Colleague {n}")
    return [x.world.post(f"c{n}", f"post {n}", minutes_ago=120 - n) for n in range(POSTS)]


@pytest.fixture(autouse=True)
def everybody_asked(slack: SlackStandIn, db: Database) -> None:
    with slack.lock, db.write() as session:
        for user in READERS:
            slack.workspace.add_user(user, user.lower())
            where = slack.workspace.direct(user).id
            subscribers.subscribe(session, user, A_DAY, where, "ja-JP", datetime.now(UTC))


def given(slack: SlackStandIn, user: str) -> list[list[int]]:
    """The posts of each message somebody got."""
    messages = slack.messages("D" + user.removeprefix("U"))
    named = ([post_of_block_id(str(block.get("block_id", ""))) for block in message["blocks"]] for message in messages)
    return [[post for post in one if post is not None] for one in named]


def arrived(slack: SlackStandIn) -> int:
    return sum(bool(given(slack, user)) for user in READERS)


def who_sends(db: Database) -> int | None:
    """The process whose turn it is to send personal digests."""
    with db.read() as session:
        owner = session.scalar(select(LeaseRow.owner).where(LeaseRow.name == "personal"))
    return int(owner.split(":")[1]) if owner else None


def open_messages(db: Database) -> list[str]:
    with db.read() as session:
        return [row.key for row in session.scalars(select(OutboxRow).where(OutboxRow.state != "sent"))]


@pytest.mark.usefixtures("somebody_started_it")
def test_whoever_is_killed_everybody_gets_one(
    start: Start, slack: SlackStandIn, db: Database, posts: list[int], eventually: Eventually
) -> None:
    slack.fail("chat.postMessage", accept=True, drop=True, skip=2 + 3)
    copies = {copy.process.pid: copy for copy in (start(), start())}
    for number in KILLS:
        eventually(lambda number=number: arrived(slack) >= number)
        copies.pop(eventually(lambda: who_sends(db) if who_sends(db) in copies else None)).kill()
        another = start()
        copies[another.process.pid] = another
    eventually(lambda: arrived(slack) == len(READERS))
    eventually(lambda: not open_messages(db))
    time.sleep(1.5)  # for a copy that would send one again
    assert [0, 0] == [copy.stop() for copy in copies.values()]
    assert [[A_DAY]] * len(READERS) == [[len(one) for one in given(slack, user)] for user in READERS]
    assert 2 == len(slack.messages(CHANNEL))
    of_each = sorted(sum(post in one for user in READERS for one in given(slack, user)) for post in posts)
    # What the day's message shows has been before everybody; all others share the readers out.
    assert [0] * 5 + [2] * 35 == of_each
