"""The company's calendar: what DIGEST_DAYS, DIGEST_TIME and HOLIDAYS mean, and which days are off."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tweetnudge.domain.workdays import Closures, Workdays, parse_closures, parse_digest_days, parse_time

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
WORKWEEK = frozenset({MON, TUE, WED, THU, FRI})
LABOUR_THANKSGIVING = date(2026, 11, 23)  # a Monday
DAY = timedelta(days=1)


def calendar(days: frozenset[int] = WORKWEEK, is_holiday: Callable[[date], bool] = lambda _: False) -> Workdays:
    return Workdays(ZoneInfo("Asia/Tokyo"), time(9, 30), days, is_holiday)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mon-fri", WORKWEEK),
        ("mon-sun", frozenset(range(7))),
        ("sun-sat", frozenset(range(7))),
        ("mon,wed", {MON, WED}),
        ("sun-thu", {SUN, MON, TUE, WED, THU}),
        ("fri-mon", {FRI, SAT, SUN, MON}),
        ("mon-wed, fri", {MON, TUE, WED, FRI}),
        ("tue-tue", {TUE}),
        ("Mon - Fri", WORKWEEK),
        (" WED ,", {WED}),
    ],
)
def test_digest_days(text: str, expected: frozenset[int]) -> None:
    """Cron's day names, single or as ranges, which may run over the end of the week."""
    assert expected == parse_digest_days(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no day is named"),
        (" , ", "no day is named"),
        ("monday", "«monday» is not a day"),
        ("mon-", "«» is not a day"),
        ("mon,1-5", "«1» is not a day"),
        ("mon-wed-fri", "«wed-fri» is not a day"),
        ("*", r"«\*» is not a day"),
    ],
)
def test_digest_days_that_are_none(text: str, message: str) -> None:
    """The part that is wrong is named."""
    with pytest.raises(ValueError, match=f"^{message}$"):
        parse_digest_days(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("09:30", time(9, 30)), ("9:05", time(9, 5)), (" 23:59 ", time(23, 59))]
)
def test_a_time_of_day(text: str, expected: time) -> None:
    """Hours and minutes of the 24-hour clock."""
    assert expected == parse_time(text)


@pytest.mark.parametrize("text", ["", "9", "9:5", "24:00", "12:60", "09:30:00", "9.30", "9:30 am", "-1:30"])
def test_no_time_of_day(text: str) -> None:
    """Anything else is refused."""
    with pytest.raises(ValueError, match=r"not a time of day|must be in"):
        parse_time(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Closures()),
        ("jp", Closures("JP")),
        ("2026-08-12", Closures(None, ((date(2026, 8, 12), date(2026, 8, 12)),))),
        (
            "JP,12-29..01-03, 2026-08-12..2026-08-14",
            Closures("JP", ((date(2026, 8, 12), date(2026, 8, 14)),), (((12, 29), (1, 3)),)),
        ),
        ("02-29,12-24", Closures(yearly=(((2, 29), (2, 29)), ((12, 24), (12, 24))))),
    ],
)
def test_holidays(text: str, expected: Closures) -> None:
    """A country, dates, and ranges, of one year or of every year."""
    assert expected == parse_closures(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Japan", "«Japan» is neither a country code nor a date or range"),
        ("JP,US", "«US» is a second country"),
        ("2026-13-01", "«2026-13-01» is not in the calendar"),
        ("2026-02-29", "«2026-02-29» is not in the calendar"),
        ("JP,02-30", "«02-30» is not in the calendar"),
        ("12-29..13-03", "«12-29..13-03» is not in the calendar"),
        ("2026-08-14..2026-08-12", "«2026-08-14..2026-08-12» ends before it begins"),
        ("2026-08-12..08-14", "«2026-08-12..08-14» is neither"),
        ("2026-08-12-2026-08-14", "is neither"),
    ],
)
def test_holidays_that_are_none(text: str, message: str) -> None:
    """The part that is wrong is named, and what is wrong with it."""
    with pytest.raises(ValueError, match=f"^{message}" if message.startswith("«") else message):
        parse_closures(text)


@pytest.mark.parametrize(
    ("day", "closed"),
    [
        (date(2026, 12, 28), False),
        (date(2026, 12, 29), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), True),
        (date(2027, 1, 3), True),
        (date(2027, 1, 4), False),
        (date(2035, 1, 2), True),
        (date(2026, 8, 11), False),
        (date(2026, 8, 12), True),
        (date(2026, 8, 14), True),
        (date(2026, 8, 15), False),
        (date(2027, 8, 12), False),
        (date(2026, 5, 1), True),
        (date(2027, 5, 1), True),
        (date(2026, 5, 2), False),
        (date(2026, 6, 9), False),
        (date(2026, 6, 10), True),
        (date(2026, 6, 20), True),
        (date(2026, 6, 21), False),
    ],
)
def test_closing_days(day: date, *, closed: bool) -> None:
    """Ranges hold both their ends; those without a year come every year, over New Year too."""
    closures = parse_closures("12-29..01-03,2026-08-12..2026-08-14,05-01,06-10..06-20")
    assert closed == closures.covers(day)


def test_a_country_alone_closes_nothing() -> None:
    """Public holidays are looked up elsewhere; here only the company's own days count."""
    assert not any(parse_closures("JP").covers(date(2026, 1, 1) + n * DAY) for n in range(365))


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 11, 20), True), (date(2026, 11, 22), False), (LABOUR_THANKSGIVING, False), (date(2026, 11, 24), True)],
)
def test_digest_days_are_workdays(day: date, *, expected: bool) -> None:
    """Neither a Sunday nor a holiday Monday; the Friday before and the Tuesday after."""
    assert expected == calendar(is_holiday=LABOUR_THANKSGIVING.__eq__).is_digest_day(day)


@pytest.mark.parametrize(
    ("today", "days", "holidays", "expected"),
    [
        (date(2026, 11, 24), WORKWEEK, "2026-11-23", True),
        (date(2026, 11, 30), WORKWEEK, "2026-11-23", False),
        (date(2026, 11, 25), WORKWEEK, "2026-11-24", False),
        (date(2026, 11, 26), WORKWEEK, "2026-11-24..2026-11-25", False),
        (date(2026, 11, 27), WORKWEEK, "2026-11-24..2026-11-26", True),
        (date(2027, 1, 4), WORKWEEK, "12-29..01-03", True),
        (date(2026, 11, 23), frozenset({MON}), "", False),
        (date(2026, 11, 23), frozenset({MON}), "2026-11-18", False),
        (date(2026, 11, 30), frozenset({MON}), "2026-11-23", True),
        (date(2026, 11, 23), frozenset({MON, THU}), "", False),
    ],
)
def test_after_days_off(today: date, days: frozenset[int], holidays: str, *, expected: bool) -> None:
    """Three days without a digest, and a holiday that made them: a weekend or a weekly rhythm is none."""
    assert expected == calendar(days, parse_closures(holidays).covers).after_days_off(today)


@pytest.mark.parametrize(
    ("today", "digest_days", "holidays", "expected"),
    [
        (date(2026, 7, 2), 1, "", date(2026, 7, 1)),
        (date(2026, 7, 2), 2, "", date(2026, 6, 30)),
        (date(2026, 7, 6), 1, "", date(2026, 7, 3)),
        (date(2026, 7, 6), 7, "", date(2026, 6, 25)),
        (date(2026, 11, 24), 1, "2026-11-23", date(2026, 11, 20)),
        (date(2027, 1, 5), 2, "12-29..01-03", date(2026, 12, 28)),
        (date(2026, 7, 1), 2, "2026-04-01..2026-06-30", date(2026, 3, 30)),
        (date(2026, 7, 4), 1, "", date(2026, 7, 3)),
    ],
)
def test_fresh_since(today: date, digest_days: int, holidays: str, expected: date) -> None:
    """Posts age in digest days: weekends, holidays and long closures do not make them older."""
    since = calendar(is_holiday=parse_closures(holidays).covers).fresh_since(today, digest_days)
    assert datetime(expected.year, expected.month, expected.day, 0, 30, tzinfo=UTC) == since


@settings(deadline=None, max_examples=60)
@given(
    days=st.frozensets(st.integers(0, 6), min_size=1),
    holidays=st.frozensets(st.dates(date(2026, 6, 15), date(2026, 9, 1)), max_size=30),
    digest_days=st.integers(1, 8),
    minutes=st.integers(0, 30 * 24 * 60),
)
def test_every_post_has_its_chances(
    days: frozenset[int], holidays: frozenset[date], digest_days: int, minutes: int
) -> None:
    """Whatever the calendar, a post is fresh in exactly the next so many digests after it was written."""
    workdays = calendar(days, holidays.__contains__)
    written = datetime(2026, 7, 1, 0, 0, 30, tzinfo=UTC) + timedelta(minutes=minutes)
    later = [
        day
        for day in (date(2026, 7, 1) + n * DAY for n in range(150))
        if workdays.is_digest_day(day) and workdays.moment(day) > written
    ]
    assert later[:digest_days] == [day for day in later if workdays.fresh_since(day, digest_days) <= written]


@pytest.mark.parametrize(("days", "closed"), [(frozenset[int](), False), (WORKWEEK, True)])
def test_a_calendar_without_digest_days(days: frozenset[int], *, closed: bool) -> None:
    """No search is endless: nothing is ever due, and posts of the past year count as fresh."""
    workdays, today = calendar(days, lambda _: closed), date(2026, 7, 1)
    assert datetime(2025, 6, 30, 0, 30, tzinfo=UTC) == workdays.fresh_since(today, 7)
    assert closed == workdays.after_days_off(today)
    assert not any(workdays.is_due(workdays.moment(today + n * DAY)) for n in range(14))
