"""A simple model of attention in a company of 15: what each way of choosing leaves without anybody's support.

On each of their days four in ten open the channel; who reads one post goes on to the next with a probability of 0.85,
and likes a quarter of what is read. Authors do not count for themselves.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from tweetnudge.domain.digest import AGAIN_AT_MOST, LOOKS_AT_MOST, Turn, Window, choose_digest
from tweetnudge.domain.posts import Post, SeenPost

PEOPLE, SIZE = 15, 5
OPENS, GOES_ON, LIKES = 0.40, 0.85, 0.25
POSTS_A_DAY = 0.17  # a person: about half of what a digest holds
DAYS, SEEDS = 90, range(8)
MAX_AGE = timedelta(days=7)
FIRST = datetime(2026, 7, 1, 0, 30, tzinfo=UTC)


@dataclass
class Company:
    """Who wrote what, how it was answered, and how often it was shown. `fame` is how many outsiders like a post."""

    seed: int
    posts: dict[int, Post] = field(default_factory=dict[int, Post])
    likes: dict[int, int] = field(default_factory=dict[int, int])
    fame: dict[int, int] = field(default_factory=dict[int, int])
    times: dict[int, int] = field(default_factory=dict[int, int])
    last: dict[int, datetime] = field(default_factory=dict[int, datetime])

    def __post_init__(self) -> None:
        # What is written does not depend on how it is read, so that every order meets the same posts.
        self.writing, self.reading = Random(self.seed), Random(self.seed + 1000)

    def write(self, day: datetime) -> None:
        for author in range(1, PEOPLE + 1):
            if self.writing.random() < POSTS_A_DAY:
                number = len(self.posts) + 1
                at = day - timedelta(minutes=self.writing.uniform(31, 1440))
                self.posts[number] = Post(number, number, author, at, "Hello", number)
                self.likes[number], self.fame[number] = 0, int(self.writing.paretovariate(1)) - 1

    def read(self, shown: Iterable[int]) -> None:
        shown = list(shown)
        for reader in range(1, PEOPLE + 1):
            if self.reading.random() < OPENS:
                self._read_down(reader, shown)
        self.times |= {number: self.times.get(number, 0) + 1 for number in shown}

    def _read_down(self, reader: int, shown: list[int]) -> None:
        for number in shown:
            if self.reading.random() >= GOES_ON:
                return
            if reader != self.posts[number].author_id and self.reading.random() < LIKES:
                self.likes[number] += 1

    def waiting(self, day: datetime) -> list[SeenPost]:
        return [self._seen(n) for n in self._young(day) if n not in self.times]

    def shown_before(self, day: datetime) -> list[SeenPost]:
        """How they stand is known a day after they were last shown, and they come again twice at most."""
        return [self._seen(n) for n in self._young(day) if 1 <= self.times.get(n, 0) <= LOOKS_AT_MOST]

    def alone(self) -> float:
        """The share nobody supports, of all that was written."""
        return sum(likes == 0 for likes in self.likes.values()) / len(self.likes)

    def _young(self, day: datetime) -> list[int]:
        return [number for number, post in self.posts.items() if post.created_at > day - MAX_AGE]

    def _seen(self, number: int) -> SeenPost:
        return SeenPost(self.posts[number], self.likes[number], taps=self.likes[number])


Order = Callable[[Company, datetime], list[int]]


def by_turns(again: int) -> Order:
    """As the bot chooses, with so many places for what comes again."""

    def choose(company: Company, day: datetime) -> list[int]:
        window = Window(day - MAX_AGE, day - MAX_AGE, day - timedelta(minutes=30))
        turn = Turn(window, SIZE, last_surfaced=company.last, again=again)
        digest = choose_digest(company.waiting(day), turn, company.shown_before(day))
        company.last |= {entry.lead.author_id: day for entry in (*digest.official, *digest.colleagues)}
        return [entry.lead.id for entry in digest.entries]

    return choose


def newest_first(company: Company, day: datetime) -> list[int]:
    found = sorted(company.waiting(day), key=lambda seen: seen.post.created_at, reverse=True)
    return [seen.post.id for seen in found[:SIZE]]


def most_liked_first(company: Company, day: datetime) -> list[int]:
    found = sorted(company.waiting(day), key=lambda seen: company.fame[seen.post.id], reverse=True)
    return [seen.post.id for seen in found[:SIZE]]


def share_alone(order: Order) -> float:
    """Over a few seeds, so that no lucky one decides."""
    return sum(_lived(seed, order) for seed in SEEDS) / len(SEEDS)


def _lived(seed: int, order: Order) -> float:
    company = Company(seed)
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        company.write(day)
        company.read(order(company, day))
    for number in range(DAYS, DAYS + MAX_AGE.days):  # what was written last has its chances too
        company.read(order(company, FIRST + timedelta(days=number)))
    return company.alone()


@pytest.fixture(scope="module")
def shares() -> dict[str, float]:
    orders = {
        "looks": by_turns(AGAIN_AT_MOST),
        "no looks": by_turns(0),
        "newest first": newest_first,
        "most liked first": most_liked_first,
    }
    return {name: share_alone(order) for name, order in orders.items()}


def test_another_look_leaves_less_than_half_of_what_is_left_without(shares: dict[str, float]) -> None:
    assert shares["looks"] < shares["no looks"] / 2


@pytest.mark.parametrize("other", ["newest first", "most liked first"])
def test_no_other_order_comes_near(shares: dict[str, float], other: str) -> None:
    assert shares["looks"] < shares[other] / 2


def test_without_looks_it_matters_little_who_comes_first(shares: dict[str, float]) -> None:
    """Turns alone are fair, and do not make more people read: that is what looks are for."""
    for other in ("newest first", "most liked first"):
        assert abs(shares["no looks"] - shares[other]) < 0.1


def test_one_place_for_looks_helps_less_than_two(shares: dict[str, float]) -> None:
    assert shares["looks"] < share_alone(by_turns(1)) < shares["no looks"]


def test_the_same_seed_says_the_same() -> None:
    order = by_turns(AGAIN_AT_MOST)
    first, again = Company(3), Company(3)
    for company in (first, again):
        for number in range(10):
            company.write(FIRST + timedelta(days=number))
            company.read(order(company, FIRST + timedelta(days=number)))
    assert first.likes == again.likes
