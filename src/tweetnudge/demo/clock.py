"""A clock that stands still until somebody moves it."""

from datetime import UTC, datetime, timedelta

WEDNESDAY_MORNING = datetime(2026, 7, 1, 1, 0, tzinfo=UTC)  # 10:00 in Tokyo


class Clock:
    """Call it for the time; `pass_by` moves it, and so does sleeping."""

    def __init__(self, now: datetime = WEDNESDAY_MORNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> datetime:
        """Move on by so many days, hours, minutes or seconds."""
        self.now += timedelta(**time)
        return self.now

    def sleep(self, seconds: float) -> None:
        """Take the place of time.sleep: nobody waits, time passes."""
        self.pass_by(seconds=seconds)
