"""Dates as people write them in each language, by Babel."""

from datetime import date, datetime

from babel.dates import format_date, format_datetime

from tweetnudge.i18n.languages import messages

_WITH_WEEKDAY = {"ja": "M月d日(E)", "en": "EEE d MMM"}
_WITH_TIME = {"ja": "M月d日(E) H:mm", "en": "EEE d MMM, HH:mm"}
_SHORT = {"ja": "M月d日", "en": "d MMM"}


def header_date(day: date, language: str) -> str:
    """The day of a digest: 「7月1日(水)」, "Wed 1 Jul"."""
    return _formatted(day, _WITH_WEEKDAY, language)


def short_date(day: date, language: str) -> str:
    """The day a post was written: 「7月1日」, "1 Jul"."""
    return _formatted(day, _SHORT, language)


def date_and_time(moment: datetime, language: str) -> str:
    """A moment, in the zone it is given in: 「7月1日(水) 9:30」, "Wed 1 Jul, 09:30"."""
    known = messages(language).language
    return format_datetime(moment, _WITH_TIME[known], tzinfo=moment.tzinfo, locale=known)


def _formatted(day: date, patterns: dict[str, str], language: str) -> str:
    known = messages(language).language
    return format_date(day, patterns[known], locale=known)
