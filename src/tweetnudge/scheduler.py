"""When: one tick a minute runs what is due. What is due is for the use cases and the database to say."""

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.executors.debug import DebugExecutor  # pyright: ignore[reportMissingTypeStubs]
from apscheduler.schedulers.background import BackgroundScheduler  # pyright: ignore[reportMissingTypeStubs]

from tweetnudge.domain.errors import Trouble

log = logging.getLogger(__name__)

TICK_SECONDS = 60
SAID_AGAIN_AFTER = timedelta(hours=1)

Job = Callable[[datetime], object]


class Scheduler:
    """Runs every job once a minute, one after another, in one thread that never keeps the process alive.

    Those in `often` run every so many seconds besides, in the same thread: never beside a tick, and never twice
    because one took long. After a `common` trouble, which all jobs would meet, the rest of a tick is left out; once
    everything runs again, `recovered` is told since when it had not, and the time.
    """

    def __init__(
        self,
        jobs: Mapping[str, Job],
        clock: Callable[[], datetime],
        *,
        often: Mapping[str, Job] | None = None,
        every: float = TICK_SECONDS,
        common: tuple[type[Trouble], ...] = (),
        recovered: Callable[[datetime, datetime], object] = lambda _since, _now: None,
    ) -> None:
        self._jobs, self._often, self._every = jobs, often or {}, every
        self._clock = clock
        self._common = common
        self._recovered = recovered
        self._complaints = Complaints()
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
        if self._often:
            self._scheduler.add_job(self.tick_often, "interval", seconds=self._every)
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
            # Some jobs touch nothing most of the time: only all of them together show that a trouble is over.
            if self._run_all(self._jobs) and (since := self._complaints.settled()):
                log.info("Everything can be done again")
                self._run("recovered", lambda now: self._recovered(since, now))

    def tick_often(self) -> None:
        """Run only what must not wait for the next minute."""
        with self._ticking:
            self._run_all(self._often)

    def _run_all(self, jobs: Mapping[str, Job]) -> bool:
        """False when not all of them ran."""
        return all(not self._stopping.is_set() and self._run(name, job) for name, job in jobs.items())

    def _run(self, name: str, job: Job) -> bool:
        """False when there is no use in trying the others."""
        try:
            job(self._clock())
        except self._common as trouble:
            if self._complaints.common(self._clock()):
                log.warning("%s: %s Until then nothing is done.", name, trouble)
            return False
        except Trouble as trouble:
            if self._complaints.is_news(name, str(trouble), self._clock()):
                log.warning("%s: %s", name, trouble)
        except Exception as mistake:
            # A mistake of ours must not stop the bot; it is logged whole and tried again in a minute.
            if self._complaints.is_news(name, repr(mistake), self._clock()):
                log.exception("%s failed", name)
        return True


class Complaints:
    """What was logged lately: a trouble that lasts is not worth a line each minute."""

    def __init__(self) -> None:
        self._said: dict[str, tuple[str, datetime]] = {}
        self._common_since: datetime | None = None
        self._common_said_at: datetime | None = None

    def is_news(self, name: str, complaint: str, now: datetime) -> bool:
        """Whether a job did not fail for the same reason within the last hour; if so, it is written down."""
        last, said_at = self._said.get(name, ("", None))
        news = last != complaint or not _lately(said_at, now)
        if news:
            self._said[name] = complaint, now
        return news

    def common(self, now: datetime) -> bool:
        """The same for a trouble of all jobs, whichever met it first and however it was worded."""
        news = not _lately(self._common_said_at, now)
        if news:
            self._common_said_at = now
        self._common_since = self._common_since or now
        return news

    def settled(self) -> datetime | None:
        """Since when there was a trouble of all jobs that is over just now."""
        since, self._common_since, self._common_said_at = self._common_since, None, None
        return since


def _lately(moment: datetime | None, now: datetime) -> bool:
    """One in the future was written by a clock that was wrong."""
    return moment is not None and timedelta(0) <= now - moment < SAID_AGAIN_AFTER
