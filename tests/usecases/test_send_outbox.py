"""Exactly once, whatever Slack does: every way a send can end, and what the channel sees then."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tweetnudge import app
from tweetnudge.app import Bot
from tweetnudge.demo.clock import Clock
from tweetnudge.demo.settings import StandInSettings
from tweetnudge.demo.slack import CHANNEL, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.outbox import OutboxItem, State
from tweetnudge.store.engine import Database, database_clock
from tweetnudge.store.models import OutboxRow, PostRow

POST = "chat.postMessage"
HISTORY = "conversations.history"


@pytest.fixture
def planned(bot: Bot, x: XStandIn, clock: Clock) -> OutboxItem:
    """Today's digest, planned and not sent yet."""
    for n in range(7):
        x.world.add_user(f"c{n}", f"Colleague {n}")
        x.world.post(f"c{n}", f"post {n}", minutes_ago=100 - n, photo=("https://photos.example/cat.png", "a cat"))
    bot.reader.collect(clock())
    item = bot.daily.plan.by_hand(clock())
    assert item is not None
    return item


def state(bot: Bot, item: OutboxItem) -> State:
    return bot.daily.plan.as_it_stands(item).state


def send_until_final(bot: Bot, item: OutboxItem, clock: Clock) -> OutboxItem:
    """What `run` does: a tick now and then, the clock going on."""
    for _ in range(50):
        bot.send()
        stands = bot.daily.plan.as_it_stands(item)
        if stands.state in {State.SENT, State.FAILED, State.EXPIRED, State.SKIPPED}:
            return stands
        clock.pass_by(seconds=10)
    raise AssertionError(stands)


def waiting_again(db: Database) -> bool:
    with db.read() as session:
        return not session.scalars(select(PostRow.id).where(PostRow.surfaced_in.is_not(None))).all()


def test_sent_and_recorded(bot: Bot, db: Database, slack: SlackStandIn, clock: Clock, planned: OutboxItem) -> None:
    bot.send()
    (message,) = slack.messages(CHANNEL)
    with db.read() as session:
        row = session.scalars(select(OutboxRow)).one()
    assert ("sent", message["ts"], None, None) == (row.state, row.ts, row.payload, row.lease_owner)
    assert {"event_type": "tweetnudge", "event_payload": {"key": planned.key}} == message["metadata"]
    (call,) = slack.calls(POST)
    assert (False, False) == (call["unfurl_links"], call["unfurl_media"])


@pytest.mark.parametrize(
    "fault",
    [{"drop": True}, {"status": 500}, {"error": "internal_error"}, {"error": "fatal_error"}, {"body": "<html>"}],
    ids=["dropped", "500", "internal_error", "fatal_error", "html"],
)
@pytest.mark.parametrize("accept", [True, False], ids=["accepted", "not accepted"])
def test_unknown_outcome_is_looked_for_before_anything_is_sent_again(
    bot: Bot, slack: SlackStandIn, clock: Clock, planned: OutboxItem, fault: dict[str, object], accept: bool
) -> None:
    slack.fail(POST, accept=accept, **fault)
    bot.send()
    assert State.UNKNOWN == state(bot, planned)
    assert State.SENT == send_until_final(bot, planned, clock).state
    assert 1 == len(slack.messages(CHANNEL))
    assert (1 if accept else 2) == len(slack.calls(POST))


def test_history_that_lags_behind_is_asked_twice(
    bot: Bot, slack: SlackStandIn, clock: Clock, planned: OutboxItem
) -> None:
    slack.fail(POST, drop=True, accept=True)
    bot.send()
    slack.fail(HISTORY, body={"ok": True, "messages": [], "has_more": False})
    clock.pass_by(seconds=20)
    bot.send()
    assert State.UNKNOWN == state(bot, planned)
    assert State.SENT == send_until_final(bot, planned, clock).state
    assert 1 == len(slack.calls(POST))


def test_unknown_outlives_the_day_until_slack_answers(
    bot: Bot, db: Database, slack: SlackStandIn, clock: Clock, planned: OutboxItem
) -> None:
    slack.fail(POST, drop=True, accept=True)
    bot.send()
    slack.fail(HISTORY, status=503, times=3)
    clock.pass_by(hours=20)
    bot.send()
    assert State.UNKNOWN == state(bot, planned)
    assert not waiting_again(db)
    assert State.SENT == send_until_final(bot, planned, clock).state


def test_unknown_and_absent_after_the_day_expires(
    bot: Bot, db: Database, slack: SlackStandIn, clock: Clock, planned: OutboxItem
) -> None:
    slack.fail(POST, drop=True)
    bot.send()
    clock.pass_by(hours=20)
    assert State.EXPIRED == send_until_final(bot, planned, clock).state
    assert waiting_again(db)
    assert [] == slack.messages(CHANNEL)


def test_rate_limit_means_not_sent_and_is_waited_out(
    bot: Bot, slack: SlackStandIn, clock: Clock, planned: OutboxItem
) -> None:
    slack.fail(POST, status=429, headers={"Retry-After": "45"})
    bot.send()
    assert State.PENDING == state(bot, planned)
    clock.pass_by(seconds=44)
    assert [] == bot.send()
    clock.pass_by(seconds=1)
    bot.send()
    assert State.SENT == state(bot, planned)
    assert 2 == len(slack.calls(POST))


@pytest.mark.parametrize(
    "code", ["channel_not_found", "is_archived", "token_revoked", "msg_blocks_too_long", "restricted_action"]
)
def test_refusal_fails_once_says_why_and_lets_posts_wait_again(
    bot: Bot, db: Database, slack: SlackStandIn, clock: Clock, planned: OutboxItem, code: str
) -> None:
    slack.fail(POST, error=code)
    failed = send_until_final(bot, planned, clock)
    assert State.FAILED == failed.state
    assert failed.problem
    assert waiting_again(db)
    clock.pass_by(hours=1)
    assert [] == bot.send()
    assert 1 == len(slack.calls(POST))
    bot.by_hand(lambda _read: None)  # asked for again by hand, once the trouble is mended
    assert 1 == len(slack.messages(CHANNEL))


def test_picture_slack_cannot_fetch_does_not_stop_the_digest(
    bot: Bot, slack: SlackStandIn, clock: Clock, planned: OutboxItem
) -> None:
    slack.broken_images.add("https://photos.example/cat.png")
    bot.send()
    (message,) = slack.messages(CHANNEL)
    assert "image" not in {block["type"] for block in message["blocks"]}
    assert planned.key == message["metadata"]["event_payload"]["key"]


def test_another_apps_forged_message_does_not_count(
    bot: Bot, slack: SlackStandIn, clock: Clock, planned: OutboxItem
) -> None:
    slack.post_as_other_app(CHANNEL, {"event_type": "tweetnudge", "event_payload": {"key": planned.key}})
    bot.send()
    assert 2 == len(slack.messages(CHANNEL))


def test_pending_digest_expires_when_its_time_is_over(
    bot: Bot, db: Database, slack: SlackStandIn, clock: Clock, planned: OutboxItem
) -> None:
    clock.pass_by(hours=14)  # midnight in Tokyo
    bot.send()
    assert State.EXPIRED == state(bot, planned)
    assert waiting_again(db)
    assert [] == slack.messages(CHANNEL)


def test_copy_that_died_while_sending_is_followed_by_another(
    bot: Bot, db: Database, slack: SlackStandIn, clock: Clock, planned: OutboxItem
) -> None:
    with db.write() as session:
        session.execute(
            update(OutboxRow).values(
                state="sending", attempts=1, first_attempt_at=clock(), last_attempt_at=clock(),
                lease_owner="somebody who died", lease_until=database_clock() + 30,
            )
        )  # fmt: skip
    clock.pass_by(minutes=2)
    assert [] == bot.send()  # the lease is theirs, whatever our own clock says
    with db.write() as session:
        session.execute(update(OutboxRow).values(lease_until=database_clock() - 1))
    assert State.SENT == send_until_final(bot, planned, clock).state
    assert 1 == len(slack.messages(CHANNEL))


def test_lease_lost_before_sending_sends_nothing(
    settings: StandInSettings, db: Database, x: XStandIn, slack: SlackStandIn, clock: Clock, planned: OutboxItem
) -> None:
    made = app.build(settings, db, clock=clock, sleep=clock.sleep)
    hasty = replace(made.send, patience=replace(made.send.patience, lease=timedelta(0)))
    hasty.advance()  # looks, as before every first attempt
    hasty.advance()
    made.close()
    assert [] == slack.messages(CHANNEL)
