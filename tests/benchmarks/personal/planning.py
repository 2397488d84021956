"""How long one pass of planning takes and how much memory, beside what choosing the day's message takes."""

import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

from large_company import POSTS, Company, reader
from sqlalchemy import delete, func, select

from tweetnudge.app import Bot, Clock
from tweetnudge.domain.outbox import PERSONAL
from tweetnudge.store import facts
from tweetnudge.store.engine import Database
from tweetnudge.store.models import OutboxRow

ROUNDS, SMALLER, DAYS_GIVEN = 3, 10, 5


@dataclass(frozen=True)
class Cost:
    """Of one thing that was done: seconds, and the most megabytes held at one time."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Planning:
    """The day's message was sent. `readers` in all are going to ask for so many posts a day."""

    bot: Bot
    db: Database
    company: Company
    clock: Clock
    readers: int
    posts: int

    def told(self) -> Iterator[str]:
        """A tenth of the readers first, then all of them, all after a week of personal digests."""
        day = self._cost(self._choose_the_day)
        few, many = max(1, self.readers // SMALLER), self.readers
        part = self._planned(range(few), few)
        whole = self._planned(range(few, many), many)
        yield f"{'':34}{'ms':>8}{'MB':>8}{'x time':>9}{'x memory':>10}"
        yield _line(f"the day's message, of {POSTS} posts", day, day)
        yield _line(f"personal digests, {few} readers", part, day)
        yield _line(f"personal digests, {many} readers", whole, day)
        yield f"{many / few:.0f} times the readers take {whole.seconds / part.seconds:.1f} times as long"

    def _planned(self, more: range, expected: int) -> Cost:
        new = [reader(number) for number in more]
        self.company.subscribe(self.db, new, self.posts, self.clock())
        self.company.were_given(self.db, new, DAYS_GIVEN * self.posts, self.bot.plan_personal.key)
        cost = self._cost(lambda: self.bot.plan_personal(self.clock()), self._undo)
        self.bot.plan_personal(self.clock())
        with self.db.read() as session:
            found = select(func.count()).select_from(OutboxRow).where(OutboxRow.key.startswith(PERSONAL))
            planned = session.scalar(found)
        assert expected == planned, f"{planned} of {expected} were planned"
        self._undo()
        return cost

    def _choose_the_day(self) -> None:
        choosing, now = self.bot.reader.choosing, self.clock()
        with self.db.read() as session:
            found = choosing.candidates(session, now)
        choosing.pack(found, choosing.workdays.today(now))

    def _undo(self) -> None:
        with self.db.write() as session:
            session.execute(delete(OutboxRow).where(OutboxRow.key.startswith(PERSONAL)))
            facts.forget(session, facts.PERSONAL_PLANNED)

    def _cost(self, do: Callable[[], None], undo: Callable[[], None] = lambda: None) -> Cost:
        """Watching memory takes its time, so that is done in a round of its own."""
        do()
        undo()
        seconds: list[float] = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            do()
            seconds.append(time.perf_counter() - began)
            undo()
        tracemalloc.start()
        do()
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        undo()
        return Cost(median(seconds), most / 1e6)


def _line(name: str, cost: Cost, base: Cost) -> str:
    ratios = f"{cost.seconds / base.seconds:9.1f}{cost.megabytes / base.megabytes:10.1f}"
    return f"{name:34}{1000 * cost.seconds:8.0f}{cost.megabytes:8.1f}{ratios}"
