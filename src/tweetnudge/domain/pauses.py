"""How long to wait before trying again what failed."""

from datetime import timedelta


def growing_pause(failures: int, jitter: float, first: timedelta, longest: timedelta) -> timedelta:
    """Twice as long after each failure in a row, up to `longest`.

    `jitter`, from 0 to 1, takes up to a half off, so that many copies do not come back in the same moment.
    """
    whole = min(first * 2 ** min(max(failures - 1, 0), 20), longest)
    return whole * (1 - jitter / 2)
