"""A post that was hidden is hidden for good, with the thread it begins, whatever X shows of it later."""

from typing import Any

import pytest

from tweetnudge.demo.slack import ADMIN
from tweetnudge.domain.results import Outcome

AYA = "U0AYA"


@pytest.fixture
def mine(office: Any) -> Any:
    """Aya's account is hers, with one post; Ken's is nobody's, with one."""
    for handle in ("aya", "ken"):
        office.x.world.add_user(handle, handle.title())
    office.post = office.x.world.post("aya", "hello", minutes_ago=60)
    office.other = office.x.world.post("ken", "hello", minutes_ago=59)
    office.parts.sync_members(office.clock(), ADMIN)
    office.parts.joining.join(AYA, "aya", office.clock())
    office.bot.reader.collect(office.clock())
    return office


def hide(office: Any, post: int, user: str = AYA) -> Outcome:
    return office.parts.own_account.hide_post(user, post, office.clock()).outcome


def test_a_post_hidden_never_comes_back(mine: Any) -> None:
    assert Outcome.POST_HIDDEN == hide(mine, mine.post)
    mine.clock.pass_by(hours=1)
    mine.bot.reader.collect(mine.clock())
    assert {mine.other} == mine.waiting()
    assert Outcome.POST_GONE == hide(mine, mine.post)


def test_whose_post_it_is_decides_who_may_hide_it(mine: Any) -> None:
    assert Outcome.NOT_YOURS == hide(mine, mine.other)
    assert Outcome.POST_HIDDEN == hide(mine, mine.other, ADMIN)
    assert (ADMIN, "hid a post") == mine.written_down()[-1]


@pytest.mark.parametrize("edited", [False, True])
def test_a_thread_is_hidden_whole(mine: Any, edited: bool) -> None:
    first, *_ = mine.x.world.thread("aya", ["one", "two", "three"], minutes_ago=50)
    if edited:
        mine.x.world.edit(first, "one, said better")
    mine.bot.reader.collect(mine.clock())
    assert Outcome.POST_HIDDEN == hide(mine, first)
    assert {mine.post, mine.other} == mine.waiting()


def test_what_continues_a_hidden_thread_later_is_hidden_too(mine: Any) -> None:
    first, last = mine.x.world.thread("aya", ["one", "two"], minutes_ago=50)
    mine.bot.reader.collect(mine.clock())
    hide(mine, first)
    mine.clock.pass_by(hours=1)
    mine.x.world.post("aya", "three", minutes_ago=40, reply_to=last)
    mine.bot.reader.collect(mine.clock())
    assert {mine.post, mine.other} == mine.waiting()
