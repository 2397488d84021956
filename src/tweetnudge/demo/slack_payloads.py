"""What Slack sends an app when somebody does something: presses, commands, submissions, events.

Every trigger_id in a payload is known to the workspace from the moment the payload is made.
"""

from copy import deepcopy

from tweetnudge.demo.server import JSON
from tweetnudge.demo.slack_answers import channel_name
from tweetnudge.demo.slack_state import named, used
from tweetnudge.demo.slack_workspace import APP, BOT_USER, TEAM, Workspace

TOKEN = "verification-token"  # noqa: S105 - deprecated by Slack, present in payloads, a secret to nobody


def block_actions(workspace: Workspace, action: JSON, person: JSON, place: tuple[str, str], number: int) -> JSON:
    """Somebody used an element of a message (`place`: channel and ts) or, with an empty channel, of their Home.

    Of a message only that person sees, Slack sends no content.
    """
    channel, ts = place
    if not channel:
        return view_actions(workspace, action, person, workspace.homes.get(person["id"]), number)
    ephemeral = workspace.ephemeral(person["id"], ts) is not None
    container = {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": ephemeral}
    name = channel_name(workspace.channels.get(channel))
    payload = _common(workspace, "block_actions", person, number)
    payload |= {"state": {"values": {}}, "actions": [_used(workspace, action)]}
    payload |= {"container": container, "channel": {"id": channel, "name": name}}
    message = workspace.message(channel, ts)
    return payload | ({"message": deepcopy(message)} if message else {})


def view_actions(workspace: Workspace, action: JSON, person: JSON, view: JSON | None, number: int) -> JSON:
    """Somebody used an element of a modal or of their Home tab; of a menu, what is chosen in it now comes along."""
    told: JSON = named(view) if view else {"type": "home", "id": "V0"}
    payload = _common(workspace, "block_actions", person, number)
    payload |= {"container": {"type": "view", "view_id": told["id"]}, "view": told}
    return payload | {"actions": [_used(workspace, used(told, action.get("action_id")) | action)]}


def view_submission(workspace: Workspace, person: JSON, view: JSON, number: int) -> JSON:
    """Somebody submitted a modal, with what is in its fields now."""
    return _common(workspace, "view_submission", person, number) | {"view": named(view), "response_urls": []}


def slash_command(workspace: Workspace, name: str, text: str, person: JSON, channel: str, number: int) -> JSON:
    """Somebody typed a command; `@handle` in it arrives as typed."""
    return {
        "token": TOKEN,
        "team_id": TEAM,
        "team_domain": "workspace",
        "channel_id": channel,
        "channel_name": channel_name(workspace.channels.get(channel)),
        "user_id": person["id"],
        "user_name": person["name"],
        "command": name,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "trigger_id": workspace.new_trigger(person["id"], f"trigger-{number}"),
    }


def event_callback(workspace: Workspace, event: JSON, number: int) -> JSON:
    """Something the app subscribed to has happened."""
    bot = {"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True, "is_enterprise_install": False}
    return {
        "token": TOKEN,
        "team_id": TEAM,
        "api_app_id": APP,
        "event": {"event_ts": workspace.new_ts(), **event},
        "type": "event_callback",
        "event_id": f"Ev{number:09d}",
        "event_time": int(workspace.now().timestamp()),
        "authorizations": [bot],
        "is_ext_shared_channel": False,
    }


def app_home_opened(workspace: Workspace, user: str, tab: str) -> JSON:
    """The event of somebody looking at the app; with their Home tab as it was published, if it was."""
    event: JSON = {"type": "app_home_opened", "user": user, "channel": workspace.direct(user).id, "tab": tab}
    home = workspace.homes.get(user) if tab == "home" else None
    return event | ({"view": named(home)} if home else {})


def _used(workspace: Workspace, action: JSON) -> JSON:
    return {"type": "button", "block_id": "block", "action_ts": workspace.new_ts(), **action}


def _common(workspace: Workspace, kind: str, person: JSON, number: int) -> JSON:
    return {
        "type": kind,
        "team": {"id": TEAM, "domain": "workspace"},
        "user": {"id": person["id"], "username": person["name"], "name": person["name"], "team_id": person["team_id"]},
        "api_app_id": APP,
        "token": TOKEN,
        "trigger_id": workspace.new_trigger(person["id"], f"trigger-{number}"),
        "enterprise": None,
        "is_enterprise_install": False,
    }
