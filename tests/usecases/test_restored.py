"""A database restored from an older copy: what Slack holds already is found and believed."""

from contextlib import closing
from typing import Any

from sqlalchemy import delete, select, update

from tweetnudge import app
from tweetnudge.app import Bot
from tweetnudge.demo.clock import Clock
from tweetnudge.demo.settings import StandInSettings
from tweetnudge.demo.slack import ADMIN, CHANNEL, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.store.engine import Database
from tweetnudge.store.models import OutboxRow, PostRow


def test_restored_database_finds_todays_digest_and_believes_it(
    bot: Bot, databases: Any, database_url: str, slack: SlackStandIn, x: XStandIn, clock: Clock,
    settings: StandInSettings,
) -> None:  # fmt: skip
    for n in range(8):
        x.world.add_user(f"c{n}", f"Colleague {n}")
        x.world.post(f"c{n}", f"post {n}", minutes_ago=100 - n, likes=9)
    yesterday = databases.copied(database_url)
    bot.by_hand(lambda _read: None)
    (message,) = slack.messages(CHANNEL)
    x.world.post("c7", "written in between", minutes_ago=40)

    with closing(Database(yesterday)) as older:
        second = app.build(settings, older, clock=clock, sleep=clock.sleep)
        assert second.by_hand(lambda _read: None).message is None
        assert [message] == slack.messages(CHANNEL)
        clock.pass_by(days=1)
        second.by_hand(lambda _read: None)
        second.close()
    shown = [block["block_id"] for posted in slack.messages(CHANNEL) for block in posted["blocks"]
             if block.get("block_id", "").startswith("post:")]  # fmt: skip
    assert len(shown) == len(set(shown))


def test_thread_found_in_slack_is_taken_whole(
    bot: Bot, db: Database, x: XStandIn, slack: SlackStandIn, clock: Clock
) -> None:
    x.world.add_user("aya", "Aya")
    thread = x.world.thread("aya", ["one", "two", "three"], minutes_ago=90)
    bot.by_hand(lambda _read: None)
    with db.write() as session:  # as in a copy restored from before it was sent
        session.execute(update(PostRow).values(surfaced_in=None, surfaced_at=None, shown_at=None))
        session.execute(delete(OutboxRow))
    bot.by_hand(lambda _read: None)
    with db.read() as session:
        assert set(thread) == set(session.scalars(select(PostRow.id).where(PostRow.surfaced_in.is_not(None))))
    assert 1 == len(slack.messages(CHANNEL))


def test_who_paused_is_gone_from_what_is_found(office: Any) -> None:
    """The message showed both: what it says is brought up to date once it was found."""
    posted = []
    for n, handle in enumerate(["aya", "ken"]):
        office.x.world.add_user(handle, handle.title())
        posted.append(office.x.world.post(handle, "hello", minutes_ago=60 - n))
    office.parts.sync_members(office.clock(), ADMIN)
    office.parts.joining.join("U0AYA", "aya", office.clock())
    office.digest()
    assert [posted] == office.shown()
    with office.db.write() as session:  # as in a copy restored from before it was planned
        session.execute(update(PostRow).values(surfaced_in=None, surfaced_at=None, shown_at=None))
        session.execute(delete(OutboxRow).where(OutboxRow.key.startswith("digest:")))
    office.parts.own_account.pause("U0AYA", office.clock())
    office.digest()
    office.deliver()
    assert [posted[1:]] == office.shown()
