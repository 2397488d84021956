"""The month's results over Socket Mode and signed HTTP: where admins reach them, and how one of them shares them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tweetnudge.app import Bot
from tweetnudge.demo.slack import ADMIN, CHANNEL, MEMBER, SlackStandIn
from tweetnudge.domain.report import Figures
from tweetnudge.i18n import en, ja
from tweetnudge.slack import ids
from tweetnudge.store import figures
from tweetnudge.store.engine import Database

pytestmark = pytest.mark.usefixtures("no_thread_left", "company")

JSON = dict[str, Any]
Types = Callable[..., list[JSON]]
Read = Callable[[Any], str]

HOME, SAID, RESULTS = en.MESSAGES.home, en.MESSAGES.members, en.MESSAGES.results
JUNE = RESULTS.title.format(month="June 2026")
ONCE = pytest.mark.parametrize("transport", ["socket"], indirect=True)


@pytest.fixture
def june(db: Database) -> None:
    """A month that is over, whose results were made; it is the first of July."""
    with db.write() as session:
        figures.add(session, date(2026, 6, 10), Figures(24, 9, 24, 3, 2, 25, 4))
        figures.close(session, date(2026, 6, 1))


@pytest.fixture
def press(slack: SlackStandIn, listening: Bot, settles: Callable[[], None]) -> Callable[..., list[JSON]]:
    """Presses the share button of a message; returns what only the presser sees then."""

    def pressed(message: JSON, user: str = ADMIN, value: str = "2026-06") -> list[JSON]:
        before = len(slack.answers(user))
        action = {"type": "button", "action_id": ids.SHARE_RESULTS, "value": value}
        channel = message.get("channel") or CHANNEL
        assert slack.wait_ack(slack.press(action, user=user, channel=channel, message_ts=message["ts"])) == {}
        settles()
        assert [] == slack.workspace.refused_answers
        return slack.answers(user)[before:]

    return pressed


def shared(slack: SlackStandIn, read: Read) -> list[str]:
    """What the channel got in words; the chart follows in its thread."""
    return [read(message["blocks"]) for message in slack.messages(CHANNEL) if "blocks" in message]


@pytest.mark.usefixtures("june")
@pytest.mark.parametrize("text", ["results", "results 2026-06", "報告", "ご報告 2026-06"])
def test_an_admin_asks_for_them(types: Types, slack: SlackStandIn, read: Read, text: str) -> None:
    """In the acknowledgement itself, with all that is for admins, for nobody else."""
    [answer] = types("/tweetlist", text, user=ADMIN)
    assert JUNE in read(answer["blocks"])
    assert RESULTS.for_admins in read(answer["blocks"])
    assert f"'action_id': '{ids.SHARE_RESULTS}'" in str(answer)
    assert [] == slack.messages(CHANNEL)


@pytest.mark.parametrize("text", ["results June", "results 2026-13", "報告 2026年6月"])
@ONCE
def test_what_is_no_month(types: Types, read: Read, text: str) -> None:
    """What to type instead."""
    [answer] = types("/tweetlist", text, user=ADMIN)
    assert SAID.list_needs_month.replace("`", "") == read(answer["blocks"]).replace("\n", "")


@pytest.mark.usefixtures("june")
@pytest.mark.parametrize("text", ["results 2026-05", "results 2030-01"])
@ONCE
def test_a_month_of_which_nothing_is_known(types: Types, read: Read, text: str) -> None:
    [answer] = types("/tweetlist", text, user=ADMIN)
    assert SAID.no_results == read(answer["blocks"])


@pytest.mark.parametrize("text", ["results 0001-01", "results 9999-12"])
@ONCE
def test_a_month_at_the_end_of_time(types: Types, read: Read, text: str) -> None:
    """Either sentence will do; that there is none would not."""
    [answer] = types("/tweetlist", text, user=ADMIN)
    sentences = {SAID.no_results, SAID.list_needs_month.replace("`", "")}
    assert read(answer["blocks"]).replace("\n", "") in sentences


@ONCE
def test_before_there_are_any(types: Types, enter: Any, read: Read) -> None:
    """One sentence, wherever they are asked for."""
    [answer] = types("/tweetlist", "results", user=ADMIN)
    assert SAID.no_results == read(answer["blocks"])
    admin = enter(ADMIN)
    admin.presses(ids.HOME_RESULTS, then="views.update")
    assert SAID.no_results in read(admin.modal)


@pytest.mark.usefixtures("june")
def test_shared_from_the_answer(types: Types, press: Any, slack: SlackStandIn, read: Read) -> None:
    """The channel gets them in its language, without what is for admins, once; the next answer has no button."""
    [answer] = types("/tweetlist", "results", user=ADMIN)
    [told] = press(answer)
    assert SAID.results_shared in read(told["blocks"])
    [message] = shared(slack, read)
    assert ja.MESSAGES.results.title.format(month="2026年6月") in message
    assert ja.MESSAGES.results.for_admins not in message
    [told] = press(answer)
    assert SAID.results_shared_already in read(told["blocks"])
    assert [message] == shared(slack, read)
    [again] = types("/tweetlist", "results", user=ADMIN)
    assert RESULTS.shared in read(again["blocks"])
    assert ids.SHARE_RESULTS not in str(again)


@pytest.mark.usefixtures("june")
def test_shared_from_home(enter: Any, slack: SlackStandIn, read: Read) -> None:
    """A modal with the same message; what became of it stands in its place."""
    admin = enter(ADMIN)
    admin.presses(ids.HOME_RESULTS, then="views.update")
    assert HOME.results_title == admin.modal["title"]["text"]
    assert JUNE in read(admin.modal)
    press = {"type": "button", "action_id": ids.SHARE_RESULTS, "value": "2026-06"}
    for sentence in (SAID.results_shared, SAID.results_shared_already):
        admin.does(lambda: slack.press(press, user=ADMIN, view_id=admin.modal["id"]), "views.update")
        assert sentence in read(admin.modal)
    assert 1 == len(shared(slack, read))


@pytest.mark.usefixtures("june")
def test_somebody_else_sees_and_shares_nothing(
    types: Types, enter: Any, press: Any, slack: SlackStandIn, read: Read
) -> None:
    """A made-up press hears a polite no, in a message and in a modal."""
    [answer] = types("/tweetlist", "results", user=MEMBER)
    assert SAID.admins_only == read(answer["blocks"])
    [told] = press(answer, MEMBER)
    assert SAID.admins_only in read(told["blocks"])
    colleague = enter()
    colleague.presses(ids.HOME_RESULTS, then="views.update")
    assert SAID.admins_only in read(colleague.modal)
    made_up = {"type": "button", "action_id": ids.SHARE_RESULTS, "value": "2026-06"}
    colleague.does(lambda: slack.press(made_up, user=MEMBER, view_id=colleague.modal["id"]), "views.update")
    assert SAID.admins_only in read(colleague.modal)
    assert [] == slack.messages(CHANNEL)


@pytest.mark.usefixtures("june")
@pytest.mark.parametrize("value", ["", "June", "2026-13", "2026-" + "9" * 30, "2026-06-01"])
@ONCE
def test_a_press_that_names_no_month(types: Types, press: Any, slack: SlackStandIn, value: str) -> None:
    """Acknowledged, and nothing more."""
    [answer] = types("/tweetlist", "results", user=ADMIN)
    assert [] == press(answer, value=value)
    assert [] == slack.messages(CHANNEL)


@pytest.mark.usefixtures("june")
@ONCE
def test_a_month_without_results_cannot_be_shared(types: Types, press: Any, slack: SlackStandIn, read: Read) -> None:
    [answer] = types("/tweetlist", "results", user=ADMIN)
    [told] = press(answer, value="2026-05")
    assert SAID.no_results in read(told["blocks"])
    assert [] == slack.messages(CHANNEL)


@pytest.mark.usefixtures("started")
def test_shared_from_the_note(
    types: Types, press: Any, slack: SlackStandIn, bot: Bot, db: Database, read: Read
) -> None:
    """The admin whom the bot writes to got them; once they are shared, the note says so instead of asking."""
    types("/tweetlist", user=ADMIN)
    with db.write() as session:
        figures.add(session, date(2026, 6, 10), Figures(24, 9, 24, 3, 2, 25, 4))
    bot.parts.results.when_due(bot.parts.clock())
    bot.parts.deliver()
    direct = slack.workspace.direct(ADMIN).id
    [note] = [message for message in slack.messages(direct) if "blocks" in message]
    assert JUNE in read(note["blocks"])
    [told] = press(note | {"channel": direct})
    assert SAID.results_shared in read(told["blocks"])
    [note] = [message for message in slack.messages(direct) if "blocks" in message]
    assert (True, False) == (RESULTS.shared in read(note["blocks"]), ids.SHARE_RESULTS in str(note["blocks"]))
    assert 1 == len(shared(slack, read))
