"""The List's members on X compared with what we know: who is new, gone or renamed, and who may be shown."""

from collections.abc import Callable
from typing import Any

import pytest

from tweetnudge.demo.slack import ADMIN, MEMBER
from tweetnudge.domain.consent import Standing
from tweetnudge.domain.results import Outcome
from tweetnudge.store import consents, members

SECOND, AYA = "U0SECOND", "U0AYA"


def sync(office: Any, progress: Callable[[int], None] = lambda _: None) -> Any:
    return office.parts.sync_members(office.clock(), ADMIN, progress)


def standings(office: Any) -> dict[str, Standing]:
    with office.db.read() as session:
        known = members.everyone(session)
        return {known[one.account].handle: one.standing for one in consents.everyone(session).values() if one.on_list}


@pytest.fixture
def three(office: Any) -> Any:
    for handle in ("aya", "ken", "mio"):
        office.x.world.add_user(handle, handle.title())
    return office


def test_read_in_pages_with_progress_and_paid_for(three: Any) -> None:
    three.x.page_cap = 2
    told: list[int] = []
    assert 3 == sync(three, told.append).total
    assert [2, 3] == told
    assert 3 == sum(kind == "user" for _, kind, _ in three.x.billed)


@pytest.mark.parametrize("started", [True, False], ids=["after Start", "before Start"])
def test_at_the_first_read_everybody_listed_counts_as_asked(three: Any, started: bool) -> None:
    if started:
        three.parts.starting(ADMIN, three.clock())
    synced = sync(three)
    assert (3, (), ()) == (synced.total, synced.added, synced.waiting)
    assert dict.fromkeys(["aya", "ken", "mio"], Standing.SHOWN) == standings(three)
    assert (ADMIN if started else None) == three.consent("aya").vouched_by
    three.deliver()
    assert not [note for note in three.told(ADMIN) if "noticed" in note]


@pytest.mark.parametrize("found_by", ["sync", "posts"])
def test_somebody_added_on_x_is_told_to_the_admins_and_waits(three: Any, found_by: str) -> None:
    sync(three)
    three.parts.starting(ADMIN, three.clock())
    three.x.world.add_user("new", "New")
    post = three.x.world.post("new", "hello")
    if found_by == "sync":
        assert (("new",), ("new",)) == (sync(three).added, sync(three).waiting)
    for _ in range(2):
        three.bot.reader.collect(three.clock())
    three.deliver()
    assert [["noticed @new [ja-JP]"]] * 2 == [three.told(ADMIN), three.told(SECOND)]
    assert (Standing.NOTICED, set()) == (three.consent("new").standing, three.waiting())
    assert Outcome.ADDED == three.parts.manage_list.add(ADMIN, "new", three.clock()).outcome
    three.x.world.post("new", "now with a word from my colleagues")
    three.bot.reader.collect(three.clock())
    assert 1 == len(three.waiting() - {post})


def test_somebody_removed_on_x_is_not_shown_and_has_to_be_vouched_for_again(three: Any) -> None:
    sync(three)
    three.parts.starting(ADMIN, three.clock())
    three.x.world.post("aya", "hello")
    three.bot.reader.collect(three.clock())
    aya = three.x.world.user_id("aya")
    three.x.world.members.remove(aya)
    assert ("aya",) == sync(three).removed
    assert (set(), False) == (three.waiting(), three.consent("aya").on_list)
    assert (ADMIN, "no longer on the List") in three.written_down()
    three.x.world.members.append(aya)
    assert ("aya",) == sync(three).waiting
    assert not three.consent("aya").may_be_shown


def test_an_owners_own_yes_outlives_a_removal_on_x(three: Any) -> None:
    sync(three)
    three.parts.joining.join(AYA, "aya", three.clock())
    three.x.world.members.remove(three.x.world.user_id("aya"))
    sync(three)
    three.x.world.members.append(three.x.world.user_id("aya"))
    sync(three)
    assert three.consent("aya").may_be_shown


def test_pauses_and_tombstones_stand(three: Any) -> None:
    sync(three)
    three.parts.joining.join(AYA, "aya", three.clock())
    three.parts.own_account.pause(AYA, three.clock())
    three.parts.joining.join(MEMBER, "ken", three.clock())
    three.parts.own_account.leave(MEMBER, None, three.clock())
    three.x.world.members.append(three.x.world.user_id("ken"))
    synced = sync(three)
    assert (2, ()) == (synced.total, synced.added)
    assert {"aya": Standing.PAUSED, "mio": Standing.SHOWN} == standings(three)


def test_a_renamed_handle_is_followed(three: Any) -> None:
    sync(three)
    three.x.world.rename("aya", "aya_at_work")
    assert (("aya", "aya_at_work"),) == sync(three).renamed
    assert Outcome.CLAIMED == three.parts.joining.join(AYA, "aya_at_work", three.clock()).outcome


def test_protected_accounts_are_not_shown(three: Any) -> None:
    sync(three)
    post = three.x.world.post("aya", "hello")
    three.bot.reader.collect(three.clock())
    assert {post} == three.waiting()
    three.x.world.protect("aya")
    sync(three)
    assert set() == three.waiting()


def test_what_was_just_removed_is_not_taken_for_new_while_x_lags_behind(three: Any) -> None:
    sync(three)
    three.parts.manage_list.remove(ADMIN, "aya", three.clock())
    three.x.world.members.append(three.x.world.user_id("aya"))  # X shows the post all the same
    three.x.world.post("aya", "hello")
    three.bot.reader.collect(three.clock())
    assert not three.consent("aya").on_list
    three.clock.pass_by(hours=1)
    three.x.world.post("aya", "hello again")
    three.bot.reader.collect(three.clock())
    assert (True, Standing.NOTICED) == (three.consent("aya").on_list, three.consent("aya").standing)


def test_what_changes_while_the_pages_are_read_is_newer_than_they_are(three: Any) -> None:
    sync(three)
    three.x.world.add_user("new", "New", listed=False)
    manage = three.parts.manage_list

    def meanwhile(_read: int) -> None:
        manage.add(ADMIN, "new", three.clock())
        manage.remove(ADMIN, "aya", three.clock())

    synced = sync(three, meanwhile)
    assert ((), ()) == (synced.added, synced.removed)
    assert ({"ken", "mio", "new"}, False) == (set(standings(three)), three.is_on_x("aya"))


def test_what_was_shown_of_an_account_that_turned_protected_goes(three: Any) -> None:
    posted = [three.x.world.post(handle, "hello", minutes_ago=60 - n) for n, handle in enumerate(["aya", "ken"])]
    sync(three)
    three.digest()
    assert [posted] == three.shown()
    three.x.world.protect("aya")
    sync(three)
    three.deliver()
    assert [posted[1:]] == three.shown()
    browsed = three.parts.show_posts("U1", three.clock()).entries
    assert posted[1:] == [entry.lead.id for entry in browsed]


def test_who_pauses_while_the_pages_are_read_stays_paused_though_gone_from_x(three: Any) -> None:
    sync(three)
    three.parts.joining.join(AYA, "aya", three.clock())
    three.x.world.members.remove(three.x.world.user_id("aya"))
    assert ("aya",) == sync(three, lambda _read: three.parts.own_account.pause(AYA, three.clock())).removed
    assert (Standing.PAUSED, False) == (three.consent("aya").standing, three.consent("aya").on_list)
