"""Invitations: one question to one person, whose silence and whose no look the same to everybody else."""

from collections.abc import Callable
from typing import Any

import pytest

from tweetnudge.demo.slack import ADMIN
from tweetnudge.domain.consent import Standing
from tweetnudge.domain.requests import Decision
from tweetnudge.domain.results import Outcome
from tweetnudge.usecases.permissions import Refusal, Refused

AYA, KEN, SECOND = "U0AYA", "U0KEN", "U0SECOND"
NO_KEYS = dict.fromkeys(["x_consumer_key", "x_consumer_secret", "x_access_token", "x_access_token_secret"], "")


def invite(office: Any, user: str = AYA, handle: str = "aya") -> Outcome:
    return office.parts.manage_list.invite(ADMIN, handle, user, office.clock()).outcome


def answer(office: Any, decision: Decision, user: str = AYA) -> Outcome:
    return office.parts.joining.answer(user, office.request().id, decision, office.clock()).outcome


def add(office: Any) -> Outcome:
    return office.parts.manage_list.add(ADMIN, "aya", office.clock()).outcome


@pytest.fixture
def aya(x: Any) -> int:
    return x.world.add_user("aya", "Aya", listed=False)


@pytest.fixture
def invited(office: Any, aya: int) -> Any:
    assert Outcome.INVITED == invite(office)
    return office


def test_the_person_is_asked_once_in_their_own_language(office: Any, aya: int) -> None:
    office.slack.workspace.users[AYA]["locale"] = "en-GB"
    for _ in range(3):
        assert Outcome.INVITED == invite(office)
        office.deliver()
    assert ["invitation open @aya [en-GB]"] == office.told(AYA)
    assert [{"users": AYA}] == office.slack.calls("conversations.open")
    assert [] == office.told(ADMIN)


def test_nothing_is_changed_on_x_and_nothing_shown_before_yes(invited: Any, aya: int) -> None:
    invited.deliver()
    assert (0, False) == (invited.calls_of("POST"), invited.is_on_x("aya"))
    invited.x.world.members.append(aya)  # somebody adds the account on X all the same
    invited.x.world.post("aya", "hello")
    invited.bot.reader.collect(invited.clock())
    assert set() == invited.waiting()


@pytest.mark.parametrize(("decision", "work_only"), [(Decision.WORK_ONLY, True), (Decision.ALL_POSTS, False)])
def test_yes_ties_the_account_and_puts_it_on_the_list(invited: Any, decision: Decision, work_only: bool) -> None:
    invited.deliver()
    assert Outcome.WELCOME == answer(invited, decision)
    invited.deliver()
    agreed = invited.consent("aya")
    assert (Standing.SHOWN, True, AYA, work_only) == (
        agreed.standing,
        agreed.on_list,
        agreed.slack_user,
        agreed.work_only,
    )
    assert invited.is_on_x("aya")
    assert ["invitation closed @aya [ja-JP]"] == invited.told(AYA)
    assert [(ADMIN, "invited"), (AYA, "joined")] == invited.written_down()


@pytest.mark.parametrize("keys", [True, False], ids=["X refuses", "no credentials"])
def test_yes_counts_and_the_admins_put_the_account_on_by_hand(
    open_office: Callable[..., Any], aya: int, keys: bool
) -> None:
    office = open_office(**({} if keys else NO_KEYS))
    invite(office)
    if keys:
        office.x.fail("/members", status=503)
    assert Outcome.WELCOME == answer(office, Decision.ALL_POSTS)
    office.deliver()
    assert [["put_on @aya [ja-JP]"]] * 2 == [office.told(ADMIN), office.told(SECOND)]
    assert not office.consent("aya").may_be_shown
    office.x.world.members.append(aya)
    office.parts.sync_members(office.clock(), ADMIN)
    assert office.consent("aya").may_be_shown


def test_no_is_told_to_nobody_and_nobody_is_asked_again(invited: Any) -> None:
    invited.deliver()
    before = (add(invited), invite(invited))
    assert Outcome.DECLINED_BY_OWNER == answer(invited, Decision.NO)
    for days in (1, 20):
        invited.clock.pass_by(days=days)
        assert before == (add(invited), invite(invited)) == (Outcome.OWNER_DECIDES, Outcome.INVITED)
        invited.deliver()
    assert 1 == len(invited.told(AYA))
    assert [] == invited.told(ADMIN)
    assert not invited.is_on_x("aya")
    assert "no" not in {what for _, what in invited.written_down()}


def test_silence_lapses_without_a_word_and_looks_like_no(invited: Any) -> None:
    invited.deliver()
    before = add(invited)
    invited.clock.pass_by(days=14)
    invited.deliver()
    assert before == add(invited) == Outcome.OWNER_DECIDES
    assert Outcome.LAPSED == answer(invited, Decision.ALL_POSTS)
    assert (1, []) == (len(invited.told(AYA)), invited.told(ADMIN))
    assert not invited.consent("aya").may_be_shown


@pytest.mark.parametrize("decision", [None, Decision.NO], ids=["said nothing", "said no"])
def test_nobody_is_asked_twice_and_no_and_silence_look_the_same(invited: Any, decision: Decision | None) -> None:
    invited.deliver()
    if decision is not None:
        answer(invited, decision)
    invited.clock.pass_by(days=15)
    assert Outcome.INVITED == invite(invited)
    invited.deliver()
    assert 1 == len(invited.told(AYA))
    listed = invited.parts.show_members(ADMIN, invited.clock(), 1, 50).listed
    assert "aya" not in [line.handle for line in listed]


def test_only_the_person_asked_answers_and_once(invited: Any) -> None:
    assert Outcome.NOT_FOR_YOU == answer(invited, Decision.ALL_POSTS, KEN)
    assert Outcome.NOT_FOR_YOU == answer(invited, Decision.NO, ADMIN)
    assert Outcome.WELCOME == answer(invited, Decision.WORK_ONLY)
    assert Outcome.ALREADY_DECIDED == answer(invited, Decision.NO)
    assert invited.consent("aya").may_be_shown


@pytest.mark.parametrize("user", ["U0GUEST", "U0ONECHANNEL", "U0STRANGER", "U0BOT", "U0GONE"])
def test_only_colleagues_are_invited(office: Any, aya: int, user: str) -> None:
    assert Outcome.CANNOT_INVITE == invite(office, user)
    assert [] == office.x.requests


def test_while_slack_does_not_say_who_it_is_nobody_is_invited(office: Any, aya: int) -> None:
    office.parts.permissions.admin(ADMIN)  # remembered
    office.slack.fail("users.info", status=503)
    with pytest.raises(Refused) as refused:
        invite(office)
    assert Refusal.CANNOT_TELL is refused.value.refusal


def test_an_account_tied_to_somebody_is_not_offered_to_another(invited: Any) -> None:
    answer(invited, Decision.ALL_POSTS)
    assert Outcome.OWNER_DECIDES == invite(invited, KEN)
    assert Outcome.ALREADY_THERE == invite(invited, AYA)


def test_of_two_who_were_invited_for_one_account_the_first_yes_counts(invited: Any) -> None:
    asked = invited.request().id
    invite(invited, KEN)
    assert Outcome.WELCOME == answer(invited, Decision.ALL_POSTS, KEN)
    answered = invited.parts.joining.answer(AYA, asked, Decision.ALL_POSTS, invited.clock())
    assert Outcome.TAKEN == answered.outcome
    assert KEN == invited.consent("aya").slack_user
