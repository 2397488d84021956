"""When a post that was shown is looked up on X again, and what that says about its support. Pure."""

from datetime import datetime, timedelta

from tweetnudge.domain.report import Figures

DAYS = (1, 3, 7)
TOKENS_UNTIL = 3  # days; after that follow-up nobody has to be counted once any more
# The next morning's digest knows how yesterday's posts stand, though that one was sent some minutes after its time.
EARLIER = timedelta(hours=1)


def due_since(days: int, now: datetime) -> datetime:
    """A post shown by then has so many days behind it at `now`."""
    return now - timedelta(days=days) + EARLIER


def days_reached(shown_at: datetime, now: datetime) -> int:
    """The last of the days 1, 3 and 7 that a post shown then has reached; 0 for none."""
    return max((days for days in DAYS if shown_at <= due_since(days, now)), default=0)


def is_alone(likes: int, taps: int) -> bool:
    """Nobody supported it: no like on X, no tap here."""
    return likes == 0 and taps == 0


def after_a_day(likes: int, taps: int, *, before: bool | None) -> tuple[bool, Figures]:
    """Whether a post stands alone a day after it was shown, and what that changes in the results.

    `before` is what was said a day after it was shown the time before; None when this was the first time.
    """
    alone = is_alone(likes, taps)
    if before is None:
        return alone, Figures(read_later=1, bare_later=int(likes == 0), judged=1, alone=int(alone))
    return before and alone, Figures(alone=int(before and alone) - int(before))


def never_shown(likes: int, taps: int) -> tuple[bool, Figures]:
    """The same for a post that expired before anybody got to see it."""
    alone = is_alone(likes, taps)
    return alone, Figures(expired=1, judged=1, alone=int(alone))
