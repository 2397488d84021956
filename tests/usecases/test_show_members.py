"""Who is on the List, and who may know what about whom."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tweetnudge.app import Bot
from tweetnudge.demo.clock import Clock
from tweetnudge.demo.slack import ADMIN, MEMBER
from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.consent import INVITATION_GOOD_FOR, Consent, Standing
from tweetnudge.domain.requests import Decision, Kind, Request
from tweetnudge.store import consents, requests
from tweetnudge.store.engine import Database
from tweetnudge.usecases.show_members import Mark

Lines = Callable[[str], list[tuple[str, tuple[Mark, ...]]]]


@pytest.fixture
def accounts(bot: Bot, x: XStandIn, clock: Clock) -> list[int]:
    """Three people on the List, compared with X."""
    made = [x.world.add_user(handle, handle.title()) for handle in ("Bea", "aya", "chie")]
    bot.parts.sync_members(clock(), ADMIN)
    return made


@pytest.fixture
def lines(bot: Bot, clock: Clock) -> Lines:
    def listed(reader: str) -> list[tuple[str, tuple[Mark, ...]]]:
        page = bot.parts.show_members(reader, clock(), 1, 50)
        return [(line.handle, line.marks) for line in page.listed]

    return listed


def change(db: Database, account: int, **values: object) -> None:
    with db.write() as session:
        known = consents.consent(session, account)
        assert known is not None
        consents.save(session, replace(known, **values))  # type: ignore[arg-type]


def test_by_handle_whatever_its_case(accounts: list[int], lines: Lines) -> None:
    assert [("aya", ()), ("Bea", ()), ("chie", ())] == lines(MEMBER)


def test_official_accounts_come_first(db: Database, accounts: list[int], lines: Lines) -> None:
    change(db, accounts[2], official=True)
    assert [("chie", (Mark.OFFICIAL,)), ("aya", ()), ("Bea", ())] == lines(MEMBER)


def test_who_paused_is_visible_to_oneself_and_admins_only(db: Database, accounts: list[int], lines: Lines) -> None:
    change(db, accounts[1], standing=Standing.PAUSED, slack_user="U0AYA")
    assert ("aya", ()) == lines(MEMBER)[0]
    assert ("aya", (Mark.PAUSED,)) == lines(ADMIN)[0]


@pytest.mark.parametrize("standing", [Standing.HIDDEN, Standing.STOPPED, Standing.NOTICED])
def test_who_is_not_to_be_shown_is_listed_for_admins_only(
    db: Database, accounts: list[int], lines: Lines, standing: Standing
) -> None:
    change(db, accounts[1], standing=standing)
    assert ["Bea", "chie"] == [handle for handle, _ in lines(MEMBER)]
    assert ("aya", (Mark(standing.value),)) == lines(ADMIN)[0]


def test_ones_own_account(slack: object, db: Database, accounts: list[int], lines: Lines) -> None:
    change(db, accounts[1], standing=Standing.PAUSED, slack_user=MEMBER)
    assert ("aya", (Mark.YOURS, Mark.PAUSED)) == lines(MEMBER)[0]


def test_off_the_list_means_off_the_list(db: Database, accounts: list[int], lines: Lines) -> None:
    """Vouched for but still to be added on X by hand: admins see that it waits."""
    change(db, accounts[1], on_list=False)
    assert ["Bea", "chie"] == [handle for handle, _ in lines(MEMBER)]
    assert ("aya", (Mark.BY_HAND,)) == lines(ADMIN)[0]
    change(db, accounts[1], standing=Standing.NOTICED)
    assert ["Bea", "chie"] == [handle for handle, _ in lines(ADMIN)]


@pytest.mark.parametrize("decision", [None, Decision.NO])
def test_no_and_silence_look_the_same(
    db: Database, clock: Clock, accounts: list[int], lines: Lines, decision: Decision | None
) -> None:
    change(db, accounts[1], on_list=False, standing=Standing.NOTICED)
    asked = Request(0, Kind.INVITATION, accounts[1], "U0AYA", ADMIN, clock(), clock() + INVITATION_GOOD_FOR)
    with db.write() as session:
        request = requests.ask(session, asked)
        if decision:
            requests.decide(session, request.id, decision, "U0AYA", clock())
    assert ("aya", (Mark.INVITED,)) == lines(ADMIN)[0]
    assert ["Bea", "chie"] == [handle for handle, _ in lines(MEMBER)]
    clock.pass_by(seconds=INVITATION_GOOD_FOR / timedelta(seconds=1))
    assert ["Bea", "chie"] == [handle for handle, _ in lines(ADMIN)]


def test_tombstones_are_not_listed(db: Database, accounts: list[int], lines: Lines) -> None:
    with db.write() as session:
        consents.bury(session, accounts[1])
    assert ["Bea", "chie"] == [handle for handle, _ in lines(ADMIN)]


def test_pages(bot: Bot, x: XStandIn, clock: Clock) -> None:
    """Any page that is asked for exists: the nearest one."""
    for n in range(101):
        x.world.add_user(f"c{n:03}", "C")
    bot.parts.sync_members(clock(), ADMIN)
    pages = {asked: bot.parts.show_members(MEMBER, clock(), asked, 50) for asked in (-1, 1, 2, 3, 99)}
    assert {-1: (1, 50), 1: (1, 50), 2: (2, 50), 3: (3, 1), 99: (3, 1)} == {
        asked: (page.page, len(page.listed)) for asked, page in pages.items()
    }
    assert {(101, 3, True, False)} == {
        (page.total, page.pages, page.compared, page.for_admin) for page in pages.values()
    }


def test_before_the_members_were_read(bot: Bot, x: XStandIn, clock: Clock, lines: Lines) -> None:
    """Whoever posted is known, and it is said that this may not be everybody."""
    x.world.add_user("aya", "Aya")
    x.world.add_user("bea", "Bea")
    x.world.post("aya", "hello")
    bot.reader.collect(clock())
    assert [("aya", ())] == lines(MEMBER)
    assert not bot.parts.show_members(MEMBER, clock(), 1, 50).compared


def test_an_empty_list(bot: Bot, clock: Clock) -> None:
    page = bot.parts.show_members(MEMBER, clock(), 1, 50)
    assert ((), 0, 1, 1) == (page.listed, page.total, page.page, page.pages)


def test_somebody_looked_up_is_not_listed(db: Database, accounts: list[int], clock: Clock, lines: Lines) -> None:
    """Known to us is not the same as on the List."""
    with db.write() as session:
        consents.save(session, Consent(accounts[0], Standing.NOTICED, clock(), on_list=False))
    assert ["aya", "chie"] == [handle for handle, _ in lines(ADMIN)]
