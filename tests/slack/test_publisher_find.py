"""Looking for our own message in a channel where others write too."""

from datetime import timedelta
from typing import Any

import pytest

from tweetnudge.demo.slack import BOT, CHANNEL, SlackStandIn
from tweetnudge.slack.publisher import Publisher
from tweetnudge.usecases.ports import FoundMessage, Message, SlackNotSent, SlackOutcomeUnknown, SlackRefused

pytestmark = pytest.mark.usefixtures("no_thread_left")

KEY = "digest:2026-07-01"
METADATA = {"event_type": "tweetnudge", "event_payload": {"key": KEY}}
MESSAGE = Message("July 1", [])
LONG = timedelta(days=1)


@pytest.fixture
def publisher(slack: SlackStandIn) -> Publisher:
    return Publisher(slack.bot_token, slack.url, deadline=5)


def find(publisher: Publisher, slack: SlackStandIn, ago: timedelta = LONG) -> FoundMessage | None:
    ours = publisher.ours(CHANNEL, slack.workspace.now() - ago)
    return next((message for message in ours if message.key == KEY), None)


def test_it_is_found_behind_many_others(publisher: Publisher, slack: SlackStandIn) -> None:
    """History comes in pages; all of them are read."""
    ts = publisher.post(CHANNEL, MESSAGE, KEY)
    for number in range(250):
        slack.post_as_person(CHANNEL, f"message {number}")
    assert FoundMessage(KEY, ts, ()) == find(publisher, slack)
    assert 3 == len(slack.calls("conversations.history"))


def test_an_empty_channel(publisher: Publisher, slack: SlackStandIn) -> None:
    """Nothing there is None."""
    assert find(publisher, slack) is None


def test_other_messages_do_not_count(publisher: Publisher, slack: SlackStandIn) -> None:
    """Neither another day's digest, nor what other apps and people mark or name as ours."""
    publisher.post(CHANNEL, MESSAGE, "digest:2026-06-30")
    slack.post_as_other_app(CHANNEL, METADATA, text="July 1")
    slack.post_as_person(CHANNEL, KEY, metadata=METADATA)
    slack.workspace.add_message(CHANNEL, {"bot_id": BOT, "text": KEY, "metadata": {**METADATA, "event_type": "other"}})
    slack.workspace.add_message(CHANNEL, {"bot_id": BOT, "text": KEY})
    assert find(publisher, slack) is None


def test_only_messages_since_a_moment(publisher: Publisher, slack: SlackStandIn) -> None:
    """`oldest` goes to Slack, to the microsecond."""
    publisher.post(CHANNEL, MESSAGE, KEY)
    assert find(publisher, slack, timedelta(seconds=-1)) is None
    assert find(publisher, slack, timedelta(microseconds=1)) is not None


def test_the_posts_it_shows_are_read_from_its_blocks(publisher: Publisher, slack: SlackStandIn) -> None:
    """Blocks of another kind, and those whose id is no post's, are passed over."""
    ids = ["post:12", "", "post:x", "post:34"]
    blocks: list[dict[str, Any]] = [{"type": "divider"}, *({"type": "divider", "block_id": name} for name in ids)]
    message = {"bot_id": BOT, "text": "", "metadata": METADATA, "blocks": blocks}
    ts = slack.workspace.add_message(CHANNEL, message)["ts"]
    assert FoundMessage(KEY, ts, (12, 34)) == find(publisher, slack)


def test_failures_while_looking(publisher: Publisher, slack: SlackStandIn) -> None:
    """They are told apart as for posting, and the next look starts afresh."""
    publisher.post(CHANNEL, MESSAGE, KEY)
    slack.fail("conversations.history", status=429)
    with pytest.raises(SlackNotSent):
        find(publisher, slack)
    slack.fail("conversations.history", drop=True)
    with pytest.raises(SlackOutcomeUnknown):
        find(publisher, slack)
    slack.fail("conversations.history", body={"ok": False, "error": "missing_scope", "needed": "channels:history"})
    with pytest.raises(SlackRefused, match="channels:history"):
        find(publisher, slack)
    slack.fail("auth.test", error="token_revoked")
    with pytest.raises(SlackRefused, match="SLACK_BOT_TOKEN"):
        find(publisher, slack)
    assert find(publisher, slack) is not None


def test_a_failure_on_a_later_page_is_no_absence(publisher: Publisher, slack: SlackStandIn) -> None:
    """Half a history proves nothing."""
    for number in range(150):
        slack.post_as_person(CHANNEL, f"message {number}")
    slack.fail("conversations.history", status=500, skip=1)
    with pytest.raises(SlackOutcomeUnknown):
        find(publisher, slack)


@pytest.mark.parametrize(
    "body",
    [
        {"ok": True},
        {"ok": True, "messages": None, "response_metadata": None},
        {"ok": True, "messages": [None, 3, {"metadata": 4, "blocks": None}], "response_metadata": []},
    ],
)
def test_an_odd_history_is_an_empty_one(publisher: Publisher, slack: SlackStandIn, body: dict[str, Any]) -> None:
    """Where Slack's JSON holds null or something else, nothing of ours is there."""
    slack.fail("conversations.history", body=body)
    assert find(publisher, slack) is None


@pytest.mark.parametrize("body", [b"[1]", b"null", b"{}", b'"ok"'])
def test_what_is_no_answer_leaves_the_outcome_unknown(publisher: Publisher, slack: SlackStandIn, body: bytes) -> None:
    """Nothing can be concluded from it."""
    slack.fail("conversations.history", body=body)
    with pytest.raises(SlackOutcomeUnknown):
        find(publisher, slack)


def test_a_history_without_an_end(publisher: Publisher, slack: SlackStandIn) -> None:
    """A cursor that repeats for ever is given up."""
    endless = {"ok": True, "messages": [], "response_metadata": {"next_cursor": "again"}}
    slack.fail("conversations.history", body=endless, times=1000)
    with pytest.raises(SlackOutcomeUnknown, match="does not come to an end"):
        find(publisher, slack)


def test_our_message_is_known_though_slack_adds_to_its_metadata(publisher: Publisher, slack: SlackStandIn) -> None:
    """Only the event's type and the key count."""
    ts = publisher.post(CHANNEL, MESSAGE, KEY)
    message = slack.workspace.message(CHANNEL, ts)
    assert message is not None
    message["metadata"]["event_payload"]["more"] = 1
    assert FoundMessage(KEY, ts, ()) == find(publisher, slack)
