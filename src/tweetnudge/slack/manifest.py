"""The Slack app that the bot's surfaces need, as Slack's app manifest. Pure.

Schema: slackapi/manifest-schema, schemas/manifest.schema.1.0.0.json.
"""

from typing import Any
from urllib.parse import quote

import yaml

from tweetnudge.i18n.messages import Messages
from tweetnudge.slack.bolt import EVENTS_PATH

SCOPES = ("chat:write", "channels:history", "groups:history")
COLOR = "#b83b6b"
CREATE = "https://api.slack.com/apps?new_app=1&manifest_yaml="


def manifest(words: Messages, public_address: str | None = None) -> dict[str, Any]:
    """The manifest as JSON values: for Socket Mode, or for HTTP mode at `public_address` (https://…)."""
    interactivity: dict[str, Any] = {"is_enabled": True}
    if public_address is not None:
        interactivity["request_url"] = public_address.rstrip("/") + EVENTS_PATH
    return {
        "display_information": {
            "name": words.app_name,
            "description": words.app_description,
            "background_color": COLOR,
        },
        "features": {"bot_user": {"display_name": words.app_name, "always_online": False}},
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "interactivity": interactivity,
            "org_deploy_enabled": False,
            "socket_mode_enabled": public_address is None,
            "token_rotation_enabled": False,
        },
    }


def as_yaml(values: dict[str, Any]) -> str:
    """What Slack's «From a manifest» takes."""
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False)


def creation_link(values: dict[str, Any]) -> str:
    """Opens Slack with the manifest filled in; one only has to choose the workspace."""
    return CREATE + quote(as_yaml(values), safe="")
