"""Dates read as people write them."""

from datetime import date

import pytest

from tweetnudge.i18n.dates import header_date, short_date


@pytest.mark.parametrize(
    ("day", "language", "header", "short"),
    [
        (date(2026, 7, 1), "ja", "7月1日(水)", "7月1日"),
        (date(2026, 7, 1), "en", "Wed 1 Jul", "1 Jul"),
        (date(2026, 12, 31), "ja", "12月31日(木)", "12月31日"),
        (date(2026, 12, 31), "en-GB", "Thu 31 Dec", "31 Dec"),
    ],
)
def test_dates(day: date, language: str, header: str, short: str) -> None:
    assert header_date(day, language) == header
    assert short_date(day, language) == short
