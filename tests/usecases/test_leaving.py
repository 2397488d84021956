"""Leaving and deletion: what goes, what stays, and that nobody but the owner undoes it."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from tweetnudge.demo.slack import ADMIN, CHANNEL
from tweetnudge.domain.requests import Decision
from tweetnudge.domain.results import Outcome
from tweetnudge.store.base import Base
from tweetnudge.store.models import AuditRow, ConsentRow, MemberRow, PostRow, RequestRow, TombstoneRow

AYA, KEN, SECOND = "U0AYA", "U0KEN", "U0SECOND"
NO_KEYS = dict.fromkeys(["x_consumer_key", "x_consumer_secret", "x_access_token", "x_access_token_secret"], "")


def tied(office: Any) -> Any:
    """Aya's account is hers and was shown beside Ken's, whose nobody's is."""
    for n, handle in enumerate(["aya", "ken"]):
        office.x.world.add_user(handle, handle.title())
        office.x.world.post(handle, f"hello from {handle}", minutes_ago=60 - n)
    office.parts.sync_members(office.clock(), ADMIN)
    office.parts.joining.join(AYA, "aya", office.clock())
    office.digest()
    office.deliver()
    return office


@pytest.fixture
def mine(office: Any) -> Any:
    return tied(office)


def leave(office: Any, user: str = AYA, handle: str | None = None) -> list[Outcome]:
    return [result.outcome for result in office.parts.own_account.leave(user, handle, office.clock())]


def delete(office: Any, user: str = AYA) -> None:
    assert Outcome.DELETED == office.parts.own_account.delete_everything(user, office.clock()).outcome


def decide(office: Any, decision: Decision) -> Outcome:
    return office.parts.joining.decide(ADMIN, office.request().id, decision, office.clock()).outcome


def mentions(office: Any, word: str) -> set[str]:
    """Every table that holds a word anywhere."""
    with office.db.read() as session:
        rows = {name: session.execute(select(table)).all() for name, table in Base.metadata.tables.items()}
    return {name for name, found in rows.items() if word.lower() in str(found).lower()}


def test_only_the_accounts_id_stays(mine: Any) -> None:
    aya = mine.x.world.user_id("aya")
    assert [Outcome.LEFT] == leave(mine)
    with mine.db.read() as session:
        assert [None] * 2 == [session.get(table, aya) for table in (MemberRow, ConsentRow)]
        assert [] == session.scalars(select(PostRow).where(PostRow.author_id == aya)).all()
        assert [] == session.scalars(select(RequestRow).where(RequestRow.account_id == aya)).all()
        assert [aya] == [row.account_id for row in session.scalars(select(TombstoneRow))]
    assert not mine.is_on_x("aya")
    mine.deliver()
    assert "@aya" not in str(mine.slack.messages(CHANNEL))
    assert [] == mine.told(ADMIN)  # the question about the claim is gone too


@pytest.mark.parametrize("keys", [True, False], ids=["X refuses", "no credentials"])
def test_where_x_is_not_changed_the_admins_have_to(open_office: Callable[..., Any], keys: bool) -> None:
    office = tied(open_office(**({} if keys else NO_KEYS)))
    if keys:
        office.x.fail("/members", status=503)
    leave(office)
    office.deliver()
    assert [["take_off @aya [ja-JP]"]] * 2 == [office.told(ADMIN), office.told(SECOND)]
    assert {"tombstones"} == mentions(office, str(office.x.world.user_id("aya"))) - {"billed", "audit", "outbox"}


def test_still_on_the_list_nothing_of_theirs_is_read_or_paid_for(open_office: Callable[..., Any]) -> None:
    office = tied(open_office(**NO_KEYS))
    leave(office)
    office.deliver()
    office.clock.pass_by(days=1)
    post = office.x.world.post("aya", "still here")
    asked = len(office.x.requests)
    office.bot.reader.collect(office.clock())
    synced = office.parts.sync_members(office.clock(), ADMIN)
    assert ([], ()) == ([r.path for r in office.x.requests[asked:] if r.path.startswith("/2/users")], synced.added)
    assert post not in office.waiting()
    assert {"audit"} == mentions(office, "aya")  # that Aya, by Slack id, left


def test_only_their_own_approved_request_brings_them_back(mine: Any) -> None:
    leave(mine)
    assert Outcome.ASKED_ADMINS == mine.parts.joining.join(AYA, "aya", mine.clock()).outcome
    assert Outcome.APPROVED == decide(mine, Decision.YES)
    assert (True, AYA) == (mine.consent("aya").may_be_shown, mine.consent("aya").slack_user)
    assert mine.is_on_x("aya")
    post = mine.x.world.post("aya", "I am back", minutes_ago=40)
    mine.bot.reader.collect(mine.clock())
    assert post in mine.waiting()


def test_a_request_that_was_declined_leaves_no_profile_of_who_left(mine: Any) -> None:
    leave(mine)
    mine.parts.joining.join(KEN, "aya", mine.clock())
    mine.bot.forget.when_due(mine.clock())
    assert "members" in mentions(mine, "aya")
    decide(mine, Decision.NO)
    mine.clock.pass_by(days=1)
    mine.bot.forget.when_due(mine.clock())
    assert "members" not in mentions(mine, "aya")
    assert mine.consent("aya") is None


def test_nothing_names_who_had_everything_deleted(mine: Any) -> None:
    mine.parts.own_account.pause(AYA, mine.clock())
    mine.x.world.add_user("second_aya", "Aya too", listed=False)
    mine.parts.joining.join(AYA, "second_aya", mine.clock())
    mine.deliver()
    mine.clock.pass_by(days=8)  # nobody has objected to her claim
    delete(mine)
    mine.deliver()
    mine.deliver()
    assert set() == mentions(mine, AYA) | mentions(mine, "aya")
    with mine.db.read() as session:
        assert {None} == {row.account_id for row in session.scalars(select(AuditRow))}
    assert "open" not in str(mine.told(ADMIN))


def test_a_claim_somebody_may_still_object_to_leaves_its_trace(mine: Any) -> None:
    """Whoever says that a colleague's account is theirs, and deletes it, is not forgotten for that."""
    mine.deliver()
    delete(mine)
    mine.deliver()
    assert {"audit"} == mentions(mine, AYA)
    assert {(AYA, "claim"), (AYA, "left")} <= set(mine.written_down())


def test_what_an_admin_did_for_others_stays_in_the_audit_alone(open_office: Callable[..., Any]) -> None:
    office = open_office(slack_admins=())
    office.parts.permissions.met(ADMIN, office.clock())
    office.x.world.add_user("ken", "Ken", listed=False)
    office.parts.manage_list.add(ADMIN, "ken", office.clock())
    office.x.world.add_user("aya", "Aya", listed=False)
    office.parts.manage_list.invite(ADMIN, "aya", AYA, office.clock())
    office.parts.joining.join(KEN, "ken", office.clock())
    office.deliver()
    delete(office, ADMIN)
    assert {"audit"} == mentions(office, ADMIN)
    assert {(ADMIN, "vouched and added"), (ADMIN, "invited")} <= set(office.written_down())
    assert office.consent("ken").may_be_shown


@pytest.mark.parametrize("decision", [Decision.NO, None], ids=["said no", "said nothing"])
def test_after_deletion_nobody_is_invited_or_vouched_for_again(office: Any, decision: Decision | None) -> None:
    office.x.world.add_user("aya", "Aya", listed=False)
    office.parts.manage_list.invite(ADMIN, "aya", AYA, office.clock())
    office.deliver()
    if decision is not None:
        office.parts.joining.answer(AYA, office.request().id, decision, office.clock())
    delete(office)
    office.deliver()
    assert set() == mentions(office, AYA) | mentions(office, "aya")
    assert [] == office.told(AYA)
    manage = office.parts.manage_list
    assert Outcome.OWNER_DECIDES == manage.add(ADMIN, "aya", office.clock()).outcome
    assert Outcome.OWNER_DECIDES == manage.invite(ADMIN, "aya", AYA, office.clock()).outcome


def test_an_account_of_somebody_elses_is_not_left(mine: Any) -> None:
    assert [Outcome.NOT_YOURS] == leave(mine, KEN, "aya")
    assert [Outcome.NOT_ON_LIST, Outcome.NO_HANDLE] == leave(mine, KEN, "nobody") + leave(mine, KEN, "no handle")
    assert mine.consent("aya").may_be_shown


def test_who_was_invited_by_mistake_and_deletes_everything_takes_it_from_nobody(mine: Any) -> None:
    mine.parts.manage_list.invite(ADMIN, "ken", AYA, mine.clock())
    mine.parts.manage_list.invite(ADMIN, "ken", KEN, mine.clock())
    asked = mine.request().id
    delete(mine)
    answered = mine.parts.joining.answer(KEN, asked, Decision.ALL_POSTS, mine.clock())
    assert Outcome.WELCOME == answered.outcome
    assert mine.consent("ken").may_be_shown


def test_who_left_before_the_members_were_read_is_not_simply_claimed(office: Any) -> None:
    office.x.world.add_user("ken", "Ken")
    office.x.world.post("ken", "hello")
    office.bot.reader.collect(office.clock())
    office.parts.joining.join(KEN, "ken", office.clock())
    assert [Outcome.LEFT] == leave(office, KEN)
    joined = [office.parts.joining.join(user, "ken", office.clock()).outcome for user in (KEN, AYA)]
    assert [Outcome.ASKED_ADMINS] * 2 == joined
    assert office.consent("ken") is None
