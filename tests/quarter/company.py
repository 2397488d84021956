"""Who works here, what they write on X and what becomes of it, by one seed; all of it goes into the raw log."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random

from raw import Closed, Deleted, Liked, Log, Wrote
from x_on_record import XOnRecord

OFFICIAL = "moon_official"
OUTSIDER = "somebody_else"
LINKED = 12  # people who said in Slack which account is theirs
LEAVES, TURNS_PROTECTED = 1, 2  # by their numbers; the first ones write most
KINDS = {"post": 10, "thread": 2, "reply": 3, "repost": 2, "sensitive": 1}
POSTS_A_DAY = {True: 11.0, False: 6.0}  # in a large company more than digests hold


@dataclass(slots=True)
class Company:
    """Plans what is going to happen, and lets it happen in the order of time."""

    people: int
    x: XOnRecord
    log: Log
    rng: Random
    written: dict[int, Wrote] = field(default_factory=dict)
    _to_come: list[tuple[datetime, int, Callable[[datetime], None]]] = field(default_factory=list)
    _numbers: count = field(default_factory=count)

    def __post_init__(self) -> None:
        for handle in self.handles:
            self.x.world.add_user(handle, handle.title())
        self.x.world.add_user(OUTSIDER, "Somebody", listed=False)

    @property
    def handles(self) -> list[str]:
        return [OFFICIAL, *(handle_of(number) for number in range(self.people))]

    def plan(self, at: datetime, act: Callable[[datetime], None]) -> None:
        heapq.heappush(self._to_come, (at, next(self._numbers), act))

    def plan_day(self, midnight: datetime) -> None:
        """Never on a whole minute, where a rule's edge would be a matter of taste."""
        for _ in range(_around(POSTS_A_DAY[self.people > 100], self.rng)):
            self.plan(self.sometime(midnight), self._write)

    def sometime(self, midnight: datetime, first: int = 0, last: int = 24 * 60) -> datetime:
        return midnight + timedelta(minutes=self.rng.randrange(first, last), seconds=17)

    def next_at(self, until: datetime) -> datetime | None:
        """When something happens next, if it does until then."""
        return self._to_come[0][0] if self._to_come and self._to_come[0][0] < until else None

    def happen(self) -> None:
        at, _, act = heapq.heappop(self._to_come)
        act(at)

    def like(self, post: int, at: datetime, people: int = 1) -> None:
        """Unless it is gone by then."""
        if post in self.x.world.posts:
            self.x.world.like(post, people)
            self.log(Liked(at, post, people))

    def turn_protected(self, at: datetime) -> None:
        handle = handle_of(TURNS_PROTECTED)
        self.x.world.protect(handle)
        self.log(Closed(at, handle))

    def _write(self, at: datetime) -> None:
        kind = self.rng.choices([*KINDS], [*KINDS.values()])[0]
        author = self._somebody()
        if kind in {"reply", "repost"}:
            other = self.x.world.post(OUTSIDER, "Look at this.", at=at)
            self.x.world.post(author, "Yes.", at=at, **{f"{kind}_{'to' if kind == 'reply' else 'of'}": other})
        elif kind == "sensitive":
            self.x.world.post(author, "Not for everybody.", at=at, sensitive=True)
        else:
            self._wrote(self.x.world.post(author, "Small joy of the day.", at=at), author, at, kind == "thread")

    def _wrote(self, post: int, author: str, at: datetime, thread_goes_on: bool) -> None:
        root = int(self.x.world.posts[post]["conversation_id"])
        self.written[post] = Wrote(at, post, author, root)
        self.log(self.written[post])
        self._what_becomes_of(post, at)
        if thread_goes_on:
            later = timedelta(minutes=self.rng.choice((1, 2, 15, 45, 700, 3000)))
            self.plan(at + later, lambda then: self._go_on(post, author, then))

    def _go_on(self, parent: int, author: str, at: datetime) -> None:
        if parent in self.x.world.posts:
            post = self.x.world.post(author, "And one more thing.", at=at, reply_to=parent)
            self._wrote(post, author, at, self.rng.random() < 0.4)

    def _what_becomes_of(self, post: int, at: datetime) -> None:
        """Some people outside like it, at once or days later; now and then its author deletes it."""
        if self.rng.random() < 0.3:
            for _ in range(self.rng.randrange(1, 4)):
                self.plan(at + timedelta(hours=self.rng.expovariate(1 / 30)), lambda then: self.like(post, then))
        if self.rng.random() < 0.06:
            self.plan(at + timedelta(hours=self.rng.uniform(0, 150)), lambda then: self._delete(post, then))

    def _delete(self, post: int, at: datetime) -> None:
        self.x.world.delete(post)
        self.log(Deleted(at, post))

    def _somebody(self) -> str:
        """A few write often, most hardly ever; who is asleep, has left or is on leave does not matter here."""
        if self.rng.random() < 0.08:
            return OFFICIAL
        return handle_of(min(int(self.rng.expovariate(1 / (self.people / 4))), self.people - 1))


def handle_of(number: int) -> str:
    return f"member_{number}"


def slack_user_of(number: int) -> str:
    return f"U0M{number}"


def _around(expected: float, rng: Random) -> int:
    return sum(rng.random() < expected / 30 for _ in range(30))
