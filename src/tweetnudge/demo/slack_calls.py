"""A call of Slack's Web API: arguments from JSON or forms, refusals, and what a message may hold."""

import json
from typing import Any, cast

from aiohttp import web

from tweetnudge.demo import block_rules
from tweetnudge.demo.server import JSON
from tweetnudge.demo.slack_workspace import APP, BOT, BOT_USER, Channel, Workspace

LONGEST_TEXT = 40_000
SENT_AS_JSON = ("blocks", "metadata", "view", "attachments", "files")


class Refused(Exception):
    """A call Slack refuses: HTTP 200 and `{"ok": false, "error": …}`."""

    def __init__(self, error: str, details: list[str] | None = None) -> None:
        super().__init__(error)
        self.body: JSON = {"ok": False, "error": error}
        if details:
            self.body["errors"] = details
            self.body["response_metadata"] = {"messages": [f"[ERROR] {detail}" for detail in details]}


async def arguments(request: web.Request) -> JSON:
    """From the query, a JSON body or a form, whichever a client chose."""
    args: JSON = dict(request.query)
    if request.content_type == "application/json":
        args |= json.loads(await request.read() or b"{}")
    else:
        args |= dict(await request.post())
    return {name: _decoded(value) if name in SENT_AS_JSON else value for name, value in args.items()}


def _decoded(value: Any) -> Any:
    """In a form nested values come as JSON texts. What is no JSON stays a text."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except json.JSONDecodeError:
        return value


def flag(args: JSON, name: str) -> bool:
    """A yes or no, in JSON or in a form."""
    return str(args.get(name, "")).lower() in {"true", "1"}


def known_channel(workspace: Workspace, args: JSON, *, need_member: bool = False) -> Channel:
    """The channel a call names; a private one we are not in does not exist for us."""
    name = str(args.get("channel", ""))
    channel = workspace.direct(name) if name in workspace.users else workspace.channels.get(name)
    if channel is None or (channel.private and BOT_USER not in channel.members):
        raise Refused("channel_not_found")
    if need_member and BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    return channel


def writable_channel(workspace: Workspace, args: JSON) -> Channel:
    """The channel a call names, when we may write there."""
    channel = known_channel(workspace, args, need_member=True)
    if channel.archived:
        raise Refused("is_archived")
    return channel


def own_message(workspace: Workspace, args: JSON, refusal: str) -> tuple[Channel, JSON]:
    """The message of ours that a call names by channel and ts."""
    channel = known_channel(workspace, args)
    message = workspace.message(channel.id, str(args.get("ts")))
    if message is None:
        raise Refused("message_not_found")
    if message.get("bot_id") != BOT:
        raise Refused(refusal)
    return channel, message


def content(workspace: Workspace, args: JSON) -> JSON:
    """A message's text, blocks and metadata, when Slack takes them; only what was given."""
    given = {name: args[name] for name in ("text", "blocks", "metadata") if args.get(name) is not None}
    if not given.get("text") and not given.get("blocks"):
        raise Refused("no_text")
    if len(given.get("text", "")) > LONGEST_TEXT:
        raise Refused("msg_too_long")
    _check_blocks(workspace, given.get("blocks", []))
    _check_metadata(given.get("metadata", {}))
    return given


def no_broken_image(workspace: Workspace, blocks: list[Any], error: str, place: str = "/blocks") -> None:
    """Slack looks at every image before it shows anything."""
    found = block_rules.images(blocks, place)
    if broken := [place for url, place in found if url in workspace.broken_images]:
        raise Refused(error, [f"downloading image failed [json-pointer:{place}]" for place in broken])


def from_us(args: JSON) -> JSON:
    """Who a message of ours is from, and the thread it goes to."""
    message: JSON = {"user": BOT_USER, "bot_id": BOT, "app_id": APP}
    return message | {name: args[name] for name in ("thread_ts", "reply_broadcast") if args.get(name)}


def without_metadata(message: JSON) -> JSON:
    """A message as Slack shows it to those who did not ask for metadata."""
    return {name: value for name, value in message.items() if name != "metadata"}


def _check_blocks(workspace: Workspace, blocks: Any) -> None:
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    if wrong := block_rules.problems(blocks):
        raise Refused("invalid_blocks", wrong)
    if block_rules.text_length(blocks) > block_rules.MOST_TEXT:
        raise Refused("msg_blocks_too_long")
    no_broken_image(workspace, cast("list[Any]", blocks), "invalid_blocks")


def _check_metadata(metadata: Any) -> None:
    if metadata == {}:
        return
    fields = cast("JSON", metadata) if isinstance(metadata, dict) else {}
    if not isinstance(fields.get("event_type"), str) or not isinstance(fields.get("event_payload"), dict):
        raise Refused("invalid_metadata_format")
