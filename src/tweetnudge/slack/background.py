"""Work that goes on after Slack has its answer; it never keeps the process alive, nor fails unseen."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from tweetnudge.domain.errors import Trouble

log = logging.getLogger(__name__)

Found = TypeVar("Found")


class Background:
    """Runs each piece of work in a thread of its own. `wait` is for stopping, and for tests."""

    def __init__(self) -> None:
        self._threads: set[threading.Thread] = set()
        self._lock = threading.Lock()

    def __call__(self, work: Callable[[], object]) -> None:
        """Do this now, but let nobody wait for it."""
        # A thread pool would be waited for at exit, and a request to X may take longer than a stopping process has.
        thread = threading.Thread(target=self._run, args=(work,), name="after-the-answer", daemon=True)
        with self._lock:
            self._threads.add(thread)
            thread.start()  # whoever waits finds no thread that has not begun

    def begin(self, work: Callable[[], Found]) -> Future[Found]:
        """The same for work somebody waits for, though not for ever."""
        found = Future[Found]()
        self(lambda: found.set_result(work()))
        return found

    def wait(self, seconds: float) -> bool:
        """Let what is under way finish; False when it does not in that time."""
        with self._lock:
            threads = list(self._threads)
        for thread in threads:
            thread.join(seconds)
        return not any(thread.is_alive() for thread in threads)

    def _run(self, work: Callable[[], object]) -> None:
        try:
            work()
        except Trouble as trouble:
            log.warning("%s", trouble)
        except Exception:
            # A mistake of ours must not go unseen, and must not print where nobody looks.
            log.exception("An answer to Slack failed")
        finally:
            with self._lock:
                self._threads.discard(threading.current_thread())
