"""A digest looked at before it is sent: made on a copy of the database, and nothing in it that is switched off."""

from typing import Any

import pytest

from tweetnudge import app
from tweetnudge.demo.settings import StandInSettings
from tweetnudge.demo.slack import ADMIN, CHANNEL

AYA = "U0AYA"


@pytest.fixture
def mine(office: Any) -> Any:
    """Aya's account is hers, Ken's is nobody's; `ids` are their posts, both stored."""
    office.ids = []
    for n, handle in enumerate(["aya", "ken"]):
        office.x.world.add_user(handle, handle.title())
        office.ids.append(office.x.world.post(handle, "hello", minutes_ago=60 - n))
    office.parts.sync_members(office.clock(), ADMIN)
    office.parts.joining.join(AYA, "aya", office.clock())
    office.bot.reader.collect(office.clock())
    return office


def previewed(office: Any, settings: StandInSettings) -> list[int]:
    message = app.preview(settings, office.db, lambda _read: None, clock=office.clock).message
    blocks = message.blocks if message else []
    return [int(block["block_id"].removeprefix("post:")) for block in blocks
            if block.get("block_id", "").startswith("post:")]  # fmt: skip


def test_what_would_be_sent_and_nothing_is(mine: Any, settings: StandInSettings) -> None:
    assert [mine.ids] * 2 == [previewed(mine, settings) for _ in range(2)]
    assert ([], set(mine.ids)) == (mine.slack.messages(CHANNEL), mine.waiting())


def test_hidden_posts_stay_hidden_though_x_shows_them(mine: Any, settings: StandInSettings) -> None:
    mine.parts.own_account.hide_post(AYA, mine.ids[0], mine.clock())
    assert mine.ids[1:] == previewed(mine, settings)
    mine.parts.own_account.hide_post(ADMIN, mine.ids[1], mine.clock())
    assert [] == previewed(mine, settings)


def test_who_paused_is_not_in_it(mine: Any, settings: StandInSettings) -> None:
    mine.parts.own_account.pause(AYA, mine.clock())
    assert mine.ids[1:] == previewed(mine, settings)
