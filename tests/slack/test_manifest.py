"""The Slack app the bot asks for."""

from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from tweetnudge.i18n.languages import messages
from tweetnudge.slack.manifest import as_yaml, creation_link, manifest

EVENTS = {"bot_events": ["app_home_opened"]}
ADDRESS = "https://bot.example.com/slack/events"


@pytest.mark.parametrize(("language", "name"), [("ja", "みんなの投稿便"), ("en", "Posts from colleagues")])
def test_socket_mode_is_the_default(language: str, name: str) -> None:
    """Buttons, commands and the Home tab are switched on, and no address is needed."""
    made = manifest(messages(language))
    assert name == made["display_information"]["name"] == made["features"]["bot_user"]["display_name"]
    assert made["settings"]["socket_mode_enabled"]
    assert {"is_enabled": True} == made["settings"]["interactivity"]
    assert EVENTS == made["settings"]["event_subscriptions"]
    assert "https://" not in str(made)


def test_only_what_the_bot_does_is_asked_for() -> None:
    """Posting, commands, who somebody is, finding its own messages, writing to somebody, a chart; and no more."""
    expected = {
        "chat:write", "commands", "users:read", "channels:history", "groups:history", "im:write", "im:history",
            "files:write",
    }  # fmt: skip
    assert {"bot"} == manifest(messages("en"))["oauth_config"]["scopes"].keys()
    assert expected == set(manifest(messages("en"))["oauth_config"]["scopes"]["bot"])


def test_http_mode_names_the_address() -> None:
    """With or without a slash at its end; for buttons, events and each command."""
    made = manifest(messages("en"), "https://bot.example.com/")
    settings = made["settings"]
    assert not settings["socket_mode_enabled"]
    assert {"is_enabled": True, "request_url": ADDRESS} == settings["interactivity"]
    assert EVENTS | {"request_url": ADDRESS} == settings["event_subscriptions"]
    assert [ADDRESS, ADDRESS] == [command["url"] for command in made["features"]["slash_commands"]]


def test_the_home_tab_and_messages_to_read() -> None:
    """Without the messages tab nobody sees what the bot writes to them."""
    home = manifest(messages("en"))["features"]["app_home"]
    assert {"home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled"} == home.keys()
    assert all(home.values())


@pytest.mark.parametrize("language", ["ja", "en"])
def test_commands(language: str) -> None:
    """Described in the language chosen; a @handle arrives as typed."""
    words = messages(language).home
    tweets, tweetlist = manifest(messages(language))["features"]["slash_commands"]
    assert ("/tweets", words.tweets_description) == (tweets["command"], tweets["description"])
    assert ("/tweetlist", words.tweetlist_hint) == (tweetlist["command"], tweetlist["usage_hint"])
    assert [False, False] == [command["should_escape"] for command in (tweets, tweetlist)]


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
