"""Work after the answer: done in the background, never failing unseen."""

import logging
import threading

import pytest

from tweetnudge.domain.errors import Trouble
from tweetnudge.slack.background import Background

pytestmark = pytest.mark.usefixtures("no_thread_left")


def test_work_is_done_and_can_be_waited_for() -> None:
    later, done = Background(), threading.Event()
    later(done.set)
    assert later.wait(5)
    assert done.is_set()


def test_waiting_ends_though_the_work_does_not() -> None:
    later, go_on = Background(), threading.Event()
    later(go_on.wait)
    assert not later.wait(0.01)
    go_on.set()
    assert later.wait(5)


def test_nothing_fails_unseen(caplog: pytest.LogCaptureFixture) -> None:
    """Trouble is a line, a mistake of ours is logged whole, and neither stops what comes next."""
    later = Background()

    def fails(error: Exception) -> None:
        raise error

    with caplog.at_level(logging.WARNING):
        later(lambda: fails(Trouble("X has trouble of its own.")))
        later.wait(5)
        later(lambda: fails(KeyError("oops")))
        assert later.wait(5)
    assert ["X has trouble of its own.", "An answer to Slack failed"] == [record.message for record in caplog.records]
    assert [False, True] == [record.exc_info is not None for record in caplog.records]
