"""The Slack app that the bot's surfaces need, as Slack's app manifest. Pure.

Schema: slackapi/manifest-schema, schemas/manifest.schema.1.0.0.json.
"""

from typing import Any
from urllib.parse import quote

import yaml

from tweetnudge.i18n.messages import Messages
from tweetnudge.slack.bolt import EVENTS_PATH

SCOPES = (
    "chat:write", "commands", "users:read", "channels:history", "groups:history", "im:write", "im:history",
    "files:write",
)  # fmt: skip
EVENTS = ("app_home_opened",)
COLOR = "#b83b6b"
CREATE = "https://api.slack.com/apps?new_app=1&manifest_yaml="


def manifest(words: Messages, public_address: str | None = None) -> dict[str, Any]:
    """The manifest as JSON values: for Socket Mode, or for HTTP mode at `public_address` (https://…)."""
    where = None if public_address is None else public_address.rstrip("/") + EVENTS_PATH
    return {
        "display_information": {
            "name": words.app_name,
            "description": words.app_description,
            "background_color": COLOR,
        },
        "features": _features(words, where),
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": _reached({"bot_events": list(EVENTS)}, "request_url", where),
            "interactivity": _reached({"is_enabled": True}, "request_url", where),
            "org_deploy_enabled": False,
            "socket_mode_enabled": where is None,
            "token_rotation_enabled": False,
        },
    }


def _features(words: Messages, where: str | None) -> dict[str, Any]:
    """Messages in the app's own tab can be read there; answers are buttons, so nothing can be written."""
    home = {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": True}
    commands = (
        ("/tweets", words.home.tweets_description, words.home.tweets_hint),
        ("/tweetlist", words.home.tweetlist_description, words.home.tweetlist_hint),
    )
    return {
        "app_home": home,
        "bot_user": {"display_name": words.app_name, "always_online": False},
        # Slack would otherwise turn a @handle into somebody here who happens to have that name.
        "slash_commands": [
            _reached({"command": name, "description": said, "usage_hint": hint, "should_escape": False}, "url", where)
            for name, said, hint in commands
        ],
    }


def _reached(described: dict[str, Any], name: str, where: str | None) -> dict[str, Any]:
    """Over Socket Mode Slack needs no address."""
    return described if where is None else {**described, name: where}


def as_yaml(values: dict[str, Any]) -> str:
    """What Slack's «From a manifest» takes."""
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False)


def creation_link(values: dict[str, Any]) -> str:
    """Opens Slack with the manifest filled in; one only has to choose the workspace."""
    return CREATE + quote(as_yaml(values), safe="")
