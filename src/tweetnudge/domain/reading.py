"""How to read a List that only pages newest first: when, how much to ask for, and what a read has covered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from tweetnudge.domain.posts import PassedOver, SeenPost

PAGE_AT_MOST = 100
FIRST_PAGE_EVER = 10
START_LOOKS_BACK = timedelta(days=2)
RATE_REMEMBERS = timedelta(hours=24)
WINDOW = 800  # X lists no more than a List's newest posts
HALF_A_WINDOW = WINDOW // 2
JUST_NOW = timedelta(minutes=5)
WHEN_REFUSED = timedelta(hours=24)
# Friday's busiest hour has lost half of itself by Monday, and half a window is kept free for just that.
BUSIEST_HALVES_IN = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of the List: the highest id a completed read has covered, and how busy it is.

    `posts_per_hour` is what to expect, `busiest_per_hour` what to be prepared for. `failures` in a row keep it from
    being read by itself until `not_before`.
    """

    watermark: int = 0
    tried_at: datetime | None = None
    completed_at: datetime | None = None
    posts_per_hour: float | None = None
    busiest_per_hour: float | None = None
    failures: int = 0
    not_before: datetime | None = None


def oldest_wanted(fresh_since: datetime, started_at: datetime) -> datetime:
    """Posts from this moment on may be shown: young enough, and not from long before the bot was started."""
    return max(fresh_since, started_at - START_LOOKS_BACK)


def is_due(last: Reading, now: datetime, usual: timedelta, at_last: datetime | None = None) -> bool:
    """Whether the last complete read is too long ago, and no failure keeps us from trying.

    After a failure it is tried once more `at_last`.
    """
    every = read_every(last, usual)
    if is_within(last.completed_at, now, every) or is_within(last.tried_at, now, min(every, JUST_NOW)):
        return False
    paused = last.not_before is not None and now < last.not_before <= now + WHEN_REFUSED
    return not paused or (at_last is not None and last.tried_at is not None and last.tried_at < at_last <= now)


def read_every(last: Reading, usual: timedelta) -> timedelta:
    """As usual, or sooner where half of what X lists could be written before.

    The budget does not mind: a post is billed once a day however often it is returned, and a read that finds nothing
    new asks for few.
    """
    if not last.busiest_per_hour:
        return usual
    return min(usual, max(JUST_NOW, timedelta(hours=HALF_A_WINDOW / last.busiest_per_hour)))


def is_within(moment: datetime | None, now: datetime, span: timedelta) -> bool:
    """Whether `moment` lies less than `span` back, or just ahead, where another copy's clock has got to by now.

    One further in the future was written by a clock that was wrong.
    """
    return moment is not None and -JUST_NOW <= now - moment < span


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


def has_gap(last: Reading, read: int) -> bool:
    """Whether posts lie between what was known and a read that met nothing known, to the end of what X lists.

    A List of few posts ends sooner: its last known post was deleted, or members were taken off. X counts posts that it
    then leaves out, so the end is not always at the whole window.
    """
    return last.watermark > 0 and read >= HALF_A_WINDOW


def completed(last: Reading, newest_id: int, written: Sequence[datetime], span: timedelta, now: datetime) -> Reading:
    """The reading after a complete read that brought posts `written` over `span`.

    The longer the span, the more it says about what to expect: a quiet day outweighs a busy hour.
    """
    rate = len(written) / max(_hours(span), 1 / 60)
    if last.posts_per_hour is not None:
        weight = span / (span + RATE_REMEMBERS)
        rate = weight * rate + (1 - weight) * last.posts_per_hour
    return Reading(max(newest_id, last.watermark), now, now, rate, _busiest(last, written, span))


def latest_id(item: SeenPost | PassedOver) -> int:
    """The id a post stands at in the List: that of its newest edit."""
    return item.post.latest_id if isinstance(item, SeenPost) else item.latest_id


def created_at(item: SeenPost | PassedOver) -> datetime:
    """When it was written."""
    return item.post.created_at if isinstance(item, SeenPost) else item.created_at


def _busiest(last: Reading, written: Sequence[datetime], span: timedelta) -> float:
    """The most an hour: over the span, while half a window was written fastest, or what is remembered of before.

    A few posts at once are no busy hour, so nothing counts as shorter than the shortest time between two reads.
    """
    moments = sorted(written)
    half_windows = zip(moments, moments[HALF_A_WINDOW - 1 :], strict=False)
    rates = [HALF_A_WINDOW / _hours(max(end - begin, JUST_NOW)) for begin, end in half_windows]
    rates.append(len(written) / _hours(max(span, JUST_NOW)))
    remembers = 0.5 ** (max(span, timedelta()) / BUSIEST_HALVES_IN)
    return max(*rates, remembers * (last.busiest_per_hour or 0.0))


def _hours(span: timedelta) -> float:
    return span.total_seconds() / 3600
