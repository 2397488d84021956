"""The database is gone, locked or full: whatever is pressed or typed is acknowledged in time and answered politely.

Once it is back everything works again, without a restart.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from file_troubles import SLACK_WAITS, Person, Trouble

from tweetnudge.app import Bot
from tweetnudge.demo.slack import ADMIN, MEMBER, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.requests import Decision
from tweetnudge.i18n.languages import messages
from tweetnudge.slack import ids
from tweetnudge.slack.views import add_view, hide_view, join_view, message_view
from tweetnudge.store.engine import Database

pytestmark = pytest.mark.usefixtures("no_thread_left")

Read = Callable[[Any], str]

INVITED = "U0INVITED"
LANGUAGES = pytest.mark.parametrize("language", ["ja", "en"], indirect=True)
TRANSPORTS = pytest.mark.parametrize("transport", ["socket"], indirect=True)


@pytest.fixture
def trouble(db: Database) -> Trouble:
    return Trouble(db, Path(str(db.engine.url.database)))


@pytest.fixture
def somebody(
    slack: SlackStandIn, listening: Bot, started: None, settles: Any, read: Read, language: str,
    caplog: pytest.LogCaptureFixture,
) -> Callable[..., Person]:  # fmt: skip
    """`somebody(user)`: aya is the member's account, a digest is out, and the bot knows everybody."""
    bot = listening
    bot.parts.sync_members(bot.parts.clock(), ADMIN)
    bot.parts.joining.join(MEMBER, "aya", bot.parts.clock())
    bot.parts.people.get_ready()

    def known(user: str = MEMBER) -> Person:
        if user not in slack.workspace.users:
            slack.workspace.add_user(user, user.lower())
        slack.workspace.users[user]["locale"] = {"ja": "ja-JP", "en": "en-GB"}[language]
        bot.parts.people.person(user, fresh=True)
        caplog.clear()
        return Person(slack, settles, read, messages(language), caplog, user)

    return known


COMMANDS = [
    ("/tweets", ""), ("/tweets", "10"), ("/tweets", "@aya"), ("/tweetlist", ""), ("/tweetlist", "pause"),
    ("/tweetlist", "resume"), ("/tweetlist", "leave"), ("/tweetlist", "leave @ben"), ("/tweetlist", "join @ben"),
]  # fmt: skip
OF_ADMINS = [("/tweetlist", "add @cara"), ("/tweetlist", "remove @ben"), ("/tweetlist", "sync")]
BUTTONS = [
    ids.HOME_PAUSE, ids.HOME_RESUME, ids.HOME_WORK_ONLY, ids.HOME_ALL_POSTS, ids.HOME_LEAVE, ids.HOME_HIDE,
]  # fmt: skip
DOWN = pytest.mark.parametrize("how", ["gone", "a_directory", "closed_to_all"])


@LANGUAGES
def test_commands(somebody: Any, trouble: Trouble) -> None:
    """Each gets one apology; what needs no database goes on as ever."""
    member, admin = somebody(), somebody(ADMIN)
    with trouble.gone():
        for command in COMMANDS:
            assert member.said_sorry(member.types(*command)), command
        for command in OF_ADMINS:
            assert admin.said_sorry(admin.types(*command)), command
        for command in (("/tweets", "help"), ("/tweetlist", "help"), ("/tweetlist", "what?")):
            assert member.words.members.trouble not in member.types(*command)
        for _ in range(2):
            assert member.said_sorry(member.presses(ids.LIST_ON, "1"))
    assert [] == [record for record in member.caplog.records if record.exc_info]
    assert "Hello from aya" in member.types("/tweets")
    assert "@ben" in member.types("/tweetlist")


@LANGUAGES
def test_the_home_tab(somebody: Any, trouble: Trouble) -> None:
    """It says so instead of staying empty, whatever is pressed there."""
    member, admin = somebody(), somebody(ADMIN)
    with trouble.gone():
        assert member.said_sorry(member.at_home())
        for button in BUTTONS:
            assert member.said_sorry(member.at_home(button, "1")), button
        for button in (ids.HOME_SKIP, ids.HOME_SEND):
            assert admin.said_sorry(admin.at_home(button)), button
        for decision in (Decision.YES, Decision.NO):
            value = ids.request_value(1, decision)
            assert admin.said_sorry(admin.at_home(ids.decide_id(decision), value)), decision
    assert member.words.members.trouble not in member.at_home()
    assert "@aya" in member.at_home()


@LANGUAGES
def test_modals(somebody: Any, trouble: Trouble) -> None:
    """Where an answer was to come there is the apology; the Home tab behind stays as it is."""
    member, admin = somebody(), somebody(ADMIN)
    home = member.at_home()
    with trouble.gone():
        for view, values in (
            (add_view(admin.words), {"handles": "@cara"}),
            (add_view(admin.words), {"handles": "@cara", "person": MEMBER}),
            (join_view(admin.words), {"handles": "@ben"}),
            (hide_view(admin.words, 1), {}),
            (join_view(admin.words) | {"callback_id": ids.VIEW_JOIN}, {"handles": "ben"}),
        ):
            assert admin.said_sorry(admin.submits(view, values)), view["callback_id"]
        for button in (ids.HOME_PREVIEW, ids.HOME_START, ids.HOME_STORED):
            admin.presses(button, channel="")
            assert admin.said_sorry(admin.read(admin.modal())), button
        member.opens(message_view("?", "?", member.words))
        action = {"type": "button", "action_id": ids.DELETE_EVERYTHING}
        member.does(lambda: member.slack.press(action, user=MEMBER, view_id=member.modal()["id"]))
        assert member.said_sorry(member.read(member.modal()))
        assert home == member.read(member.slack.workspace.homes[MEMBER])
    for button in (ids.HOME_PREVIEW, ids.HOME_STORED):
        admin.presses(button, channel="")
        assert admin.words.members.trouble not in admin.read(admin.modal())


@LANGUAGES
def test_notes(somebody: Any, trouble: Trouble, x: XStandIn, listening: Bot) -> None:
    """Their buttons stay, and work later."""
    x.world.add_user("cara", "Cara", listed=False)
    invited, admin = somebody(INVITED), somebody(ADMIN)
    listening.parts.manage_list.invite(ADMIN, "cara", INVITED, listening.parts.clock())
    listening.parts.deliver()
    channel = invited.slack.workspace.direct(INVITED).id
    [note] = invited.slack.messages(channel)
    invited.caplog.clear()
    with trouble.gone():
        for decision in (Decision.WORK_ONLY, Decision.ALL_POSTS, Decision.NO):
            pressed = ids.answer_id(decision), ids.request_value(1, decision), channel, note["ts"]
            assert invited.said_sorry(invited.presses(*pressed)), decision
        for decision in (Decision.YES, Decision.NO):
            pressed = ids.decide_id(decision), ids.request_value(1, decision), channel, note["ts"]
            assert admin.said_sorry(admin.presses(*pressed)), decision
    assert [note] == invited.slack.messages(channel)


@DOWN
@TRANSPORTS
def test_all_ways_to_be_gone(somebody: Any, trouble: Trouble, how: str) -> None:
    """An answer within Slack's three seconds, also where SQLite would wait longer."""
    member = somebody()
    with getattr(trouble, how)():
        for command in (("/tweets", ""), ("/tweetlist", ""), ("/tweetlist", "pause")):
            assert member.said_sorry(member.types(*command)), command
        assert member.said_sorry(member.at_home())
    assert "Hello from aya" in member.types("/tweets")
    assert member.slowest < SLACK_WAITS


@TRANSPORTS
def test_a_full_disk(somebody: Any, trouble: Trouble) -> None:
    """What only reads goes on; what would write says that it did not work, and works once there is room."""
    member = somebody()
    with trouble.full():
        assert "Hello from aya" in member.types("/tweets")
        assert "@ben" in member.types("/tweetlist")
        assert "@aya" in member.at_home()
        for command in (("/tweetlist", "pause"), ("/tweetlist", "leave @ben")):
            assert member.said_sorry(member.types(*command)), command
        for button in (ids.HOME_PAUSE, ids.HOME_WORK_ONLY, ids.HOME_LEAVE):
            assert member.words.members.trouble in member.at_home(button)
            assert [] == [record for record in member.caplog.records if record.exc_info]
            member.caplog.clear()
    assert member.words.members.trouble not in member.types("/tweetlist", "pause")
    assert member.words.home.standing_paused in member.at_home()


@TRANSPORTS
def test_somebody_else_writes_for_long(somebody: Any, trouble: Trouble) -> None:
    """Reading waits for nobody, and what writes is acknowledged first; its apology comes when patience ends."""
    member = somebody()
    with trouble.locked():
        assert "Hello from aya" in member.types("/tweets")
        assert "@ben" in member.types("/tweetlist")
        assert "@aya" in member.at_home()
        assert member.said_sorry(member.types("/tweetlist", "pause"))
    assert member.slowest < 1.5
    assert member.words.members.trouble not in member.types("/tweetlist", "pause")


@TRANSPORTS
def test_somebody_else_writes_for_a_moment(somebody: Any, trouble: Trouble, slack: SlackStandIn) -> None:
    """Then it is done a little later, without an apology."""
    member = somebody()
    with trouble.locked() as release:
        envelope = slack.command("/tweetlist", "pause", user=MEMBER)
        assert slack.wait_ack(envelope, 1.5) is not None
        release()
        member.settles()
    assert member.words.home.standing_paused in member.at_home()
    assert [] == [record for record in member.caplog.records if record.levelname == "WARNING"]


def test_a_file_restored_while_we_run(somebody: Any, trouble: Trouble, tmp_path: Path) -> None:
    """What somebody puts in the file's place is what is used from then on, not the one that is gone."""
    member = somebody()
    copy = tmp_path / "yesterday.db"
    with closing(sqlite3.connect(trouble.file)) as now:
        now.execute("VACUUM INTO ?", [str(copy)])
    assert member.words.members.trouble not in member.types("/tweetlist", "pause")
    for suffix in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            trouble.file.with_name(trouble.file.name + suffix).unlink()
    copy.rename(trouble.file)
    assert member.words.home.standing_paused not in member.at_home()
