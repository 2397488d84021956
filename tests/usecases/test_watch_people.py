"""Somebody left the company: their account stops before the next digest and at the latest within a day."""

from dataclasses import replace
from typing import Any

import pytest

from tweetnudge.demo.slack import ADMIN, CHANNEL
from tweetnudge.domain.consent import Consent, Standing
from tweetnudge.domain.results import Outcome
from tweetnudge.store import consents, facts
from tweetnudge.usecases.people import Person
from tweetnudge.usecases.ports import SlackNotSent

AYA, SECOND, UNTOLD = "U0AYA", "U0SECOND", "U0UNTOLD"


@pytest.fixture
def mine(office: Any) -> Any:
    """Aya's account is hers; she and Ken posted."""
    for n, handle in enumerate(["aya", "ken"]):
        office.x.world.add_user(handle, handle.title())
        office.x.world.post(handle, "hello", minutes_ago=60 - n)
    office.parts.sync_members(office.clock(), ADMIN)
    office.parts.joining.join(AYA, "aya", office.clock())
    office.deliver()
    return office


def deactivate(office: Any, *, gone: bool = True) -> None:
    office.slack.workspace.users[AYA]["deleted"] = gone


class FiveAtATime:
    """Slack, which answers five times and then asks to wait."""

    def __init__(self, people: Any) -> None:
        self._people, self._asked = people, list[str]()

    def person(self, user: str, *, fresh: bool = False) -> Person:
        if len(self._asked) == 5:
            raise SlackNotSent("Slack asks to wait.", 30)
        self._asked.append(user)
        return self._people.person(user, fresh=fresh)

    def asked(self) -> list[str]:
        """Who was asked for since this was asked last."""
        asked, self._asked = self._asked, []
        return asked


def told(office: Any, user: str = ADMIN) -> list[str]:
    return [note for note in office.told(user) if "deactivated" in note]


def test_found_before_sending_the_digest_goes_out_without_them(mine: Any) -> None:
    mine.bot.reader.collect(mine.clock())
    mine.bot.daily.plan.by_hand(mine.clock())
    deactivate(mine)
    mine.deliver()
    (message,) = mine.slack.messages(CHANNEL)
    assert ("@aya" in str(message), "@ken" in str(message)) == (False, True)
    assert Standing.STOPPED is mine.consent("aya").standing
    mine.deliver()
    assert [["deactivated @aya [ja-JP]"]] * 2 == [told(mine), told(mine, SECOND)]
    assert [] == mine.told(UNTOLD)
    assert ("clock", "stopped: deactivated in Slack") in mine.written_down()


def test_found_daily_what_was_shown_is_redrawn(mine: Any) -> None:
    mine.digest()
    mine.bot.watch.when_due(mine.clock())
    deactivate(mine)
    mine.clock.pass_by(hours=23)
    mine.bot.watch.when_due(mine.clock())
    assert Standing.SHOWN is mine.consent("aya").standing
    for _ in range(3):
        mine.clock.pass_by(hours=24)
        mine.bot.watch.when_due(mine.clock())
        mine.deliver()
    assert "@aya" not in str(mine.slack.messages(CHANNEL))
    assert 1 == len(told(mine))


def test_who_comes_back_resumes(mine: Any) -> None:
    deactivate(mine)
    mine.bot.watch.when_due(mine.clock())
    deactivate(mine, gone=False)
    mine.clock.pass_by(minutes=6)
    mine.parts.people.person(AYA, fresh=True)  # what is remembered has no part in the test's clock
    assert Outcome.RESUMED == mine.parts.own_account.resume(AYA, mine.clock()).outcome
    assert mine.consent("aya").may_be_shown
    deactivate(mine)
    mine.clock.pass_by(days=1)
    mine.bot.watch.when_due(mine.clock())
    mine.deliver()
    assert 2 == len(told(mine))


def test_who_paused_and_left_the_company_stays_paused_whatever_admins_say(mine: Any) -> None:
    mine.parts.own_account.pause(AYA, mine.clock())
    deactivate(mine)
    for _ in range(3):
        mine.bot.watch.when_due(mine.clock())
        mine.clock.pass_by(days=1)
    mine.deliver()
    assert 1 == len(told(mine))
    assert Outcome.STILL_PAUSED == mine.parts.manage_list.add(ADMIN, "aya", mine.clock()).outcome


def test_somebody_new_may_say_that_a_stopped_account_is_theirs(mine: Any) -> None:
    deactivate(mine)
    mine.bot.watch.when_due(mine.clock())
    assert Outcome.ASKED_ADMINS == mine.parts.joining.join("U0KEN", "aya", mine.clock()).outcome


def test_an_admin_may_vouch_anew_for_a_stopped_account(mine: Any) -> None:
    deactivate(mine)
    mine.bot.watch.when_due(mine.clock())
    assert Outcome.ADDED == mine.parts.manage_list.add(ADMIN, "aya", mine.clock()).outcome
    agreed = mine.consent("aya")
    assert (True, None) == (agreed.may_be_shown, agreed.slack_user)


@pytest.mark.parametrize("fault", [{"status": 503}, {"status": 429}, {"error": "user_not_found"}, {"body": "<html>"}])
def test_while_slack_does_not_say_nobody_is_gone(mine: Any, fault: dict[str, Any]) -> None:
    mine.bot.reader.collect(mine.clock())
    mine.bot.daily.plan.by_hand(mine.clock())
    mine.slack.fail("users.info", times=5, **fault)
    mine.bot.watch.when_due(mine.clock())
    mine.deliver()
    assert "@aya" in str(mine.slack.messages(CHANNEL))


def test_where_slack_asks_to_wait_it_goes_on_from_there(office: Any) -> None:
    users = [f"U{n:04}" for n in range(8)]
    for n, user in enumerate(users):
        office.slack.workspace.add_user(user, user, deleted=user == users[-1])
        account = office.x.world.add_user(f"c{n}", f"Colleague {n}")
        with office.db.write() as session:
            consents.save(session, Consent(account, Standing.SHOWN, office.clock(), slack_user=user))
    people = FiveAtATime(office.bot.watch.people)
    watch = replace(office.bot.watch, people=people)

    def looked_at(**later: float) -> tuple[list[str], str | None]:
        watch.when_due(office.clock.pass_by(**later))
        with office.db.read() as session:
            return people.asked(), facts.get(session, facts.PEOPLE_REACHED)

    assert (users[:5], users[4]) == looked_at()
    assert Standing.SHOWN is office.consent("c7").standing
    assert (users[5:], "") == looked_at(minutes=1)
    assert Standing.STOPPED is office.consent("c7").standing
    assert ([], "") == looked_at(hours=23)
    assert (users[:5], users[4]) == looked_at(hours=1)
