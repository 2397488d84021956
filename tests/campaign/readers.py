"""Who asked for a personal digest, and what had to be given to whom. Nothing here knows the bot's database."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sightings import GIVEN, Sightings, day_of

from tweetnudge.domain.outbox import PERSONAL, THREAD, digest_day


@dataclass(frozen=True)
class Readers:
    """Who gets personal digests, by conversation, with the posts they wrote themselves; nobody is given `never`."""

    own: Mapping[str, Collection[int]]
    never: Collection[int] = ()

    def owed(self, seen: Sightings, gone: Collection[int]) -> list[str]:
        """What had to come: a reader's digest on each day whose thread showed something that could be given to them.

        What came for another reason, from what waited for its turn, is only looked at for what must not be.
        """
        shown: dict[date, set[int]] = {}
        for key, posts in seen.new.items():
            day = day_of(key)
            if key.startswith(THREAD) and day is not None:
                shown.setdefault(day, set()).update(posts - {*gone, *self.never})
        return [
            f"{PERSONAL}{day} to {reader}"
            for day, posts in sorted(shown.items())
            for reader, own in self.own.items()
            if posts - {*own} - self._before(seen, reader, day)
        ]

    def wrong(self, seen: Sightings) -> Iterator[str]:
        """What somebody was given that they should not have been: their own, the company's, or without a digest."""
        days = {digest_day(key) for key in seen.at_once}
        for reader, by_day in seen.given.items():
            if reader not in self.own:
                yield f"{PERSONAL}{reader} did not ask"
            for day, posts in by_day.items():
                yield from (f"{GIVEN}{reader}:{post}" for post in posts & {*self.own.get(reader, ()), *self.never})
                if day not in days:
                    yield f"{PERSONAL}{day} to {reader}, on a day without a digest"

    def _before(self, seen: Sightings, reader: str, day: date) -> set[int]:
        by_day = seen.given.get(reader, {})
        return {post for earlier, posts in by_day.items() if earlier < day for post in posts}


def out_of_order(seen: Sightings) -> Iterator[str]:
    """Replies that are not under their day's message, or not each younger than the one before."""
    for key, under in seen.under.items():
        day, number = key.removeprefix(THREAD).split(":")
        before = f"{THREAD}{day}:{int(number) - 1}" if int(number) > 1 else f"digest:{day}"
        if under != f"digest:{day}":
            yield f"astray: {key} is under {under or 'nothing of ours'}"
        if before not in seen.ts or float(seen.ts[before]) >= float(seen.ts[key]):
            yield f"astray: {key} came before {before}"
