"""Rules that other tools follow, each in the channel."""

import math
from collections.abc import Callable
from datetime import datetime, timedelta

from company import Company
from habits import Shown

DAY = timedelta(days=1)
MOST_LIKED = 7
TOP = 0.10  # what popular digest tools call the laxest of their thresholds: the 90th percentile

Rule = Callable[[Company, datetime], Shown]


def newest_first(size: int) -> Rule:
    """The newest of what was written since the day before."""
    return lambda company, now: Shown(company.since(now - DAY)[:size])


def most_liked_first(company: Company, now: datetime) -> Shown:
    """The top percentile by likes and reposts, those of outsiders."""
    found = sorted(company.since(now - DAY), key=lambda number: _score(*company.fame[number]), reverse=True)
    return Shown(tuple(found[: min(MOST_LIKED, math.ceil(len(found) * TOP))]))


def one_message_a_post(company: Company, now: datetime) -> Shown:
    """Whatever is written goes to the channel at once."""
    return Shown(company.since(now - DAY), one_each=True)


def _score(likes: int, reposts: int) -> float:
    return math.sqrt((likes + 1) * (reposts + 1))
