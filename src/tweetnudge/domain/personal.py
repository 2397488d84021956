"""Personal digests: a few posts for each reader who asked, so that every post comes before somebody. Pure.

In a large company most posts never fit into the channel's message. The readers of personal digests share them out among
themselves.
"""

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tweetnudge.domain.digest import Entry, entries_of
from tweetnudge.domain.posts import SeenPost

POSTS_AT_MOST = 7

# What is given next: not answered yet, to the fewest today, to the fewest ever, the oldest.
Need = tuple[bool, int, int, datetime, int]
# Whether a post (by its id) was given to a person on an earlier day.
WasGiven = Callable[[int, str], bool]


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Somebody who asked for a personal digest of so many posts (1 to 7); accounts in `own` are theirs."""

    person: str
    posts: int
    own: frozenset[int] = frozenset()


def choose_personal(
    pool: Iterable[SeenPost], subscribers: Sequence[Subscriber], was_given: WasGiven
) -> dict[str, tuple[Entry, ...]]:
    """What each subscriber is given today, best first; who is given nothing is left out.

    Posts nobody has supported yet come first, and of those each the one given to the fewest readers, today's counted
    before those of earlier days: what was given yesterday may be answered by now, which nobody can know of what is
    given beside it today. Nobody is given an own post, one given to them before, or two of an author.
    """
    lead = {seen.post.id: seen for seen in pool}
    waiting = _Queue([(entry, lead[entry.lead.id]) for entry in entries_of(lead.values())])
    given = {one.person: tuple(waiting.take(one, was_given)) for one in subscribers}
    return {person: entries for person, entries in given.items() if entries}


def is_answered(seen: SeenPost) -> bool:
    """Whether anybody has supported it, as far as is known."""
    return seen.likes > 0 or seen.taps > 0


class _Queue:
    """Entries by need; one that is given goes back to where it then belongs."""

    def __init__(self, entries: Iterable[tuple[Entry, SeenPost]]) -> None:
        self._entries = {entry.lead.id: (entry, seen) for entry, seen in entries}
        self._today: Counter[int] = Counter()
        self._heap = [self._need(post_id) for post_id in self._entries]
        heapq.heapify(self._heap)

    def take(self, subscriber: Subscriber, was_given: WasGiven) -> list[Entry]:
        taken: dict[int, Entry] = {}  # by author
        passed: list[int] = []
        while self._heap and len(taken) < subscriber.posts:
            post_id = heapq.heappop(self._heap)[-1]
            passed.append(post_id)
            entry, _ = self._entries[post_id]
            author = entry.lead.author_id
            if author not in taken and author not in subscriber.own and not was_given(post_id, subscriber.person):
                taken[author] = entry
                self._today[post_id] += 1
        for post_id in passed:
            heapq.heappush(self._heap, self._need(post_id))
        return list(taken.values())

    def _need(self, post_id: int) -> Need:
        entry, seen = self._entries[post_id]
        return is_answered(seen), self._today[post_id], seen.given, entry.lead.created_at, post_id
