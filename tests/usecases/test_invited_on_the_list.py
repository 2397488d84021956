"""Who was on the List already when invited: nothing is shown before yes, and then what they agreed to."""

from typing import Any

import pytest

from tweetnudge.demo.slack import ADMIN
from tweetnudge.domain.requests import Decision
from tweetnudge.domain.results import Outcome
from tweetnudge.store.models import PostRow

AYA = "U0AYA"


@pytest.fixture
def listed(office: Any) -> Any:
    """Aya and Ken are on the List and count as asked; `ids` are their posts, both stored."""
    office.ids = []
    for n, handle in enumerate(["aya", "ken"]):
        office.x.world.add_user(handle, handle.title())
        office.ids.append(office.x.world.post(handle, "about my cat", minutes_ago=60 - n))
    office.parts.sync_members(office.clock(), ADMIN)
    office.bot.reader.collect(office.clock())
    return office


def invite(office: Any) -> None:
    invited = office.parts.manage_list.invite(ADMIN, "aya", AYA, office.clock())
    assert Outcome.INVITED == invited.outcome


def answer(office: Any, decision: Decision) -> Outcome:
    return office.parts.joining.answer(AYA, office.request().id, decision, office.clock()).outcome


def test_what_was_shown_disappears_until_yes_and_comes_back(listed: Any) -> None:
    listed.digest()
    assert [listed.ids] == listed.shown()
    invite(listed)
    listed.deliver()
    assert [listed.ids[1:]] == listed.shown()
    assert Outcome.WELCOME == answer(listed, Decision.ALL_POSTS)
    listed.deliver()
    assert [listed.ids] == listed.shown()


def test_after_no_nobody_vouches_for_it_again(listed: Any) -> None:
    invite(listed)
    answer(listed, Decision.NO)
    assert Outcome.OWNER_DECIDES == listed.parts.manage_list.add(ADMIN, "aya", listed.clock()).outcome
    listed.digest()
    assert [listed.ids[1:]] == listed.shown()


def test_yes_to_posts_about_work_forgets_at_once_what_else_was_stored(listed: Any) -> None:
    invite(listed)
    assert Outcome.WELCOME == answer(listed, Decision.WORK_ONLY)
    browsed = listed.parts.show_posts("U1", listed.clock()).entries
    assert listed.ids[1:] == [entry.lead.id for entry in browsed]
    listed.bot.daily.plan.by_hand(listed.clock())  # from what is stored, the List not read again
    listed.deliver()
    assert [listed.ids[1:]] == listed.shown()
    with listed.db.read() as session:
        assert session.get(PostRow, listed.ids[0]) is None
