"""The company's calendar as the verdict counts it: by walking through the minutes, and not with the bot's own code."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Season:
    """Weeks worth living through: `closed` are the company's own days off, `setting` is how HOLIDAYS says so."""

    first: date
    setting: str
    closed: Callable[[date], bool]


def _between(*ranges: tuple[str, str]) -> Callable[[date], bool]:
    return lambda day: any(first <= day.isoformat() <= last for first, last in ranges)


# Each has public holidays, own closing days by date and by day of the year, and a clock change where there are any.
SEASONS = {
    "Europe/Berlin": (
        Season(
            date(2026, 10, 1),
            "DE,12-29..01-03,11-20,2026-11-10..2026-11-12",
            _between(("2026-11-10", "2026-11-12"), ("2026-11-20", "2026-11-20")),
        ),
        Season(
            date(2027, 3, 8),
            "DE,12-29..01-03,04-12..04-13,2027-04-20..2027-04-22",
            _between(("2027-04-12", "2027-04-13"), ("2027-04-20", "2027-04-22")),
        ),
    ),
    "Asia/Tokyo": (
        Season(
            date(2026, 12, 1),
            "JP,12-29..01-03,2027-01-20..2027-01-21",
            _between(("2026-12-29", "2027-01-03"), ("2027-01-20", "2027-01-21")),
        ),
        Season(
            date(2026, 4, 20),
            "JP,12-29..01-03,2026-06-01..2026-06-02",
            _between(("2026-06-01", "2026-06-02")),
        ),
    ),
    "America/New_York": (
        Season(
            date(2026, 10, 5),
            "US,12-29..01-03,11-27,2026-11-10..2026-11-12",
            _between(("2026-11-10", "2026-11-12"), ("2026-11-27", "2026-11-27")),
        ),
        Season(
            date(2027, 2, 10),
            "US,12-29..01-03,04-05,2027-03-22..2027-03-23",
            _between(("2027-03-22", "2027-03-23"), ("2027-04-05", "2027-04-05")),
        ),
    ),
}


def clock_changes(zone: ZoneInfo, first: date, days: int) -> list[date]:
    """The days on which clocks are changed."""
    offsets = [datetime.combine(first + timedelta(days=n), time.min, zone).utcoffset() for n in range(days + 1)]
    return [first + timedelta(days=n) for n in range(days) if offsets[n] != offsets[n + 1]]


def workdays(first: date, days: int, season: Season, names: Collection[str]) -> list[date]:
    """Days on which a digest may come."""
    public = holidays.country_holidays(season.setting[:2])
    span = (first + timedelta(days=number) for number in range(days))
    return [day for day in span if DAYS[day.weekday()] in names and day not in public and not season.closed(day)]


def named(days: str) -> set[str]:
    """`mon-fri` or `mon-sun` as the names of days."""
    first, _, last = days.partition("-")
    return set(DAYS[DAYS.index(first) : DAYS.index(last or first) + 1])


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The first minute of `day` at which clocks show `at`; where they skip it, as long after midnight as it says."""
    midnight = datetime.combine(day, time.min, zone).astimezone(UTC)
    minutes = (midnight + timedelta(minutes=number) for number in range(26 * 60))
    shown = (minute for minute in minutes if minute.astimezone(zone).replace(tzinfo=None) == datetime.combine(day, at))
    return next(shown, midnight + timedelta(hours=at.hour, minutes=at.minute))
