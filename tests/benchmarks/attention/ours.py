"""The project's own choosing, day by day, as the bot does it: message, looks, thread, personal digests."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from random import Random

from company import MAX_AGE, MIN_AGE, Company
from crowd import Readers
from habits import Habits, Shown, Sizes

from tweetnudge.domain.digest import LOOKS_AT_MOST, Digest, Turn, Window, choose_digest
from tweetnudge.domain.personal import Subscriber, choose_personal, is_answered
from tweetnudge.domain.posts import SeenPost

A_REPLY = 12  # entries that fit into a message in the thread


class Ours:
    """Knows of likes what stood when the day began. Who asked for a personal digest comes in another order each day."""

    def __init__(self, company: Company, readers: Readers, sizes: Sizes, habits: Habits, seed: int) -> None:
        self.times: Counter[int] = Counter()  # in the channel: in a message or in a thread
        self._company, self._readers, self._sizes = company, readers, sizes
        self._rng = Random(seed)
        self._in_message: set[int] = set()  # of any day
        self._last: dict[int, datetime] = {}
        self._given: Counter[int] = Counter()
        self._given_to: set[tuple[int, str]] = set()
        asked = self._rng.sample(list(company.people), round(habits.asked * len(company.people)))
        self._subscribers = [Subscriber(str(one), sizes.personal, frozenset({one})) for one in asked]

    def choose(self, now: datetime) -> Shown:
        """What is shown today."""
        young = {number: self._seen(number) for number in self._company.young}
        waiting = {number: seen for number, seen in young.items() if not self.times[number]}
        shown = [seen for number, seen in young.items() if 1 <= self.times[number] <= LOOKS_AT_MOST]
        window = Window(now - MAX_AGE, now - MAX_AGE, now - MIN_AGE)
        turn = Turn(window, self._sizes.message, last_surfaced=self._last, again=self._sizes.again)
        digest = choose_digest(waiting.values(), turn, shown)
        self._last |= {entry.lead.author_id: now for entry in digest.colleagues}
        message = _leads(digest)
        thread = self._thread({n: seen for n, seen in waiting.items() if n not in message}, turn, now)
        self.times.update((*message, *thread))
        self._in_message.update(message)
        return Shown(message, thread, self._personal(self._pool(young, message)))

    def _thread(self, waiting: dict[int, SeenPost], turn: Turn, now: datetime) -> tuple[int, ...]:
        """Who was in it already comes after who was not; another day that does not count."""
        thread: tuple[int, ...] = ()
        last = dict(self._last)
        while waiting and (left := self._sizes.thread - len(thread)) > 0:
            reply = replace(turn, size=min(A_REPLY, left), in_thread=True, thread=left, last_surfaced=last)
            digest = choose_digest(waiting.values(), reply)
            numbers = _leads(digest)
            last |= {entry.lead.author_id: now for entry in digest.colleagues}
            if not numbers:
                break
            thread += numbers
            waiting = {number: seen for number, seen in waiting.items() if number not in numbers}
        return thread

    def _pool(self, young: dict[int, SeenPost], today: tuple[int, ...]) -> list[SeenPost]:
        """What waits, what only a thread has shown, and what nobody has answered since a message showed it."""
        left = [seen for number, seen in young.items() if number not in today]
        return [seen for seen in left if seen.post.id not in self._in_message or not is_answered(seen)]

    def _personal(self, pool: list[SeenPost]) -> dict[int, tuple[int, ...]]:
        if not self._sizes.personal:
            return {}
        self._rng.shuffle(self._subscribers)
        chosen = choose_personal(pool, self._subscribers, lambda post, person: (post, person) in self._given_to)
        given = {person: tuple(entry.lead.id for entry in entries) for person, entries in chosen.items()}
        for person, numbers in given.items():
            self._given.update(numbers)
            self._given_to.update((number, person) for number in numbers)
        return {int(person): numbers for person, numbers in given.items()}

    def _seen(self, number: int) -> SeenPost:
        likes = len(self._readers.likes[number])
        return SeenPost(self._company.posts[number], likes, taps=likes, given=self._given[number])


def _leads(digest: Digest) -> tuple[int, ...]:
    return tuple(entry.lead.id for entry in digest.entries)
