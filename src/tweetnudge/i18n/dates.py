"""Dates as people write them in each language, by Babel."""

from datetime import date

from babel.dates import format_date

from tweetnudge.i18n.languages import messages

_WITH_WEEKDAY = {"ja": "M月d日(E)", "en": "EEE d MMM"}
_SHORT = {"ja": "M月d日", "en": "d MMM"}


def header_date(day: date, language: str) -> str:
    """The day of a digest: 「7月1日(水)」, "Wed 1 Jul"."""
    return _formatted(day, _WITH_WEEKDAY, language)


def short_date(day: date, language: str) -> str:
    """The day a post was written: 「7月1日」, "1 Jul"."""
    return _formatted(day, _SHORT, language)


def _formatted(day: date, patterns: dict[str, str], language: str) -> str:
    known = messages(language).language
    return format_date(day, patterns[known], locale=known)
