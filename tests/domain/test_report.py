"""Months, weeks, and sums of figures."""

from datetime import date

import pytest

from tweetnudge.domain.report import (
    Figures,
    Report,
    Week,
    for_everybody,
    headcount,
    is_about_few,
    merged,
    month_after,
    month_before,
    month_of,
    parse_month,
    total,
    week_of,
)

JULY = date(2026, 7, 1)


def test_unknown_is_what_could_not_be_judged() -> None:
    figures = Figures(shown=10, expired=3, judged=11, alone=2)
    assert (13, 2) == (figures.eligible, figures.unknown)


def test_figures_add_up() -> None:
    assert Figures(shown=3, alone=1) == total([Figures(shown=1), Figures(shown=2, alone=2), Figures(alone=-1)])
    assert Figures() == total([])


@pytest.mark.parametrize(
    ("day", "first", "before", "after"),
    [(date(2026, 1, 31), date(2026, 1, 1), date(2025, 12, 1), date(2026, 2, 1)),
     (date(2028, 2, 29), date(2028, 2, 1), date(2028, 1, 1), date(2028, 3, 1)),
     (date(2026, 12, 1), date(2026, 12, 1), date(2026, 11, 1), date(2027, 1, 1))],
)  # fmt: skip
def test_months_around_a_day(day: date, first: date, before: date, after: date) -> None:
    assert (first, before, after) == (month_of(day), month_before(month_of(day)), month_after(day))


def test_a_week_begins_on_monday() -> None:
    assert date(2026, 6, 29) == week_of(JULY) == week_of(date(2026, 7, 5))


def test_a_week_in_two_months_is_one_in_the_chart() -> None:
    halves = [
        Week(week_of(JULY), Figures(shown=2)),
        Week(date(2026, 6, 22), Figures(shown=9)),
        Week(week_of(JULY), Figures(shown=3)),
    ]
    assert (Week(date(2026, 6, 22), Figures(shown=9)), Week(date(2026, 6, 29), Figures(shown=5))) == merged(halves)


def test_fewer_than_five_people_are_no_number() -> None:
    assert [None, None, 5, 6] == [headcount(people) for people in (0, 4, 5, 6)]


def test_the_channel_gets_no_week_with_so_few_posts_that_everybody_knows_whose() -> None:
    weeks = tuple(Week(date(2026, 7, day), Figures(shown=shown)) for day, shown in ((6, 4), (13, 5)))
    shown = for_everybody(Report(JULY, Figures(shown=9), weeks, posted=7, tapped=9))
    assert Report(JULY, Figures(shown=9), weeks[1:], posted=7, tapped=9) == shown
    assert for_everybody(Report(JULY, Figures(shown=9), weeks[:1], posted=7)) is None


@pytest.mark.parametrize(("shown", "posted", "few"), [(5, 5, False), (4, 5, True), (90, None, True)])
def test_how_few_authors_posts_stood_is_not_for_everybody(shown: int, posted: int | None, few: bool) -> None:
    report = Report(JULY, Figures(shown=shown), (Week(JULY, Figures(shown=50)),), posted)
    assert few == is_about_few(report) == (for_everybody(report) is None)


@pytest.mark.parametrize(
    "written", ["", "2026", "2026-13", "2026-0", "26-07", "2026-07-01", "july", "２０２６-07", "-2026-07"]
)
def test_what_is_no_month(written: str) -> None:
    with pytest.raises(ValueError, match="month"):
        parse_month(written)


def test_a_month_as_it_is_typed() -> None:
    assert JULY == parse_month(" 2026-07 ") == parse_month("2026-7")


def test_weeks_of_a_month_with_few_authors_are_not_for_everybody() -> None:
    weeks = (Week(date(2026, 6, 29), Figures(shown=50)), Week(date(2026, 7, 6), Figures(shown=50)))
    report = Report(JULY, Figures(shown=50), weeks, posted=9, few_posted_in=frozenset({date(2026, 6, 29)}))
    shown = for_everybody(report)
    assert shown is not None
    assert weeks[1:] == shown.weeks
