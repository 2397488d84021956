"""Uploading files to the Slack stand-in as files_upload_v2 does: three steps, the last of which posts."""

from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tweetnudge.demo.slack import BOT, BOT_USER, CHANNEL, MEMBER, SlackStandIn

PNG = b"\x89PNG\r\n\x1a\n\x00 any bytes & all of them \xff"
NAME = "results-2026-11.png"


def upload(web: WebClient, channel: str | None = CHANNEL, **more: Any) -> str:
    """Upload a picture; returns the file's id."""
    answer = web.files_upload_v2(
        filename=NAME, content=PNG, title="November", alt_txt="A line", channel=channel, **more
    )
    return answer["file"]["id"]


def address(web: WebClient, length: int = len(PNG)) -> tuple[str, str]:
    """The first step: a file's id, and where its bytes go."""
    answer = web.files_getUploadURLExternal(filename=NAME, length=length)
    return answer["file_id"], answer["upload_url"]


def send(url: str, content: bytes = PNG) -> int:
    """The second step; returns the HTTP status."""
    try:
        with urlopen(url, content) as answer:
            return answer.status
    except HTTPError as error:
        with error:
            return error.code


def refusal(call: Any, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return caught.value.response["error"]


def complete(web: WebClient, file: str, channel: str = CHANNEL) -> str:
    """How the third step is refused."""
    return refusal(web.files_completeUploadExternal, files=[{"id": file}], channel_id=channel)


def test_a_picture_is_posted_by_us_with_its_comment(slack: SlackStandIn, web: WebClient) -> None:
    """A message with files, and with neither metadata nor blocks."""
    file = upload(web, initial_comment="Here it is")
    [message] = slack.messages()
    [shown] = message["files"]
    assert ("Here it is", True, BOT, BOT_USER) == tuple(message[name] for name in ("text", "upload", "bot_id", "user"))
    assert set() == {"metadata", "blocks", "thread_ts"} & message.keys()
    expected = {"id": file, "name": NAME, "title": "November", "alt_txt": "A line", "mimetype": "image/png"}
    assert expected | {"size": len(PNG), "filetype": "png"} == {
        name: shown[name] for name in (*expected, "size", "filetype")
    }
    assert PNG == slack.workspace.files[file].content


def test_the_three_steps_are_requests_of_their_own(slack: SlackStandIn, web: WebClient) -> None:
    upload(web)
    assert [
        "files.getUploadURLExternal", "upload_url", "files.completeUploadExternal",
    ] == [call.method for call in slack.requests]  # fmt: skip
    assert [{"length": len(PNG)}] == slack.calls("upload_url")


def test_in_a_thread_it_is_one_of_the_replies(slack: SlackStandIn, web: WebClient) -> None:
    parent = slack.post_as_person(CHANNEL, "results")
    file = upload(web, thread_ts=parent)
    history = web.conversations_history(channel=CHANNEL)["messages"]
    _parent, reply = web.conversations_replies(channel=CHANNEL, ts=parent)["messages"]
    assert ["results"] == [message["text"] for message in history]
    assert (parent, [file], "") == (reply["thread_ts"], [one["id"] for one in reply["files"]], reply["text"])


def test_in_a_channel_and_a_direct_conversation_it_is_in_the_history(slack: SlackStandIn, web: WebClient) -> None:
    for channel in (CHANNEL, web.conversations_open(users=MEMBER)["channel"]["id"]):
        file = upload(web, channel)
        [message] = web.conversations_history(channel=channel)["messages"]
        assert [file] == [one["id"] for one in message["files"]]


def test_history_may_lag_behind_an_upload(slack: SlackStandIn, web: WebClient, clock: Any) -> None:
    """Slack shares a file some time after it says that it will."""
    slack.workspace.history_lag = 10
    upload(web)
    assert [] == web.conversations_history(channel=CHANNEL)["messages"]
    clock.pass_by(seconds=11)
    assert 1 == len(web.conversations_history(channel=CHANNEL)["messages"])


def test_without_a_channel_it_stays_private(slack: SlackStandIn, web: WebClient) -> None:
    file = upload(web, None)
    assert (PNG, []) == (slack.workspace.files[file].content, slack.messages())


def test_only_the_bytes_that_were_promised_are_taken(slack: SlackStandIn, web: WebClient) -> None:
    """Until then, and for files that are not there, nothing can be completed."""
    file, url = address(web, len(PNG) + 1)
    assert 400 == send(url)
    assert "file_not_found" == complete(web, file)
    assert 200 == send(url, PNG + b"!")
    assert 400 == send(f"{url}x")
    assert "file_not_found" == complete(web, "F0NOWHERE")
    assert [] == slack.messages()


def test_a_file_is_completed_once(slack: SlackStandIn, web: WebClient) -> None:
    """Afterwards its address takes nothing either."""
    file, url = address(web)
    send(url)
    assert [{"id": file, "title": NAME}] == web.files_completeUploadExternal(files=[{"id": file}], channel_id=CHANNEL)[
        "files"
    ]
    assert "file_not_found" == complete(web, file)
    assert 400 == send(url)
    assert 1 == len(slack.messages())


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"filename": NAME, "length": 0}, "missing_argument"),
        ({"filename": "", "length": 1}, "invalid_arguments"),
        ({"filename": NAME, "length": -1}, "invalid_arguments"),
        ({"filename": NAME, "length": 1, "alt_txt": "x" * 1001}, "alt_txt_too_large"),
    ],
)
def test_addresses_that_are_refused(web: WebClient, arguments: dict[str, Any], error: str) -> None:
    assert error == refusal(web.files_getUploadURLExternal, **arguments)


def test_conversations_that_take_no_file(slack: SlackStandIn, web: WebClient) -> None:
    """The file can be completed elsewhere still. A person's id will not do."""
    slack.workspace.add_channel("CPAST", "past", archived=True)
    slack.workspace.add_channel("COPEN", "open", members=set())
    file, url = address(web)
    send(url)
    refusals = {"CNOWHERE": "channel_not_found", "COPEN": "not_in_channel", "CPAST": "is_archived"}
    for channel, error in {**refusals, MEMBER: "channel_not_found"}.items():
        assert error == complete(web, file, channel)
    assert "invalid_arguments" == refusal(web.files_completeUploadExternal, files=[], channel_id=CHANNEL)
    assert web.files_completeUploadExternal(files=[{"id": file}], channel_id=CHANNEL)["ok"]


def test_uploading_needs_a_scope_of_its_own(slack: SlackStandIn, web: WebClient) -> None:
    slack.scopes = {"chat:write"}
    for call, arguments in (
        (web.files_getUploadURLExternal, {"filename": NAME, "length": 1}),
        (web.files_completeUploadExternal, {"files": [{"id": "F1"}], "channel_id": CHANNEL}),
    ):
        with pytest.raises(SlackApiError) as caught:
            call(**arguments)
        assert ("missing_scope", "files:write") == tuple(caught.value.response[name] for name in ("error", "needed"))


@pytest.mark.parametrize("step", ["files.getUploadURLExternal", "upload_url", "files.completeUploadExternal"])
@pytest.mark.parametrize("accept", [True, False])
def test_each_step_can_fail(slack: SlackStandIn, web: WebClient, step: str, *, accept: bool) -> None:
    """Only the last one posts anything, with an answer or without."""
    slack.fail(step, drop=True, accept=accept)
    with pytest.raises(OSError, match="closed connection"):
        upload(web)
    assert int(accept and step == "files.completeUploadExternal") == len(slack.messages())
    upload(web)


def test_any_method_is_no_address(slack: SlackStandIn, web: WebClient) -> None:
    """A fault of any method leaves the bytes alone."""
    file, url = address(web)
    slack.fail(error="fatal_error")
    assert 200 == send(url)
    assert "fatal_error" == complete(web, file)
