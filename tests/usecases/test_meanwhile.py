"""What people switch off while the bot is busy with X, and what a pause leaves alone."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from tweetnudge.demo.slack import ADMIN, CHANNEL
from tweetnudge.domain.outbox import State
from tweetnudge.domain.results import Outcome
from tweetnudge.store.models import MemberRow, OutboxRow, PassedOverRow, PostRow

AYA = "U0AYA"
SWITCHES: dict[str, Callable[[Any], object]] = {
    "pause": lambda office: office.parts.own_account.pause(AYA, office.clock()),
    "leave": lambda office: office.parts.own_account.leave(AYA, None, office.clock()),
    "hide": lambda office: office.parts.own_account.hide_post(AYA, office.ids[0], office.clock()),
    "work only": lambda office: office.parts.own_account.choose(AYA, office.clock(), work_only=True),
    "delete": lambda office: office.parts.own_account.delete_everything(AYA, office.clock()),
}


@pytest.fixture
def mine(office: Any) -> Any:
    office.ids = []
    for n, handle in enumerate(["aya", "ken"]):
        office.x.world.add_user(handle, handle.title())
        office.ids.append(office.x.world.post(handle, "about my cat", minutes_ago=60 - n))
    office.parts.sync_members(office.clock(), ADMIN)
    office.parts.joining.join(AYA, "aya", office.clock())
    return office


@pytest.mark.parametrize("name", SWITCHES)
def test_while_the_digest_is_checked_on_x(mine: Any, interrupted: Any, name: str) -> None:
    mine.bot.reader.collect(mine.clock())
    mine.bot.daily.plan.by_hand(mine.clock())
    x = interrupted(mine.bot.reader.x, "posts", lambda: SWITCHES[name](mine))
    recheck = replace(mine.bot.reader.recheck, x=x)
    replace(mine.bot.send, compose={**mine.bot.send.compose, "digest": recheck.compose})()
    assert [mine.ids[1:]] == mine.shown()
    with mine.db.read() as session:
        assert (name == "pause") is (session.get(PostRow, mine.ids[0]) is not None)


@pytest.mark.parametrize("name", SWITCHES)
def test_between_the_check_on_x_and_the_sending(open_office: Callable[..., Any], interrupted: Any, name: str) -> None:
    """Aya's post was never planned: it moved up just now, in place of one that is gone."""
    office = open_office(digest_size=2)
    posted = {}
    for n, handle in enumerate(["ken", "mio", "aya"]):
        office.x.world.add_user(handle, handle.title())
        posted[handle] = office.x.world.post(handle, "about my cat", minutes_ago=60 - n)
    office.ids = [posted["aya"]]
    office.parts.sync_members(office.clock(), ADMIN)
    office.parts.joining.join(AYA, "aya", office.clock())
    office.bot.reader.collect(office.clock())
    planned = office.bot.daily.plan.by_hand(office.clock())
    assert (posted["ken"], posted["mio"]) == planned.leads
    office.x.world.delete(posted["ken"])
    recheck = interrupted(office.bot.reader.recheck, "compose", lambda: SWITCHES[name](office))
    replace(office.bot.send, compose={**office.bot.send.compose, "digest": recheck.compose})()
    assert [[posted["mio"]]] == office.shown()


@pytest.mark.parametrize("name", ["leave", "delete", "pause", "work only"])
def test_while_the_list_is_read(mine: Any, interrupted: Any, name: str) -> None:
    x = interrupted(mine.bot.reader.x, "list_posts", lambda: SWITCHES[name](mine))
    replace(mine.bot.reader.collect, x=x)(mine.clock())
    with mine.db.read() as session:
        assert session.get(PostRow, mine.ids[0]) is None
        known = session.get(MemberRow, mine.x.world.user_id("aya"))
    assert (name in {"leave", "delete"}) is (known is None)


def test_reading_during_a_pause_forgets_nothing_that_was_stored(mine: Any) -> None:
    mine.digest()
    mine.parts.own_account.pause(AYA, mine.clock())
    mine.deliver()
    mine.clock.pass_by(hours=1)
    mine.bot.reader.collect(mine.clock())
    mine.parts.own_account.resume(AYA, mine.clock())
    mine.deliver()
    assert [mine.ids] == mine.shown()


def test_a_post_once_kept_as_an_id_can_be_hidden_for_good(mine: Any) -> None:
    mine.ids[0] = mine.x.world.post("aya", "about my dog", minutes_ago=40)
    mine.parts.own_account.choose(AYA, mine.clock(), work_only=True)
    mine.bot.reader.collect(mine.clock())
    mine.parts.own_account.choose(AYA, mine.clock(), work_only=False)
    mine.bot.reader.collect(mine.clock())
    hidden = mine.parts.own_account.hide_post(AYA, mine.ids[0], mine.clock())
    assert Outcome.POST_HIDDEN == hidden.outcome
    mine.bot.reader.collect(mine.clock())
    with mine.db.read() as session:
        assert session.get(PostRow, mine.ids[0]) is None
        assert "hidden" == session.get(PassedOverRow, mine.ids[0]).reason


def test_what_was_switched_off_before_it_was_sent_needs_no_redrawing(mine: Any) -> None:
    mine.bot.reader.collect(mine.clock())
    mine.bot.daily.plan.by_hand(mine.clock())
    SWITCHES["pause"](mine)
    mine.deliver()
    assert ([mine.ids[1:]], []) == (
        mine.shown(), [call for call in mine.slack.calls("chat.update") if call["channel"] == CHANNEL],
    )  # fmt: skip


def test_a_note_slack_refuses_keeps_no_handle(mine: Any) -> None:
    mine.parts.starting(ADMIN, mine.clock())
    mine.deliver()
    mine.x.world.add_user("new", "New")
    mine.parts.sync_members(mine.clock(), ADMIN)
    mine.slack.fail("chat.postMessage", error="restricted_action", times=2)
    mine.deliver()
    with mine.db.read() as session:
        rows = session.scalars(select(OutboxRow).where(OutboxRow.key.startswith("noticed:"))).all()
    assert [(State.FAILED, None)] * 2 == [(row.state, row.about) for row in rows]


def test_what_is_switched_off_while_slack_is_silent_is_redrawn_once_it_was_found(mine: Any) -> None:
    mine.bot.reader.collect(mine.clock())
    mine.bot.daily.plan.by_hand(mine.clock())
    mine.slack.fail("chat.postMessage", drop=True, accept=True)
    mine.bot.send()
    assert [mine.ids] == mine.shown()
    SWITCHES["pause"](mine)
    for _ in range(5):
        mine.clock.pass_by(minutes=1)
        mine.deliver()
    assert [mine.ids[1:]] == mine.shown()
