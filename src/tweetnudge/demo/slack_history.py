"""Reading conversations back: conversations.history and conversations.replies, a page at a time."""

from base64 import b64decode, b64encode

from tweetnudge.demo.server import JSON
from tweetnudge.demo.slack_calls import Refused, flag, known_channel, without_metadata
from tweetnudge.demo.slack_workspace import Workspace, micros

LARGEST_PAGE = 999


def conversations_history(workspace: Workspace, args: JSON) -> JSON:
    """A conversation's messages, newest first, without what is in threads."""
    channel = known_channel(workspace, args, need_member=True)
    found = [message for message in workspace.messages(channel.id) if _top_level(message) and _seen(workspace, message)]
    return _page(list(reversed(_between(found, args))), args, 100)


def conversations_replies(workspace: Workspace, args: JSON) -> JSON:
    """A thread, oldest first; its first message comes with every page, as in Slack."""
    channel = known_channel(workspace, args, need_member=True)
    parent = workspace.message(channel.id, str(args.get("ts")))
    if parent is None:
        raise Refused("thread_not_found")
    replies = [
        reply for reply in workspace.messages(channel.id) if reply.get("thread_ts") == parent["ts"] != reply["ts"]
    ]
    return _page(_between([reply for reply in replies if _seen(workspace, reply)], args), args, 1000, first=parent)


def _top_level(message: JSON) -> bool:
    return message.get("thread_ts", message["ts"]) == message["ts"] or bool(message.get("reply_broadcast"))


def _seen(workspace: Workspace, message: JSON) -> bool:
    """History may lag behind what was just posted."""
    now = workspace.now().timestamp()
    return not workspace.history_lag or micros(message["ts"]) <= (now - workspace.history_lag) * 1_000_000


def _between(messages: list[JSON], args: JSON) -> list[JSON]:
    """`oldest` and `latest` leave the named moments out unless `inclusive`."""
    inclusive = flag(args, "inclusive")
    oldest, latest = micros(args.get("oldest") or "0"), micros(args.get("latest") or "99999999999")

    def within(message: JSON) -> bool:
        at = micros(message["ts"])
        return oldest <= at <= latest if inclusive else oldest < at < latest

    return [message for message in messages if within(message)]


def _page(messages: list[JSON], args: JSON, usual: int, first: JSON | None = None) -> JSON:
    """The page at `cursor`; metadata only when it is asked for. With `first` the order is oldest first."""
    size = min(int(args.get("limit") or usual), LARGEST_PAGE)
    cursor = _read_cursor(str(args.get("cursor") or ""))
    if cursor is not None:
        messages = [m for m in messages if (micros(m["ts"]) > cursor if first else micros(m["ts"]) < cursor)]
    page = ([first] if first else []) + messages[:size]
    if not flag(args, "include_all_metadata"):
        page = [without_metadata(message) for message in page]
    more = len(messages) > size
    body: JSON = {"messages": page, "has_more": more}
    return body | ({"response_metadata": {"next_cursor": _cursor(messages[size - 1])}} if more else {})


def _cursor(last: JSON) -> str:
    """A cursor names the message its page ended with, so that new messages do not shift the pages."""
    return b64encode(f"after:{last['ts']}".encode()).decode()


def _read_cursor(cursor: str) -> int | None:
    if not cursor:
        return None
    try:
        return micros(b64decode(cursor, validate=True).decode().removeprefix("after:"))
    except ValueError:  # not base64, not text, not a number
        raise Refused("invalid_cursor") from None
