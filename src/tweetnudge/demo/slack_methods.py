"""Slack's Web API methods the bot calls, one function a method, each over a workspace."""

from collections.abc import Callable

from tweetnudge.demo.server import JSON
from tweetnudge.demo.slack_calls import (
    Refused,
    content,
    flag,
    from_us,
    known_channel,
    own_message,
    without_metadata,
    writable_channel,
)  # fmt: skip
from tweetnudge.demo.slack_files import complete_upload_external
from tweetnudge.demo.slack_history import conversations_history, conversations_replies
from tweetnudge.demo.slack_views import views_open, views_publish, views_push, views_update
from tweetnudge.demo.slack_workspace import BOT, BOT_USER, TEAM, Workspace

NOT_OF_THE_DELETED = {"is_admin", "is_owner", "is_restricted", "is_ultra_restricted", "tz", "locale"}


def auth_test(_workspace: Workspace, _args: JSON) -> JSON:
    """Who we are."""
    return {
        "url": "https://workspace.example/",
        "team": "workspace",
        "user": "tweetnudge",
        "team_id": TEAM,
        "user_id": BOT_USER,
        "bot_id": BOT,
        "is_enterprise_install": False,
    }


def chat_post_message(workspace: Workspace, args: JSON) -> JSON:
    """Post into a channel, or to a person by id."""
    channel = writable_channel(workspace, args)
    posted = workspace.add_message(channel.id, from_us(args) | content(workspace, args))
    return {"channel": channel.id, "ts": posted["ts"], "message": without_metadata(posted)}


def chat_update(workspace: Workspace, args: JSON) -> JSON:
    """Change one of our messages; blocks and metadata that are not given stay as they are."""
    channel, message = own_message(workspace, args, "cant_update_message")
    message.update(content(workspace, args))
    message["edited"] = {"user": BOT_USER, "ts": workspace.new_ts()}
    shown = without_metadata(message)
    return {"channel": channel.id, "ts": message["ts"], "text": message.get("text", ""), "message": shown}


def chat_delete(workspace: Workspace, args: JSON) -> JSON:
    """Take one of our messages away."""
    channel, message = own_message(workspace, args, "cant_delete_message")
    workspace.messages(channel.id).remove(message)
    return {"channel": channel.id, "ts": message["ts"]}


def chat_post_ephemeral(workspace: Workspace, args: JSON) -> JSON:
    """Show something to one person."""
    channel = writable_channel(workspace, args)
    if args.get("user") not in channel.members:
        raise Refused("user_not_in_channel")
    ts = workspace.new_ts()
    message = from_us(args) | content(workspace, args)
    workspace.ephemerals.append({**message, "channel": channel.id, "to": args["user"], "ts": ts})
    return {"message_ts": ts}


def conversations_info(workspace: Workspace, args: JSON) -> JSON:
    """What a conversation is."""
    channel = known_channel(workspace, args)
    described: JSON = {
        "id": channel.id,
        "name": channel.name,
        "is_channel": not channel.private and not channel.im_with,
        "is_group": channel.private,
        "is_im": bool(channel.im_with),
        "is_private": channel.private or bool(channel.im_with),
        "is_archived": channel.archived,
        "is_member": BOT_USER in channel.members,
    }
    if flag(args, "include_num_members"):
        described["num_members"] = len(channel.members)
    return {"channel": described | ({"user": channel.im_with} if channel.im_with else {})}


def conversations_open(workspace: Workspace, args: JSON) -> JSON:
    """The direct conversation with somebody."""
    user = str(args.get("users", ""))
    if user not in workspace.users:
        raise Refused("user_not_found")
    return {"channel": {"id": workspace.direct(user).id}}


def users_info(workspace: Workspace, args: JSON) -> JSON:
    """Who somebody is; the language only when it is asked for, and little of those who left."""
    user = workspace.users.get(str(args.get("user")))
    if user is None:
        raise Refused("user_not_found")
    hidden = NOT_OF_THE_DELETED if user["deleted"] else set[str]() if flag(args, "include_locale") else {"locale"}
    return {"user": {name: value for name, value in user.items() if name not in hidden}}


METHODS: dict[str, Callable[[Workspace, JSON], JSON]] = {
    "auth.test": auth_test,
    "chat.postMessage": chat_post_message,
    "chat.update": chat_update,
    "chat.delete": chat_delete,
    "chat.postEphemeral": chat_post_ephemeral,
    "conversations.history": conversations_history,
    "conversations.replies": conversations_replies,
    "conversations.info": conversations_info,
    "conversations.open": conversations_open,
    "users.info": users_info,
    "files.completeUploadExternal": complete_upload_external,
    "views.open": views_open,
    "views.push": views_push,
    "views.update": views_update,
    "views.publish": views_publish,
}
