"""Who somebody in Slack is: colleagues, guests, strangers, admins; asked anew after minutes."""

import pytest

from tweetnudge.demo.slack import ADMIN, MEMBER, SlackStandIn
from tweetnudge.slack.people import REMEMBERED_FOR, SlackPeople
from tweetnudge.usecases.people import Person
from tweetnudge.usecases.ports import SlackError


class Seconds:
    """A clock that counts what it is told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def people(slack: SlackStandIn, seconds: Seconds) -> SlackPeople:
    return SlackPeople(slack.bot_token, slack.url, monotonic=seconds)


def test_a_colleague_and_an_admin(people: SlackPeople) -> None:
    assert Person(MEMBER, "ja-JP") == people.person(MEMBER)
    assert Person(ADMIN, "ja-JP", is_admin=True) == people.person(ADMIN)


def test_an_owner_is_an_admin_and_languages_differ(slack: SlackStandIn, people: SlackPeople) -> None:
    slack.workspace.add_user("U0OWNER", "owner", is_owner=True, locale="en-GB")
    assert Person("U0OWNER", "en-GB", is_admin=True) == people.person("U0OWNER")


@pytest.mark.parametrize(
    "options",
    [
        {"is_restricted": True},
        {"is_ultra_restricted": True},
        {"is_stranger": True},
        {"is_bot": True},
        {"team_id": "T0OTHER"},
        {"deleted": True},
    ],
    ids=str,
)
def test_who_is_no_colleague(slack: SlackStandIn, people: SlackPeople, options: dict[str, object]) -> None:
    slack.workspace.add_user("U0X", "x", **options)  # type: ignore[arg-type]
    person = people.person("U0X")
    assert not person.is_colleague
    assert ("deleted" not in options) == person.is_active


def test_remembered_for_minutes_not_for_ever(slack: SlackStandIn, people: SlackPeople, seconds: Seconds) -> None:
    """Who is no longer an admin is none here five minutes later, and at once when asked freshly."""
    assert people.person(ADMIN).is_admin
    slack.workspace.users[ADMIN]["is_admin"] = False
    seconds.now += REMEMBERED_FOR - 1
    assert people.person(ADMIN).is_admin
    seconds.now += 2
    assert not people.person(ADMIN).is_admin
    slack.workspace.users[ADMIN]["is_admin"] = True
    assert people.person(ADMIN, fresh=True).is_admin
    assert people.person(ADMIN).is_admin
    assert 3 == len(slack.calls("users.info"))


@pytest.mark.parametrize(
    "how", [{"error": "user_not_found"}, {"drop": True, "times": 2}, {"status": 429}, {"status": 500}], ids=str
)
def test_slack_does_not_say(slack: SlackStandIn, people: SlackPeople, how: dict[str, object]) -> None:
    """One error of ours, and the next question is asked again."""
    people.person(MEMBER)
    slack.fail("users.info", **how)  # type: ignore[arg-type]
    with pytest.raises(SlackError):
        people.person(ADMIN)
    slack._faults.waiting.clear()
    assert people.person(ADMIN).is_admin
