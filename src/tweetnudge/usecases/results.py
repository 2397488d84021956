"""What is known of a month, from figures that were added up while it lasted."""

from dataclasses import dataclass
from datetime import date, timedelta

from tweetnudge.domain.notes import NoteKind
from tweetnudge.domain.outbox import GIVEN_UP
from tweetnudge.domain.report import Report, merged, total
from tweetnudge.store import figures, outbox
from tweetnudge.store.engine import Database

CHANNEL, CHART, RESULTS = "channel", "chart", NoteKind.RESULTS.value
WEEKS_DRAWN = 13  # a quarter


def results_key(month: date, whom: str) -> str:
    """The unique name of a month's results for somebody."""
    return f"{RESULTS}:{month:%Y-%m}:{whom}"


def siblings_of(key: str) -> str:
    """What the names of a month's results for anybody begin with."""
    return key.rpartition(":")[0] + ":"


def chart_key(month: date, whom: str) -> str:
    """The same for the chart that goes under them."""
    return f"{CHART}:{month:%Y-%m}:{whom}"


def chart_name(month: date) -> str:
    """The file by which a month's chart is known in a thread."""
    return f"results-{month:%Y-%m}.png"


@dataclass(frozen=True, slots=True)
class Results:
    """Call `of` with a month, given by its first day."""

    db: Database

    def of(self, month: date) -> Report | None:
        """None when nothing happened in it as far as we know."""
        with self.db.read() as session:
            by_month = figures.weeks(session, month - timedelta(weeks=WEEKS_DRAWN), month)
            people = {each: figures.headcounts(session, each) for each in by_month}
        own = by_month.get(month)
        if own is None:
            return None
        posted, tapped = people[month]
        drawn = merged(week for weeks in by_month.values() for week in weeks)[-WEEKS_DRAWN:]
        few = frozenset(week.begins for each, weeks in by_month.items() if people[each][0] is None for week in weeks)
        return Report(month, total(week.figures for week in own), drawn, posted, tapped, few)

    def is_shared(self, month: date) -> bool:
        """Whether an admin shared its results with the channel."""
        with self.db.read() as session:
            shared = outbox.get(session, results_key(month, CHANNEL))
        return shared is not None and shared.state not in GIVEN_UP
