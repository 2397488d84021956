"""What Slack sends an app when somebody does something: payloads of presses and commands."""

from tweetnudge.demo.server import JSON
from tweetnudge.demo.slack_workspace import APP, TEAM, Workspace

TOKEN = "verification-token"  # noqa: S105 - deprecated by Slack, present in payloads, a secret to nobody


def block_actions(workspace: Workspace, action: JSON, person: JSON, place: tuple[str, str], number: int) -> JSON:
    """Somebody used an element of a message (`place`: channel and ts) or, with an empty channel, of their Home."""
    channel, ts = place
    used = {"type": "button", "block_id": "block", "action_ts": workspace.new_ts(), **action}
    payload = _common("block_actions", person, number)
    payload["state"], payload["actions"] = {"values": {}}, [used]
    if not channel:
        view = workspace.homes.get(person["id"], {"type": "home", "id": "V0"})
        return payload | {"container": {"type": "view", "view_id": view.get("id")}, "view": view}
    container = {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": False}
    known = workspace.channels.get(channel)
    message = workspace.message(channel, ts)
    name = known.name if known and known.name else "directmessage"
    payload |= {"container": container, "channel": {"id": channel, "name": name}}
    return payload | ({"message": message} if message else {})


def slash_command(name: str, text: str, person: JSON, channel: str, number: int) -> JSON:
    """Somebody typed a command; `@handle` in it arrives as typed."""
    return {
        "token": TOKEN,
        "team_id": TEAM,
        "team_domain": "workspace",
        "channel_id": channel,
        "channel_name": "channel",
        "user_id": person["id"],
        "user_name": person["name"],
        "command": name,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "trigger_id": f"trigger-{number}",
    }


def _common(kind: str, person: JSON, number: int) -> JSON:
    return {
        "type": kind,
        "team": {"id": TEAM, "domain": "workspace"},
        "user": {"id": person["id"], "username": person["name"], "name": person["name"], "team_id": person["team_id"]},
        "api_app_id": APP,
        "token": TOKEN,
        "trigger_id": f"trigger-{number}",
        "enterprise": None,
        "is_enterprise_install": False,
    }
