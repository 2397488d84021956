"""The month's results: how many posts stood without support. Figures about posts, never about a person."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

FEW_PEOPLE = 5  # a smaller headcount could be pinned on somebody
FEW_POSTS = 5  # with fewer, everybody would know whose they were
ENOUGH_FOR_SHARES = 20  # posts; of fewer, a share says less than the count


@dataclass(frozen=True, slots=True)
class Figures:
    """Colleagues' posts, an author's thread counted once, official accounts left out.

    `bare` posts have no like on X: `bare_when_shown` of those `shown`, and a day later `bare_later` of the
    `read_later`, which X still showed then. `expired` posts were never shown. A post is `alone` without a like on X and
    without a tap here, 24 hours after it was last shown or when it expired; that could be said of those `judged`.
    """

    shown: int = 0
    bare_when_shown: int = 0
    read_later: int = 0
    bare_later: int = 0
    expired: int = 0
    judged: int = 0
    alone: int = 0

    @property
    def eligible(self) -> int:
        """All posts that count: what `alone` is a share of."""
        return self.shown + self.expired

    @property
    def unknown(self) -> int:
        """Those that could not be read again."""
        return self.eligible - self.judged

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(Figures)))


@dataclass(frozen=True, slots=True)
class Week:
    """The figures of posts first shown, or expired unseen, in the week that begins on this Monday."""

    begins: date
    figures: Figures


@dataclass(frozen=True, slots=True)
class Report:
    """A month's results. `weeks` are those of the chart, oldest first, some of them before the month.

    `posted` and `tapped` are headcounts for the admins' eyes; None for fewer than five. `few_posted_in` are the weeks
    of months in which fewer than five posted.
    """

    month: date
    figures: Figures
    weeks: tuple[Week, ...] = ()
    posted: int | None = None
    tapped: int | None = None
    few_posted_in: frozenset[date] = frozenset()


def is_about_few(report: Report) -> bool:
    """Whether how the posts stood could be said of one or two authors."""
    return report.posted is None or report.figures.shown < FEW_POSTS


def for_everybody(report: Report) -> Report | None:
    """What the channel's chart may show; None when that is nothing."""
    many = (week for week in report.weeks if week.begins not in report.few_posted_in)
    weeks = tuple(week for week in many if week.figures.shown >= FEW_POSTS)
    return replace(report, weeks=weeks) if weeks and not is_about_few(report) else None


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def month_before(month: date) -> date:
    """The first day of the month before."""
    return month_of(month - timedelta(days=1))


def month_after(month: date) -> date:
    """The first day of the month after."""
    return month_of(month_of(month) + timedelta(days=31))


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def headcount(people: int) -> int | None:
    """As the admins may see it."""
    return people if people >= FEW_PEOPLE else None


def total(figures: Iterable[Figures]) -> Figures:
    """All together."""
    return sum(figures, Figures())


def merged(weeks: Iterable[Week]) -> tuple[Week, ...]:
    """A week that lies in two months as one, oldest first."""
    found: dict[date, Figures] = {}
    for week in weeks:
        found[week.begins] = found.get(week.begins, Figures()) + week.figures
    return tuple(Week(begins, figures) for begins, figures in sorted(found.items()))


def parse_month(written: str) -> date:
    """`2026-11` → its first day. Raises ValueError."""
    found = re.fullmatch(r"(20[0-9]{2})-([0-9]{1,2})", written.strip())
    if found is None:
        raise ValueError(f"«{written.strip()}» is not a month")
    return date(int(found[1]), int(found[2]), 1)
