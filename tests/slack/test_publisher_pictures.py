"""Uploading a picture, against a Slack that fails at each of the three steps."""

import logging
import threading
import traceback
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from tweetnudge.demo.slack import BOT_USER, CHANNEL, MEMBER, SlackStandIn
from tweetnudge.slack.publisher import Publisher
from tweetnudge.usecases.ports import (
    FoundMessage,
    Message,
    Picture,
    SlackError,
    SlackNotSent,
    SlackOutcomeUnknown,
    SlackRefused,
)

pytestmark = pytest.mark.usefixtures("no_thread_left")

PICTURE = Picture("results-2026-11.png", "11月", "12件から3件へ下がる線", b"\x89PNG\r\n\x1a\n\x00 bytes \xff")
MESSAGE = Message("この数か月です。", picture=PICTURE)
KEY = "chart:2026-11"
ADDRESS, BYTES, COMPLETE = "files.getUploadURLExternal", "upload_url", "files.completeUploadExternal"
UNREADABLE: list[dict[str, Any]] = [
    {"drop": True},
    {"status": 500},
    {"status": 502, "body": "<html>Bad gateway</html>"},
    {"status": 200, "body": '{"ok": true, "upload_url": "http', "headers": {"Content-Length": "500"}},
    {"status": 200, "body": b"\xff\xfe"},
]
BROKEN: list[dict[str, Any]] = [
    *UNREADABLE,
    {"status": 200, "body": '{"ok": true, "upload_url": "http://127.0.0.1/upload/v1/'},
    {"status": 200, "body": "[]"},
    {"status": 200, "body": {"ok": True}},
    {"status": 200, "body": {"ok": True, "files": []}},
    {"status": 200, "body": {"ok": True, "files": {"id": "F1"}}},
    {"error": "internal_error"},
]


@pytest.fixture
def publisher(slack: SlackStandIn, caplog: pytest.LogCaptureFixture) -> Iterator[Publisher]:
    """Whatever a test does with it, nobody logs an address at which anybody could leave a file."""
    caplog.set_level(logging.DEBUG)
    yield Publisher(slack.bot_token, slack.url, deadline=5)
    told = "".join(map(logging.Formatter().format, caplog.get_records("call")))
    assert "/upload/" not in told
    assert [] == [file for file in slack.workspace.files.values() if file.ticket in told]


@pytest.fixture
def ended(eventually: Callable[[Callable[[], bool]], bool]) -> Callable[[], bool]:
    """Waits until no request is under way any more."""
    return lambda: eventually(lambda: "slack-request" not in {thread.name for thread in threading.enumerate()})


def refusal(publisher: Publisher, slack: SlackStandIn, channel: str = CHANNEL) -> SlackError:
    """How uploading fails; the address it was to go to is nowhere in it."""
    with pytest.raises(SlackError) as caught:
        publisher.post(channel, MESSAGE, KEY)
    told = repr(caught.value) + "".join(traceback.format_exception(caught.value))
    assert "/upload/" not in told
    assert [] == [file for file in slack.workspace.files.values() if file.ticket in told]
    return caught.value


def found(publisher: Publisher, slack: SlackStandIn, thread: str | None = None) -> list[str]:
    """The keys of what is ours."""
    return [one.key for one in publisher.ours(CHANNEL, slack.workspace.now() - timedelta(minutes=5), thread)]


def test_a_picture_arrives_as_it_was_given(publisher: Publisher, slack: SlackStandIn) -> None:
    """Its bytes, name, title and description, and the text beside it; one request a step."""
    file = publisher.post(CHANNEL, MESSAGE, KEY)
    [message] = slack.messages()
    [shown] = message["files"]
    assert MESSAGE.text == message["text"]
    assert [file, PICTURE.name, PICTURE.title, PICTURE.alt] == [
        shown[name] for name in ("id", "name", "title", "alt_txt")
    ]
    assert PICTURE.png == slack.workspace.files[file].content
    assert [ADDRESS, BYTES, COMPLETE] == [call.method for call in slack.requests]


def test_a_picture_for_a_person_goes_to_the_conversation_with_them(publisher: Publisher, slack: SlackStandIn) -> None:
    """Slack takes no person's id for a file."""
    publisher.post(MEMBER, MESSAGE, KEY)
    [message] = slack.messages(slack.workspace.direct(MEMBER).id)
    assert PICTURE.name == message["files"][0]["name"]


def test_a_picture_is_found_by_its_name(publisher: Publisher, slack: SlackStandIn) -> None:
    """In the channel, and under the message it belongs to but then not in the channel."""
    publisher.post(CHANNEL, MESSAGE, KEY)
    parent = slack.post_as_person(CHANNEL, "results")
    publisher.post(CHANNEL, MESSAGE, KEY, thread=parent)
    [first, _parent, second] = slack.messages()
    since = slack.workspace.now() - timedelta(minutes=5)
    assert [FoundMessage(PICTURE.name, first["ts"], ())] == publisher.ours(CHANNEL, since)
    assert [FoundMessage(PICTURE.name, second["ts"], ())] == publisher.ours(CHANNEL, since, parent)


def test_files_that_are_not_ours_do_not_count(publisher: Publisher, slack: SlackStandIn) -> None:
    """Others may name theirs alike, or share ours again; a deleted one has no name."""
    files = [{"id": "F1", "name": PICTURE.name}]
    slack.post_as_person(CHANNEL, "look", files=files)
    slack.post_as_other_app(CHANNEL, files=files)
    slack.workspace.add_message(CHANNEL, {"user": BOT_USER, "files": [{"id": "F2", "mode": "tombstone"}, {"name": 3}]})
    assert [] == found(publisher, slack)


def test_a_picture_is_ours_though_slack_names_only_our_user(publisher: Publisher, slack: SlackStandIn) -> None:
    """And each file of a message counts."""
    publisher.post(CHANNEL, MESSAGE, KEY)
    [message] = slack.workspace.messages(CHANNEL)
    del message["bot_id"]
    message["files"].append({"id": "F2", "name": "another.png"})
    assert [PICTURE.name, "another.png"] == found(publisher, slack)


@pytest.mark.parametrize("accept", [False, True], ids=["before accepting", "after accepting"])
@pytest.mark.parametrize(
    ("step", "how"), [*((ADDRESS, how) for how in BROKEN), *((BYTES, how) for how in UNREADABLE)], ids=str
)
def test_before_the_last_step_nothing_is_posted(
    publisher: Publisher, slack: SlackStandIn, step: str, how: dict[str, Any], accept: bool
) -> None:
    """Whatever happens until then, it may be tried again later, and is not in the same call."""
    slack.fail(step, accept=accept, **how)
    assert SlackNotSent is type(refusal(publisher, slack))
    assert ([], []) == (slack.messages(), slack.calls(COMPLETE))
    assert 1 == len(slack.calls(step))


def test_of_the_answer_to_the_bytes_only_the_status_counts(publisher: Publisher, slack: SlackStandIn) -> None:
    slack.fail(BYTES, status=200, body="<html>Thank you</html>", accept=True)
    assert publisher.post(CHANNEL, MESSAGE, KEY)
    slack.fail(BYTES, status=200, body="<html>Please log in</html>")
    assert "file_not_found" in str(refusal(publisher, slack))
    assert 1 == len(slack.messages())


@pytest.mark.parametrize("accept", [False, True], ids=["before accepting", "after accepting"])
@pytest.mark.parametrize("how", BROKEN, ids=str)
def test_while_completing_the_outcome_cannot_be_known(
    publisher: Publisher, slack: SlackStandIn, how: dict[str, Any], accept: bool
) -> None:
    """Looking in Slack clears it up."""
    slack.fail(COMPLETE, accept=accept, **how)
    assert SlackOutcomeUnknown is type(refusal(publisher, slack))
    assert 1 == len(slack.calls(COMPLETE))
    assert [PICTURE.name] * accept == found(publisher, slack)


@pytest.mark.parametrize("step", [ADDRESS, BYTES, COMPLETE])
def test_too_many_requests(publisher: Publisher, slack: SlackStandIn, step: str) -> None:
    """Slack says when it may be tried again; the call does not wait."""
    slack.fail(step, status=429, headers={"Retry-After": "42"})
    error = refusal(publisher, slack)
    assert isinstance(error, SlackNotSent)
    assert 42 == error.retry_after
    assert [] == slack.messages()


@pytest.mark.parametrize(
    ("step", "code", "told"),
    [
        (ADDRESS, "missing_scope", "lacks the scope files:write"),
        (ADDRESS, "file_uploads_disabled", "does not allow files to be uploaded"),
        (COMPLETE, "missing_scope", "lacks the scope files:write"),
        (COMPLETE, "token_revoked", "install the app in the workspace again"),
    ],
)
def test_refusals_say_what_to_do(publisher: Publisher, slack: SlackStandIn, step: str, code: str, told: str) -> None:
    slack.fail(step, body={"ok": False, "error": code, "needed": "files:write"})
    error = refusal(publisher, slack)
    assert (SlackRefused, code) == (type(error), getattr(error, "code", ""))
    assert told in str(error)


def test_channels_that_take_no_picture(publisher: Publisher, slack: SlackStandIn) -> None:
    """Each is named with what to do about it."""
    slack.workspace.add_channel("C0CLOSED", "closed", members=set())
    slack.workspace.add_channel("C0PAST", "past", archived=True)
    assert "check SLACK_CHANNEL" in str(refusal(publisher, slack, "C0NOWHERE"))
    assert "not in the channel C0CLOSED" in str(refusal(publisher, slack, "C0CLOSED"))
    assert "C0PAST is archived" in str(refusal(publisher, slack, "C0PAST"))


def test_an_upload_that_failed_can_be_made_again(publisher: Publisher, slack: SlackStandIn) -> None:
    slack.fail(BYTES, status=503)
    refusal(publisher, slack)
    publisher.post(CHANNEL, MESSAGE, KEY)
    assert [PICTURE.name] == found(publisher, slack)


@pytest.mark.parametrize("step", [ADDRESS, BYTES])
def test_an_upload_out_of_time_is_called_back(slack: SlackStandIn, step: str, ended: Callable[[], bool]) -> None:
    """The step under way goes on, but what would post is not begun any more."""
    hasty = Publisher(slack.bot_token, slack.url, deadline=0.3)
    slack.fail(step, delay=0.8)
    assert SlackNotSent is type(refusal(hasty, slack))
    assert SlackOutcomeUnknown is type(refusal(hasty, slack))  # of the first upload, for all this one knows
    assert ended()
    assert ([], []) == (slack.messages(), slack.calls(COMPLETE))


def test_the_deadline_is_for_all_steps_together(slack: SlackStandIn, ended: Callable[[], bool]) -> None:
    """Each of them is in time by itself."""
    for step in (ADDRESS, BYTES, COMPLETE):
        slack.fail(step, delay=0.35)
    assert SlackNotSent is type(refusal(Publisher(slack.bot_token, slack.url, deadline=0.6), slack))
    assert ended()
    assert [] == slack.messages()


def test_completing_out_of_time_leaves_the_outcome_unknown(publisher: Publisher, slack: SlackStandIn) -> None:
    """It cannot be called back."""
    slack.fail(COMPLETE, delay=1.5, accept=True)
    assert SlackOutcomeUnknown is type(refusal(Publisher(slack.bot_token, slack.url, deadline=1), slack))
    assert [PICTURE.name] == found(publisher, slack)
