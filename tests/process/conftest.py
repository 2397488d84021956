"""For tests that run the bot as a process of its own: stand-ins on the real clock, and what the bot is told."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tweetnudge.demo.slack import CHANNEL, SlackStandIn
from tweetnudge.demo.x import XStandIn


@pytest.fixture
def x() -> Iterator[XStandIn]:
    with XStandIn() as stand_in:
        yield stand_in


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    with SlackStandIn() as stand_in:
        yield stand_in


@pytest.fixture
def environment(x: XStandIn, slack: SlackStandIn, tmp_path: Path) -> dict[str, str]:
    """The whole environment of the process: nothing of the machine's own but where programs are."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONUTF8": "1",
        "PYTHONWARNINGS": "error",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'tweetnudge.db'}",
        "X_LIST": x.world.list_id,
        "X_BEARER_TOKEN": "very-secret-bearer",
        "X_API_BASE_URL": x.url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_CHANNEL": CHANNEL,
        "SLACK_API_BASE_URL": slack.url,
        "LEASE_SECONDS": "3",
    }
