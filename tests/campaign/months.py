"""The turn of a month: whose results are due, whether they came, and whether their figures are true."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta

from databases import Store
from sightings import Sightings
from world import Company

from tweetnudge.demo.slack import ADMIN
from tweetnudge.domain.report import month_before, month_of
from tweetnudge.store.engine import Database
from tweetnudge.usecases.results import CHANNEL, Results, chart_key, results_key

OTHER_ADMIN = "U0ADMIN2"
ADMINS = (ADMIN, OTHER_ADMIN)
ENOUGH_TO_DRAW = 5  # posts a week, and authors a month: of fewer the channel sees no chart


@dataclass
class Months:
    """What the channel saw of each month. `spoilt` are those of which a restored database has forgotten a part."""

    sightings: Sightings
    company: Company
    over: set[date] = field(default_factory=set[date])
    shared: set[date] = field(default_factory=set[date])
    spoilt: set[date] = field(default_factory=set[date])
    backed_up: set[int] = field(default_factory=set[int])
    in_vain: set[str] = field(default_factory=set[str])

    def morning(self, today: date) -> None:
        """The results of the month before are due if there was anything to report."""
        if self._shown().get(month := month_before(month_of(today))):
            self.over.add(month)

    def due(self) -> list[str]:
        """The keys of all that had to be told by now."""
        told = [(month, admin) for month in sorted(self.over) for admin in ADMINS]
        told += [(month, CHANNEL) for month in sorted(self.shared)]
        return [key for month, whom in told for key in self._keys(month, whom)]

    def awaited(self) -> list[str]:
        """Those that did not come yet, and may come."""
        return [key for key in self.due() if not self.sightings.saw(key) and key not in self.in_vain]

    def to_share(self) -> date | None:
        """A month whose results the first admin has, and the channel has not."""
        told = {month for month in self.over if self.sightings.saw(results_key(month, ADMIN))}
        return min(told - self.shared, default=None)

    def back_up(self) -> None:
        """What comes from now on a restored database does not know of."""
        self.backed_up = set(self.sightings.first)

    def restore(self) -> None:
        """It is restored."""
        self.spoilt |= {month_of(self.sightings.first[post]) for post in self.sightings.first.keys() - self.backed_up}

    def miscounted(self, store: Store, gone: set[int]) -> Iterator[str]:
        """Months of which the bot says something else than was seen.

        A post that went before the bot knew that Slack had taken its digest need not be counted.
        """
        with closing(Database(store.url)) as db:
            for month, posts in self._shown().items():
                report = Results(db).of(month)
                shown = report.figures.shown if report else 0
                if month not in self.spoilt and not len(posts - gone) <= shown <= len(posts):
                    yield f"{month:%Y-%m}: {shown} counted, {len(posts)} shown, {len(posts & gone)} of them gone"

    def judged(self) -> int:
        """Of how many months the figures were compared."""
        return len(self._shown().keys() - self.spoilt)

    def _shown(self) -> dict[date, set[int]]:
        """The colleagues' posts that were first seen in each month, wherever that was."""
        found: dict[date, set[int]] = {}
        for post, day in self.sightings.first.items():
            if post not in self.company.official:
                found.setdefault(month_of(day), set()).add(post)
        return found

    def _keys(self, month: date, whom: str) -> list[str]:
        drawn = whom != CHANNEL or (month not in self.spoilt and self._is_drawn_for_all(month))
        return [results_key(month, whom), *([chart_key(month, whom)] if drawn else [])]

    def _is_drawn_for_all(self, month: date) -> bool:
        """Whether a week had enough posts for that, and the month enough authors. What is gone does not count.

        A week that began in the month before is drawn only if that month had enough authors as well.
        """
        left = self._shown()[month] & self.company.eligible.keys()
        if len(self.company.authors(left)) < ENOUGH_TO_DRAW:
            return False
        weeks: dict[date, int] = {}
        for post in left:
            day = self.sightings.first[post]
            begins = day - timedelta(days=day.weekday())
            weeks[begins] = weeks.get(begins, 0) + 1
        return any(posts >= ENOUGH_TO_DRAW and month_of(begins) == month for begins, posts in weeks.items())
