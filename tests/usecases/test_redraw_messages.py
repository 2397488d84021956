"""Sent messages are changed until Slack holds what may be shown now, whatever Slack and other copies do meanwhile."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update

from tweetnudge.demo.slack import ADMIN, CHANNEL
from tweetnudge.domain.requests import Decision
from tweetnudge.store.engine import database_clock
from tweetnudge.store.models import OutboxRow

AYA, SECOND = "U0AYA", "U0SECOND"
UPDATE = "chat.update"
PHOTO = ("https://photos.example/cat.png", "a cat")


@pytest.fixture
def sent(office: Any) -> Any:
    """Three posts were sent; `ids` are in the order shown."""
    office.ids = []
    for n, handle in enumerate(["aya", "ken", "mio"]):
        office.x.world.add_user(handle, handle.title())
        office.ids.append(office.x.world.post(handle, "hello", minutes_ago=60 - n, photo=PHOTO))
    office.digest()
    assert [office.ids] == office.shown()
    return office


def hide(office: Any, number: int = 0) -> None:
    office.parts.own_account.hide_post(ADMIN, office.ids[number], office.clock())


def redraw(office: Any) -> int:
    return office.bot.redraw(office.clock())


def updates(office: Any) -> int:
    return len([call for call in office.slack.calls(UPDATE) if call["channel"] == CHANNEL])


def test_once_and_then_not_again(sent: Any) -> None:
    hide(sent)
    hide(sent, 1)
    assert [1, 0] == [redraw(sent), redraw(sent)]
    assert ([sent.ids[2:]], 1) == (sent.shown(), updates(sent))
    (message,) = sent.slack.messages(CHANNEL)
    assert "digest:2026-07-01" == message["metadata"]["event_payload"]["key"]


def test_the_newest_revision_wins_when_it_changes_while_it_is_drawn(sent: Any) -> None:
    draw = sent.bot.redraw.redrawn["digest"]
    changes = [1]

    def slowly(item: object, now: object) -> object:
        drawn = draw(item, now)
        while changes:
            hide(sent, changes.pop())
        return drawn

    hide(sent)
    redrawn = replace(sent.bot.redraw, redrawn={**sent.bot.redraw.redrawn, "digest": slowly})
    assert 2 == redrawn(sent.clock())
    assert [sent.ids[2:]] == sent.shown()


def test_a_picture_slack_cannot_fetch_goes_for_good(sent: Any) -> None:
    sent.slack.broken_images.add(PHOTO[0])
    hide(sent)
    redraw(sent)
    (message,) = sent.slack.messages(CHANNEL)
    assert "image" not in {block["type"] for block in message["blocks"]}
    sent.slack.broken_images.clear()
    hide(sent, 1)
    redraw(sent)
    assert "image" not in {block["type"] for block in sent.slack.messages(CHANNEL)[0]["blocks"]}
    assert ([sent.ids[2:]], 3) == (sent.shown(), updates(sent))


@pytest.mark.parametrize("code", ["edit_window_closed", "cant_update_message"])
def test_what_may_not_be_changed_is_deleted_and_the_admins_are_told(sent: Any, code: str) -> None:
    sent.slack.fail(UPDATE, error=code)
    hide(sent)
    sent.deliver()
    sent.deliver()
    assert [] == sent.slack.messages(CHANNEL)
    assert [["not_editable [ja-JP]"]] * 2 == [sent.told(ADMIN), sent.told(SECOND)]
    hide(sent, 1)  # nothing is there to be changed
    sent.deliver()
    assert (1, 0) == (len(sent.told(ADMIN)), redraw(sent))


def test_what_somebody_deleted_in_slack_is_left_alone(sent: Any) -> None:
    sent.slack.workspace.posted[CHANNEL].clear()
    hide(sent)
    assert [1, 0] == [redraw(sent), redraw(sent)]
    sent.deliver()
    assert [] == sent.told(ADMIN)


def test_a_rate_limit_is_waited_out(sent: Any) -> None:
    sent.slack.fail(UPDATE, status=429, headers={"Retry-After": "90"})
    hide(sent)
    assert [1, 0] == [redraw(sent), redraw(sent)]
    sent.clock.pass_by(seconds=89)
    assert 0 == redraw(sent)
    sent.clock.pass_by(seconds=1)
    assert 1 == redraw(sent)
    assert [sent.ids[1:]] == sent.shown()


@pytest.mark.parametrize(
    "fault", [{"status": 503}, {"drop": True}, {"drop": True, "accept": True}, {"error": "internal_error"}]
)
def test_slack_down_and_back(sent: Any, fault: dict[str, Any]) -> None:
    sent.slack.fail(UPDATE, times=3, **fault)
    hide(sent)
    for _ in range(4):
        redraw(sent)
        sent.clock.pass_by(minutes=4)
    assert ([sent.ids[1:]], 4) == (sent.shown(), updates(sent))
    assert 0 == redraw(sent)


@pytest.mark.parametrize("code", ["is_archived", "token_revoked", "invalid_blocks"])
def test_what_only_an_admin_can_mend_is_tried_less_and_less_often(sent: Any, code: str) -> None:
    sent.slack.fail(UPDATE, error=code, times=8)
    hide(sent)
    tried = 0
    for _ in range(4 * 24 * 4):
        tried += redraw(sent)
        sent.clock.pass_by(minutes=15)
    assert 9 == tried  # up to 1 h, 2 h, 4 h, 8 h, 16 h and then a day, each up to a half less
    assert [sent.ids[1:]] == sent.shown()


@pytest.mark.usefixtures("several_at_once")
def test_two_copies_redraw_once_each(sent: Any, open_office: Callable[..., Any]) -> None:
    copies = [sent, open_office()]
    for n in range(2):
        hide(sent, n)
        with ThreadPoolExecutor(2) as threads:
            assert [0, 1] == sorted(threads.map(redraw, copies))
    assert ([sent.ids[2:]], 2) == (sent.shown(), updates(sent))


def test_a_copy_that_died_is_followed_by_another(sent: Any) -> None:
    hide(sent)
    lease = update(OutboxRow).where(OutboxRow.key.startswith("digest:"))
    with sent.db.write() as session:
        session.execute(lease.values(lease_owner="somebody who died", lease_until=database_clock() + 30))
    assert 0 == redraw(sent)
    with sent.db.write() as session:
        session.execute(lease.values(lease_until=database_clock() - 1))
    assert 1 == redraw(sent)
    assert [sent.ids[1:]] == sent.shown()
    with sent.db.read() as session:
        row = session.scalars(select(OutboxRow).where(OutboxRow.key.startswith("digest:"))).one()
    assert (None, row.revision) == (row.lease_owner, row.shown_revision)


def test_one_that_breaks_us_stands_in_nobodys_way(sent: Any) -> None:
    sent.x.world.add_user("new", "New", listed=False)
    sent.parts.joining.join(AYA, "new", sent.clock())
    sent.deliver()
    hide(sent)
    sent.parts.joining.decide(ADMIN, sent.request().id, Decision.NO, sent.clock())

    def break_us(item: object, now: object) -> None:
        raise KeyError(item)

    broken = replace(sent.bot.redraw, redrawn={**sent.bot.redraw.redrawn, "digest": break_us})
    with pytest.raises(KeyError):  # the notes are newer, and come first
        broken(sent.clock())
    assert 0 == broken(sent.clock())
    assert ["join closed @new [ja-JP]"] == sent.told(ADMIN) == sent.told(SECOND)
    with sent.db.write() as session:
        session.execute(update(OutboxRow).values(lease_until=database_clock() - 1))
    sent.clock.pass_by(minutes=9)
    assert 0 == redraw(sent)
    sent.clock.pass_by(minutes=1)
    assert 1 == redraw(sent)
    assert [sent.ids[1:]] == sent.shown()
