"""What is pressed under a post, over Socket Mode and signed HTTP, is answered in the reader's language."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from tweetnudge.app import Bot
from tweetnudge.demo.slack import CHANNEL, MEMBER, SlackStandIn
from tweetnudge.i18n import en, ja
from tweetnudge.slack import ids
from tweetnudge.slack.blocks import how_chosen_view, why_view
from tweetnudge.slack.views import hide_view
from tweetnudge.store.engine import Database
from tweetnudge.store.support import TapRow

pytestmark = pytest.mark.usefixtures("no_thread_left", "company")


@pytest.fixture
def digest_ts(company: None, bot: Bot, slack: SlackStandIn) -> str:
    """A digest is in the channel."""
    bot.by_hand(lambda _read: None)
    return slack.messages(CHANNEL)[0]["ts"]


def chosen(item: str) -> dict[str, Any]:
    return {"type": "overflow", "action_id": ids.MORE, "selected_option": {"value": item}}


@pytest.mark.parametrize(
    "action",
    [{"action_id": ids.TAP_LIKE}, {"action_id": ids.TAP_REPOST}, chosen("open:1"), chosen("reply:1"), chosen("hide:x")],
    ids=str,
)
def test_what_opens_x_or_means_nothing_is_acknowledged(
    slack: SlackStandIn, listening: Bot, digest_ts: str, action: dict[str, Any]
) -> None:
    """A bare answer, in time, and nothing happens in Slack; on the Home tab likewise."""
    assert {} == slack.wait_ack(slack.press(action, message_ts=digest_ts))
    assert {} == slack.wait_ack(slack.press(action, channel=""))
    assert [] == slack.workspace.views
    assert 1 == len(slack.messages())


@pytest.mark.parametrize(("language", "words"), [("ja-JP", ja.MESSAGES), ("en-GB", en.MESSAGES)], ids=["ja", "en"])
def test_answers_are_in_the_readers_language(
    slack: SlackStandIn, enter: Any, digest_ts: str, language: str, words: Any
) -> None:
    """Whatever language the channel has."""
    reader = enter("U0READER", locale=language, language=language)
    for action, view in (
        ({"action_id": ids.HOW_CHOSEN}, how_chosen_view(words)),
        (chosen("why:1"), why_view(words)),
        (chosen("hide:1"), hide_view(words, 1)),
    ):
        reader.does(lambda act=action: slack.press(act, user="U0READER", message_ts=digest_ts), "views.open")
        assert view == slack.calls("views.open")[-1]["view"]


@pytest.mark.parametrize("transport", ["socket"], indirect=True)
def test_slack_does_not_say_who_it_is(slack: SlackStandIn, enter: Any, digest_ts: str) -> None:
    """The answer comes in the channel's language."""
    somebody = enter("U0NEW")
    slack.fail("users.info", status=503, times=2)
    somebody.does(lambda: slack.press({"action_id": ids.HOW_CHOSEN}, user="U0NEW", message_ts=digest_ts), "views.open")
    assert how_chosen_view(ja.MESSAGES) == slack.calls("views.open")[-1]["view"]


@pytest.mark.parametrize("transport", ["socket"], indirect=True)
@pytest.mark.parametrize("how", [{"error": "expired_trigger_id"}, {"drop": True, "times": 2}], ids=str)
def test_a_modal_that_does_not_open(
    slack: SlackStandIn,
    enter: Any,
    settles: Callable[[], None],
    digest_ts: str,
    caplog: pytest.LogCaptureFixture,
    how: dict[str, Any],
) -> None:
    """The press is acknowledged all the same, a line is logged, and the next press works."""
    reader = enter()
    slack.fail("views.open", **how)
    press = {"action_id": ids.HOW_CHOSEN}
    assert {} == slack.wait_ack(slack.press(press, user=MEMBER, message_ts=digest_ts))
    settles()
    assert "Slack did not open a modal" in caplog.text
    assert "Traceback" not in caplog.text
    reader.does(lambda: slack.press(press, user=MEMBER, message_ts=digest_ts), "views.open")
    assert 1 == len(slack.open_views(MEMBER))


def test_every_element_of_a_digest_is_answered(slack: SlackStandIn, listening: Bot, digest_ts: str) -> None:
    """Also one that somebody adds to the layout and forgets here."""
    elements = [element for block in slack.messages()[0]["blocks"] for element in block.get("elements", [])]
    found = {element["action_id"] for element in elements if "action_id" in element}
    assert {ids.TAP_LIKE, ids.TAP_REPOST, ids.MORE, ids.HOW_CHOSEN} == found
    for action_id in found:
        assert {} == slack.wait_ack(slack.press({"action_id": action_id}, message_ts=digest_ts))


def taps(db: Database) -> list[int]:
    with db.read() as session:
        return sorted(session.scalars(select(TapRow.kinds)))


def test_a_press_is_counted_once_a_person_wherever_the_post_is_met(
    slack: SlackStandIn, enter: Any, settles: Callable[[], None], db: Database, digest_ts: str
) -> None:
    """In the channel, on the Home tab, in what /tweets answers: the buttons are the same."""
    enter("U0READER")
    block = next(block for block in slack.messages()[0]["blocks"] if str(block.get("block_id")).startswith("post:"))
    pressed = {"block_id": block["block_id"]}
    for action_id, where in ((ids.TAP_LIKE, {"message_ts": digest_ts}), (ids.TAP_REPOST, {"channel": ""})):
        for user in (MEMBER, "U0READER"):
            assert {} == slack.wait_ack(slack.press({**pressed, "action_id": action_id}, user=user, **where))
    settles()
    assert [3, 3] == taps(db)


def test_a_press_on_nothing_we_know_is_not_counted(
    slack: SlackStandIn, listening: Bot, settles: Callable[[], None], db: Database, digest_ts: str
) -> None:
    for block_id in ("post:1", "post:", "post:x", "other:1", ""):
        press = {"action_id": ids.TAP_LIKE, "block_id": block_id}
        assert {} == slack.wait_ack(slack.press(press, message_ts=digest_ts))
    settles()
    assert [] == taps(db)
