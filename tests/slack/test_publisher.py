"""Posting exactly once and looking for what was posted, against a Slack that fails in every way it can."""

import logging
import socket
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from tweetnudge.demo.slack import CHANNEL, SlackStandIn
from tweetnudge.slack.publisher import Publisher
from tweetnudge.usecases.ports import (
    FoundMessage,
    Message,
    SlackError,
    SlackImageRefused,
    SlackNotSent,
    SlackOutcomeUnknown,
    SlackRefused,
)

pytestmark = pytest.mark.usefixtures("no_thread_left")

KEY = "digest:2026-07-01"
IMAGE = "https://pbs.twimg.com/media/p.jpg"
BLOCKS: list[dict[str, Any]] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "会社の <https://x.com/a|みんな>", "verbatim": True}},
    {"type": "image", "image_url": IMAGE, "alt_text": "a"},
    *(
        {
            "type": "actions",
            "block_id": f"post:{number}",
            "elements": [
                {"type": "button", "action_id": "tap_like", "text": {"type": "plain_text", "text": "♡", "emoji": False}}
            ],
        }
        for number in (1940000000000000001, 7)
    ),
]
MESSAGE = Message("7月1日", BLOCKS)
METADATA = {"event_type": "tweetnudge", "event_payload": {"key": KEY}}
SECRET = "xoxb-never-to-be-told"


@pytest.fixture
def publisher(slack: SlackStandIn, caplog: pytest.LogCaptureFixture) -> Iterator[Publisher]:
    """Whatever a test does with it, nobody logs the token."""
    caplog.set_level(logging.DEBUG, "slack_sdk")
    slack.bot_token = SECRET
    yield Publisher(SECRET, slack.url, deadline=5)
    records = caplog.get_records("call")
    assert records
    assert SECRET not in "".join(map(logging.Formatter().format, records))


def refusal(publisher: Publisher, channel: str = CHANNEL, message: Message = MESSAGE) -> SlackError:
    """How posting fails; the token is nowhere in it."""
    with pytest.raises(SlackError) as caught:
        publisher.post(channel, message, KEY)
    assert SECRET not in repr(caught.value) + "".join(traceback.format_exception(caught.value))
    return caught.value


def test_a_message_arrives_as_it_was_given(publisher: Publisher, slack: SlackStandIn) -> None:
    """Blocks and text unchanged, marked with the key, and nothing unfurled; one request."""
    ts = publisher.post(CHANNEL, MESSAGE, KEY)
    assert [ts] == [message["ts"] for message in slack.messages()]
    expected = {"channel": CHANNEL, "text": MESSAGE.text, "blocks": BLOCKS, "metadata": METADATA}
    assert [expected | {"unfurl_links": False, "unfurl_media": False}] == slack.calls("chat.postMessage")


@pytest.mark.parametrize("accept", [False, True], ids=["before accepting", "after accepting"])
@pytest.mark.parametrize(
    "how",
    [
        {"drop": True},
        {"status": 500},
        {"status": 502, "body": "<html>Bad gateway</html>"},
        {"status": 200, "body": "<html>Please log in</html>"},
        {"status": 200, "body": '{"ok": true, "ts": "1', "headers": {"Content-Length": "500"}},
        {"status": 200, "body": b"\xff\xfe"},
        {"status": 200, "body": "[]"},
        {"status": 200, "body": {"ok": True}},
        {"error": "internal_error"},
        {"error": "fatal_error"},
        {"error": "service_unavailable", "status": 503},
        {"error": "request_timeout"},
    ],
    ids=str,
)
def test_an_outcome_that_cannot_be_known(
    publisher: Publisher, slack: SlackStandIn, how: dict[str, Any], accept: bool
) -> None:
    """The request went out once, and nobody claims to know what became of it."""
    slack.fail("chat.postMessage", accept=accept, **how)
    assert SlackOutcomeUnknown is type(refusal(publisher))
    assert 1 == len(slack.calls("chat.postMessage"))
    assert int(accept) == len(slack.messages())


@pytest.mark.parametrize("accept", [False, True], ids=["not accepted", "accepted"])
def test_an_answer_that_takes_too_long(slack: SlackStandIn, accept: bool) -> None:
    """The call ends at about its deadline, though Slack keeps the connection open; nothing is sent again."""
    slack.fail("chat.postMessage", delay=60, accept=accept)
    began = time.monotonic()
    assert SlackOutcomeUnknown is type(refusal(Publisher(slack.bot_token, slack.url, deadline=0.2)))
    assert time.monotonic() - began < 10
    assert 1 == len(slack.calls("chat.postMessage"))


def test_what_was_accepted_without_an_answer_is_found(publisher: Publisher, slack: SlackStandIn) -> None:
    """Looking in Slack clears up what a dropped connection left open."""
    slack.fail("chat.postMessage", drop=True, accept=True)
    refusal(publisher)
    [message] = slack.messages()
    found = publisher.ours(CHANNEL, slack.workspace.now() - timedelta(minutes=5))
    assert [FoundMessage(KEY, message["ts"], (1940000000000000001, 7))] == found


@pytest.mark.parametrize(
    ("how", "seconds"),
    [
        ({"status": 429, "headers": {"Retry-After": "42"}}, 42),
        ({"status": 429, "headers": {"Retry-After": "Wed, 01 Jul 2026 01:00:00 GMT"}}, 30),
        ({"status": 429, "body": "slow down"}, 30),
        ({"error": "ratelimited"}, 30),
    ],
)
def test_too_many_requests(publisher: Publisher, slack: SlackStandIn, how: dict[str, Any], seconds: float) -> None:
    """Slack certainly did not take the message, and says when it may be sent again; the call does not wait."""
    slack.fail("chat.postMessage", **how)
    error = refusal(publisher)
    assert isinstance(error, SlackNotSent)
    assert seconds == error.retry_after
    assert 1 == len(slack.calls("chat.postMessage"))


def test_slack_that_cannot_be_reached() -> None:
    """Nobody listens, so nothing was sent."""
    with socket.socket() as taken:  # bound and never listening: connections are refused, and the port is nobody else's
        taken.bind(("127.0.0.1", 0))
        error = refusal(Publisher(SECRET, f"http://127.0.0.1:{taken.getsockname()[1]}/api/", deadline=5))
    assert SlackNotSent is type(error)
    assert "SLACK_API_BASE_URL" in str(error)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("invalid_auth", "SLACK_BOT_TOKEN"),
        ("token_revoked", "install the app in the workspace again"),
        ("account_inactive", "install the app in the workspace again"),
        ("missing_scope", "lacks the scope chat:write"),
        ("msg_blocks_too_long", "DIGEST_SIZE"),
        ("restricted_action", "restricted_action"),
    ],
)
def test_refusals_say_what_to_do(publisher: Publisher, slack: SlackStandIn, code: str, told: str) -> None:
    """A refusal is a sentence for an admin, and carries Slack's own code."""
    slack.fail("chat.postMessage", body={"ok": False, "error": code, "needed": "chat:write"})
    error = refusal(publisher)
    assert SlackRefused is type(error)
    assert code == getattr(error, "code", None)
    assert told in str(error)


def test_channels_the_bot_cannot_write_to(publisher: Publisher, slack: SlackStandIn) -> None:
    """Each names the channel and what to do with it."""
    slack.workspace.add_channel("C0CLOSED", "closed", members=set())
    slack.workspace.add_channel("C0PAST", "past", archived=True)
    assert "check SLACK_CHANNEL" in str(refusal(publisher, "C0NOWHERE"))
    assert "not in the channel C0CLOSED" in str(refusal(publisher, "C0CLOSED"))
    assert "C0PAST is archived" in str(refusal(publisher, "C0PAST"))
    assert [] == slack.messages()


def test_an_image_slack_cannot_fetch(publisher: Publisher, slack: SlackStandIn) -> None:
    """It is told apart from other mistakes in the blocks: without images the message would do."""
    slack.broken_images.add(IMAGE)
    assert SlackImageRefused is type(refusal(publisher))


def test_blocks_slack_does_not_know(publisher: Publisher) -> None:
    """A mistake of ours in the layout is an ordinary refusal."""
    error = refusal(publisher, message=Message("text", [{"type": "no such block"}]))
    assert SlackRefused is type(error)
    assert "invalid_blocks" in str(error)


def test_nothing_is_sent_while_an_earlier_request_may_still_arrive(
    slack: SlackStandIn, eventually: Callable[[Callable[[], Any]], Any]
) -> None:
    """Giving up on an answer does not call the request back."""
    hasty = Publisher(slack.bot_token, slack.url, deadline=0.2)
    slack.fail("chat.postMessage", delay=0.8)
    for told in ("within 0 seconds", "has not ended yet"):
        with pytest.raises(SlackOutcomeUnknown, match=told):
            hasty.post(CHANNEL, MESSAGE, KEY)
    eventually(slack.messages)
    assert 1 == len(slack.calls("chat.postMessage"))
