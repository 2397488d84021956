"""What a person is shown in answer to a command or a press: in the acknowledgement, or at a response_url."""

from datetime import timedelta

from tweetnudge.demo.server import JSON
from tweetnudge.demo.slack_calls import Refused, content, from_us
from tweetnudge.demo.slack_workspace import BOT, Channel, ResponseUrl, Workspace

MOST_USES = 5
GOOD_FOR = timedelta(minutes=30)
KINDS = ("ephemeral", "in_channel")


def show(workspace: Workspace, user: str, channel: str, answer: JSON) -> None:
    """Show an answer to whoever asked or, with `response_type: in_channel`, to everybody. Raises Refused."""
    kind = answer.get("response_type") or "ephemeral"
    if kind not in KINDS:
        raise Refused("invalid_arguments", [f"must be one of: {', '.join(KINDS)} [json-pointer:/response_type]"])
    message = from_us(answer) | content(workspace, answer)
    if kind == "in_channel":
        workspace.add_message(channel, message)
    else:
        workspace.ephemerals.append({**message, "channel": channel, "to": user, "ts": workspace.new_ts()})


def respond(workspace: Workspace, name: str, answer: JSON) -> None:
    """What was posted to a response_url. Raises Refused."""
    url = workspace.response_urls.get(name)
    if url is None:
        raise Refused("invalid_url")
    if workspace.now() - url.sent > GOOD_FOR:
        raise Refused("expired_url")
    if url.uses >= MOST_USES:
        raise Refused("used_url")
    _act(workspace, url, answer)
    url.uses += 1


def _act(workspace: Workspace, url: ResponseUrl, answer: JSON) -> None:
    if url.original is None or not (answer.get("replace_original") or answer.get("delete_original")):
        show(workspace, url.user, url.channel, answer)  # a command has no original to replace
        return
    shown = _shown(workspace, url.original)
    if shown is None:
        raise Refused("message_not_found")
    if answer.get("delete_original"):
        shown.remove(url.original)
        return
    new = content(workspace, answer)
    for name in ("text", "blocks"):
        url.original.pop(name, None)
    url.original.update(new)


def _shown(workspace: Workspace, original: JSON) -> list[JSON] | None:
    """The list a message is still in."""
    return next((shown for shown in [workspace.ephemerals, *workspace.posted.values()] if original in shown), None)


def pressed_message(workspace: Workspace, user: str, channel: str, ts: str) -> JSON | None:
    """The message of ours somebody presses in: one only they see, or one in the channel."""
    message = workspace.ephemeral(user, ts) or workspace.message(channel, ts)
    return message if message and message.get("bot_id") == BOT else None


def channel_name(channel: Channel | None) -> str:
    """What payloads call a conversation."""
    if channel is None or channel.im_with:
        return "directmessage"
    return "privategroup" if channel.private else channel.name
