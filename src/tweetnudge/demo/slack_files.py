"""Uploading files: an address for the bytes, the bytes, and completing, which posts them into a conversation."""

import mimetypes
from pathlib import PurePath
from secrets import token_urlsafe
from typing import cast

from tweetnudge.demo.server import JSON
from tweetnudge.demo.slack_calls import Refused, from_us, writable_channel
from tweetnudge.demo.slack_workspace import BOT_USER, File, Workspace

LONGEST_ALT_TEXT = 1000


def get_upload_url_external(workspace: Workspace, args: JSON, address: str) -> JSON:
    """An address, beginning with `address`, to which the bytes of one file can be sent."""
    name, length = str(args.get("filename") or ""), str(args.get("length") or "0")
    if not name or not length.isdecimal():
        raise Refused("invalid_arguments")
    if not int(length):
        raise Refused("missing_argument")
    alt_text = str(args.get("alt_txt") or "")
    if len(alt_text) > LONGEST_ALT_TEXT:
        raise Refused("alt_txt_too_large")
    file = File(f"F{next(workspace.numbers):08d}", name, int(length), alt_text, token_urlsafe())
    workspace.files[file.id] = file
    return {"upload_url": f"{address}{file.ticket}", "file_id": file.id}


def receive(workspace: Workspace, ticket: str, content: bytes) -> bool:
    """Whether Slack takes the bytes: as many as were promised, at an address of a file that is not completed yet."""
    promised = (file for file in workspace.files.values() if file.ticket == ticket and not file.completed)
    file = next(promised, None)
    if file is None or len(content) != file.length:
        return False
    file.content = content
    return True


def complete_upload_external(workspace: Workspace, args: JSON) -> JSON:
    """Post what was uploaded as one message; without a channel it stays private. A file is completed only once."""
    given = cast("list[JSON]", args["files"]) if isinstance(args.get("files"), list) else []
    if not given:
        raise Refused("invalid_arguments")
    files = [(_uploaded(workspace, str(one.get("id"))), str(one.get("title") or "")) for one in given]
    channel = str(args.get("channel_id") or "")
    if channel in workspace.users:  # where chat.postMessage takes a person, this does not
        raise Refused("channel_not_found")
    if channel:
        _share(workspace, writable_channel(workspace, {"channel": channel}).id, args, files)
    for file, _title in files:
        file.completed = True
    return {"files": [{"id": file.id, "title": title or file.name} for file, title in files]}


def _uploaded(workspace: Workspace, file_id: str) -> File:
    file = workspace.files.get(file_id)
    if file is None or file.content is None or file.completed:
        raise Refused("file_not_found")
    return file


def _share(workspace: Workspace, channel: str, args: JSON, files: list[tuple[File, str]]) -> None:
    """The message with the files; it has neither metadata nor blocks."""
    shown = [_shown(workspace, file, title) for file, title in files]
    message = from_us({"thread_ts": args.get("thread_ts")})
    workspace.add_message(
        channel, message | {"text": args.get("initial_comment") or "", "files": shown, "upload": True}
    )


def _shown(workspace: Workspace, file: File, title: str) -> JSON:
    """A file as messages show it."""
    return {
        "id": file.id,
        "created": int(workspace.now().timestamp()),
        "name": file.name,
        "title": title or file.name,
        "mimetype": mimetypes.guess_type(file.name)[0] or "application/octet-stream",
        "filetype": PurePath(file.name).suffix.removeprefix("."),
        "user": BOT_USER,
        "size": file.length,
        "mode": "hosted",
        "is_external": False,
        "alt_txt": file.alt_text,
        "url_private": f"https://files.slack.com/files-pri/{file.id}/{file.name}",
    }
