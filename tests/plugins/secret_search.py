"""The secrets of the stand-ins, and a search for them in all that a test leaves: output, log records, files."""

import io
import logging
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tweetnudge import logs

MARK = b"NeverToBeSeen"  # in every secret, so that one search finds them all
SECRETS = {
    "slack_bot_token": "xoxb-NeverToBeSeen-bot-token",
    "slack_app_token": "xapp-NeverToBeSeen-app-token",
    "slack_signing_secret": "NeverToBeSeen-signing-secret",
    "x_bearer_token": "AAAA-NeverToBeSeen-bearer",
    "x_consumer_key": "NeverToBeSeen-consumer-key",
    "x_consumer_secret": "NeverToBeSeen-consumer-secret",
    "x_access_token": "700-NeverToBeSeen-access-token",
    "x_access_token_secret": "NeverToBeSeen-owner-secret",
    "database_password": "NeverToBeSeen-password",
}
HEARD = pytest.StashKey[io.StringIO]()
FOLDER = pytest.StashKey[Path]()


@pytest.fixture(scope="session")
def secrets() -> dict[str, str]:
    """By the names of their settings."""
    return SECRETS


@pytest.fixture
def tmp_path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Pytest's own; remembered, however a test came to use it."""
    request.node.stash[FOLDER] = tmp_path
    return tmp_path


def secrets_in(content: bytes) -> list[str]:
    """The names of the secrets that this holds."""
    if MARK not in content:
        return []
    return [name for name, secret in SECRETS.items() if secret.encode() in content] or ["a part of one"]


def secrets_below(folder: Path) -> list[str]:
    """Which file below a folder holds which secrets, a sentence for each."""
    held = ((file, secrets_in(file.read_bytes())) for file in folder.rglob("*") if file.is_file())
    return [f"{file} holds {', '.join(names)}." for file, names in held if names]


def pytest_configure() -> None:
    for name in logs.CHATTY:  # as the bot does: what these say below that is never logged
        logging.getLogger(name).setLevel(logging.WARNING)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Keep all that is logged, as LOG_LEVEL=DEBUG would, but before anything is masked."""
    item.stash[HEARD], root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(item.stash[HEARD]), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        return (yield)
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that let a secret out fails at its end."""
    report = yield
    if report.when == "teardown" and (leaks := list(_leaks(item, report))):
        report.outcome, report.longrepr = "failed", " ".join(["A secret got out:", *leaks])
    return report


def _leaks(item: pytest.Item, report: pytest.TestReport) -> Iterator[str]:
    for name, content in [*report.sections, ("What was logged", item.stash[HEARD].getvalue())]:
        if names := secrets_in(content.encode(errors="replace")):
            yield f"{name} holds {', '.join(names)}."
    if FOLDER in item.stash:
        yield from secrets_below(item.stash[FOLDER])
