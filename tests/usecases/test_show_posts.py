"""What /tweets shows: posts a digest could show, each reader starting somewhere else, X never asked."""

from collections.abc import Callable

import pytest

from tweetnudge.app import Bot
from tweetnudge.demo.clock import Clock
from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.browse import from_where
from tweetnudge.domain.consent import Consent, Standing
from tweetnudge.store import consents
from tweetnudge.store.engine import Database

Texts = Callable[..., list[str]]


@pytest.fixture
def colleagues(x: XStandIn) -> None:
    """Seven colleagues with one post each, ten minutes apart; c0's is the oldest."""
    for n in range(7):
        x.world.add_user(f"c{n}", f"Colleague {n}")
        x.world.post(f"c{n}", f"post {n}", minutes_ago=200 - 10 * n)


@pytest.fixture
def show(bot: Bot, clock: Clock) -> Texts:
    """The texts of the posts somebody is shown."""

    def texts(reader: str = "U1", **asked: object) -> list[str]:
        shown = bot.parts.show_posts(reader, clock(), **asked)  # type: ignore[arg-type]
        assert {entry.lead.author_id for entry in shown.entries} == shown.members.keys()
        return [entry.lead.text for entry in shown.entries]

    return texts


def test_newest_first_and_five_unless_told(bot: Bot, clock: Clock, colleagues: None, show: Texts) -> None:
    bot.reader.collect(clock())
    assert 5 == len(show())
    assert [f"post {n}" for n in reversed(range(7))] == show(count=10)
    assert 1 == len(show(count=1))


def test_everyone_starts_somewhere_else_and_elsewhere_tomorrow(
    bot: Bot, clock: Clock, colleagues: None, show: Texts
) -> None:
    """One post each: among twenty readers most posts are somebody's first, and a day later it is another one."""
    bot.reader.collect(clock())
    first = [show(f"U{n}", count=1)[0] for n in range(20)]
    assert len(set(first)) >= 5
    assert first == [show(f"U{n}", count=1)[0] for n in range(20)]
    clock.pass_by(days=1)
    assert first != [show(f"U{n}", count=1)[0] for n in range(20)]


def test_where_to_start_is_spread_evenly(clock: Clock) -> None:
    day = clock().date()
    starts = [from_where(f"U{n}", day, 7) for n in range(7000)]
    assert set(range(7)) == set(starts)
    assert all(800 < starts.count(place) < 1200 for place in range(7))
    assert 0 == from_where("U1", day, 0)


def test_one_colleague_in_any_case(bot: Bot, clock: Clock, colleagues: None, show: Texts) -> None:
    bot.reader.collect(clock())
    assert ["post 3"] == show(handle="c3")
    assert [] == show(handle="nobody")


def test_nothing_collected_nothing_shown_and_x_not_asked(x: XStandIn, colleagues: None, show: Texts) -> None:
    assert [] == show()
    assert [] == x.requests


def test_shown_posts_can_be_read_again(bot: Bot, colleagues: None, show: Texts) -> None:
    """A digest takes nothing away from those who ask."""
    bot.by_hand(lambda _read: None)
    assert 7 == len(show(count=10))


def test_not_what_x_has_not_shown_for_three_days(bot: Bot, clock: Clock, colleagues: None, show: Texts) -> None:
    bot.by_hand(lambda _read: None)
    clock.pass_by(hours=72)
    assert 7 == len(show(count=10))
    clock.pass_by(seconds=1)
    assert [] == show()


def test_too_fresh_sensitive_and_protected_ones_are_not_shown(bot: Bot, x: XStandIn, clock: Clock, show: Texts) -> None:
    x.world.add_user("aya", "Aya")
    x.world.add_user("maki", "Maki", protected=True)
    x.world.post("aya", "regret me", minutes_ago=5)
    x.world.post("aya", "not at work", sensitive=True)
    x.world.post("aya", "a reply to nobody in particular")
    x.world.post("maki", "locked")
    bot.reader.collect(clock())
    assert ["a reply to nobody in particular"] == show()


@pytest.mark.parametrize("standing", [one for one in Standing if one is not Standing.SHOWN])
def test_only_whoever_may_be_shown(
    bot: Bot, db: Database, x: XStandIn, clock: Clock, show: Texts, standing: Standing
) -> None:
    account = x.world.add_user("aya", "Aya")
    x.world.post("aya", "hello")
    bot.reader.collect(clock())
    assert ["hello"] == show()
    with db.write() as session:
        consents.save(session, Consent(account, standing, clock()))
    assert [] == show()
    assert [] == show(handle="aya")
    with db.write() as session:
        consents.save(session, Consent(account, Standing.SHOWN, clock(), on_list=False))
    assert [] == show()
    with db.write() as session:
        consents.bury(session, account)
    assert [] == show()


def test_a_thread_is_one_entry(bot: Bot, x: XStandIn, clock: Clock) -> None:
    x.world.add_user("aya", "Aya")
    x.world.thread("aya", ["one", "two", "three"])
    bot.reader.collect(clock())
    [entry] = bot.parts.show_posts("U1", clock()).entries
    assert ["one", "two", "three"] == [post.text for post in entry.posts]


def test_official_posts_age_sooner(bot: Bot, x: XStandIn, db: Database, clock: Clock, show: Texts) -> None:
    """After two digest days nobody is shown a company's old news, whether asked for or not."""
    account = x.world.add_user("brand", "Brand")
    x.world.post("brand", "news", minutes_ago=80)
    bot.by_hand(lambda _read: None)
    clock.pass_by(days=2, hours=1)
    bot.reader.collect(clock())
    assert ["news"] == show()
    with db.write() as session:
        consents.save(session, Consent(account, Standing.SHOWN, clock(), official=True))
    assert [] == show()
