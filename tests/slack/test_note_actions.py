"""The notes' buttons over Socket Mode and signed HTTP: who may answer, what the note says then, and who hears of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.models.blocks import Block

from tweetnudge.app import Bot
from tweetnudge.demo.clock import Clock
from tweetnudge.demo.settings import StandInSettings, stand_in_settings
from tweetnudge.demo.slack import ADMIN, MEMBER, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.requests import Decision
from tweetnudge.i18n.member_words import MemberWords
from tweetnudge.slack import ids
from tweetnudge.slack.member_list import PAGE

pytestmark = pytest.mark.usefixtures("no_thread_left")

JSON = dict[str, Any]
Types = Callable[..., list[JSON]]
Read = Callable[[Any], str]
Press = Callable[..., list[JSON]]

SECOND = "U0SECOND"
LANGUAGES = pytest.mark.parametrize("language", ["ja", "en"])


@pytest.fixture
def settings(x: XStandIn, slack: SlackStandIn, tmp_path: Path, keys: tuple[str, ...]) -> StandInSettings:
    """With credentials for changing the List, and two admins who are written to."""
    admins = f"{ADMIN},{SECOND}"
    address = f"sqlite:///{tmp_path / 'tweetnudge.db'}"
    return stand_in_settings(x, slack, address, slack_admins=admins, **dict.fromkeys(keys, "key"))


@pytest.fixture(autouse=True)
def people(slack: SlackStandIn, x: XStandIn, bot: Bot, language: str) -> None:
    """Two admins and a member; aya and ben on the List, cho not."""
    slack.workspace.add_user(SECOND, "second")
    for user in (ADMIN, SECOND, MEMBER):
        slack.workspace.users[user]["locale"] = {"ja": "ja-JP", "en": "en-GB"}[language]
    for handle in ("aya", "ben", "cho"):
        x.world.add_user(handle, handle.title(), listed=handle != "cho")
        x.world.post(handle, f"Hello from {handle}", minutes_ago=90)
    bot.reader.collect(bot.parts.clock())


@pytest.fixture
def notes(slack: SlackStandIn) -> Callable[[str], list[JSON]]:
    """The notes somebody has, as they are now."""
    return lambda user: slack.messages(slack.workspace.direct(user).id)


@pytest.fixture
def press(slack: SlackStandIn, listening: Bot, settles: Callable[[], None]) -> Press:
    """Presses a note's button, also one that is gone; returns what only the presser sees then."""

    def pressed(note: JSON, action_id: str, value: str, user: str) -> list[JSON]:
        before = len(slack.answers(user))
        action = {"type": "button", "action_id": action_id, "value": value}
        channel = note.get("channel") or slack.workspace.direct(user).id
        assert slack.wait_ack(slack.press(action, user=user, channel=channel, message_ts=note["ts"])) == {}
        settles()
        assert [] == slack.workspace.refused_answers
        return slack.answers(user)[before:]

    return pressed


def buttons(note: JSON) -> dict[str, str]:
    rows = [block for block in note["blocks"] if block["type"] == "actions"]
    return {button["action_id"]: button["value"] for row in rows for button in row["elements"]}


def shown(read: Read, sentence: str, blocks: Any) -> bool:
    """Whether every part of a sentence can be read, what is filled in aside."""
    parts = [part for piece in sentence.replace("`", "").split("{") for part in [piece.rpartition("}")[2]]]
    return all(part in read(blocks).replace("\n", "") for part in parts if "\n" not in part)


@pytest.fixture
def invited(listening: Bot, notes: Callable[[str], list[JSON]]) -> JSON:
    """The invitation of the member, who may be cho."""
    listening.parts.manage_list.invite(ADMIN, "cho", MEMBER, listening.parts.clock())
    listening.parts.deliver()
    [note] = notes(MEMBER)
    return note


@LANGUAGES
@pytest.mark.parametrize(
    ("decision", "sentence"),
    [
        (Decision.WORK_ONLY, "chose_work_only"), (Decision.ALL_POSTS, "chose_all_posts"), (Decision.NO, "chose_no"),
    ],
)  # fmt: skip
def test_an_invitation(
    invited: JSON,
    press: Press,
    read: Read,
    say: MemberWords,
    notes: Any,
    x: XStandIn,
    decision: Decision,
    sentence: str,
) -> None:
    """What was chosen stands where the buttons were, in one's own language; after a yes the account is on the List."""
    assert shown(read, say.notes.invitation_free, invited["blocks"])
    assert x.world.user_id("cho") not in x.world.members
    action_id = ids.answer_id(decision)
    assert [] == press(invited, action_id, buttons(invited)[action_id], MEMBER)
    [note] = notes(MEMBER)
    assert {} == buttons(note)
    assert shown(read, getattr(say.notes, sentence), note["blocks"])
    assert (x.world.user_id("cho") in x.world.members) is (decision is not Decision.NO)
    assert [] == notes(ADMIN)  # nobody is told, of a no least of all


def test_an_invitation_for_somebody_else(invited: JSON, press: Press, read: Read, say: MemberWords, notes: Any) -> None:
    """Only the person asked can answer."""
    action_id = ids.answer_id(Decision.ALL_POSTS)
    [answer] = press(invited, action_id, buttons(invited)[action_id], ADMIN)
    assert say.not_for_you in read(answer["blocks"])
    assert invited == notes(MEMBER)[0]


def test_an_invitation_that_lapsed(
    invited: JSON, press: Press, read: Read, say: MemberWords, clock: Clock, notes: Any
) -> None:
    """Whoever answers late hears so, and how to join all the same; nothing happens, and the buttons go."""
    clock.pass_by(hours=15 * 24)
    action_id = ids.answer_id(Decision.ALL_POSTS)
    [answer] = press(invited, action_id, buttons(invited)[action_id], MEMBER)
    assert shown(read, say.lapsed, answer["blocks"])
    [note] = notes(MEMBER)
    assert {} == buttons(note)
    assert shown(read, say.notes.invitation_lapsed, note["blocks"])


@LANGUAGES
@pytest.mark.parametrize(
    ("decision", "sentence"), [(Decision.YES, "join_decided_yes"), (Decision.NO, "join_decided_no")]
)
def test_joining(
    types: Types, press: Press, read: Read, say: MemberWords, notes: Any, x: XStandIn, decision: Decision, sentence: str
) -> None:
    """Both admins see who decided; whoever presses second hears that it was decided."""
    types("/tweetlist", "join @cho")
    [first], [second] = notes(ADMIN), notes(SECOND)
    action_id = ids.decide_id(decision)
    assert [] == press(first, action_id, buttons(first)[action_id], ADMIN)
    for admin in (ADMIN, SECOND):
        [note] = notes(admin)
        assert {} == buttons(note)
        assert shown(read, getattr(say.notes, sentence), note["blocks"])
        assert ADMIN in str(note["blocks"])
    [told] = notes(MEMBER)
    assert say.notes.answered_title in read(told["blocks"])
    [answer] = press(second, action_id, buttons(second)[action_id], SECOND)
    assert say.already_decided in read(answer["blocks"])
    assert (x.world.user_id("cho") in x.world.members) is (decision is Decision.YES)


@LANGUAGES
def test_only_admins_decide(types: Types, press: Press, read: Read, say: MemberWords, notes: Any) -> None:
    """Whatever is pressed is looked at again on the server."""
    types("/tweetlist", "join @cho")
    [note] = notes(ADMIN)
    action_id = ids.decide_id(Decision.YES)
    [answer] = press(note, action_id, buttons(note)[action_id], MEMBER)
    assert say.admins_only == read(answer["blocks"])
    assert buttons(notes(ADMIN)[0])


def test_nobody_is_written_to_about_a_claim(types: Types, notes: Any) -> None:
    """It counts as it is; admins see it on their Home tab."""
    types("/tweetlist", "join @aya")
    assert [] == notes(ADMIN)


@pytest.mark.parametrize(
    ("decision", "sentence"), [(Decision.YES, "leave_decided_yes"), (Decision.NO, "leave_decided_no")]
)
def test_leaving_for_somebody(
    types: Types, press: Press, read: Read, say: MemberWords, notes: Any, x: XStandIn, decision: Decision, sentence: str
) -> None:
    """An admin takes the account off, or shows it again."""
    types("/tweetlist", "leave @ben")
    [note] = notes(ADMIN)
    action_id = ids.decide_id(decision)
    press(note, action_id, buttons(note)[action_id], ADMIN)
    assert shown(read, getattr(say.notes, sentence), notes(ADMIN)[0]["blocks"])
    assert (x.world.user_id("ben") in x.world.members) is (decision is Decision.NO)


@pytest.mark.parametrize("value", ["", "x", "7:maybe", "999:yes", "-1:yes"])
def test_values_that_mean_nothing(
    invited: JSON, press: Press, value: str, notes: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing happens, and nothing is in the log."""
    for decision in Decision:
        for action_id in {ids.answer_id(decision), ids.decide_id(decision)} - {"answer_yes"}:
            if action_id not in ("decide_work_only", "decide_all_posts"):
                press(invited, action_id, value, MEMBER)
    assert [invited] == notes(MEMBER)
    assert [] == [record for record in caplog.records if record.exc_info]


@LANGUAGES
def test_turning_pages(
    types: Types, press: Press, read: Read, say: MemberWords, slack: SlackStandIn, x: XStandIn, bot: Bot
) -> None:
    """The page takes the place of the one before."""
    for number in range(PAGE):
        x.world.add_user(f"more_{number:02}", f"More {number}")
        x.world.post(f"more_{number:02}", "Hi", minutes_ago=80)
    bot.reader.collect(bot.parts.clock())
    [first] = types("/tweetlist")
    assert "@aya" in read(first["blocks"])
    assert [] == press(first, ids.LIST_ON, buttons(first)[ids.LIST_ON], MEMBER)
    [second] = slack.answers(MEMBER)
    assert "@aya" not in read(second["blocks"])
    assert {ids.LIST_BACK: "1"} == buttons(second)
    assert [] == press(second, ids.LIST_BACK, "1", MEMBER)
    assert "@aya" in read(slack.answers(MEMBER)[0]["blocks"])


def test_slack_takes_every_note(types: Types, invited: JSON, notes: Any) -> None:
    """As slack_sdk's models read them."""
    for text in ("join @cho", "join @aya", "leave @ben"):
        types("/tweetlist", text)
    found = [note for user in (ADMIN, SECOND, MEMBER) for note in notes(user)]
    assert 5 == len(found)
    for block in (block for note in found for block in note["blocks"]):
        assert block == Block.parse(block).to_dict()
