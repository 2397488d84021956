"""How to read a List that only pages newest first: how much to ask for, and when a read is complete."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from tweetnudge.domain.posts import PassedOver, SeenPost

PAGE_AT_MOST = 100
FIRST_PAGE_EVER = 10
START_LOOKS_BACK = timedelta(days=2)
RATE_REMEMBERS = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of the List: the highest id a completed read has covered, and how busy it is.

    `failures` in a row keep it from being read by itself until `not_before`.
    """

    watermark: int = 0
    tried_at: datetime | None = None
    completed_at: datetime | None = None
    posts_per_hour: float | None = None
    failures: int = 0
    not_before: datetime | None = None


def oldest_wanted(fresh_since: datetime, started_at: datetime) -> datetime:
    """Posts from this moment on may be shown: young enough, and not from long before the bot was started."""
    return max(fresh_since, started_at - START_LOOKS_BACK)


def first_page_size(last: Reading, now: datetime) -> int:
    """The posts expected since the last complete read and one more, the one that meets the watermark."""
    if last.completed_at is None or last.posts_per_hour is None:
        return FIRST_PAGE_EVER
    expected = last.posts_per_hour * _hours(now - last.completed_at)
    return max(1, min(PAGE_AT_MOST, ceil(expected) + 1))


def next_page_size(size: int) -> int:
    """More had been written than expected, so ask for twice as much."""
    return min(PAGE_AT_MOST, size * 2)


def meets_what_is_known(items: Sequence[SeenPost | PassedOver], last: Reading, oldest: datetime) -> bool:
    """Whether everything older than this page is known or too old. Only its oldest post tells."""
    if not items:
        return False
    return latest_id(items[-1]) <= last.watermark or created_at(items[-1]) < oldest


def completed(last: Reading, newest_id: int, new_posts: int, span: timedelta, now: datetime) -> Reading:
    """The reading after a complete read that brought `new_posts`, written over `span`.

    The longer the span, the more it says about how busy the List is: a quiet day outweighs a busy hour.
    """
    rate = new_posts / max(_hours(span), 1 / 60)
    if last.posts_per_hour is not None:
        weight = span / (span + RATE_REMEMBERS)
        rate = weight * rate + (1 - weight) * last.posts_per_hour
    return Reading(max(newest_id, last.watermark), now, now, rate)


def latest_id(item: SeenPost | PassedOver) -> int:
    """The id a post stands at in the List: that of its newest edit."""
    return item.post.latest_id if isinstance(item, SeenPost) else item.latest_id


def created_at(item: SeenPost | PassedOver) -> datetime:
    """When it was written."""
    return item.post.created_at if isinstance(item, SeenPost) else item.created_at


def _hours(span: timedelta) -> float:
    return span.total_seconds() / 3600
