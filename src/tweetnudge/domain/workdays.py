"""Days and moments: when a digest is due, what counts as a day off, how old is too old."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SENDING_WINDOW = timedelta(hours=8)
DAYS_OFF_WORTH_A_HEADING = 3
LONGEST_LOOK_BACK = 366  # days; a calendar without digest days must not make us search for ever

DateRange = tuple[date, date]
YearlyRange = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Workdays:
    """The company's calendar. All moments are aware datetimes in UTC, all days are local dates."""

    timezone: tzinfo
    time: time
    days: frozenset[int]
    is_holiday: Callable[[date], bool]

    def today(self, now: datetime) -> date:
        return now.astimezone(self.timezone).date()

    def moment(self, day: date) -> datetime:
        """When the digest of `day` is due. A time that a clock change skips falls as much later."""
        return datetime.combine(day, self.time, self.timezone).astimezone(UTC)

    def end_of(self, day: date) -> datetime:
        """The midnight that ends `day`."""
        return datetime.combine(day + timedelta(days=1), time.min, self.timezone).astimezone(UTC)

    def latest_start(self, day: date) -> datetime:
        """After this nothing is first sent by itself: eight hours, and never across midnight."""
        return min(self.moment(day) + SENDING_WINDOW, self.end_of(day))

    def is_digest_day(self, day: date) -> bool:
        return day.weekday() in self.days and not self.is_holiday(day)

    def is_due(self, now: datetime) -> bool:
        """Whether the bot may start today's digest by itself at `now`."""
        today = self.today(now)
        return self.is_digest_day(today) and self.moment(today) <= now < self.latest_start(today)

    def next_moment(self, now: datetime) -> datetime | None:
        """When the bot sends next by itself; None for a calendar without digest days."""
        today = self.today(now)
        days = (today + timedelta(days=ahead) for ahead in range(LONGEST_LOOK_BACK))
        return next((self.moment(day) for day in days if self.is_digest_day(day) and self.moment(day) > now), None)

    def fresh_since(self, today: date, digest_days: int) -> datetime:
        """Posts from this moment on are younger than so many digest days.

        A post ages by one with each digest it could have been in: with 2 it gets two chances.
        """
        left = digest_days
        for back in range(1, LONGEST_LOOK_BACK):
            day = today - timedelta(days=back)
            left -= self.is_digest_day(day)
            if left <= 0:
                return self.moment(day)
        return self.moment(today - timedelta(days=LONGEST_LOOK_BACK))

    def after_days_off(self, today: date) -> bool:
        """Whether three or more days without a digest lie behind us, a holiday among them.

        Without a holiday the gap is only the company's usual rhythm (a weekly digest, say).
        """
        gap: list[date] = []
        day = today - timedelta(days=1)
        while not self.is_digest_day(day) and len(gap) < LONGEST_LOOK_BACK:
            gap.append(day)
            day -= timedelta(days=1)
        long_enough = len(gap) >= DAYS_OFF_WORTH_A_HEADING
        return long_enough and any(day.weekday() in self.days for day in gap)


@dataclass(frozen=True, slots=True)
class Closures:
    """What HOLIDAYS says: a country's public holidays and the company's own closing days."""

    country: str | None = None
    ranges: tuple[DateRange, ...] = ()
    yearly: tuple[YearlyRange, ...] = ()

    def covers(self, day: date) -> bool:
        """Whether one of the company's own closing days falls on `day`."""
        return any(first <= day <= last for first, last in self.ranges) or any(
            _within_year((day.month, day.day), first, last) for first, last in self.yearly
        )


def parse_digest_days(text: str) -> frozenset[int]:
    """`mon-fri`, `mon,wed`, `sun-thu` → weekday numbers, Monday is 0. Raises ValueError."""
    chosen: set[int] = set()
    for part in _parts(text.lower()):
        first, dash, last = part.partition("-")
        start, stop = _weekday(first), _weekday(last if dash else first)
        chosen.update((start + step) % 7 for step in range((stop - start) % 7 + 1))
    if not chosen:
        raise ValueError("no day is named")
    return frozenset(chosen)


def parse_time(text: str) -> time:
    """`09:30` → a time of day. Raises ValueError."""
    if not re.fullmatch(r"\d{1,2}:\d{2}", text.strip()):
        raise ValueError("not a time of day")
    hour, minute = text.strip().split(":")
    return time(int(hour), int(minute))


def parse_closures(text: str) -> Closures:
    """`JP,12-29..01-03,2026-08-12` → closures. Raises ValueError naming the part that is wrong."""
    country: str | None = None
    ranges: list[DateRange] = []
    yearly: list[YearlyRange] = []
    for part in _parts(text):
        if re.fullmatch(r"[A-Za-z]{2}", part):
            if country is not None:
                raise ValueError(f"«{part}» is a second country, and only one is known to close the company")
            country = part.upper()
        elif dates := re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?", part):
            ranges.append(_dates(part, dates[1], dates[2] or dates[1]))
        elif days := re.fullmatch(r"(\d\d-\d\d)(?:\.\.(\d\d-\d\d))?", part):
            yearly.append((_month_day(part, days[1]), _month_day(part, days[2] or days[1])))
        else:
            raise ValueError(f"«{part}» is neither a country code nor a date or range")
    return Closures(country, tuple(ranges), tuple(yearly))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _weekday(name: str) -> int:
    if name.strip() not in DAY_NAMES:
        raise ValueError(f"«{name}» is not a day")
    return DAY_NAMES.index(name.strip())


def _dates(part: str, first: str, last: str) -> DateRange:
    try:
        start, stop = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        raise ValueError(f"«{part}» is not in the calendar") from None
    if stop < start:
        raise ValueError(f"«{part}» ends before it begins")
    return start, stop


def _month_day(part: str, text: str) -> tuple[int, int]:
    try:
        day = date.fromisoformat(f"2000-{text}")  # a leap year: 02-29 is a day of the year too
    except ValueError:
        raise ValueError(f"«{part}» is not in the calendar") from None
    return day.month, day.day


def _within_year(day: tuple[int, int], first: tuple[int, int], last: tuple[int, int]) -> bool:
    if first <= last:
        return first <= day <= last
    return day >= first or day <= last  # over the turn of the year
