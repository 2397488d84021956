"""When the bot may send by itself: to the minute, and on the days when the clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tweetnudge.domain.workdays import Workdays

EVERY_DAY = frozenset(range(7))
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
ZONES = ("Asia/Tokyo", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata")


def calendar(zone: str, at: time, *holidays: date) -> Workdays:
    return Workdays(ZoneInfo(zone), at, EVERY_DAY - {5, 6} if holidays else EVERY_DAY, holidays.__contains__)


@pytest.mark.parametrize(
    ("at", "now", "due"),
    [
        (time(9, 30), "2026-07-01T09:29+09:00", False),
        (time(9, 30), "2026-07-01T09:29:59.999+09:00", False),
        (time(9, 30), "2026-07-01T09:30+09:00", True),
        (time(9, 30), "2026-07-01T00:30+00:00", True),
        (time(9, 30), "2026-07-01T17:29+09:00", True),
        (time(9, 30), "2026-07-01T17:30+09:00", False),
        (time(9, 30), "2026-07-02T00:10+09:00", False),
        (time(20, 0), "2026-07-01T23:59:59+09:00", True),
        (time(20, 0), "2026-07-02T00:00+09:00", False),
        (time(0, 0), "2026-07-01T00:00+09:00", True),
        (time(0, 0), "2026-07-01T07:59+09:00", True),
        (time(0, 0), "2026-07-01T08:00+09:00", False),
        (time(23, 59), "2026-07-01T23:59+09:00", True),
    ],
)
def test_due(at: time, now: str, *, due: bool) -> None:
    """From DIGEST_TIME on for eight hours, and never across midnight."""
    assert due == calendar("Asia/Tokyo", at).is_due(datetime.fromisoformat(now))


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), False),
        (date(2026, 11, 23), False),
        (date(2026, 11, 24), True),
    ],
)
def test_not_due_on_days_off(day: date, *, due: bool) -> None:
    """A weekend and the holiday Monday after it are silent."""
    workdays = calendar("Asia/Tokyo", time(9, 30), date(2026, 11, 23))
    assert due == workdays.is_due(datetime.combine(day, time(12), ZoneInfo("Asia/Tokyo")))


@pytest.mark.parametrize(
    ("now", "today"), [("2026-06-30T14:59+00:00", date(2026, 6, 30)), ("2026-06-30T15:00+00:00", date(2026, 7, 1))]
)
def test_today_is_the_companys(now: str, today: date) -> None:
    """The day turns at the company's midnight, not at UTC's."""
    assert today == calendar("Asia/Tokyo", time(9, 30)).today(datetime.fromisoformat(now))


def windows(workdays: Workdays, day: date) -> list[tuple[str, int]]:
    """From the day before to the day after: when the bot begins to be due, in UTC, and for how many minutes."""
    found: list[tuple[str, int]] = []
    was_due = False
    now, stop = workdays.end_of(day - 2 * DAY), workdays.end_of(day + DAY)
    while now < stop:
        if (due := workdays.is_due(now)) and not was_due:
            found.append((f"{now:%d %H:%M}", 0))
        if due:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        was_due, now = due, now + MINUTE
    return found


@pytest.mark.parametrize(
    ("zone", "at", "day", "expected"),
    [
        ("America/New_York", time(2, 30), date(2026, 3, 8), [("07 07:30", 480), ("08 07:30", 480), ("09 06:30", 480)]),
        ("America/New_York", time(1, 30), date(2026, 11, 1), [("31 05:30", 480), ("01 05:30", 480), ("02 06:30", 480)]),
        ("America/New_York", time(9, 30), date(2026, 3, 8), [("07 14:30", 480), ("08 13:30", 480), ("09 13:30", 480)]),
        ("Europe/Berlin", time(2, 30), date(2026, 3, 29), [("28 01:30", 480), ("29 01:30", 480), ("30 00:30", 480)]),
        ("Europe/Berlin", time(2, 30), date(2026, 10, 25), [("24 00:30", 480), ("25 00:30", 480), ("26 01:30", 480)]),
        ("Europe/Berlin", time(20, 0), date(2026, 10, 25), [("24 18:00", 240), ("25 19:00", 240), ("26 19:00", 240)]),
        ("America/Santiago", time(0, 0), date(2025, 9, 7), [("06 04:00", 480), ("07 04:00", 480), ("08 03:00", 480)]),
        ("Asia/Tokyo", time(2, 30), date(2026, 3, 8), [("06 17:30", 480), ("07 17:30", 480), ("08 17:30", 480)]),
    ],
)
def test_when_the_clocks_change(zone: str, at: time, day: date, expected: list[tuple[str, int]]) -> None:
    """A time that is skipped falls as much later, one that comes twice is taken the first time: one window a day."""
    assert expected == windows(calendar(zone, at), day)


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(ZONES),
    st.times(time(0), time(23, 29)).map(lambda at: at.replace(second=0, microsecond=0, fold=0)),
    st.dates(date(2025, 1, 1), date(2026, 12, 31)),
)
def test_one_window_a_day(zone: str, at: time, day: date) -> None:
    """Anywhere and on any day the window opens once, on that day, and closes by its midnight."""
    workdays = calendar(zone, at)
    opens, closes = workdays.moment(day), workdays.latest_start(day)
    assert (day, day) == (workdays.today(opens), workdays.today(closes - MINUTE))
    assert [False, True, True, False] == [
        workdays.is_due(at) for at in (opens - MINUTE, opens, closes - MINUTE, closes)
    ]
    assert closes <= workdays.end_of(day) <= workdays.moment(day + DAY)
    assert workdays.today(workdays.end_of(day)) == day + DAY
    assert (UTC, UTC) == (opens.tzinfo, closes.tzinfo)
