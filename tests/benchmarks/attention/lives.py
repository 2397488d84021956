"""Sixty days of a company under one rule, and what became of every post."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import NamedTuple

from company import FIRST, MAX_AGE, Company
from crowd import Readers
from habits import Habits, Shown, Sizes
from others import Rule, most_liked_first, newest_first, one_message_a_post
from ours import Ours

WARM_UP = timedelta(days=8)
OTHERS: dict[str, Rule] = {
    "newest first, 7": newest_first(7),
    "newest first, 10": newest_first(10),
    "most liked first, 7": most_liked_first,
    "one message a post": one_message_a_post,
}


class Case(NamedTuple):
    """One company, lived through once. `rule` is one of the others, or sizes of ours."""

    people: int
    rule: str | Sizes
    habits: Habits
    days: int
    seed: int


@dataclass(slots=True)
class Figures:
    """Of the posts judged: those after a warm-up whose time was over at the end."""

    alone: float = 0.0  # share of posts without any support
    authors_alone: float = 0.0  # share of authors, of those who posted, without any
    gini: float = 0.0  # of how often each post was read: 0 is even, 1 is one post that has it all
    channel: float = 0.0  # messages a day
    channel_at_most: int = 0
    personal: float = 0.0  # messages a day, to whoever asked for them
    personal_at_most: int = 0
    fates: Counter[str] = field(default_factory=Counter[str])


def live(case: Case) -> Figures:
    """The same case has the same figures, always."""
    company = Company(case.people, case.habits.posts, case.seed)
    readers = Readers(company.people, company.posts, case.habits, case.seed + 1_000)
    choose = _chooser(case, company, readers)
    days: list[Shown] = []
    for number in range(case.days):
        now = FIRST + timedelta(days=number)
        company.write(now)
        days.append(choose(now))
        readers.a_day(days[-1])
    return _figures(case, company, readers, days)


def middle(lives: list[Figures]) -> Figures:
    """The median of each figure, but the most that anybody got of messages."""
    return Figures(
        *(median(getattr(one, name) for one in lives) for name in ("alone", "authors_alone", "gini")),
        channel=median(one.channel for one in lives),
        channel_at_most=max(one.channel_at_most for one in lives),
        personal=median(one.personal for one in lives),
        personal_at_most=max(one.personal_at_most for one in lives),
    )


def _chooser(case: Case, company: Company, readers: Readers) -> Callable[[datetime], Shown]:
    if isinstance(case.rule, Sizes):
        return Ours(company, readers, case.rule, case.habits, case.seed + 2_000).choose
    rule = OTHERS[case.rule]
    return lambda now: rule(company, now)


def _figures(case: Case, company: Company, readers: Readers, days: list[Shown]) -> Figures:
    end = FIRST + timedelta(days=case.days - 1)
    judged = [n for n, post in company.posts.items() if FIRST + WARM_UP <= post.created_at <= end - MAX_AGE]
    alone = [number for number in judged if not readers.likes[number]]
    authors = {company.posts[number].author_id for number in judged}
    liked = {company.posts[number].author_id for number in judged if readers.likes[number]}
    asked = round(case.habits.asked * case.people) or 1
    return Figures(
        alone=len(alone) / max(len(judged), 1),
        authors_alone=len(authors - liked) / max(len(authors), 1),
        gini=gini([readers.reads[number] for number in judged]),
        channel=sum(_messages(shown) for shown in days) / len(days),
        channel_at_most=max(map(_messages, days)),
        personal=sum(len(shown.personal) for shown in days) / len(days) / asked,
        personal_at_most=max(int(bool(given)) for shown in days for given in [(), *shown.personal.values()]),
        fates=_fates(judged, days),
    )


def _messages(shown: Shown) -> int:
    return len(shown.channel) if shown.one_each else int(bool(shown.channel))


def gini(values: list[int]) -> float:
    """Half the mean difference between two values, in terms of their mean."""
    total, count = sum(values), len(values)
    if not total:
        return 0.0
    return sum((2 * rank - count - 1) * value for rank, value in enumerate(sorted(values), 1)) / (count * total)


def _fates(judged: list[int], days: list[Shown]) -> Counter[str]:
    in_message = {number for shown in days for number in shown.channel}
    in_thread = {number for shown in days for number in shown.thread}
    personal = {number for shown in days for given in shown.personal.values() for number in given}
    places = {"message": in_message, "thread": in_thread, "personal": personal}
    return Counter(next((name for name, shown in places.items() if n in shown), "never shown") for n in judged)
