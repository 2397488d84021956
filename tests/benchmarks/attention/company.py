"""Who writes what. It does not depend on how it is read, so that every rule meets the same posts."""

import math
from datetime import UTC, datetime, timedelta
from random import Random

from tweetnudge.domain.posts import Post

FIRST = datetime(2026, 7, 1, 0, 30, tzinfo=UTC)
MIN_AGE, MAX_AGE = timedelta(minutes=30), timedelta(days=7)
DAY_IN_MINUTES = 24 * 60
FEW_WRITE_MUCH = 1.5  # Pareto's exponent
OUTSIDERS_LIKE = 1.0  # likewise, for what is liked and reposted outside the company


class Company:
    """People 1 to n and all their posts. `fame` is a post's likes and reposts by outsiders."""

    def __init__(self, people: int, posts_a_day: float, seed: int) -> None:
        self.people = range(1, people + 1)
        self.posts: dict[int, Post] = {}
        self.fame: dict[int, tuple[int, int]] = {}
        self.young: list[int] = []
        self._rng = Random(seed)
        self._rates = self._activity(posts_a_day)

    def write(self, now: datetime) -> None:
        """A day's posts, up to when the day's message is chosen; what is older than MAX_AGE is over."""
        self.young = [number for number in self.young if self.posts[number].created_at > now - MAX_AGE]
        for author, rate in zip(self.people, self._rates, strict=True):
            for _ in range(self._happens(rate)):
                self._write(author, now - timedelta(minutes=self._rng.uniform(31, DAY_IN_MINUTES)))

    def since(self, before: datetime) -> tuple[int, ...]:
        """What was written since, the newest first."""
        found = [number for number in self.young if self.posts[number].created_at > before]
        return tuple(sorted(found, key=lambda number: self.posts[number].created_at, reverse=True))

    def _activity(self, mean: float) -> list[float]:
        drawn = [self._rng.paretovariate(FEW_WRITE_MUCH) for _ in self.people]
        return [mean * one * len(drawn) / sum(drawn) for one in drawn]

    def _happens(self, rate: float) -> int:
        """Poisson, as Knuth draws it."""
        count, product, limit = 0, self._rng.random(), math.exp(-rate)
        while product > limit:
            count, product = count + 1, product * self._rng.random()
        return count

    def _write(self, author: int, at: datetime) -> None:
        number = len(self.posts) + 1
        self.posts[number] = Post(number, number, author, at, "Hello", number)
        self.fame[number] = (self._outsiders(), self._outsiders())
        self.young.append(number)

    def _outsiders(self) -> int:
        return int(self._rng.paretovariate(OUTSIDERS_LIKE)) - 1
