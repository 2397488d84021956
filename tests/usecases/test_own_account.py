"""What people switch off about themselves is off at once: planned, under way and sent digests alike."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from tweetnudge.demo.slack import ADMIN, CHANNEL
from tweetnudge.domain.outbox import State
from tweetnudge.domain.posts import Reason
from tweetnudge.domain.requests import Decision
from tweetnudge.domain.results import Outcome
from tweetnudge.store.models import PassedOverRow, PostRow
from tweetnudge.usecases.permissions import Refusal, Refused

AYA, KEN = "U0AYA", "U0KEN"
Act = Callable[[Any], object]

SWITCHES: dict[str, Act] = {
    "pause": lambda office: office.parts.own_account.pause(AYA, office.clock()),
    "leave": lambda office: office.parts.own_account.leave(AYA, None, office.clock()),
    "hide": lambda office: office.parts.own_account.hide_post(AYA, office.post, office.clock()),
    "work only": lambda office: office.parts.own_account.choose(AYA, office.clock(), work_only=True),
    "delete": lambda office: office.parts.own_account.delete_everything(AYA, office.clock()),
}


@pytest.fixture(params=SWITCHES)
def switch_off(request: pytest.FixtureRequest) -> Act:
    return SWITCHES[request.param]


@pytest.fixture
def mine(open_office: Callable[..., Any]) -> Iterator[Any]:
    """Aya's account is hers, with one post; Ken's is nobody's, with one."""
    office = open_office(company_words=("acme", "acme.example"))
    for n, handle in enumerate(["aya", "ken"]):
        office.x.world.add_user(handle, handle.title())
        posted = office.x.world.post(handle, "about my cat", minutes_ago=60 - n)
        if handle == "aya":
            office.post = posted
        else:
            office.other = posted
    office.bot.reader.collect(office.clock())
    office.parts.joining.join(AYA, "aya", office.clock())
    office.parts.joining.decide(ADMIN, office.request().id, Decision.YES, office.clock())
    return office


def test_a_digest_planned_goes_out_without_it(mine: Any, switch_off: Act) -> None:
    item = mine.bot.daily.plan.by_hand(mine.clock())
    assert (mine.post,) == item.leads[:1]
    switch_off(mine)
    mine.deliver()
    assert [[mine.other]] == mine.shown()


@pytest.mark.parametrize("name", ["pause", "hide"])
def test_a_digest_being_composed_goes_out_without_it(mine: Any, name: str) -> None:
    """Somebody switches off just while X is asked whether their post is still there."""
    x = mine.bot.reader.x

    class XAskedSlowly:
        def posts(self, ids: list[int]) -> object:
            found = x.posts(ids)
            SWITCHES[name](mine)
            return found

    recheck = replace(mine.bot.reader.recheck, x=XAskedSlowly())
    send = replace(mine.bot.send, compose={**mine.bot.send.compose, "digest": recheck.compose})
    mine.bot.daily.plan.by_hand(mine.clock())
    send()
    assert [[mine.other]] == mine.shown()


def test_a_digest_sent_is_redrawn_without_it(mine: Any, switch_off: Act) -> None:
    mine.digest()
    assert [[mine.post, mine.other]] == mine.shown()
    switch_off(mine)
    mine.deliver()
    assert [[mine.other]] == mine.shown()
    assert 1 == len([call for call in mine.slack.calls("chat.update") if call["channel"] == CHANNEL])


def test_a_digest_of_which_nothing_is_left_says_so(mine: Any, switch_off: Act) -> None:
    mine.x.world.delete(mine.other)
    mine.digest()
    switch_off(mine)
    mine.deliver()
    assert [[]] == mine.shown()
    [message] = mine.slack.messages(CHANNEL)
    assert not any(said in str(message) for said in ("@aya", "about my cat"))
    assert State.SENT is mine.bot.daily.plan.today(mine.clock()).state  # the day is done


def test_resume_brings_back_what_was_paused(mine: Any) -> None:
    mine.digest()
    own = mine.parts.own_account
    assert Outcome.PAUSED == own.pause(AYA, mine.clock()).outcome
    mine.deliver()
    assert Outcome.RESUMED == own.resume(AYA, mine.clock()).outcome
    mine.deliver()
    assert [[mine.post, mine.other]] == mine.shown()


def test_what_is_posted_during_a_pause_is_never_stored(mine: Any) -> None:
    mine.parts.own_account.pause(AYA, mine.clock())
    later = mine.x.world.post("aya", "while paused", minutes_ago=40)
    mine.bot.reader.collect(mine.clock())
    mine.parts.own_account.resume(AYA, mine.clock())
    with mine.db.read() as session:
        assert (None, Reason.NOT_AGREED) == (session.get(PostRow, later), session.get(PassedOverRow, later).reason)


def test_work_only_keeps_ids_of_other_posts(mine: Any) -> None:
    work = mine.x.world.post("aya", "Launched at #ACME today", minutes_ago=50)
    mine.bot.reader.collect(mine.clock())
    assert Outcome.WORK_ONLY == SWITCHES["work only"](mine).outcome
    assert {work, mine.other} == mine.waiting()
    linked = mine.x.world.post("aya", "see https://blog.acme.example/1", minutes_ago=45)
    private = mine.x.world.post("aya", "a quiet evening", minutes_ago=44)
    mine.bot.reader.collect(mine.clock())
    assert {work, linked, mine.other} == mine.waiting()
    with mine.db.read() as session:
        assert [Reason.NOT_AGREED] * 2 == [session.get(PassedOverRow, post).reason for post in (mine.post, private)]
        assert session.get(PostRow, private) is None
    assert Outcome.ALL_POSTS == mine.parts.own_account.choose(AYA, mine.clock(), work_only=False).outcome
    assert not mine.consent("aya").work_only


def test_who_has_no_account_switches_nothing(mine: Any) -> None:
    own = mine.parts.own_account
    acts = [own.pause(KEN, mine.clock()), own.resume(KEN, mine.clock()), own.choose(KEN, mine.clock(), work_only=True)]
    assert [Outcome.NO_ACCOUNT] * 3 == [result.outcome for result in acts]
    assert [Outcome.NO_ACCOUNT] == [result.outcome for result in own.leave(KEN, None, mine.clock())]


def test_resuming_what_was_never_paused_changes_nothing(mine: Any) -> None:
    before = mine.consent("ken"), mine.consent("aya"), mine.written_down()
    mine.parts.own_account.resume(AYA, mine.clock())
    assert before == (mine.consent("ken"), mine.consent("aya"), mine.written_down())


@pytest.mark.parametrize("user", ["U0GUEST", "U0ONECHANNEL", "U0STRANGER", "U0BOT", "U0GONE", "U0NOBODY"])
def test_outsiders_change_nothing(mine: Any, user: str) -> None:
    own, now = mine.parts.own_account, mine.clock()
    acts: list[Callable[[], object]] = [
        lambda: own.pause(user, now), lambda: own.resume(user, now), lambda: own.choose(user, now, work_only=True),
        lambda: own.leave(user, None, now), lambda: own.leave(user, "ken", now),
        lambda: own.hide_post(user, mine.post, now), lambda: own.delete_everything(user, now),
        lambda: mine.parts.joining.join(user, "ken", now), lambda: mine.parts.joining.answer(user, 1, Decision.NO, now),
        lambda: mine.parts.joining.decide(user, 1, Decision.NO, now), lambda: mine.parts.starting(user, now),
        lambda: mine.parts.steer_day.skip(user, now), lambda: mine.parts.steer_day.send_now(user, now),
        lambda: mine.parts.steer_day.preview(user, now), lambda: mine.parts.sync_members(now, user),
    ]  # fmt: skip
    before = mine.written_down()
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.refusal in {Refusal.COLLEAGUES_ONLY, Refusal.CANNOT_TELL}
    assert before == mine.written_down()


def test_everything_is_written_down(mine: Any) -> None:
    own, now = mine.parts.own_account, mine.clock()
    before = len(mine.written_down())
    own.pause(AYA, now), own.resume(AYA, now), own.choose(AYA, now, work_only=True), own.leave(AYA, None, now)
    assert [(AYA, "paused"), (AYA, "resumed"), (AYA, "work_only"), (AYA, "left")] == mine.written_down()[before:]


def test_a_digest_emptied_by_a_pause_fills_again(mine: Any) -> None:
    mine.parts.own_account.hide_post(ADMIN, mine.other, mine.clock())
    mine.digest()
    assert [[mine.post]] == mine.shown()
    mine.parts.own_account.pause(AYA, mine.clock())
    mine.deliver()
    assert [[]] == mine.shown()
    mine.parts.own_account.resume(AYA, mine.clock())
    mine.deliver()
    assert [[mine.post]] == mine.shown()


def test_where_nobody_said_what_is_about_work_nothing_is(open_office: Callable[..., Any], mine: Any) -> None:
    work = mine.x.world.post("aya", "Launched at #ACME today", minutes_ago=50)
    mine.bot.reader.collect(mine.clock())
    assert work in mine.waiting()
    SWITCHES["work only"](open_office())
    assert {mine.other} == mine.waiting()
