"""Start, once: the guide first, everybody listed counts as asked, and only then does the bot speak by itself."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tweetnudge.demo.slack import ADMIN, CHANNEL, MEMBER
from tweetnudge.domain.consent import Standing
from tweetnudge.domain.results import Outcome
from tweetnudge.usecases.permissions import Refused

AYA, SECOND = "U0AYA", "U0SECOND"


@pytest.fixture
def ready(office: Any) -> Any:
    """Aya is on the List, New was added on X, Ken was invited and added there; all have posted."""
    office.x.world.add_user("aya", "Aya")
    office.x.world.add_user("ken", "Ken", listed=False)
    office.parts.sync_members(office.clock(), ADMIN)
    office.x.world.add_user("new", "New")
    office.parts.manage_list.invite(ADMIN, "ken", AYA, office.clock())
    office.x.world.members.append(office.x.world.user_id("ken"))
    office.parts.sync_members(office.clock(), ADMIN)
    for handle in ("aya", "ken", "new"):
        office.x.world.post(handle, "hello")
    return office


def minute(office: Any) -> None:
    office.bot.daily(office.clock())
    office.deliver()


def test_nothing_is_sent_to_the_channel_before(ready: Any) -> None:
    for _ in range(3):
        minute(ready)
    assert [] == ready.slack.messages(CHANNEL)


def test_the_guide_comes_first_and_then_the_digest(ready: Any) -> None:
    assert Outcome.STARTED == ready.parts.starting(ADMIN, ready.clock()).outcome
    minute(ready)
    guide, digest = ready.slack.messages(CHANNEL)
    assert ("guide [ja]", True) == (guide["text"].strip(), "@aya" in str(digest))
    assert (ADMIN, "started") in ready.written_down()


def test_whoever_starts_vouches_for_all_but_those_who_were_invited(ready: Any) -> None:
    """Late was not in the window in which the admin said that everybody was asked."""
    ready.x.world.add_user("late", "Late")
    ready.x.world.post("late", "hello")
    ready.bot.reader.collect(ready.clock())
    handles = ("aya", "new", "ken", "late")
    standings = [Standing.SHOWN, Standing.SHOWN, Standing.NOTICED, Standing.NOTICED]
    assert standings == [ready.consent(handle).standing for handle in handles]
    ready.parts.starting(ADMIN, ready.clock())
    assert standings == [ready.consent(handle).standing for handle in handles]
    assert [ADMIN, ADMIN, None, None] == [ready.consent(handle).vouched_by for handle in handles]
    minute(ready)
    said = str(ready.slack.messages(CHANNEL))
    assert (True, False, False) == ("@aya" in said, "@ken" in said, "@late" in said)


@pytest.mark.usefixtures("several_at_once")
def test_started_by_two_admins_at_once(ready: Any) -> None:
    with ThreadPoolExecutor(4) as admins:
        outcomes = list(admins.map(lambda who: ready.parts.starting(who, ready.clock()).outcome, [ADMIN, SECOND] * 2))
    assert (1, 3) == (outcomes.count(Outcome.STARTED), outcomes.count(Outcome.STARTED_ALREADY))
    minute(ready)
    assert 2 == len(ready.slack.messages(CHANNEL))


def test_a_digest_by_hand_counts_as_start(ready: Any) -> None:
    ready.digest()
    assert Outcome.STARTED_ALREADY == ready.parts.starting(ADMIN, ready.clock()).outcome
    ready.deliver()
    assert 1 == len(ready.slack.messages(CHANNEL))
    assert "tweetnudge digest" == ready.consent("new").vouched_by


def test_not_by_anybody_else(ready: Any) -> None:
    with pytest.raises(Refused):
        ready.parts.starting(MEMBER, ready.clock())
    minute(ready)
    assert [] == ready.slack.messages(CHANNEL)


def test_a_day_is_skipped_until_it_is_sent(ready: Any) -> None:
    ready.parts.starting(ADMIN, ready.clock())
    steer = ready.parts.steer_day
    assert Outcome.SKIPPED == steer.skip(ADMIN, ready.clock()).outcome
    minute(ready)
    assert 1 == len(ready.slack.messages(CHANNEL))  # the guide
    ready.clock.pass_by(days=1)
    minute(ready)
    assert Outcome.TOO_LATE == steer.skip(ADMIN, ready.clock()).outcome
    assert (2, [(ADMIN, "skipped the day")]) == (len(ready.slack.messages(CHANNEL)), ready.written_down()[-1:])


def test_a_digest_planned_is_skipped_too_and_its_posts_wait(ready: Any) -> None:
    ready.parts.starting(ADMIN, ready.clock())
    ready.bot.daily(ready.clock())
    assert Outcome.SKIPPED == ready.parts.steer_day.skip(ADMIN, ready.clock()).outcome
    ready.deliver()
    assert 1 == len(ready.slack.messages(CHANNEL))
    assert 2 == len(ready.waiting())


def test_sent_now_and_only_once(ready: Any) -> None:
    ready.parts.starting(ADMIN, ready.clock())
    ready.parts.steer_day.skip(ADMIN, ready.clock())
    steer = ready.parts.steer_day
    assert [Outcome.SENT, Outcome.SENT_ALREADY] == [steer.send_now(ADMIN, ready.clock()).outcome for _ in range(2)]
    assert [2] == [len(posts) for posts in ready.shown() if posts]


def test_send_now_says_why_nothing_came(ready: Any) -> None:
    steer = ready.parts.steer_day
    assert Outcome.NOT_STARTED == steer.send_now(ADMIN, ready.clock()).outcome
    ready.parts.starting(ADMIN, ready.clock())
    ready.x.fail(status=503)
    assert Outcome.NOT_SENT_YET == steer.send_now(ADMIN, ready.clock()).outcome
    ready.clock.pass_by(days=30)
    assert Outcome.NOTHING_TO_SAY == steer.send_now(ADMIN, ready.clock()).outcome


def test_the_preview_asks_nobody_and_sends_nothing(ready: Any) -> None:
    assert ready.parts.steer_day.preview(ADMIN, ready.clock()) is None
    ready.bot.reader.collect(ready.clock())
    asked = len(ready.x.requests)
    assert "@aya" in str(ready.parts.steer_day.preview(ADMIN, ready.clock()).blocks)
    assert (asked, []) == (len(ready.x.requests), ready.slack.messages(CHANNEL))


def test_started_by_hand_alone_whoever_is_added_later_waits_too(office: Any) -> None:
    """Without `run` nobody compares the members but the digest itself."""
    office.x.world.add_user("aya", "Aya")
    posted = office.x.world.post("aya", "hello")
    office.digest()
    office.clock.pass_by(days=1)
    office.x.world.add_user("late", "Late")
    office.x.world.post("late", "nobody has asked me")
    office.digest()
    assert [[posted]] == office.shown()
    assert Standing.NOTICED is office.consent("late").standing
