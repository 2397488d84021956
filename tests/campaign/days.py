"""The days of a campaign: people post, things fail, copies die, and once a day a digest is due."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from copies import Copies, Orders
from databases import Store
from faults import CHANGES, MORNING, NIGHT, Catalogue
from pacing import Pace
from slots import LEASE_SECONDS, Slots
from verdict import Sightings
from world import Company

from tweetnudge.demo.slack import ADMIN, CHANNEL, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.outbox import State, digest_key

TOKYO = ZoneInfo("Asia/Tokyo")
SHORT_OF_PATIENCE, OUT_OF_PATIENCE = 12.0, 60.0  # seconds until faults end, and until a digest counts as missing
MOMENT, MINUTE = 0.02, timedelta(minutes=1)
GIVEN_UP = {State.FAILED, State.EXPIRED}


@dataclass
class Campaign:
    """Everything around the copies. `due` are the keys of the digests that had something to show."""

    x: XStandIn
    slack: SlackStandIn
    store: Store
    copies: Copies
    pace: Pace
    faults: Catalogue
    company: Company
    sightings: Sightings
    rng: Random
    slots: Slots
    due: list[str] = field(default_factory=list[str])
    hidden: set[int] = field(default_factory=set[int])
    day: int = 0

    def start(self) -> None:
        """Somebody types `tweetnudge digest` for the first time: that is Start."""
        self.company.post_something(12)
        self.company.post_at_least_one()
        self.pace.moved(timedelta(minutes=31))
        self.due.append(self.today())
        self.copies.start(Orders("by_hand"))
        self._wait(self._digest_seen, 20)
        self.slots.fill()

    def one_day(self) -> None:
        """From one digest to the next, with faults and deaths."""
        self.day += 1
        restore = self.rng.choice(("before", "after")) if self.day % 4 == 0 else "not"
        for hour in (11, 14, 17, 20, 23, 26, 29):
            self._stage(hour, posts=self.rng.randint(0, 1), faults=1)
        if restore == "before":
            self._restore()
        self.company.post_at_least_one()
        self._stage(32.5, posts=1, faults=1)
        self._stage(33.3, posts=0, faults=0)
        self._regret()
        self._morning()
        if restore == "after":
            self._restore()
            self._live(1.0)
        self._hide_something()
        self.faults.end()
        if self.day % 4 == 3:
            self._stopped(self.store.back_up)

    def quiet_day(self) -> bool:
        """A day on which nothing fails and nobody posts; False when it brought nothing to the channel."""
        self.slots.may_die = False
        self._jump_to(self._next(33.55))
        self._count_if_due()
        self._wait_for_digest()
        return self._digest_seen()

    def stop(self) -> None:
        """Kill every copy, and see what Slack takes from them nevertheless."""
        self.copies.stop()
        self._look_for(LEASE_SECONDS / 2)

    def today(self) -> str:
        """The key of today's digest."""
        return digest_key(self.pace.clock().astimezone(TOKYO).date())

    def _stage(self, hour: float, *, posts: int, faults: int) -> None:
        """It becomes so late (more than 24: tomorrow), and there is a little time for the copies to work."""
        self._jump_to(self._next(hour))
        self.company.post_something(posts)
        self.faults.arm(faults, NIGHT)
        self.slots.begin("night")
        self._live(0.5)

    def _morning(self) -> None:
        """The digest is due."""
        self.faults.arm(8, MORNING)
        self._jump_to(self._next(9.55))
        self._count_if_due()
        self.slots.begin("morning")
        self._wait_for_digest()
        self.slots.may_die = True

    def _wait_for_digest(self) -> None:
        """Minutes pass until it is there, the bot says that there is nothing to say, or the day is over."""
        began, today = time.monotonic(), self.today()
        while not self._digest_seen() and (waited := time.monotonic() - began) < OUT_OF_PATIENCE:
            self._live(0.2)
            self.pace.moved(MINUTE if waited < SHORT_OF_PATIENCE / 3 else 5 * MINUTE)
            if self._state() is State.SKIPPED or self.today() != today:
                say(f"{today} has come to nothing: {self.pace.state(today)}")
                return
            if waited > SHORT_OF_PATIENCE:
                self.faults.end()
                self.slots.may_die = False
            if self._state() in GIVEN_UP or (waited > SHORT_OF_PATIENCE and self._state() is None):
                self._mend()
        if not self._digest_seen():
            say(f"{self.today()} is missing; the outbox says {self._state()}")

    def _mend(self) -> None:
        """What was wrong is over, or nearly so, and an admin asks for the digest by hand."""
        asked = self.copies.start(replace(self.slots.orders_by_hand(), task="by_hand"))
        self._wait(lambda: asked.exitcode is not None, 15)

    def _hide_something(self) -> None:
        """An admin hides a post that was shown: the message has to change."""
        shown = sorted(self.sightings.posts & self.company.alone)
        if not shown or self.rng.random() < 0.3:
            return
        post = shown[-1]
        self.hidden.add(post)
        self.company.forget(post)
        asked = self.copies.start(Orders("hide", about=(ADMIN, post)))
        self._wait(lambda: asked.exitcode is not None, 5)
        self.faults.arm(2, CHANGES)
        for _ in range(4):
            self._live(0.3)
            self.pace.moved(MINUTE)

    def _regret(self) -> None:
        """A post is deleted on X after it was read and before it is shown."""
        read = {number for _, kind, number in self.x.billed.copy() if kind == "post"} - self.sightings.posts
        if self.rng.random() < 0.5 and self.company.delete_one_of(read) is not None:
            self.faults.did("X: deleted between read and send")

    def _restore(self) -> None:
        self._stopped(self.store.restore)
        self.faults.did("the database is restored")

    def _stopped(self, act: Callable[[], None]) -> None:
        """Do something while no copy lives, and no request of one is still under way."""
        self.stop()
        self.pace.close()
        act()

    def _jump_to(self, moment: datetime) -> None:
        """Work goes on until nothing is on its way and the clock may be moved."""
        while not self.pace.moved(max(moment - self.pace.clock(), timedelta(0))):
            self._live(0.1)

    def _live(self, seconds: float) -> None:
        """The copies work for so long."""
        self._wait(lambda: False, seconds)

    def _wait(self, happened: Callable[[], bool], at_most: float) -> None:
        until = time.monotonic() + at_most
        while not happened() and time.monotonic() < until:
            self.copies.reap()
            self.slots.keep_alive()
            self._look_for(MOMENT)

    def _look_for(self, seconds: float) -> None:
        time.sleep(seconds)
        with self.slack.lock:
            self.sightings.look(self.slack.workspace.messages(CHANNEL))

    def _count_if_due(self) -> None:
        """Whether, by X, something waits for its turn that is old enough."""
        ripe = self.pace.clock() - timedelta(minutes=31)
        waiting = self.company.eligible.keys() - self.sightings.posts
        if any(_written(post) < ripe for post in waiting if self.company.eligible[post] == post):
            self.due.append(self.today())

    def _digest_seen(self) -> bool:
        return self.sightings.saw(self.today())

    def _state(self) -> State | None:
        return self.pace.state(self.today())

    def _next(self, hour: float) -> datetime:
        """The next time it is so late in Tokyo; hours beyond 24 are tomorrow's."""
        now = self.pace.clock().astimezone(TOKYO)
        at = now.replace(hour=0, minute=0, second=0) + timedelta(hours=hour % 24)
        return at if at > now else at + timedelta(days=1)


def _written(post: int) -> datetime:
    """X's ids tell the time."""
    return datetime.fromtimestamp(((post >> 22) + 1_288_834_974_657) / 1000, TOKYO)


def say(text: str) -> None:
    """Progress, for whoever watches."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
