"""When: one tick a minute runs what is due. What is due is for the use cases and the database to say."""

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from apscheduler.executors.debug import DebugExecutor  # pyright: ignore[reportMissingTypeStubs]
from apscheduler.schedulers.background import BackgroundScheduler  # pyright: ignore[reportMissingTypeStubs]

from tweetnudge.domain.errors import Trouble

log = logging.getLogger(__name__)

TICK_SECONDS = 60

Job = Callable[[datetime], object]


class Scheduler:
    """Runs every job once a minute, one after another, in one thread that never keeps the process alive."""

    def __init__(self, jobs: Mapping[str, Job], clock: Callable[[], datetime]) -> None:
        self._jobs = jobs
        self._clock = clock
        self._ticking = threading.Lock()
        self._stopping = threading.Event()
        # The debug executor runs jobs in the scheduler's own daemon thread. A thread pool would be
        # waited for at exit, and a request to X may take longer than a stopping process has.
        self._scheduler: Any = BackgroundScheduler(
            executors={"default": DebugExecutor()},
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
            timezone=UTC,
        )

    def start(self) -> None:
        """The first tick comes at once."""
        self._scheduler.add_job(self.tick, "interval", seconds=TICK_SECONDS, next_run_time=datetime.now(UTC))
        self._scheduler.start()

    def stop(self, patience: float) -> bool:
        """Let the job under way finish, and begin no other; False when it does not within `patience` seconds."""
        self._stopping.set()
        self._scheduler.pause()
        finished = self._ticking.acquire(timeout=patience)
        if finished:
            self._ticking.release()
            self._scheduler.shutdown()
        return finished

    def tick(self) -> None:
        """Run all jobs now; one that fails does not keep the others from running."""
        with self._ticking:
            for name, job in self._jobs.items():
                if not self._stopping.is_set():
                    self._run(name, job)

    def _run(self, name: str, job: Job) -> None:
        try:
            job(self._clock())
        except Trouble as trouble:
            log.warning("%s: %s", name, trouble)
        except Exception:
            # A mistake of ours must not stop the bot; it is logged whole and tried again in a minute.
            log.exception("%s failed", name)
