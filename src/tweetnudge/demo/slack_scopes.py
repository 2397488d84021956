"""Which scope each method of the Web API needs."""

from tweetnudge.demo.server import JSON
from tweetnudge.demo.slack_calls import Refused
from tweetnudge.demo.slack_workspace import Workspace

NEEDED = {
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "conversations.open": "im:write",
    "users.info": "users:read",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
}
BY_KIND = {"conversations.history": "history", "conversations.replies": "history", "conversations.info": "read"}
ALL_SCOPES = frozenset(
    {f"{kind}:{right}" for kind in ("channels", "groups", "im") for right in ("history", "read")}
    | {"commands"}
    | set(NEEDED.values())
)  # fmt: skip


def check_scope(workspace: Workspace, method: str, args: JSON, scopes: set[str]) -> None:
    """Raises Refused, as Slack does before it looks at anything else."""
    needed = _needed(workspace, method, args)
    if needed and needed not in scopes:
        refused = Refused("missing_scope")
        refused.body |= {"needed": needed, "provided": ",".join(sorted(scopes))}
        raise refused


def _needed(workspace: Workspace, method: str, args: JSON) -> str | None:
    if method not in BY_KIND:
        return NEEDED.get(method)
    channel = workspace.channels.get(str(args.get("channel")))
    kind = "im" if channel and channel.im_with else "groups" if channel and channel.private else "channels"
    return f"{kind}:{BY_KIND[method]}"
