"""Failures that no server on loopback can bring about."""

import socket
from urllib.error import URLError

import pytest

from tweetnudge.slack.errors import translated
from tweetnudge.usecases.ports import SlackNotSent, SlackOutcomeUnknown


def test_a_name_that_cannot_be_resolved() -> None:
    """Without an address nothing was sent."""
    assert SlackNotSent is type(translated(URLError(socket.gaierror(-2, "unknown")), "C0"))


@pytest.mark.parametrize("error", [URLError(TimeoutError()), ConnectionResetError(), URLError("no reason"), OSError()])
def test_everything_else_on_the_network(error: Exception) -> None:
    """When in doubt, nobody claims that it was not sent."""
    assert SlackOutcomeUnknown is type(translated(error, "C0"))


def test_our_own_mistakes_stay_what_they_are() -> None:
    """They are no fault of Slack's, and need their traceback."""
    with pytest.raises(TypeError, match="ours"):
        translated(TypeError("ours"), "C0")
