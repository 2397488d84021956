"""The Slack app the bot asks for."""

from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from tweetnudge.i18n.languages import messages
from tweetnudge.slack.manifest import as_yaml, creation_link, manifest


@pytest.mark.parametrize(("language", "name"), [("ja", "みんなの投稿便"), ("en", "Posts from colleagues")])
def test_socket_mode_is_the_default(language: str, name: str) -> None:
    """Buttons are switched on, and only what the bot really does is asked for."""
    made = manifest(messages(language))
    assert name == made["display_information"]["name"] == made["features"]["bot_user"]["display_name"]
    assert {"bot": ["chat:write", "channels:history", "groups:history"]} == made["oauth_config"]["scopes"]
    assert made["settings"]["socket_mode_enabled"]
    assert {"is_enabled": True} == made["settings"]["interactivity"]


def test_http_mode_names_the_address() -> None:
    """With or without a slash at its end."""
    settings = manifest(messages("en"), "https://bot.example.com/")["settings"]
    assert not settings["socket_mode_enabled"]
    assert {"is_enabled": True, "request_url": "https://bot.example.com/slack/events"} == settings["interactivity"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_texts_are_as_long_as_slack_allows(language: str) -> None:
    """35 characters for a name, 140 for a description."""
    shown = manifest(messages(language))["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140


def test_link_and_yaml_hold_the_whole_manifest() -> None:
    """What Slack reads out of either is what was meant."""
    made = manifest(messages("ja"), "https://bot.example.com")
    assert made == yaml.safe_load(as_yaml(made))
    (in_link,) = parse_qs(urlsplit(creation_link(made)).query)["manifest_yaml"]
    assert made == yaml.safe_load(in_link)
