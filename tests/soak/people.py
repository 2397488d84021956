"""Two hundred people on X: when they write, change their minds, pause and leave, all of it decided by one seed."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any

OFFICIAL = ("moon_official", "moon_jobs")
TEXTS = (
    "Small joy of the day: deleted 400 lines of code, and every test still passes.",
    "朝会のタイマーを公開しました。鳴る音は猫です https://code.example/asakai",
    "Reading group again, chapter 3: *bold* words, <!channel> and @here are just letters & signs.",
    "週末は家族で科学館へ👨‍👩‍👧‍👦 展示のボタンを押した子が「押しやすいね」。",
    "أول إصدار لنا يدعم الكتابة من اليمين إلى اليسار",
    "We are hiring https://jobs.example/one and https://jobs.example/two, come and talk to us!",
    "午後のコーヒーは浅煎りで。",
)
LONG = "サポートの仕事を始めて一年がたちました。相手が次に何をするかまで書いてみる、それだけを続けています。"
OFTEN, NOW_AND_THEN, RARELY = 1.5, 0.15, 0.02  # posts a day
SUBSCRIBERS = 8


@dataclass(slots=True)
class Person:
    """Somebody on the List. `switches` are the moments at which they began or ceased to be shown."""

    handle: str
    per_day: float
    slack_user: str = ""
    is_official: bool = False
    has_left: bool = False
    switches: list[tuple[datetime, bool]] = field(default_factory=list)

    def is_shown(self, at: datetime) -> bool:
        return next((on for since, on in reversed(self.switches) if since <= at), True)

    def shown_all_along(self, since: datetime, until: datetime) -> bool:
        return self.is_shown(since) and not any(since < at <= until for at, _ in self.switches)


@dataclass(frozen=True, slots=True, order=True)
class Act:
    """Something a person does, at a moment."""

    at: datetime
    number: int
    what: str = field(compare=False)
    who: Person = field(compare=False)
    about: Any = field(compare=False, default=None)


class People:
    """Everybody, and what they are going to do, in the order of time."""

    def __init__(self, members: int, first: datetime, days: int, rng: Random) -> None:
        self.everyone = [_person(number, members, rng) for number in range(members)]
        self._rng, self._numbers = rng, count()
        self._to_come: list[Act] = []
        self._writing(first, days)
        self._switching(first, days)

    @property
    def linked(self) -> list[Person]:
        """Those who said in Slack which account is theirs."""
        return [person for person in self.everyone if person.slack_user]

    @property
    def subscribers(self) -> list[Person]:
        """Those of them who asked for personal digests."""
        return self.linked[:SUBSCRIBERS]

    def plan(self, at: datetime, what: str, who: Person, about: Any = None) -> None:
        heapq.heappush(self._to_come, Act(at, next(self._numbers), what, who, about))

    def due(self, now: datetime) -> Iterator[Act]:
        """What was done until now, each once, and what came of it until now as well."""
        while self._to_come and self._to_come[0].at <= now:
            yield heapq.heappop(self._to_come)

    def _writing(self, first: datetime, days: int) -> None:
        """From five days before the start on; busy weeks, quiet weeks, and days on which nobody writes."""
        busy = [self._rng.choice((0.1, 0.2, 1.0, 1.6)) for _ in range(days // 7 + 3)]
        silent = set(self._rng.sample(range(days), days // 10))
        for day in range(-5, days):
            share = 0.0 if day in silent or day - 1 in silent else busy[(day + 5) // 7]
            for person in self.everyone:
                for _ in range(_how_many(person.per_day * share, self._rng)):
                    self.plan(self._some_time(first + timedelta(days=day)), self._kind(), person)

    def _switching(self, first: datetime, days: int) -> None:
        linked = self.linked
        for what, number in {"pause": days // 2, "leave": days // 10, "hide": days}.items():
            for _ in range(number):
                at = self._some_time(first + timedelta(days=self._rng.uniform(1, days - 1)))
                self.plan(at, what, self._rng.choice(linked))

    def _some_time(self, day: datetime) -> datetime:
        """Never on a whole minute, where a rule's edge would be a matter of taste."""
        return day.replace(second=0, microsecond=0) + timedelta(minutes=self._rng.randrange(24 * 60), seconds=17)

    def _kind(self) -> str:
        kinds = {"post": 12, "long": 2, "photo": 2, "thread": 2, "quote": 1, "reply": 3, "repost": 2, "sensitive": 1}
        return self._rng.choices([*kinds], [*kinds.values()])[0]


def _person(number: int, members: int, rng: Random) -> Person:
    if number < len(OFFICIAL):
        return Person(OFFICIAL[number], 0.5, is_official=True)
    often, now_and_then = members // 40 + 4, members // 8
    per_day = OFTEN if number < often else NOW_AND_THEN if number < now_and_then else RARELY
    return Person(f"member_{number}", per_day, f"U0M{number}" if rng.random() < 0.4 or number < 5 else "")


def _how_many(expected: float, rng: Random) -> int:
    """Three a day at most."""
    return sum(rng.random() < expected / 3 for _ in range(3))
