"""/tweetlist over Socket Mode and signed HTTP: every subcommand, from an admin, a member and a guest."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tweetnudge.app import Bot
from tweetnudge.demo.settings import StandInSettings, stand_in_settings
from tweetnudge.demo.slack import ADMIN, CHANNEL, MEMBER, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.i18n.languages import messages
from tweetnudge.i18n.member_words import MemberWords

pytestmark = pytest.mark.usefixtures("no_thread_left")

JSON = dict[str, Any]
Types = Callable[..., list[JSON]]
Read = Callable[[Any], str]

GUEST = "U0GUEST"
STRANGER = "U0STRANGER"
LANGUAGES = pytest.mark.parametrize("language", ["ja", "en"], indirect=True)


@pytest.fixture
def settings(x: XStandIn, slack: SlackStandIn, tmp_path: Path, keys: tuple[str, ...]) -> StandInSettings:
    """With credentials for changing the List."""
    return stand_in_settings(x, slack, f"sqlite:///{tmp_path / 'tweetnudge.db'}", **dict.fromkeys(keys, "key"))


@pytest.fixture(autouse=True)
def people(slack: SlackStandIn, x: XStandIn, bot: Bot, language: str) -> None:
    """An admin, a member, a guest and somebody of another company; aya and ben on the List, cho not."""
    slack.workspace.add_user(GUEST, "guest", is_restricted=True)
    slack.workspace.add_user(STRANGER, "stranger", is_stranger=True)
    for user in (ADMIN, MEMBER, GUEST, STRANGER):
        slack.workspace.users[user]["locale"] = {"ja": "ja-JP", "en": "en-GB"}[language]
    for handle in ("aya", "ben", "cho"):
        x.world.add_user(handle, handle.title(), listed=handle != "cho")
        x.world.post(handle, f"Hello from {handle}", minutes_ago=90)
    bot.reader.collect(bot.parts.clock())


def filled(sentence: str, handle: str = "", **more: str) -> str:
    """A sentence as `read` gives it back, its elements in one line."""
    return sentence.format(handle=handle, link="", **more).replace("`", "")


def shown(read: Read, answers: list[JSON]) -> str:
    """All that somebody saw, in one line."""
    return read([answer["blocks"] for answer in answers]).replace("\n", "")


def each(read: Read, answers: list[JSON]) -> set[str]:
    """What somebody saw, whichever came first: an acknowledgement and what follows it travel on their own."""
    return {shown(read, [answer]) for answer in answers}


@LANGUAGES
@pytest.mark.parametrize("user", [ADMIN, MEMBER, GUEST, STRANGER])
def test_the_list(types: Types, read: Read, say: MemberWords, user: str) -> None:
    """Everybody may look, in the acknowledgement itself; who is on it is no secret on X either."""
    [answer] = types("/tweetlist", user=user)
    assert say.list_title in read(answer["blocks"])
    assert "Aya @aya" in read(answer["blocks"])
    assert "cho" not in read(answer["blocks"])


@LANGUAGES
@pytest.mark.parametrize("user", [ADMIN, MEMBER, GUEST])
def test_help(types: Types, read: Read, say: MemberWords, user: str) -> None:
    """What is for admins is shown to admins."""
    [answer] = types("/tweetlist", "help", user=user)
    assert "/tweetlist pause" in read(answer["blocks"])
    for verb in ("sync", "welcome", "results"):
        assert (f"/tweetlist {verb}" in read(answer["blocks"])) is (user == ADMIN)


@LANGUAGES
@pytest.mark.parametrize(
    ("text", "sentence"),
    [("what", "list_unknown"), ("remove", "list_needs_handle"), ("pause @aya", "list_nothing_more")],
)
def test_what_to_type_instead(types: Types, read: Read, say: MemberWords, text: str, sentence: str) -> None:
    """One plain sentence."""
    assert filled(getattr(say, sentence)) == shown(read, types("/tweetlist", text))


@LANGUAGES
@pytest.mark.parametrize("user", [MEMBER, GUEST, STRANGER])
def test_only_admins(types: Types, read: Read, say: MemberWords, x: XStandIn, user: str) -> None:
    """Refused politely, privately and at once; X is not asked."""
    before = len(x.requests), list(x.world.members)
    sentence = say.admins_only if user == MEMBER else say.colleagues_only
    for text in ("add @cho", "add", "remove @aya", "sync", "追加 @cho", "削除 @aya", "welcome", "results 2026-06"):
        assert sentence == shown(read, types("/tweetlist", text, user=user))
    assert before == (len(x.requests), x.world.members)


@LANGUAGES
@pytest.mark.parametrize("user", [GUEST, STRANGER])
def test_only_colleagues(types: Types, read: Read, say: MemberWords, slack: SlackStandIn, user: str) -> None:
    """Guests and people of other companies change nothing, and are shown no window."""
    for text in ("pause", "resume", "leave", "leave @aya", "join @aya", "join"):
        assert say.colleagues_only == shown(read, types("/tweetlist", text, user=user))
    assert not slack.calls("views.open")


@LANGUAGES
def test_add(types: Types, read: Read, say: MemberWords, x: XStandIn) -> None:
    """On X's List, too; each account has its line, and the admin hears what adding this way means."""
    answers = types("/tweetlist", "add @cho、＠Nobody， not-one https://x.com/aya?s=20", user=ADMIN)
    assert say.moment in each(read, answers)
    lines = shown(read, answers)
    for line in (
        filled(say.added, "@cho"), filled(say.unknown_handle, "@nobody"), filled(say.no_handle, written="not-one"),
        filled(say.already_there, "@aya"), filled(say.vouched),
    ):  # fmt: skip
        assert line in lines
    assert x.world.user_id("cho") in x.world.members


@LANGUAGES
def test_remove(types: Types, read: Read, say: MemberWords, x: XStandIn) -> None:
    """From X's List, too; nobody vouches for anything."""
    answers = types("/tweetlist", "remove @aya @cho", user=ADMIN)
    assert filled(say.removed, "@aya") in shown(read, answers)
    assert filled(say.vouched) not in shown(read, answers)
    assert x.world.user_id("aya") not in x.world.members


@LANGUAGES
@pytest.mark.parametrize("keys", [()])
def test_without_credentials(types: Types, read: Read, say: MemberWords, x: XStandIn) -> None:
    """The answer leads to the List's members on X, where it can be done by hand."""
    for text, sentence in (("add @cho", say.added_by_hand), ("remove @aya", say.removed_by_hand)):
        answers = types("/tweetlist", text, user=ADMIN)
        assert sentence.partition("{link}")[0].partition("{handle}")[2] in shown(read, answers)
        assert f"https://x.com/i/lists/{x.world.list_id}/members" in str(answers)


@LANGUAGES
@pytest.mark.parametrize(
    ("text", "user", "title"), [("add", ADMIN, "add"), ("join", MEMBER, "join"), ("参加", ADMIN, "join")]
)
def test_windows(types: Types, slack: SlackStandIn, text: str, user: str, title: str) -> None:
    """Bare `add` and `join` ask in a modal."""
    assert [] == types("/tweetlist", text, user=user)
    [view] = slack.open_views(user)
    assert title == view["callback_id"]


@LANGUAGES
@pytest.mark.parametrize("text", ["add", "join", "welcome"])
def test_a_window_that_does_not_open(
    types: Types, read: Read, say: MemberWords, slack: SlackStandIn, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    """Then it is said what can be typed, and the log has one line."""
    slack.fail("views.open", error="expired_trigger_id")
    assert filled(getattr(say, f"{text}_without_window")) == shown(read, types("/tweetlist", text, user=ADMIN))
    assert [] == [record for record in caplog.records if record.exc_info]


@LANGUAGES
def test_ones_own_account(types: Types, read: Read, say: MemberWords, x: XStandIn) -> None:
    """Claim it, pause, resume, leave: all by oneself, at once, and each says how to go on."""
    assert filled(say.no_account) == shown(read, types("/tweetlist", "pause"))
    assert {say.moment, filled(say.claimed, "@aya")} == each(read, types("/tweetlist", "join @aya"))
    assert {say.moment, filled(say.taken, "@aya")} == each(read, types("/tweetlist", "join @aya", user=ADMIN))
    assert filled(say.paused, "@aya") == shown(read, types("/tweetlist", "pause"))
    assert say.mark_paused in shown(read, types("/tweetlist"))
    assert filled(say.resumed, "@aya") == shown(read, types("/tweetlist", "再開"))
    assert {say.moment, filled(say.left, "@aya")} == each(read, types("/tweetlist", "退出"))
    assert x.world.user_id("aya") not in x.world.members
    assert "@aya" not in shown(read, types("/tweetlist"))


@LANGUAGES
def test_an_account_that_is_not_listed(types: Types, read: Read, say: MemberWords, slack: SlackStandIn) -> None:
    """The admins are asked; by a note to those who are written to."""
    types("/tweetlist", user=ADMIN)  # the first admin to use it is the one who is written to
    assert {say.moment, filled(say.asked_admins, "@cho")} == each(read, types("/tweetlist", "join cho"))
    [note] = slack.messages(slack.workspace.direct(ADMIN).id)
    assert say.notes.join_title in read(note["blocks"])


@LANGUAGES
def test_an_account_nobody_claimed(types: Types, read: Read, say: MemberWords, slack: SlackStandIn) -> None:
    """It is hidden at once, and the admins are asked."""
    types("/tweetlist", user=ADMIN)
    assert {say.moment, filled(say.hidden, "@ben")} == each(read, types("/tweetlist", "leave @ben"))
    [note] = slack.messages(slack.workspace.direct(ADMIN).id)
    assert say.notes.leave_title in read(note["blocks"])
    assert {say.moment, filled(say.not_on_list, "@zoe")} == each(read, types("/tweetlist", "leave @zoe"))
    assert {say.moment, filled(say.no_handle, written="no-one")} == each(read, types("/tweetlist", "leave no-one"))


@LANGUAGES
def test_sync(types: Types, read: Read, say: MemberWords, x: XStandIn, bot: Bot) -> None:
    """What changed on X once the bot was started: who is new and not confirmed yet, who left, who has a new name."""
    bot.parts.starting(ADMIN, bot.parts.clock())
    types("/tweetlist", "sync", user=ADMIN)
    assert filled(say.sync_same) in shown(read, types("/tweetlist", "同期", user=ADMIN))
    x.world.members.append(x.world.user_id("cho"))
    x.world.members.remove(x.world.user_id("ben"))
    x.world.rename("aya", "aya_new")
    answer = shown(read, types("/tweetlist", "sync", user=ADMIN))
    for line in (
        filled(say.sync_added, "@cho"), filled(say.sync_removed, "@ben"),
        filled(say.sync_renamed, old="@aya", new="@aya_new"), say.sync_waiting.partition("{")[0],
    ):  # fmt: skip
        assert line in answer


@LANGUAGES
def test_sync_that_fails(types: Types, read: Read, say: MemberWords, x: XStandIn) -> None:
    """Its own sentence for a List that is not there, and for an X that does not answer."""
    x.fail("members", status=503)
    assert {say.moment, filled(say.x_silent)} == each(read, types("/tweetlist", "sync", user=ADMIN))
    x.world.private = True
    assert {say.moment, filled(say.sync_no_list)} == each(read, types("/tweetlist", "sync", user=ADMIN))


@pytest.mark.parametrize("transport", ["socket"])
def test_many_at_once(types: Types, read: Read, say: MemberWords, slack: SlackStandIn) -> None:
    """A hundred in one command, a line each, in at most five answers; the rest is named."""
    words = " ".join(f"no-{number}" for number in range(130))
    answers = types("/tweetlist", f"add {words}", user=ADMIN)
    assert 1 + 4 == len(answers)
    lines = shown(read, answers)
    assert 100 == sum(f"“no-{number}”" in lines for number in range(130))
    assert filled(say.left_over, written="no-100") in lines


def test_slack_does_not_say_who_asks(types: Types, read: Read, slack: SlackStandIn) -> None:
    """Nothing can be changed then; the sentence is in the channel's language."""
    slack.fail("users.info", body={"ok": False, "error": "internal_error"})
    assert messages("ja").members.cannot_tell == shown(read, types("/tweetlist", "pause"))


def test_nothing_in_the_channel(types: Types, slack: SlackStandIn) -> None:
    """Whatever is typed, only its typist sees it."""
    for text in ("", "help", "join @aya", "pause", "resume", "leave"):
        types("/tweetlist", text)
    assert [] == slack.workspace.messages(CHANNEL)
    assert [] == slack.answers(ADMIN)
