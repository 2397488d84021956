"""The days of a campaign: people post, things fail, copies die, and once a day a digest is due."""

import time
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random

from copies import Orders
from faults import CHANGES, FOLLOW_UP, MORNING, NIGHT, PICTURES, Catalogue
from hours import MINUTE, TOKYO, Hours, say
from months import Months
from people import People
from world import Company

from tweetnudge.domain.outbox import State, digest_key

SHORT_OF_PATIENCE, OUT_OF_PATIENCE = 12.0, 60.0  # seconds until faults end, and until a digest counts as missing
FOR_RESULTS, FOR_THE_REST = 15.0, 12.0
NIGHT_HOURS = (11, 15, 19, 23, 27)
SHARED_TRIES = 3
# So many posts just before a digest: most of them go on in its thread, sometimes in three messages.
POSTS_A_MORNING = (1, 2, 16, 30)
GIVEN_UP = {State.FAILED, State.EXPIRED}


@dataclass
class Campaign:
    """Everything around the copies. `due` are the keys of the digests that had something to show."""

    hours: Hours
    faults: Catalogue
    company: Company
    people: People
    months: Months
    rng: Random
    due: list[str] = field(default_factory=list[str])
    day: int = 0

    def start(self) -> None:
        """Somebody types `tweetnudge digest` for the first time: that is Start."""
        self.company.post_something(12)
        self.company.post_at_least(8)
        self.hours.pace.moved(31 * MINUTE)
        self.due.append(self._today())
        self.hours.copies.start(Orders("by_hand"))
        self.hours.wait(self._digest_seen, 20)
        self.hours.slots.fill()
        self._wait_for_the_rest()
        self.people.respond(dies=False)

    def one_day(self) -> None:
        """From one digest to the next, with faults and deaths."""
        self.day += 1
        restore = self.rng.choice(("before", "after")) if self.day % 4 == 0 else "not"
        self._night()
        if restore == "before":
            self._restore()
        self.company.post_at_least(self.rng.choice(POSTS_A_MORNING))
        self._stage(32.5, posts=1, faults=1)
        self._stage(33.3, faults=2, kinds=FOLLOW_UP)
        if self.people.regret_before():
            self.faults.did("X: deleted between read and send")
        self._morning()
        self._results()
        if restore == "after":
            self._restore()
            self.hours.live(1.0)
            self._wait_for_the_rest()
        self._afternoon()
        if self.day % 4 == 3:
            self.hours.stopped(self.hours.store.back_up)
            self.months.back_up()

    def quiet_day(self) -> bool:
        """A day on which nothing fails and nobody posts; False when it brought nothing to the channel."""
        self.hours.slots.may_die = False
        self.hours.jump_to(self.hours.next(33.55))
        self._count_if_due()
        self._wait_for_digest()
        self._wait_for_the_rest()
        self._results()
        return self._digest_seen()

    def settle(self) -> None:
        """A week later everything that is gone on X has been noticed."""
        for hour in (18, *[18] * 7):
            self.hours.jump_to(self.hours.next(hour))
        self.hours.pass_until(lambda: not self.hours.sightings.still(self.people.gone), OUT_OF_PATIENCE)

    def _night(self) -> None:
        """The hours until the next morning; now and then the rest of the month is skipped before."""
        if self.day % 3 == 0 and not self._waiting():
            self.hours.jump_to(self.hours.last_of_month())
            self._stage(5, posts=self.rng.randint(0, 1), faults=1)
            return
        passed = self.hours.hour
        for hour in (hour for hour in NIGHT_HOURS if hour > passed):
            self._stage(hour, posts=self.rng.randint(0, 1), faults=1)

    def _stage(self, hour: float, *, posts: int = 0, faults: int = 0, kinds: tuple[str, ...] = NIGHT) -> None:
        """It becomes so late (more than 24: tomorrow), and there is a little time for the copies to work."""
        self.hours.jump_to(self.hours.next(hour))
        self.company.post_something(posts)
        self.faults.arm(faults, kinds)
        self.hours.slots.begin("night")
        self.hours.live(0.5)

    def _morning(self) -> None:
        """The digest is due."""
        self.faults.arm(5, MORNING)
        self.hours.jump_to(self.hours.next(9.55))
        self._count_if_due()
        if self.months.awaited():
            self.faults.arm(3, PICTURES)
        self.hours.slots.begin("morning")
        self._wait_for_digest()
        self.faults.arm(2, MORNING)
        self._wait_for_the_rest()

    def _wait_for_digest(self) -> None:
        """Minutes pass until it is there, the bot says that there is nothing to say, or the day is over."""
        began, today = time.monotonic(), self._today()
        while not self._digest_seen() and (waited := time.monotonic() - began) < OUT_OF_PATIENCE:
            self.hours.live(0.2)
            self.hours.pace.moved(MINUTE if waited < SHORT_OF_PATIENCE / 3 else 5 * MINUTE)
            if self._state() is State.SKIPPED or self._today() != today:
                say(f"{today} has come to nothing: {self.hours.pace.state(today)}")
                return
            if waited > SHORT_OF_PATIENCE:
                self.faults.end()
                self.hours.slots.may_die = False
            if self._state() in GIVEN_UP or (waited > SHORT_OF_PATIENCE and self._state() is None):
                self._mend()
        if not self._digest_seen():
            say(f"{self._today()} is missing; the outbox says {self._state()}")

    def _wait_for_the_rest(self) -> None:
        """Its thread, and after it what is for one person alone; at last when nothing fails any more."""
        today = self.hours.today
        if not self._digest_seen() or self.hours.pass_until(lambda: self.hours.pace.is_complete(today), FOR_THE_REST):
            return
        self.faults.end()
        self.hours.slots.may_die = False
        if not self.hours.pass_until(lambda: self.hours.pace.is_complete(today), FOR_THE_REST):
            say(f"what follows the digest of {today} is incomplete")

    def _mend(self) -> None:
        """What was wrong is over, or nearly so, and an admin asks for the digest by hand."""
        asked = self.hours.copies.start(replace(self.hours.slots.orders_by_hand(), task="by_hand"))
        self.hours.wait(lambda: asked.exitcode is not None, 15)

    def _results(self) -> None:
        """On a month's first morning the admins hear of the last one, and one of them shares it."""
        self._results_come()
        month = self.months.to_share()
        if month is None:
            return
        self.faults.end()
        self.faults.arm(2, PICTURES)
        if any(self.people.share(month, dies=attempt == 0) for attempt in range(SHARED_TRIES)):
            self.months.shared.add(month)
        self._results_come()

    def _results_come(self) -> None:
        """They, and their charts, at last when nothing fails any more."""
        if not self.hours.pass_until(lambda: not self.months.awaited(), SHORT_OF_PATIENCE / 2):
            self.faults.end()
            self.hours.slots.may_die = False
            self.hours.pass_until(lambda: not self.months.awaited(), FOR_RESULTS)
            self.months.in_vain |= set(self.months.awaited())

    def _afternoon(self) -> None:
        """People see the digest, press, like, regret and hide; messages change."""
        self.faults.end()
        self.hours.slots.may_die = True
        self.people.respond()
        if self.people.regret_after():
            self.faults.did("X: deleted after it was shown")
        self.people.hide()
        self.faults.arm(2, CHANGES)
        self.hours.slots.begin("afternoon")
        for _ in range(4):
            self.hours.live(0.3)
            self.hours.pace.moved(MINUTE)
        self.faults.end()

    def _restore(self) -> None:
        self.hours.stopped(self.hours.store.restore)
        self.months.restore()
        self.faults.did("the database is restored")

    def _count_if_due(self) -> None:
        """Whether, by X, something waits for its turn that is old enough; and whether a month is over."""
        ripe = self.hours.pace.clock() - 31 * MINUTE
        if any(_written(post) < ripe for post in self._waiting()):
            self.due.append(self._today())
        self.months.morning(self.hours.today)

    def _waiting(self) -> set[int]:
        """What has still to be shown; what continues a thread is shown by its first post."""
        return set(self.company.eligible.values()) - self.hours.sightings.posts

    def _today(self) -> str:
        """The key of today's digest."""
        return digest_key(self.hours.today)

    def _digest_seen(self) -> bool:
        return self.hours.sightings.saw(self._today())

    def _state(self) -> State | None:
        return self.hours.pace.state(self._today())


def _written(post: int) -> datetime:
    """X's ids tell the time."""
    return datetime.fromtimestamp(((post >> 22) + 1_288_834_974_657) / 1000, TOKYO)
