"""What is logged and what is not: lines for people or machines, secrets in none of them."""

import json
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime

import pytest

from tweetnudge import logs
from tweetnudge.demo.x import XStandIn
from tweetnudge.x.client import XClient

SECRET = "AAAA-bearer-token"
OURS = logging.getLogger("tweetnudge.test")
OTHERS = [*logs.CHATTY, *logs.SAID_BY_US]

Printed = Callable[[], str]


class Troubled:
    """Nobody can print it."""

    def __str__(self) -> str:
        raise RuntimeError


def fail() -> None:
    try:
        os.environ[SECRET]
    except KeyError as cause:
        raise RuntimeError(f"with {SECRET}") from cause


@pytest.fixture(autouse=True)
def _logging_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    root = logging.getLogger()
    levels = {logger: logger.level for logger in (root, *map(logging.getLogger, OTHERS))}
    monkeypatch.setattr(root, "handlers", [])  # pytest's own would be closed
    yield
    for logger, level in levels.items():
        logger.setLevel(level)


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Printed:
    """What went to stderr since it was last asked for; stdout belongs to the commands."""

    def read() -> str:
        out, err = capsys.readouterr()
        assert "" == out
        return err

    return read


def test_text_is_for_people(printed: Printed) -> None:
    """Time, level, message and who says it, on one line and without colours."""
    logs.configure("INFO", "text", [])
    OURS.info("List read: posts=%d", 3)
    line = printed()
    assert 1 == line.count("\n")
    for part in ("info", "List read: posts=3", "tweetnudge.test"):
        assert part in line
    assert "\x1b" not in line


def test_json_is_for_machines(printed: Printed) -> None:
    """One object a line; letters of all languages stay readable."""
    logs.configure("INFO", "json", [])
    OURS.warning("%s を投稿しました 100%%", "今日のまとめ")
    line = printed()
    said = json.loads(line)
    assert "今日のまとめ を投稿しました 100%" == said["event"]
    assert "warning" == said["level"]
    assert "tweetnudge.test" == said["logger"]
    assert datetime.fromisoformat(said["timestamp"]).tzinfo is not None
    assert "今日のまとめ" in line


@pytest.mark.parametrize("style", ["text", "json"])
def test_secrets_are_masked_everywhere(printed: Printed, style: str) -> None:
    """In the message, its arguments and a traceback, at the root of a chain of causes too."""
    logs.configure("DEBUG", style, [SECRET, "", "second-secret"])
    OURS.debug(f"before {SECRET} after")
    OURS.info("%s and %r", SECRET, {"Authorization": f"Bearer {SECRET}"})
    logging.getLogger("some.library").warning("second-secret")
    try:
        fail()
    except RuntimeError:
        OURS.exception("failed with %s", SECRET)
    text = printed()
    assert SECRET not in text
    assert "second-secret" not in text
    assert "before *** after" in text
    for part in ("KeyError: '***'", "RuntimeError: with ***", "failed with ***", "Traceback"):
        assert part in text


def test_a_traceback_in_json_is_one_line(printed: Printed) -> None:
    """It is a field of its own."""
    logs.configure("INFO", "json", [])
    try:
        fail()
    except RuntimeError:
        OURS.exception("failed")
    said = json.loads(printed())
    assert "failed" == said["event"]
    assert "RuntimeError: with" in said["exception"]


def test_a_secret_within_another(printed: Printed) -> None:
    """The longer one does not remain in part."""
    logs.configure("INFO", "text", ["token", "token-and-more"])
    OURS.info("token-and-more")
    assert "more" not in printed()


def test_a_mistake_in_a_call_of_logging(printed: Printed) -> None:
    """Whoever made it goes on, and what can be said is said without secrets."""
    logs.configure("INFO", "text", [SECRET])
    OURS.info("%d posts", SECRET)
    OURS.info("%s %s", SECRET)
    OURS.info("read by %s", Troubled())
    said = printed()
    assert "%d posts" in said
    assert SECRET not in said


def test_levels(printed: Printed) -> None:
    """What is below the level is not there."""
    logs.configure("WARNING", "text", [])
    OURS.info("quiet")
    OURS.warning("loud")
    said = printed()
    assert "quiet" not in said
    assert "loud" in said


def test_our_details_without_those_of_libraries(printed: Printed) -> None:
    """Several of them would write requests with all their headers."""
    logs.configure("DEBUG", "text", [])
    OURS.debug("our detail")
    for name in OTHERS:
        logging.getLogger(name).debug("their detail")
        logging.getLogger(f"{name}.deeper").info("their detail")
    said = printed()
    assert "our detail" in said
    assert "their detail" not in said


def test_warnings_of_libraries_are_heard(printed: Printed) -> None:
    """Unless only errors are wanted."""
    logs.configure("DEBUG", "text", [])
    logging.getLogger("apscheduler.scheduler").warning("a job was missed")
    assert "a job was missed" in printed()
    logs.configure("ERROR", "text", [])
    logging.getLogger("apscheduler.scheduler").warning("a job was missed")
    assert "" == printed()


def test_reading_x_does_not_write_down_the_token(printed: Printed, x: XStandIn) -> None:
    """Not even at DEBUG and with nothing masked: tweepy, which would, is not heard."""
    logs.configure("DEBUG", "text", [])
    x.world.add_user("aya", "Aya")
    x.world.post("aya", "Hello")
    with closing(XClient(SECRET, base_url=x.url)) as client:
        assert 1 == len(client.list_posts(x.world.list_id, size=10, token=None).items)
    assert SECRET not in printed()
