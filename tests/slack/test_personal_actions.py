"""Asking for a personal digest on the Home tab and stopping it, over Socket Mode and signed HTTP."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from slack_sdk import WebClient

from tweetnudge.app import Bot
from tweetnudge.demo.slack import MEMBER, SlackStandIn
from tweetnudge.domain.digest import Entry
from tweetnudge.domain.members import Member
from tweetnudge.domain.posts import Post
from tweetnudge.i18n import en, ja
from tweetnudge.slack import ids
from tweetnudge.store import subscribers
from tweetnudge.store.engine import Database

pytestmark = pytest.mark.usefixtures("no_thread_left", "company")

Read = Callable[[Any], str]
SAY = en.MESSAGES.members


def wanted(db: Database, user: str = MEMBER) -> int:
    with db.read() as session:
        return subscribers.posts_of(session, user)


def offered(home: Any) -> str:
    """The value that the tab's menu shows as chosen."""
    [menu] = [
        block["accessory"] for block in home["blocks"] if block.get("accessory", {}).get("type") == "static_select"
    ]
    return menu["initial_option"]["value"]


def choose(colleague: Any, posts: str) -> None:
    """Somebody uses the menu on their tab."""
    used, chosen = {"action_id": ids.HOME_PERSONAL}, {ids.HOME_PERSONAL: posts}
    colleague.does(lambda: colleague.slack.press(used, user=colleague.user, channel="", values=chosen))


@pytest.fixture
def subscribed(bot: Bot) -> None:
    """The member gets up to three posts a day."""
    bot.parts.subscribing.choose(MEMBER, 3, bot.parts.clock())


def test_choosing_and_stopping(enter: Any, db: Database, read: Read) -> None:
    """Off at first, also for whoever has no account; each choice acts at once, and the tab says what became of it."""
    colleague = enter()
    assert "0" == offered(colleague.looks())
    for posts, said in ((3, SAY.personal_on), (7, SAY.personal_on), (0, SAY.personal_off)):
        choose(colleague, str(posts))
        assert (posts, str(posts)) == (wanted(db), offered(colleague.home))
        assert said in read(colleague.home)


@pytest.mark.parametrize("transport", ["socket"], indirect=True)
@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 30])
def test_values_that_mean_nothing(enter: Any, db: Database, subscribed: None, value: str) -> None:
    """Nothing happens."""
    enter().presses(ids.HOME_PERSONAL, selected_option={"value": value})
    assert 3 == wanted(db)


@pytest.mark.parametrize("transport", ["socket"], indirect=True)
def test_no_more_than_seven(enter: Any, db: Database) -> None:
    colleague = enter()
    colleague.presses(ids.HOME_PERSONAL, selected_option={"value": "99"})
    assert (7, "7") == (wanted(db), offered(colleague.home))


@pytest.mark.parametrize("transport", ["socket"], indirect=True)
def test_slack_opens_no_conversation(enter: Any, slack: SlackStandIn, db: Database, read: Read) -> None:
    """The tab says so, and shows what is so: nothing was chosen."""
    colleague = enter()
    colleague.looks()
    slack.fail("conversations.open", error="internal_error")
    choose(colleague, "3")
    assert SAY.trouble in read(colleague.home)
    assert (0, "0") == (wanted(db), offered(colleague.home))
    assert ["0"] == [
        field[ids.HOME_PERSONAL]["selected_option"]["value"]
        for field in colleague.home["state"]["values"].values()
        if ids.HOME_PERSONAL in field
    ]


@pytest.mark.parametrize("transport", ["socket"], indirect=True)
def test_guests_are_offered_nothing(enter: Any, db: Database, read: Read) -> None:
    guest = enter("U0GUEST", is_restricted=True)
    assert en.MESSAGES.personal.explained not in read(guest.looks())
    guest.presses(ids.HOME_PERSONAL, selected_option={"value": "3"})
    assert (SAY.colleagues_only in read(guest.home), wanted(db, "U0GUEST")) == (True, 0)


@pytest.mark.parametrize("transport", ["socket"], indirect=True)
def test_who_is_a_guest_by_now_can_still_stop(
    enter: Any, slack: SlackStandIn, bot: Bot, db: Database, read: Read, subscribed: None
) -> None:
    colleague = enter()
    slack.workspace.users[MEMBER]["is_restricted"] = True
    bot.parts.people.person(MEMBER, fresh=True)
    assert "3" == offered(colleague.looks())
    choose(colleague, "0")
    assert 0 == wanted(db)
    assert en.MESSAGES.personal.explained not in read(colleague.home)


@pytest.fixture
def delivered(slack: SlackStandIn, bot: Bot, subscribed: None) -> dict[str, Any]:
    """A personal digest in the conversation with the bot."""
    post = Post(7, 7, 7, datetime(2026, 6, 30, tzinfo=UTC), "Hello", 7)
    renderer, members = bot.parts.blocks("ja"), {7: Member(7, "cho", "Cho")}
    message = renderer.personal([Entry((post,))], members, date(2026, 7, 1), "en-US", thanks=True)
    web = WebClient(slack.bot_token, base_url=slack.url)
    sent = web.chat_postMessage(channel=MEMBER, text=message.text, blocks=message.blocks)
    return {"channel": sent["channel"], "message_ts": sent["ts"], "user": MEMBER}


@pytest.mark.parametrize(("language", "words"), [("ja-JP", ja.MESSAGES), ("en-GB", en.MESSAGES)], ids=["ja", "en"])
def test_one_tap_stops(
    enter: Any, slack: SlackStandIn, bot: Bot, db: Database, delivered: Any, read: Read, language: str, words: Any
) -> None:
    """Only its presser is answered, in their language, and their tab follows; the message stays as it is."""
    reader = enter(language=language)
    bot.parts.people.person(MEMBER, fresh=True)
    before = slack.messages(delivered["channel"])
    reader.does(lambda: slack.press({"action_id": ids.PERSONAL_STOP}, **delivered))
    [answer] = slack.answers()
    assert words.members.personal_off in read(answer["blocks"])
    assert (0, "0") == (wanted(db), offered(reader.home))
    assert before == slack.messages(delivered["channel"])
    reader.does(lambda: slack.press({"action_id": ids.PERSONAL_STOP}, **delivered))  # a second one changes nothing
    assert [words.members.personal_off] * 2 == [read(answer["blocks"]) for answer in slack.answers()]


@pytest.mark.parametrize("transport", ["socket"], indirect=True)
def test_stopping_while_the_home_tab_cannot_be_drawn(
    enter: Any, slack: SlackStandIn, db: Database, delivered: Any, read: Read
) -> None:
    """It is stopped, and said, all the same."""
    reader = enter()
    slack.fail("views.publish", error="internal_error")
    reader.does(lambda: slack.press({"action_id": ids.PERSONAL_STOP}, **delivered))
    assert [SAY.personal_off] == [read(answer["blocks"]) for answer in slack.answers()]
    assert 0 == wanted(db)


@pytest.mark.parametrize("transport", ["socket"], indirect=True)
def test_every_element_of_a_personal_digest_is_answered(slack: SlackStandIn, listening: Bot, delivered: Any) -> None:
    [message] = slack.messages(delivered["channel"])
    elements = [element for block in message["blocks"] for element in block.get("elements", [])]
    found = {element["action_id"] for element in elements if "action_id" in element}
    assert {ids.TAP_LIKE, ids.TAP_REPOST, ids.MORE, ids.PERSONAL_STOP} == found
    for action_id in found:
        assert {} == slack.wait_ack(slack.press({"action_id": action_id}, **delivered))
