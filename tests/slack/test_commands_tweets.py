"""/tweets as people type it, over Socket Mode and signed HTTP: always an answer, for nobody else, from the store."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tweetnudge.app import Bot
from tweetnudge.demo.clock import Clock
from tweetnudge.demo.slack import ADMIN, CHANNEL, MEMBER, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.i18n.languages import messages
from tweetnudge.slack.blocks import DigestBlocks
from tweetnudge.usecases.ports import Message

pytestmark = pytest.mark.usefixtures("no_thread_left")

JSON = dict[str, Any]
Types = Callable[..., list[JSON]]
Read = Callable[[Any], str]

GUEST = "U0GUEST"
PEOPLE = pytest.mark.parametrize("user", [ADMIN, MEMBER, GUEST])
LANGUAGES = pytest.mark.parametrize("language", ["ja", "en"], indirect=True)


@pytest.fixture(autouse=True)
def people(slack: SlackStandIn, language: str) -> None:
    """An admin, a member and a guest, who all use Slack in the language of the test."""
    slack.workspace.add_user(GUEST, "guest", is_restricted=True)
    for user in (ADMIN, MEMBER, GUEST):
        slack.workspace.users[user]["locale"] = {"ja": "ja-JP", "en": "en-GB"}[language]


@pytest.fixture
def posted(x: XStandIn, bot: Bot) -> None:
    """Two colleagues, aya and ben, and a post by each, which the bot has read."""
    for handle in ("aya", "ben"):
        x.world.add_user(handle, handle.title())
        x.world.post(handle, f"Hello from {handle}", minutes_ago=90)
    bot.reader.collect(bot.parts.clock())


def posts(message: JSON) -> list[str]:
    """The posts in a message, by the ids of their blocks."""
    return [block["block_id"] for block in message["blocks"] if block.get("block_id", "").startswith("post:")]


@PEOPLE
@LANGUAGES
@pytest.mark.usefixtures("posted")
def test_recent_posts(types: Types, read: Read, x: XStandIn, user: str, language: str) -> None:
    """Everybody may read, guests too: as in the digest, and X is not asked."""
    asked = len(x.requests)
    [answer] = types("/tweets", user=user)
    shown, words = read(answer["blocks"]), messages(language)
    for expected in ("Hello from aya", "Hello from ben", "Aya @aya", words.like, words.members.tweets_intro):
        assert expected in shown
    assert words.footer in shown
    assert asked == len(x.requests)


@LANGUAGES
@pytest.mark.usefixtures("posted")
def test_a_number_a_handle_and_help(types: Types, read: Read, language: str) -> None:
    """However they are written."""
    assert 1 == len(posts(types("/tweets", "１")[0]))
    for written in ("@aya", "＠AYA", "https://x.com/aya?s=20"):
        shown = read(types("/tweets", written)[0]["blocks"])
        assert "Hello from aya" in shown
        assert "Hello from ben" not in shown
    say = messages(language).members
    assert say.tweets_help.rpartition("\n\n")[2] in read(types("/tweets", "help")[0]["blocks"])
    assert "/tweets help" in read(types("/tweets", "what?")[0]["blocks"])


@LANGUAGES
def test_nothing_there(types: Types, read: Read, language: str) -> None:
    """One sentence, which is the same for whoever is empty, paused or unknown."""
    say = messages(language).members
    assert [say.tweets_none] == [read(answer["blocks"]) for answer in types("/tweets")]
    [answer] = types("/tweets", "@nobody")
    before, after = say.tweets_none_from.split("{handle}")
    assert [part for part in (before, "@nobody", after) if part] == read(answer["blocks"]).split("\n")


@pytest.mark.usefixtures("posted")
def test_who_paused_looks_like_nobody(types: Types, read: Read) -> None:
    """Neither their posts nor their pause can be seen."""
    types("/tweetlist", "join @aya")
    types("/tweetlist", "pause")
    [paused] = types("/tweets", "@aya", user=ADMIN)
    [unknown] = types("/tweets", "@zoe", user=ADMIN)
    assert read(unknown["blocks"]).replace("zoe", "aya") == read(paused["blocks"])


@pytest.mark.usefixtures("posted")
def test_what_nobody_sees(types: Types, slack: SlackStandIn) -> None:
    """Only the reader gets an answer; no link unfolds, no count is in it, and no picture that may cost all of it."""
    [answer] = types("/tweets")
    assert [] == slack.answers(ADMIN)
    assert [] == slack.workspace.messages(CHANNEL)
    assert not slack.calls("chat.postMessage")
    assert "image_url" not in json.dumps(answer)
    assert "like_count" not in json.dumps(answer)


@pytest.mark.usefixtures("posted")
def test_old_posts_are_not_shown(types: Types, read: Read, clock: Clock) -> None:
    """Only what was seen on X within three days."""
    clock.pass_by(hours=73)
    assert messages("en").members.tweets_none in read(types("/tweets")[0]["blocks"])


@pytest.mark.usefixtures("posted")
def test_slack_does_not_say_who_asks(types: Types, read: Read, slack: SlackStandIn) -> None:
    """Then the answer is in the channel's language."""
    slack.fail("users.info", body={"ok": False, "error": "internal_error"})
    assert messages("ja").members.tweets_intro in read(types("/tweets")[0]["blocks"])


def test_ten_long_posts_are_packed(types: Types, x: XStandIn, bot: Bot) -> None:
    """As many as Slack takes."""
    for number in range(10):
        x.world.add_user(f"h{number}", "👩‍👩‍👧‍👦" * 5)
        x.world.post(f"h{number}", "😀漢" * 400, minutes_ago=90 + number)
    bot.reader.collect(bot.parts.clock())
    [answer] = types("/tweets", "10")
    assert 0 < len(posts(answer)) <= 10
    assert DigestBlocks("en", "99").fits(Message(answer["text"], answer["blocks"]))


@pytest.mark.parametrize("transport", ["socket"])
def test_whatever_is_typed(slack: SlackStandIn, listening: Bot, caplog: pytest.LogCaptureFixture) -> None:
    """Through the real Bolt app: always an answer, never an exception in the log. (Many more without it, elsewhere.)"""

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(["/tweets", "/tweetlist"]), st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
    def typed(command: str, text: str) -> None:
        before = len(slack.answers())
        assert slack.wait_ack(slack.command(command, text)) is not None
        assert before < len(slack.answers())

    typed()
    assert listening.parts.later.wait(10)
    assert [] == slack.workspace.refused_answers
    assert [] == [record for record in caplog.records if record.exc_info or record.levelname == "ERROR"]
