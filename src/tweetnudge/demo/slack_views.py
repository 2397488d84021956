"""Modals and Home tabs: opened with a trigger, stacked, changed, and closed by how a submission is answered."""

import time
from typing import cast

from tweetnudge.demo.block_views import view_problems
from tweetnudge.demo.server import JSON
from tweetnudge.demo.slack_calls import Refused, no_broken_image
from tweetnudge.demo.slack_state import kept, named
from tweetnudge.demo.slack_workspace import APP, BOT, TEAM, Workspace

HIGHEST_STACK = 3


def views_open(workspace: Workspace, args: JSON) -> JSON:
    """Open a modal for whoever did what the trigger_id came with; it takes the place of what was open."""
    given = _given(workspace, args.get("view"))
    user = _exchange(workspace, args)
    workspace.stacks[user] = []
    return {"view": _push(workspace, user, given)}


def views_push(workspace: Workspace, args: JSON) -> JSON:
    """Lay a modal over the one that is open."""
    given = _given(workspace, args.get("view"))
    user = _exchange(workspace, args)
    if not workspace.stacks.get(user):
        raise Refused("not_found")
    return {"view": _push(workspace, user, given)}


def views_update(workspace: Workspace, args: JSON) -> JSON:
    """Change an open modal, or a Home tab, in place; what was typed stays where the fields stay."""
    if not args.get("view_id") and not args.get("external_id"):
        raise Refused("invalid_arguments", ["missing required field: view_id"])
    view = _find(workspace, args)
    given = _given(workspace, args.get("view"), view["type"])
    _same_hash(view, args)
    return {"view": _replace(workspace, view, given)}


def views_publish(workspace: Workspace, args: JSON) -> JSON:
    """Show somebody their Home tab."""
    user = str(args.get("user_id"))
    if user not in workspace.users:
        raise Refused("user_not_found")
    given = _given(workspace, args.get("view"), "home")
    home = workspace.homes.setdefault(user, {"id": f"V{user}", "hash": ""})
    _same_hash(home, args)
    return {"view": _replace(workspace, home, given)}


def open_views(workspace: Workspace, user: str) -> list[JSON]:
    """The modals somebody has open, the topmost last."""
    return [view for name in workspace.stacks.get(user, []) for view in workspace.views if view["id"] == name]


def answer_submission(workspace: Workspace, user: str, view: JSON, answer: JSON) -> None:
    """What the answer to a view_submission does to the modals somebody has open. Raises Refused."""
    action = answer.get("response_action")
    if action == "errors":
        workspace.view_errors[view["id"]] = _errors(view, answer.get("errors"))
        return
    if action == "update":
        _replace(workspace, view, _given(workspace, answer.get("view")))
    elif action == "push":
        _push(workspace, user, _given(workspace, answer.get("view")))
    elif action == "clear":
        workspace.stacks[user] = []
    elif answer:
        raise Refused("invalid_response_action", [f"neither errors nor update nor push nor clear: {answer}"])
    elif view["id"] in workspace.stacks.get(user, []):
        workspace.stacks[user].remove(view["id"])
    workspace.view_errors.pop(view["id"], None)


def _given(workspace: Workspace, view: object, kind: str = "modal") -> JSON:
    if view is None:
        raise Refused("invalid_arguments", ["missing required field: view"])
    if wrong := view_problems(view, (kind,)):
        raise Refused("invalid_arguments", wrong)
    known = cast("JSON", view)
    no_broken_image(workspace, known["blocks"], "invalid_arguments", "/view/blocks")
    return known


def _exchange(workspace: Workspace, args: JSON) -> str:
    """Whose trigger it is; it is of no use afterwards."""
    trigger = workspace.triggers.get(str(args.get("trigger_id") or ""))
    if trigger is None:
        raise Refused("invalid_trigger_id")
    if trigger.used:
        raise Refused("exchanged_trigger_id")
    if time.monotonic() - trigger.sent > workspace.trigger_seconds:
        raise Refused("expired_trigger_id")
    trigger.used = True
    return trigger.user


def _push(workspace: Workspace, user: str, given: JSON) -> JSON:
    stack = workspace.stacks.setdefault(user, [])
    if len(stack) >= HIGHEST_STACK:
        raise Refused("push_limit_reached")
    name = f"V{len(workspace.views) + 1:08d}"
    stack.append(name)
    view: JSON = {"id": name, "root_view_id": stack[0], "previous_view_id": stack[-2] if len(stack) > 1 else None}
    workspace.views.append(view)
    return _replace(workspace, view, given)


def _replace(workspace: Workspace, view: JSON, given: JSON) -> JSON:
    """Give a view its new content and a new hash; returns what Slack tells the app of it."""
    place = {name: view.get(name) for name in ("id", "root_view_id", "previous_view_id")}
    values = view.get("state", {}).get("values", {})
    view.clear()
    view |= {"team_id": TEAM, "app_id": APP, "bot_id": BOT, "app_installed_team_id": TEAM}
    view |= {"private_metadata": "", "callback_id": "", "external_id": "", "title": None, "submit": None, "close": None}
    view |= {"notify_on_close": False, "clear_on_close": False, **place, **given}
    view["root_view_id"] = view["root_view_id"] or view["id"]
    view["hash"] = f"{workspace.now().timestamp():.0f}.{next(workspace.numbers):08x}"
    view["state"] = {"values": kept(view, values)}
    return named(view)


def _find(workspace: Workspace, args: JSON) -> JSON:
    """By id or external_id; a modal that was closed is not there any more."""
    open_ids = [name for stack in workspace.stacks.values() for name in stack]
    there = [view for view in workspace.views if view["id"] in open_ids] + list(workspace.homes.values())
    name = "view_id" if args.get("view_id") else "external_id"
    found = [view for view in there if view["id" if name == "view_id" else name] == args[name]]
    if not found:
        raise Refused("not_found")
    return found[0]


def _same_hash(view: JSON, args: JSON) -> None:
    if args.get("hash") and args["hash"] != view["hash"]:
        raise Refused("hash_conflict")


def _errors(view: JSON, errors: object) -> dict[str, str]:
    """By block; Slack shows none of them when one names a block that is no input."""
    if not isinstance(errors, dict) or not errors:
        raise Refused("invalid_errors", ["no error is given"])
    given = cast("dict[str, str]", errors)
    blocks = {block["block_id"] for block in named(view)["blocks"] if block["type"] == "input"}
    if unknown := [f"no input block has this block_id: {name}" for name in given if name not in blocks]:
        raise Refused("invalid_errors", unknown)
    return dict(given)
