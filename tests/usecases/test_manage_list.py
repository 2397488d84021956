"""What admins do with the List: every way adding and removing can end, on X and in the store."""

from collections.abc import Callable
from typing import Any

import pytest

from tweetnudge.demo.slack import ADMIN, MEMBER
from tweetnudge.domain.budget import Billed
from tweetnudge.domain.consent import Standing
from tweetnudge.domain.results import Outcome, Result
from tweetnudge.store import consents, spending
from tweetnudge.usecases.permissions import Refusal, Refused

SECOND = "U0SECOND"
NO_KEYS = dict.fromkeys(["x_consumer_key", "x_consumer_secret", "x_access_token", "x_access_token_secret"], "")


def add(office: Any, written: str = "aya", **how: bool) -> Outcome:
    return office.parts.manage_list.add(ADMIN, written, office.clock(), **how).outcome


def remove(office: Any, written: str = "aya") -> Outcome:
    return office.parts.manage_list.remove(ADMIN, written, office.clock()).outcome


def sync(office: Any) -> Any:
    return office.parts.sync_members(office.clock(), ADMIN)


@pytest.fixture
def aya(x: Any) -> int:
    """On X, not on the List."""
    return x.world.add_user("aya", "Aya", listed=False)


@pytest.mark.parametrize("written", ["aya", "@Aya", "＠aya", " https://x.com/aya?s=20 ", "twitter.com/aya"])
def test_added_on_x_and_in_the_store_by_whoever_vouched(office: Any, aya: int, written: str) -> None:
    assert Result(Outcome.ADDED, "aya") == office.parts.manage_list.add(ADMIN, written, office.clock())
    assert office.is_on_x("aya")
    agreed = office.consent("aya")
    assert (Standing.SHOWN, True, ADMIN, None) == (
        agreed.standing,
        agreed.on_list,
        agreed.vouched_by,
        agreed.slack_user,
    )
    assert [(ADMIN, "vouched and added")] == office.written_down()


def test_already_there_costs_no_write(office: Any, aya: int) -> None:
    add(office)
    assert Outcome.ALREADY_THERE == add(office)
    assert 1 == office.calls_of("POST")


@pytest.mark.parametrize("written", ["", "a b", "名前", "x" * 16, "@"])
def test_what_is_no_handle_is_named_back_and_never_asked(office: Any, written: str) -> None:
    assert Result(Outcome.NO_HANDLE, written) == office.parts.manage_list.add(ADMIN, written, office.clock())
    assert [] == office.x.requests


def test_unknown_suspended_and_protected_accounts_are_not_added(office: Any, aya: int) -> None:
    assert Outcome.UNKNOWN_HANDLE == add(office, "nobody")
    office.x.world.add_user("sus", "Sus", listed=False)
    office.x.world.suspend("sus")
    assert Outcome.SUSPENDED == add(office, "sus")
    office.x.world.protect("aya")
    assert Outcome.PROTECTED == add(office)
    assert (0, None) == (office.calls_of("POST"), office.consent("aya"))


def test_a_list_of_somebody_elses_is_not_changed(office: Any, aya: int) -> None:
    office.x.world.writer = aya
    assert Outcome.NOT_OUR_LIST == add(office)
    assert office.consent("aya") is None


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(402, Outcome.NO_CREDIT), (429, Outcome.RATE_LIMITED), (401, Outcome.KEYS_REFUSED), (503, Outcome.X_SILENT)],
)
@pytest.mark.parametrize("path", ["/members", "/users/by/username"])
def test_trouble_on_x_changes_nothing_here(office: Any, aya: int, status: int, outcome: Outcome, path: str) -> None:
    office.x.fail(path, status=status)
    assert outcome == add(office)
    assert office.consent("aya") is None
    assert Outcome.ADDED == add(office)


def test_budget_spent(open_office: Callable[..., Any], aya: int) -> None:
    office = open_office(x_budget_usd="0.01")
    assert Outcome.BUDGET_SPENT == add(office)
    assert [] == office.x.requests


def test_every_write_is_billed(office: Any, aya: int) -> None:
    for _ in range(2):
        assert Outcome.ADDED == add(office)
        assert Outcome.REMOVED == remove(office)
    with office.db.read() as session:
        spent = spending.spent(session, office.clock().date().replace(day=1))
    assert 4 == spent[Billed.WRITE] == sum(kind == "write" for _, kind, _ in office.x.billed)


@pytest.mark.parametrize("found_by", ["sync", "posts"])
def test_without_credentials_it_is_added_by_hand_and_noticed(
    open_office: Callable[..., Any], aya: int, found_by: str
) -> None:
    office = open_office(**NO_KEYS)
    office.x.world.add_user("ken", "Ken")
    sync(office)
    assert Outcome.ADDED_BY_HAND == add(office)
    assert not office.consent("aya").may_be_shown
    office.x.world.members.append(aya)
    post = office.x.world.post("aya", "hello")
    if found_by == "sync":
        assert ("aya",) == sync(office).added
    office.bot.reader.collect(office.clock())
    assert office.consent("aya").may_be_shown
    assert {post} == office.waiting()
    office.deliver()
    assert [] == office.told(ADMIN)


def test_without_credentials_somebody_noticed_on_the_list_is_simply_vouched_for(
    open_office: Callable[..., Any], aya: int
) -> None:
    office = open_office(**NO_KEYS)
    sync(office)
    office.parts.starting(ADMIN, office.clock())
    office.x.world.members.append(aya)
    sync(office)
    assert Standing.NOTICED is office.consent("aya").standing
    assert Outcome.ADDED == add(office)
    assert office.consent("aya").may_be_shown
    assert Outcome.REMOVED_BY_HAND == remove(office)
    assert not office.consent("aya").may_be_shown


def test_official_accounts_are_called_so_until_removed(office: Any, aya: int) -> None:
    assert Outcome.ADDED == add(office, official=True)
    assert Outcome.ALREADY_THERE == add(office)
    assert office.consent("aya").official
    remove(office)
    add(office)
    assert not office.consent("aya").official


def test_paused_stays_paused(office: Any, aya: int) -> None:
    add(office)
    office.parts.joining.join(SECOND, "aya", office.clock())
    office.parts.own_account.pause(SECOND, office.clock())
    assert Outcome.STILL_PAUSED == add(office)
    assert Outcome.REMOVED == remove(office)
    assert Outcome.STILL_PAUSED == add(office)
    assert Standing.PAUSED is office.consent("aya").standing
    assert office.is_on_x("aya")


def test_who_left_comes_back_by_no_admin(office: Any, aya: int) -> None:
    add(office)
    office.parts.joining.join(SECOND, "aya", office.clock())
    office.parts.own_account.leave(SECOND, None, office.clock())
    assert Outcome.OWNER_DECIDES == add(office)
    assert Outcome.OWNER_DECIDES == office.parts.manage_list.invite(ADMIN, "aya", SECOND, office.clock()).outcome
    assert (None, False) == (office.consent("aya"), office.is_on_x("aya"))


def test_who_left_is_taken_off_without_being_remembered(open_office: Callable[..., Any], aya: int) -> None:
    office = open_office(**NO_KEYS)
    office.x.world.members.append(aya)
    sync(office)
    office.parts.joining.join(SECOND, "aya", office.clock())
    office.parts.own_account.leave(SECOND, None, office.clock())
    assert office.is_on_x("aya")
    assert Outcome.REMOVED == remove(open_office())
    assert (None, False) == (office.consent("aya"), office.is_on_x("aya"))
    with office.db.read() as session:
        assert {aya} == consents.gone(session, [aya])


def test_not_on_the_list(office: Any, aya: int) -> None:
    sync(office)
    assert Outcome.NOT_ON_LIST == remove(office)
    assert 0 == office.calls_of("DELETE")


@pytest.mark.parametrize("user", [MEMBER, "U0GUEST", "U0STRANGER"])
def test_only_admins_change_the_list(office: Any, aya: int, user: str) -> None:
    manage = office.parts.manage_list
    for act in (manage.add, manage.remove, lambda *given: manage.invite(given[0], given[1], SECOND, given[2])):
        with pytest.raises(Refused) as refused:
            act(user, "aya", office.clock())
        assert refused.value.refusal in {Refusal.ADMINS_ONLY, Refusal.COLLEAGUES_ONLY}
    assert ([], []) == (office.x.requests, office.written_down())
