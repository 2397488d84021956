"""The guide on demand: by an admin, once a day, and posted exactly once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tweetnudge.demo.slack import ADMIN, CHANNEL, MEMBER
from tweetnudge.domain.results import Outcome
from tweetnudge.usecases.permissions import Refused

SECOND = "U0SECOND"


def post(office: Any, admin: str = ADMIN) -> Outcome:
    return office.parts.welcome(admin, office.clock()).outcome


def guides(office: Any) -> list[str]:
    office.deliver()
    return [message["text"].strip() for message in office.slack.messages(CHANNEL)]


def test_it_goes_to_the_channel_in_its_language(office: Any) -> None:
    """Also before Start: an admin asked for it."""
    assert Outcome.GUIDE_POSTED == post(office)
    assert ["guide [ja]"] == guides(office)
    assert [(ADMIN, "posted the guide")] == office.written_down()


def test_once_a_day_whoever_asks(office: Any) -> None:
    assert [Outcome.GUIDE_POSTED, Outcome.GUIDE_POSTED_ALREADY] == [post(office), post(office, SECOND)]
    assert 1 == len(guides(office))
    assert Outcome.GUIDE_POSTED_ALREADY == post(office)
    office.clock.pass_by(days=1)
    assert Outcome.GUIDE_POSTED == post(office)
    assert 2 == len(guides(office))
    assert [(ADMIN, "posted the guide")] * 2 == office.written_down()


def test_the_day_is_the_companys(office: Any) -> None:
    """It is ten in the morning in Tokyo, and yesterday in much of the world: midnight there ends the day."""
    post(office)
    office.clock.pass_by(hours=13, minutes=59)
    assert Outcome.GUIDE_POSTED_ALREADY == post(office)
    office.clock.pass_by(minutes=1)
    assert Outcome.GUIDE_POSTED == post(office)


def test_the_guide_of_start_counts_too(office: Any) -> None:
    office.parts.starting(ADMIN, office.clock())
    assert Outcome.GUIDE_POSTED_ALREADY == post(office)
    assert 1 == len(guides(office))
    office.clock.pass_by(days=1)
    assert Outcome.GUIDE_POSTED == post(office)


@pytest.mark.usefixtures("several_at_once")
def test_asked_for_by_two_admins_at_once(office: Any) -> None:
    with ThreadPoolExecutor(4) as admins:
        outcomes = list(admins.map(lambda who: post(office, who), [ADMIN, SECOND] * 2))
    assert (1, 3) == (outcomes.count(Outcome.GUIDE_POSTED), outcomes.count(Outcome.GUIDE_POSTED_ALREADY))
    assert 1 == len(guides(office))


def test_one_that_slack_refused_can_be_posted_once_that_is_mended(office: Any) -> None:
    office.slack.fail("chat.postMessage", error="not_in_channel")
    post(office)
    assert [] == guides(office)
    assert Outcome.GUIDE_POSTED == post(office)
    assert ["guide [ja]"] == guides(office)
    assert Outcome.GUIDE_POSTED_ALREADY == post(office)


@pytest.mark.parametrize("user", [MEMBER, "U0GUEST", "U0STRANGER", "U0GONE"])
def test_not_by_anybody_else(office: Any, user: str) -> None:
    with pytest.raises(Refused):
        post(office, user)
    assert ([], []) == (guides(office), office.written_down())


def test_start_does_not_tell_again_what_was_told_today(office: Any) -> None:
    post(office)
    office.parts.sync_members(office.clock(), ADMIN)
    office.parts.starting(ADMIN, office.clock())
    assert 1 == len(guides(office))
