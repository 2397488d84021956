"""When a digest is planned: by the clock, by hand, after trouble, and never twice."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tweetnudge import app
from tweetnudge.app import Bot
from tweetnudge.demo.clock import Clock
from tweetnudge.demo.settings import StandInSettings
from tweetnudge.demo.slack import CHANNEL, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.outbox import OutboxItem, State
from tweetnudge.domain.workdays import Closures
from tweetnudge.store import readings
from tweetnudge.store.engine import Database
from tweetnudge.usecases.send_digest import Outcome


def by_hand(bot: Bot) -> Outcome:
    return bot.by_hand(lambda _read: None)


def start(db: Database, clock: Clock) -> None:
    with db.write() as session:
        readings.start(session, clock())


def tick(bot: Bot, clock: Clock) -> None:
    bot.daily(clock())
    bot.send()


def today(bot: Bot, clock: Clock) -> OutboxItem | None:
    return bot.daily.plan.today(clock())


def shown(slack: SlackStandIn) -> list[list[int]]:
    """The posts of each message in the channel."""
    return [
        [int(block["block_id"].removeprefix("post:")) for block in message["blocks"]
         if block.get("block_id", "").startswith("post:")]
        for message in slack.messages(CHANNEL)
    ]  # fmt: skip


@pytest.fixture
def colleagues(x: XStandIn) -> list[int]:
    """Seven colleagues with two posts each; returns the ids, oldest first."""
    for n in range(7):
        x.world.add_user(f"c{n}", f"Colleague {n}")
    return [x.world.post(f"c{n % 7}", f"post {n}", minutes_ago=300 - n) for n in range(14)]


def test_by_hand_posts_once_however_often_it_is_asked(bot: Bot, slack: SlackStandIn, colleagues: list[int]) -> None:
    first, second = by_hand(bot), by_hand(bot)
    assert first.message is not None
    assert (State.SENT, None) == (second.item and second.item.state, second.message)
    assert 1 == len(slack.messages(CHANNEL))
    assert 5 == len(shown(slack)[0])


def test_the_next_day_brings_the_others(bot: Bot, slack: SlackStandIn, clock: Clock, colleagues: list[int]) -> None:
    by_hand(bot)
    clock.pass_by(days=1)
    by_hand(bot)
    clock.pass_by(days=1)
    by_hand(bot)
    one, two, three = shown(slack)
    new = [*one, *two[:5], *three[:4]]  # what comes again stands behind
    assert (set(colleagues), 14) == (set(new), len(new))


def test_nothing_goes_out_by_itself_before_somebody_started_it(
    bot: Bot, db: Database, slack: SlackStandIn, clock: Clock, colleagues: list[int]
) -> None:
    tick(bot, clock)
    assert [] == slack.messages(CHANNEL)
    start(db, clock)
    tick(bot, clock)
    assert 1 == len(slack.messages(CHANNEL))


def test_one_digest_by_hand_starts_the_daily_ones(
    bot: Bot, slack: SlackStandIn, clock: Clock, colleagues: list[int]
) -> None:
    by_hand(bot)
    clock.pass_by(days=1)
    for _ in range(3):
        tick(bot, clock)
    assert 2 == len(slack.messages(CHANNEL))


@pytest.mark.parametrize(
    ("local", "expected"),
    [("09:29", 0), ("09:30", 1), ("17:29", 1), ("17:30", 0), ("23:59", 0)],
)
def test_a_digest_missed_while_down_is_sent_within_eight_hours(
    bot: Bot, db: Database, slack: SlackStandIn, x: XStandIn, clock: Clock, local: str, expected: int
) -> None:
    hour, minute = map(int, local.split(":"))
    clock.now = datetime(2026, 7, 1, hour, minute, tzinfo=UTC) - timedelta(hours=9)
    x.world.add_user("aya", "Aya")
    x.world.post("aya", "hello")
    start(db, clock)
    tick(bot, clock)
    assert expected == len(slack.messages(CHANNEL))


@pytest.mark.parametrize(
    "day", [date(2026, 7, 4), date(2026, 7, 5), date(2026, 7, 20), date(2026, 8, 13)],
    ids=["Saturday", "Sunday", "Marine Day", "the company's summer break"],
)  # fmt: skip
def test_days_off_are_silent_and_by_hand_still_works(
    settings: StandInSettings, db: Database, slack: SlackStandIn, x: XStandIn, clock: Clock, day: date
) -> None:
    closures = Closures("JP", ranges=((date(2026, 8, 12), date(2026, 8, 14)),))
    bot = app.build(settings.model_copy(update={"holidays": closures}), db, clock=clock, sleep=clock.sleep)
    clock.now = datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC)
    x.world.add_user("aya", "Aya")
    x.world.post("aya", "hello")
    start(db, clock)
    tick(bot, clock)
    assert [] == slack.messages(CHANNEL)
    by_hand(bot)
    assert 1 == len(slack.messages(CHANNEL))
    bot.reader.x.close()


def test_a_day_with_nothing_to_say_is_silent_and_written_down(
    bot: Bot, db: Database, slack: SlackStandIn, x: XStandIn, clock: Clock
) -> None:
    start(db, clock)
    tick(bot, clock)
    item = today(bot, clock)
    assert item is not None
    assert State.SKIPPED == item.state
    x.world.add_user("aya", "Aya")
    x.world.post("aya", "too late for today")
    tick(bot, clock)
    assert [] == slack.messages(CHANNEL)
    by_hand(bot)
    assert 1 == len(slack.messages(CHANNEL))


def test_silence_is_not_decided_while_x_is_down(
    bot: Bot, db: Database, slack: SlackStandIn, x: XStandIn, clock: Clock
) -> None:
    x.world.add_user("aya", "Aya")
    x.world.post("aya", "hello")
    start(db, clock)
    x.fail("/tweets", status=503)
    tick(bot, clock)
    assert today(bot, clock) is None
    clock.pass_by(minutes=5)
    tick(bot, clock)
    assert 1 == len(slack.messages(CHANNEL))


def test_silence_is_not_decided_by_a_read_from_before_the_post(
    bot: Bot, db: Database, slack: SlackStandIn, x: XStandIn, clock: Clock
) -> None:
    """An hour ago nothing was there; what was written since is old enough by now, and X is down just now."""
    x.world.add_user("aya", "Aya")
    start(db, clock)
    clock.pass_by(hours=-2)
    bot.reader.collect(clock.pass_by(hours=1))
    clock.pass_by(hours=1)
    x.world.post("aya", "hello", minutes_ago=40)
    x.fail("/tweets", status=503)
    tick(bot, clock)
    assert today(bot, clock) is None
    clock.pass_by(minutes=5)
    tick(bot, clock)
    assert 1 == len(slack.messages(CHANNEL))


def test_the_day_is_not_given_up_when_the_one_post_that_was_read_is_gone(
    bot: Bot, db: Database, slack: SlackStandIn, x: XStandIn, clock: Clock
) -> None:
    """Another was written since, and the List could not be read when the digest was due."""
    x.world.add_user("aya", "Aya")
    gone = x.world.post("aya", "I will regret this", minutes_ago=60)
    start(db, clock)
    bot.reader.collect(clock())
    clock.pass_by(hours=1)
    stays = x.world.post("aya", "I will not", minutes_ago=40)
    x.world.delete(gone)
    x.fail("/lists/", status=503)
    tick(bot, clock)
    assert [] == slack.messages(CHANNEL)
    bot.reader.collect.when_due(clock.pass_by(minutes=6), timedelta(hours=1))
    tick(bot, clock)
    assert [[stays]] == shown(slack)


def test_while_x_is_down_the_digest_goes_out_with_what_is_there(
    bot: Bot, db: Database, slack: SlackStandIn, x: XStandIn, clock: Clock, colleagues: list[int]
) -> None:
    start(db, clock)
    bot.reader.collect(clock())
    clock.pass_by(hours=2)
    x.fail(status=503, times=100)
    tick(bot, clock)
    assert 5 == len(shown(slack)[0])
    assert "503" not in str(slack.messages(CHANNEL))


def test_by_hand_says_why_the_list_could_not_be_read(bot: Bot, x: XStandIn, colleagues: list[int]) -> None:
    x.fail(status=401, times=100)
    outcome = by_hand(bot)
    assert outcome.item is None
    assert "X_BEARER_TOKEN" in (outcome.x_problem or "")


def test_posts_from_long_before_the_start_are_never_shown(
    bot: Bot, slack: SlackStandIn, x: XStandIn, clock: Clock
) -> None:
    x.world.add_user("aya", "Aya")
    x.world.post("aya", "old news", minutes_ago=49 * 60)
    fresh = x.world.post("aya", "yesterday", minutes_ago=24 * 60)
    by_hand(bot)
    clock.pass_by(days=1)
    by_hand(bot)
    assert [[fresh]] == shown(slack)


def test_over_a_long_weekend_the_digest_has_its_own_heading(
    bot: Bot, slack: SlackStandIn, x: XStandIn, clock: Clock
) -> None:
    clock.now = datetime(2026, 7, 17, 1, 0, tzinfo=UTC)  # the Friday before Marine Day
    x.world.add_user("aya", "Aya")
    x.world.post("aya", "hello")
    by_hand(bot)
    clock.pass_by(days=4)
    x.world.post("aya", "from the beach")
    by_hand(bot)
    before, after = (str(message["blocks"]) for message in slack.messages(CHANNEL))
    assert "お休みのあいだの投稿から" in after
    assert "お休みのあいだの投稿から" not in before


def test_a_post_too_fresh_for_one_digest_has_its_chance_in_the_next(
    settings: StandInSettings, db: Database, slack: SlackStandIn, x: XStandIn, clock: Clock
) -> None:
    bot = app.build(settings.model_copy(update={"post_max_age_days": 1}), db, clock=clock, sleep=clock.sleep)
    clock.now = datetime(2026, 7, 1, 0, 30, tzinfo=UTC)  # 09:30, when the digest is due
    start(db, clock)
    x.world.add_user("aya", "Aya")
    post = x.world.post("aya", "ten minutes old", minutes_ago=10)
    tick(bot, clock)
    assert [] == shown(slack)
    clock.pass_by(days=1)
    tick(bot, clock)
    assert [[post]] == shown(slack)
    bot.reader.x.close()
