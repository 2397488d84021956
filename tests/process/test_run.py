"""`tweetnudge run` as a process of its own, between both stand-ins and on the real clock."""

import hashlib
import hmac
import random
import signal
import time
from collections.abc import Callable
from http.client import HTTPConnection
from typing import Any

import pytest
from sqlalchemy import func, select

from tweetnudge.demo.slack import SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.store.engine import Database
from tweetnudge.store.models import LeaseRow, OutboxRow

pytestmark = pytest.mark.usefixtures("no_thread_left")

Eventually = Callable[[Callable[[], Any]], Any]


Start = Callable[..., Any]


@pytest.fixture(autouse=True)
def posts(x: XStandIn) -> None:
    x.world.add_user("aya", "Aya")
    x.world.post("aya", "Hello from the real clock")


@pytest.fixture
def environment(environment: dict[str, str], due_today: dict[str, str]) -> dict[str, str]:
    return environment | due_today | {"LEASE_SECONDS": "60"}


def leases(db: Database) -> int:
    """How much is held by anybody."""
    with db.read() as session:
        held = select(func.count()).select_from(OutboxRow).where(OutboxRow.lease_owner.is_not(None))
        return session.scalars(select(func.count()).select_from(LeaseRow)).one() + session.scalars(held).one()


def list_was_read(x: XStandIn) -> bool:
    return any(request.path.endswith("/tweets") for request in list(x.requests))


def test_nothing_is_sent_before_somebody_started_it(
    start: Start, slack: SlackStandIn, x: XStandIn, db: Database, eventually: Eventually
) -> None:
    """It connects and reads the List, and stays silent though a digest would be due; then it ends cleanly."""
    bot = start()
    assert slack.wait_connected(timeout=15)
    eventually(lambda: list_was_read(x))
    assert 0 == bot.stop()
    assert [] == slack.calls("chat.postMessage")
    eventually(lambda: slack.connected == 0)
    assert 0 == leases(db)
    with db.read() as session:
        assert session.scalar(select(OutboxRow)) is None
    assert "Listening to Slack over Socket Mode" in bot.said
    assert "Only collecting" in bot.said


@pytest.mark.usefixtures("somebody_started_it")
def test_one_digest_a_day(start: Start, slack: SlackStandIn, db: Database, eventually: Eventually) -> None:
    """Once started and due it posts, once, and a second start on the same day posts nothing more."""
    bot = start()
    eventually(slack.messages)
    assert 0 == bot.stop()
    again = start(LOG_FORMAT="json")
    assert slack.wait_connected(timeout=15)
    assert 0 == again.stop(signal.SIGINT)
    [message] = slack.messages()
    assert "Hello from the real clock" in str(message["blocks"])
    assert 1 == len(slack.calls("chat.postMessage"))
    assert 0 == leases(db)


@pytest.mark.usefixtures("somebody_started_it")
def test_x_that_does_not_answer_does_not_keep_it(
    start: Start, slack: SlackStandIn, x: XStandIn, db: Database, eventually: Eventually
) -> None:
    """It ends in time, and what it held is free for the next."""
    x.fail("/tweets", delay=60)
    bot = start()
    eventually(lambda: list_was_read(x))
    assert 0 == bot.stop()
    assert "Stopping" in bot.said
    assert 0 == leases(db)
    assert [] == slack.messages()


@pytest.mark.usefixtures("somebody_started_it")
def test_over_http(
    start: Start, slack: SlackStandIn, db: Database, eventually: Eventually, secrets: dict[str, str]
) -> None:
    """Without an app token it answers on PORT and sends its digest all the same."""
    port = random.randint(15_000, 30_000)
    bot = start(SLACK_APP_TOKEN="", SLACK_SIGNING_SECRET=secrets["slack_signing_secret"], PORT=str(port))
    eventually(slack.messages)
    assert [200, 401] == [asked(port, secrets["slack_signing_secret"]), asked(port, "another")]
    assert 0 == bot.stop()
    assert [] == slack.calls("apps.connections.open")
    assert 1 == len(slack.messages())
    assert 0 == leases(db)
    assert f"http://127.0.0.1:{port}/slack/events" in bot.said


def asked(port: int, secret: str) -> int:
    """The answer to the question with which Slack checks an address."""
    body, stamp = '{"type": "url_verification", "challenge": "abc"}', str(int(time.time()))
    signature = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={signature}"}
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("POST", "/slack/events", body, headers | {"Content-Type": "application/json"})
        with connection.getresponse() as answer:
            return answer.status
    finally:
        connection.close()


def test_missing_settings(start: Start) -> None:
    """A sentence for each, and the exit code of a wrong call."""
    bot = start(SLACK_BOT_TOKEN="", X_LIST="", SLACK_APP_TOKEN="")
    assert 2 == bot.process.wait(15)
    told = {line.partition(";")[0] for line in bot.said.splitlines()}
    assert {"SLACK_BOT_TOKEN is not set", "X_LIST is not set"} <= told


def test_slack_that_refuses_the_app_token(start: Start, slack: SlackStandIn) -> None:
    """One sentence and the exit code of a failure."""
    bot = start(SLACK_APP_TOKEN="xapp-wrong")
    assert 1 == bot.process.wait(15)
    assert "check SLACK_APP_TOKEN" in bot.said
    assert "xapp-wrong" not in bot.said
