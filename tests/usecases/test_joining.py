"""Saying that an account is one's own: claims the admins may undo, and requests they decide once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from tweetnudge.demo.slack import ADMIN, MEMBER
from tweetnudge.domain.consent import Standing
from tweetnudge.domain.requests import Decision, Kind
from tweetnudge.domain.results import Outcome
from tweetnudge.usecases.permissions import Refused

AYA, KEN, SECOND, UNTOLD = "U0AYA", "U0KEN", "U0SECOND", "U0UNTOLD"
YES, NO = Decision.YES, Decision.NO


def join(office: Any, user: str = AYA, handle: str = "aya") -> Outcome:
    return office.parts.joining.join(user, handle, office.clock()).outcome


def decide(office: Any, decision: Decision, admin: str = ADMIN) -> Outcome:
    return office.parts.joining.decide(admin, office.request().id, decision, office.clock()).outcome


@pytest.fixture
def listed(office: Any) -> Any:
    """Aya is on the List, and the members were read."""
    office.x.world.add_user("aya", "Aya")
    office.parts.sync_members(office.clock(), ADMIN)
    return office


@pytest.fixture
def unlisted(office: Any) -> Any:
    office.parts.sync_members(office.clock(), ADMIN)
    office.x.world.add_user("aya", "Aya", listed=False)
    return office


def test_a_listed_account_is_claimed_at_once_and_the_admins_find_it_on_home(listed: Any) -> None:
    asked = len(listed.x.requests)
    assert Outcome.CLAIMED == join(listed, handle="https://x.com/AYA")
    assert AYA == listed.consent("aya").slack_user
    listed.deliver()
    assert [[], []] == [listed.told(ADMIN), listed.told(SECOND)]  # a launch of 200 people is no reason for 200 notes
    home = listed.parts.show_home(ADMIN, listed.clock()).admin
    assert [("aya", AYA)] == [(member.handle, asked.slack_user) for asked, member in home.claims]
    assert asked == len(listed.x.requests)
    assert Outcome.YOURS_ALREADY == join(listed)
    assert Outcome.TAKEN == join(listed, KEN)


def test_an_admin_who_objects_undoes_what_the_claimer_did(listed: Any) -> None:
    join(listed)
    listed.parts.own_account.pause(AYA, listed.clock())
    listed.deliver()
    assert Outcome.DECLINED == decide(listed, NO)
    agreed = listed.consent("aya")
    # The admin may be mistaken: the pause stands until somebody vouches for the account anew.
    assert (Standing.NOTICED, None) == (agreed.standing, agreed.slack_user)
    listed.parts.manage_list.add(ADMIN, "aya", listed.clock())
    assert Outcome.CLAIMED == join(listed, KEN)


def test_a_claim_nobody_objects_to_stands(listed: Any) -> None:
    join(listed)
    assert Outcome.APPROVED == decide(listed, YES)
    assert AYA == listed.consent("aya").slack_user


def test_an_official_account_is_never_simply_claimed(listed: Any) -> None:
    listed.x.world.add_user("acme", "Acme", listed=False)
    listed.parts.manage_list.add(ADMIN, "acme", listed.clock(), official=True)
    assert Outcome.ASKED_ADMINS == join(listed, handle="acme")
    assert listed.consent("acme").slack_user is None
    joining = replace(listed.parts.joining, official_accounts=("aya",))  # by the settings
    assert Outcome.ASKED_ADMINS == joining.join(AYA, "Aya", listed.clock()).outcome


def test_any_other_account_is_shown_once_an_admin_approves(unlisted: Any) -> None:
    assert Outcome.ASKED_ADMINS == join(unlisted)
    assert Outcome.ASKED_ALREADY == join(unlisted)
    assert (None, False) == (unlisted.consent("aya").slack_user, unlisted.is_on_x("aya"))
    unlisted.deliver()
    assert Outcome.APPROVED == decide(unlisted, YES)
    assert (True, AYA) == (unlisted.consent("aya").may_be_shown, unlisted.consent("aya").slack_user)
    assert unlisted.is_on_x("aya")
    unlisted.deliver()
    assert ["answered closed @aya [ja-JP]"] == unlisted.told(AYA)
    assert {(ADMIN, "read the members"), (AYA, "join"), (ADMIN, "join: yes"), (ADMIN, "joined")} == set(
        unlisted.written_down()
    )


def test_declined(unlisted: Any) -> None:
    join(unlisted)
    assert Outcome.DECLINED == decide(unlisted, NO)
    unlisted.deliver()
    assert ["answered closed @aya [ja-JP]"] == unlisted.told(AYA)
    assert (0, False) == (unlisted.calls_of("POST"), unlisted.consent("aya").may_be_shown)


@pytest.mark.parametrize("kind", [Kind.JOIN, Kind.CLAIM])
@pytest.mark.usefixtures("several_at_once")
def test_two_admins_press_at_once_and_one_decides(office: Any, kind: Kind) -> None:
    office.x.world.add_user("aya", "Aya", listed=kind is Kind.CLAIM)
    office.parts.sync_members(office.clock(), ADMIN)
    join(office)
    office.deliver()
    presses = [(ADMIN, YES), (SECOND, NO)] * 4
    with ThreadPoolExecutor(len(presses)) as admins:
        outcomes = list(admins.map(lambda press: decide(office, press[1], press[0]), presses))
    assert 7 == outcomes.count(Outcome.ALREADY_DECIDED)
    (decided,) = set(outcomes) - {Outcome.ALREADY_DECIDED}
    approved = decided is Outcome.APPROVED
    assert (AYA if approved else None) == office.consent("aya").slack_user
    assert (approved or kind is Kind.CLAIM) is office.is_on_x("aya")
    office.deliver()
    notes = ["join closed @aya [ja-JP]"] if kind is Kind.JOIN else []
    assert [notes, notes] == [office.told(ADMIN), office.told(SECOND)]


@pytest.mark.usefixtures("several_at_once")
def test_two_who_claim_one_account_at_once(listed: Any) -> None:
    with ThreadPoolExecutor(2) as people:
        outcomes = list(people.map(lambda user: join(listed, user), [AYA, KEN]))
    assert {Outcome.CLAIMED, Outcome.TAKEN} == set(outcomes)


def test_of_two_requests_for_one_account_one_can_be_approved(unlisted: Any) -> None:
    join(unlisted, AYA)
    first = unlisted.request().id
    join(unlisted, KEN)
    assert Outcome.APPROVED == decide(unlisted, YES)
    assert Outcome.TAKEN == unlisted.parts.joining.decide(ADMIN, first, YES, unlisted.clock()).outcome
    assert KEN == unlisted.consent("aya").slack_user


def test_nobody_asks_for_more_than_three_at_a_time(unlisted: Any) -> None:
    for n in range(4):
        unlisted.x.world.add_user(f"c{n}", f"Colleague {n}", listed=False)
    asked = [join(unlisted, handle=f"c{n}") for n in range(4)]
    assert [Outcome.ASKED_ADMINS] * 3 + [Outcome.TOO_MANY_REQUESTS] == asked
    assert 3 == len([request for request in unlisted.x.requests if "username" in request.path])
    decide(unlisted, NO)
    assert Outcome.ASKED_ADMINS == join(unlisted, handle="c3")


def test_nobody_claims_more_than_three_at_a_time(office: Any) -> None:
    for n in range(4):
        office.x.world.add_user(f"c{n}", f"Colleague {n}")
    office.parts.sync_members(office.clock(), ADMIN)
    asked = [join(office, handle=f"c{n}") for n in range(4)]
    assert [Outcome.CLAIMED] * 3 + [Outcome.TOO_MANY_REQUESTS] == asked


@pytest.mark.parametrize(
    ("status", "outcome"), [(503, Outcome.X_SILENT), (402, Outcome.NO_CREDIT), (404, Outcome.UNKNOWN_HANDLE)]
)
def test_a_request_while_x_fails_asks_nobody(unlisted: Any, status: int, outcome: Outcome) -> None:
    unlisted.x.fail("/users/by", status=status)
    assert outcome == join(unlisted)
    unlisted.deliver()
    assert [] == unlisted.told(ADMIN)


def test_approved_while_x_fails_is_left_to_the_admins(unlisted: Any) -> None:
    join(unlisted)
    unlisted.x.fail("/members", status=503)
    assert Outcome.APPROVED == decide(unlisted, YES)
    unlisted.deliver()
    assert "put_on @aya [ja-JP]" in unlisted.told(SECOND)
    assert not unlisted.consent("aya").on_list


def test_requests_lapse_after_a_month(unlisted: Any) -> None:
    join(unlisted)
    unlisted.clock.pass_by(days=30)
    assert Outcome.LAPSED == decide(unlisted, YES)


@pytest.mark.parametrize("user", [MEMBER, AYA, "U0GUEST"])
def test_only_admins_decide(unlisted: Any, user: str) -> None:
    join(unlisted)
    with pytest.raises(Refused):
        decide(unlisted, YES, user)
    assert unlisted.request().decision is None


def test_without_anybody_to_tell_the_log_says_so(
    open_office: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    office = open_office(slack_admins=())
    office.x.world.add_user("aya", "Aya", listed=False)
    join(office)
    assert "SLACK_ADMINS" in caplog.text
