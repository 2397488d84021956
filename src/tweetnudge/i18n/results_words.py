"""What the month's results and the thank-you note say: names and placeholders of the sentences, and months in words."""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from tweetnudge.domain.report import ENOUGH_FOR_SHARES

_MONTH = {"ja": "yyyy年M月", "en": "MMMM yyyy"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsWords:
    """One field a sentence, in one language; all are shown as they are, nothing in them is parsed.

    {month} is a month in words. Numbers of posts are filled in as `posts` says, those that are a share of twenty or
    more as `posts_share` or `posts_small_share`; headcounts as `people` or `few_people`. A thank-you's blank line
    begins a new line.
    """

    title: str
    shown: str
    bare: str
    bare_then_none: str
    bare_never: str
    bare_then_unknown: str
    unknown_later: str
    quiet: str
    thank_you: str
    explained: str

    for_admins: str
    none_expired: str
    some_expired: str
    alone: str
    unknown: str
    headcounts: str

    posts: str
    posts_share: str
    posts_small_share: str
    people: str
    few_people: str

    share: str
    share_ask_title: str
    share_ask: str
    share_yes: str
    shared: str
    none: str

    chart_title: str
    chart_comment: str
    chart_alt: str
    chart_week: str
    chart_unknown: str

    thanks_title: str
    thanks: str


def month_name(month: date, language: str) -> str:
    """A month with its year: 「2026年10月」, "October 2026"; `language` is that of the words beside it."""
    return format_date(month, _MONTH[language], locale=language)


def some_of(part: int, whole: int, words: ResultsWords) -> str:
    """So many posts of `whole`, with their share where there are enough for one."""
    if whole < ENOUGH_FOR_SHARES:
        return words.posts.format(count=part)
    share = percent(part, whole)
    return (words.posts_share if share or not part else words.posts_small_share).format(count=part, share=share)


def percent(part: int, whole: int) -> int:
    """A share as a whole number, rounded as people do it; only all of them are 100."""
    rounded = (200 * part + whole) // (2 * whole)
    return min(rounded, 99) if part < whole else rounded
