"""A press counts a person once per post, and keeps nothing that says who it was."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tweetnudge.demo.slack import ADMIN
from tweetnudge.domain.taps import TapKind
from tweetnudge.store.models import PostRow
from tweetnudge.store.support import TapperRow, TapRow

AYA, KEN, SECOND, GUEST, STRANGER = "U0AYA", "U0KEN", "U0SECOND", "U0GUEST", "U0STRANGER"


@pytest.fixture
def shown(office: Any) -> Any:
    """Aya's post, which is tied to her, in today's digest."""
    office.x.world.add_user("aya", "Aya")
    office.post = office.x.world.post("aya", "Hello.", minutes_ago=90)
    office.parts.sync_members(office.clock(), ADMIN)
    office.parts.joining.join(AYA, "aya", office.clock())
    office.digest()
    return office


def kinds(office: Any) -> list[int]:
    """What each person counted has pressed."""
    with office.db.read() as session:
        return sorted(session.scalars(select(TapRow.kinds)))


def people(office: Any) -> list[date]:
    """A month for each person counted in it."""
    with office.db.read() as session:
        return sorted(session.scalars(select(TapperRow.month)))


def count(office: Any) -> int | None:
    """What the choice of another look goes by."""
    with office.db.read() as session:
        return session.scalar(select(PostRow.taps).where(PostRow.id == office.post))


def test_a_person_counts_once_whatever_they_press(shown: Any) -> None:
    for kind in (TapKind.LIKE, TapKind.LIKE, TapKind.REPOST):
        shown.tap(KEN, shown.post, kind)
    shown.tap(SECOND, shown.post, TapKind.REPOST)
    assert ([2, 3], 2) == (kinds(shown), count(shown))
    assert [date(2026, 7, 1)] * 2 == people(shown)


def test_ones_own_press_is_no_support(shown: Any) -> None:
    shown.tap(AYA, shown.post)
    assert ([], 0, []) == (kinds(shown), count(shown), people(shown))


@pytest.mark.parametrize("outsider", [GUEST, STRANGER, "U0NOBODYKNOWS"])
def test_only_colleagues_count(shown: Any, outsider: str) -> None:
    shown.tap(outsider, shown.post)
    assert ([], 0, []) == (kinds(shown), count(shown), people(shown))


def test_a_post_that_waits_can_be_met_elsewhere_and_counts_too(office: Any) -> None:
    office.x.world.add_user("aya", "Aya")
    office.post = office.x.world.post("aya", "Hello.", minutes_ago=60)
    office.bot.reader.collect(office.clock())
    office.tap(KEN, office.post)
    assert ([1], 1) == (kinds(office), count(office))


def test_a_post_that_is_gone_is_nothing_to_press(shown: Any) -> None:
    shown.tap(KEN, 4711)
    shown.parts.own_account.hide_post(AYA, shown.post, shown.clock())
    shown.tap(KEN, shown.post)
    assert ([], []) == (kinds(shown), people(shown))


def test_what_is_withdrawn_takes_its_tokens_along(shown: Any) -> None:
    shown.tap(KEN, shown.post)
    shown.parts.own_account.hide_post(AYA, shown.post, shown.clock())
    assert [] == kinds(shown)


def test_tokens_go_with_the_follow_up_on_the_third_day(shown: Any) -> None:
    shown.tap(KEN, shown.post)
    kept = [(shown.morning(), len(kinds(shown)))[1] for _ in range(4)]
    assert [1, 1, 0, 0] == kept
    assert 1 == count(shown)  # until the count is erased as well


def test_later_presses_are_not_counted_any_more(shown: Any) -> None:
    shown.morning(days=3)
    shown.tap(KEN, shown.post)
    assert ([], 0, []) == (kinds(shown), count(shown), people(shown))


def test_tokens_go_even_when_x_never_answers(shown: Any) -> None:
    shown.tap(KEN, shown.post)
    shown.x.fail("/2/tweets", times=10_000, status=503)
    for _ in range(6):
        shown.morning()
    assert [] == kinds(shown)
    shown.tap(SECOND, shown.post)
    assert [] == kinds(shown)


def test_the_count_is_erased_after_thirty_days(shown: Any) -> None:
    shown.tap(KEN, shown.post)
    shown.x.world.like(shown.post, 3)
    shown.morning()
    shown.morning(days=28)
    assert 1 == count(shown)
    shown.morning(days=2)
    with shown.db.read() as session:
        row = session.get_one(PostRow, shown.post)
        assert (None, 0, None) == (row.likes, row.taps, row.alone)


def test_everything_can_be_deleted_by_whoever_pressed(shown: Any) -> None:
    shown.tap(KEN, shown.post)
    shown.tap(SECOND, shown.post)
    shown.parts.own_account.delete_everything(KEN, shown.clock())
    assert ([1], 1) == (kinds(shown), len(people(shown)))
    shown.tap(SECOND, shown.post)
    assert ([1], 1) == (kinds(shown), len(people(shown)))
