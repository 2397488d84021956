"""A post as the log has it by now, and the calendar: counted by walking through days, not with the bot's own code."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
from raw import Wrote

TOKYO = ZoneInfo("Asia/Tokyo")
DIGEST_TIME, MIN_AGE, TURNS = time(9, 30), timedelta(minutes=30), 7
READ_AFTER, DAY = timedelta(hours=23), timedelta(days=1)
FOLLOWED = (1, 3, 7)  # days
JAPAN = holidays.country_holidays("JP")


@dataclass(slots=True)
class Standing:
    """A post as the log has it by now. `known` is what X last said of its likes."""

    wrote: Wrote
    likes: int = 0
    tappers: set[str] = field(default_factory=set)
    known: int | None = None
    known_at: datetime | None = None
    deleted: bool = False
    said_gone: bool = False
    shown_at: datetime | None = None  # the last time, in the channel or to somebody
    surfaced: bool = False  # in the channel or a thread
    only_in_thread: bool = False
    in_message_on: date | None = None  # the last day whose message showed it, its thread aside
    followed: int = 0
    counts_on: date | None = None
    is_over: bool = False  # expired and counted
    alone: bool | None = None
    looks: int = 0

    @property
    def is_bare(self) -> bool:
        return self.likes == 0

    @property
    def stands_alone(self) -> bool:
        return self.is_bare and not self.tappers


def thread_of(post: Standing) -> tuple[str, int]:
    return post.wrote.author, post.wrote.thread


def day_of(at: datetime) -> date:
    return at.astimezone(TOKYO).date()


def reached(post: Standing, at: datetime) -> int:
    if post.shown_at is None:
        return 0
    return max((days for days in FOLLOWED if at - post.shown_at >= days * DAY - (DAY - READ_AFTER)), default=0)


def turns_over(post: Standing, at: datetime) -> bool:
    """Whether seven digests before today's could have shown it."""
    first, today = day_of(post.wrote.at), day_of(at)
    days = (first + number * DAY for number in range((today - first).days))
    return sum(_is_workday(day) and _digest(day) > post.wrote.at + MIN_AGE for day in days) >= TURNS


def _is_workday(day: date) -> bool:
    return day.weekday() < 5 and day not in JAPAN


def _digest(day: date) -> datetime:
    return datetime.combine(day, DIGEST_TIME, TOKYO)
