"""Time passes while the copies work, and everything in Slack is looked at."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from copies import Copies
from databases import Store
from pacing import Pace
from sightings import Sightings
from slots import Slots

from tweetnudge.demo.slack import SlackStandIn

TOKYO = ZoneInfo("Asia/Tokyo")
MOMENT, MINUTE = 0.02, timedelta(minutes=1)
UNDER_WAY = 1.5  # seconds: what a copy that was killed asked of Slack has arrived by then


@dataclass
class Hours:
    """The clock, whoever works by it, and what is seen of their work."""

    slack: SlackStandIn
    store: Store
    copies: Copies
    pace: Pace
    slots: Slots
    sightings: Sightings

    def live(self, seconds: float) -> None:
        """The copies work for so long."""
        self.wait(lambda: False, seconds)

    def wait(self, happened: Callable[[], bool], at_most: float) -> bool:
        """The copies work until this has happened; returns whether it has."""
        until = time.monotonic() + at_most
        while not happened() and time.monotonic() < until:
            self.copies.reap()
            self.slots.keep_alive()
            self.look(MOMENT)
        return happened()

    def pass_until(self, happened: Callable[[], bool], at_most: float) -> bool:
        """The same, and meanwhile one minute after the other is over, and at last five."""
        began = time.monotonic()
        while not happened() and (waited := time.monotonic() - began) < at_most:
            self.live(0.2)
            self.pace.moved(MINUTE if waited < at_most / 3 else 5 * MINUTE)
        return happened()

    def jump_to(self, moment: datetime) -> None:
        """Work goes on until nothing is on its way and the clock may be moved."""
        while not self.pace.moved(max(moment - self.pace.clock(), timedelta(0))):
            self.live(0.1)

    def look(self, seconds: float) -> None:
        """Wait so long, and then see what is in Slack."""
        time.sleep(seconds)
        with self.slack.lock:
            self.sightings.look(self.slack.workspace.posted)

    def stop(self) -> None:
        """Kill every copy, and see what Slack takes from them nevertheless."""
        self.copies.stop()
        self.look(UNDER_WAY)

    def stopped(self, act: Callable[[], None]) -> None:
        """Do something while no copy lives, and no request of one is still under way."""
        self.stop()
        self.pace.close()
        act()

    @property
    def today(self) -> date:
        return self.pace.clock().astimezone(TOKYO).date()

    @property
    def hour(self) -> int:
        return self.pace.clock().astimezone(TOKYO).hour

    def next(self, hour: float) -> datetime:
        """The next time it is so late in Tokyo; hours beyond 24 are tomorrow's."""
        now = self.pace.clock().astimezone(TOKYO)
        at = now.replace(hour=0, minute=0, second=0) + timedelta(hours=hour % 24)
        return at if at > now else at + timedelta(days=1)

    def last_of_month(self) -> datetime:
        """Early in the month's last day."""
        return datetime(self.today.year, self.today.month, 28, 3, tzinfo=TOKYO) + _to_the_end(self.today)


def _to_the_end(day: date) -> timedelta:
    after = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return after - timedelta(days=1) - day.replace(day=28)


def say(text: str) -> None:
    """Progress, for whoever watches."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
