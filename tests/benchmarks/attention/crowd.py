"""Who opens and reads what, and what makes them like it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from random import Random

from habits import Habits, Shown

from tweetnudge.domain.posts import Post

Unread = defaultdict[int, list[tuple[int, ...]]]  # of each reader, the oldest first


class Readers:
    """Everybody in the company, day by day. `reads` counts how often somebody read a post of another."""

    def __init__(self, people: Iterable[int], posts: Mapping[int, Post], habits: Habits, seed: int) -> None:
        self.reads: Counter[int] = Counter()
        self.likes: defaultdict[int, set[int]] = defaultdict(set)
        self._people, self._posts, self._habits = list(people), posts, habits
        self._rng = Random(seed)
        self._channel, self._personal = Unread(list), Unread(list)

    def a_day(self, shown: Shown) -> None:
        """Everybody comes by, or does not."""
        for reader in self._people:
            self._look_at_channel(reader, shown)
            self._look_at_personal(reader, shown.personal.get(reader, ()))

    def _look_at_channel(self, reader: int, shown: Shown) -> None:
        unread = self._channel[reader]
        unread.append(shown.channel)
        if self._rng.random() < self._habits.opens:
            self._read_all(reader, unread)
            if shown.thread and self._rng.random() < self._habits.opens_thread:
                self._read_down(reader, shown.thread, self._habits.goes_on_in_thread)
        elif not shown.one_each:
            unread.clear()

    def _look_at_personal(self, reader: int, given: tuple[int, ...]) -> None:
        unread = self._personal[reader]
        if given:
            unread.append(given)
        if unread and self._rng.random() < self._habits.opens:
            self._read_all(reader, unread)
        elif not self._habits.unread_waits:
            unread.clear()

    def _read_all(self, reader: int, unread: list[tuple[int, ...]]) -> None:
        self._read_down(reader, chain.from_iterable(reversed(unread)), self._habits.goes_on)
        unread.clear()

    def _read_down(self, reader: int, posts: Iterable[int], goes_on: float) -> None:
        random = self._rng.random
        for number in posts:
            if self._posts[number].author_id != reader:
                self.reads[number] += 1
                if random() < self._habits.likes:
                    self.likes[number].add(reader)
            if random() >= goes_on:
                return
