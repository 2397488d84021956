"""What became of every post, judged by what X held and what Slack was sent, and never by the bot's own database.

A post gets a turn at each digest that comes half an hour or more after it was written. After POST_MAX_AGE_DAYS such
turns (two for an official account) it has expired by rule. It may only be left over where the digest and its thread
were full: a thread with room for it that did not show it has lost it, and so has a workday without a digest while it
waited. What somebody was given in a personal digest goes on waiting for its turn there.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from on_x import Written
from people import Person

MIN_AGE = timedelta(minutes=30)
STARTED_LOOKS_BACK = timedelta(days=2)
SENT_WITHIN = timedelta(hours=8)
TURNS, TURNS_OF_OFFICIAL = 7, 2
SIZE, THREAD_SIZE = 5, 36
AGAIN_AT_MOST, LOOKS_AT_MOST = 2, 2


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as Slack took it: when, and the posts it shows as new or once more, an author's thread by its first.

    `ts` is its name in Slack, and `under` that of the message in whose thread it is; `reader` got it as a personal
    digest.
    """

    at: datetime
    leads: tuple[int, ...]
    again: tuple[int, ...] = ()
    ts: str = ""
    under: str = ""
    reader: Person | None = None


@dataclass(slots=True)
class Verdict:
    """Call it once everything is over. `moments` are those at which digests were due, by day, in order."""

    moments: dict[date, datetime]
    zone: ZoneInfo
    started_at: datetime
    ended_at: datetime
    counts: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)
    looks: Counter[int] = field(default_factory=Counter)

    def __call__(self, messages: Sequence[Shown], written: dict[int, Written]) -> Counter[str]:
        digests = [message for message in messages if not message.reader]
        self.counts["digests"] = sum(not digest.under for digest in digests)
        self.counts["replies"] = sum(bool(digest.under) for digest in digests)
        by_day = self._by_day(digests)
        told: dict[int, datetime] = {}
        for digest in digests:
            self._look_at(digest, written, told)
        self._look_at_personal([message for message in messages if message.reader], by_day, written)
        for post in written.values():
            if post.may_be_shown and not post.spoiled:
                self._look_for(post, by_day, written, told)
        return self.counts

    def _by_day(self, digests: Sequence[Shown]) -> dict[date, Shown]:
        """Each day's digest, with all that its thread shows; replies are in the order in which they came."""
        found: dict[date, Shown] = {}
        for digest in digests:
            day = digest.at.astimezone(self.zone).date()
            due = self.moments.get(day)
            if due is None:
                self._wrong("on_days_off", f"a digest on {day}")
            elif not due <= digest.at <= due + SENT_WITHIN:
                self._wrong("untimely", f"the digest of {day} at {digest.at}")
            main = found.get(day)
            if digest.under and main and digest.under == main.ts and not digest.again:
                found[day] = replace(main, leads=main.leads + digest.leads)
            elif main or digest.under:
                self._wrong("second_digests", f"two digests on {day}, or one of them astray")
            found.setdefault(day, digest)
        return found

    def _look_at_personal(
        self, messages: Sequence[Shown], by_day: dict[date, Shown], written: dict[int, Written]
    ) -> None:
        """One a day at most, after the digest; never their own, never the same post twice, of no two of an author."""
        given: set[tuple[str, object]] = set()
        for message in messages:
            day, who = message.at.astimezone(self.zone).date(), message.reader
            self.counts["personal"] += 1
            if day not in by_day or by_day[day].at > message.at:
                self._wrong("untimely", f"a personal digest at {message.at}, without one in the channel")
            authors = [written[lead].author for lead in message.leads]
            if who in authors or len({*map(id, authors)}) < len(authors) or any(one.is_official for one in authors):
                self._wrong("unwanted", f"{message.leads} to {who.handle} at {message.at}: whose they are")
            for one in (day, *message.leads):
                if (who.handle, one) in given:
                    self._wrong("doubled", f"{one} for {who.handle} at {message.at}")
                given.add((who.handle, one))
            for lead in message.leads:
                if why := self._unwanted(written[lead], message):
                    self._wrong("unwanted", f"{lead} to {who.handle} at {message.at}: {why}")

    def _look_at(self, digest: Shown, written: dict[int, Written], told: dict[int, datetime]) -> None:
        """Nothing twice, but for what comes again, and nothing that may not be shown."""
        self._look_at_again(digest, written, told)
        for lead in digest.leads:
            post = written[lead]
            if lead in told:
                self._wrong("doubled", f"{lead} at {told[lead]} and {digest.at}")
            if why := self._unwanted(post, digest):
                self._wrong("unwanted", f"{lead} at {digest.at}: {why}")
            thread = (other for other in written.values() if (other.thread, other.author) == (post.thread, post.author))
            for other in thread:
                if other is post or (other.id not in told and self._had_a_turn(other, digest)):
                    told[other.id] = digest.at

    def _look_at_again(self, digest: Shown, written: dict[int, Written], told: dict[int, datetime]) -> None:
        """Only beside what is new, of colleagues, and what was shown before, each twice at most."""
        if len(digest.again) > AGAIN_AT_MOST or (digest.again and not digest.leads):
            self._wrong("unwanted", f"{digest.again} again at {digest.at}, beside {digest.leads}")
        for lead in digest.again:
            self.looks[lead] += 1
            if self.looks[lead] > LOOKS_AT_MOST or lead not in told or written[lead].author.is_official:
                self._wrong("unwanted", f"{lead} again at {digest.at}, for the {self.looks[lead]}. time")
            if why := self._unwanted(written[lead], digest):
                self._wrong("unwanted", f"{lead} again at {digest.at}: {why}")

    def _unwanted(self, post: Written, digest: Shown) -> str:
        at = digest.at
        reasons = {
            "a reply, a repost or sensitive": not post.may_be_shown,
            "deleted": post.deleted_at is not None and post.deleted_at <= at,
            "hidden": post.hidden_at is not None and post.hidden_at <= at,
            "its author paused or left": not post.author.is_shown(at),
            "too fresh": post.at + MIN_AGE > at,
            "too old": self._turns_before(post.edited_at or post.at, at) >= self._turns_of(post),
            "from long before the start": (post.edited_at or post.at) < self.started_at - STARTED_LOOKS_BACK,
        }
        return ", ".join(reason for reason, holds in reasons.items() if holds)

    def _look_for(
        self, post: Written, by_day: dict[date, Shown], written: dict[int, Written], told: dict[int, datetime]
    ) -> None:
        """What was not shown was either left over each time, or is still waiting for its turn."""
        turns = self._turns(post)
        eligible = [day for day in turns if self._is_there(post, self._until(day, by_day))]
        if not eligible:
            return None
        self.counts["eligible"] += 1
        if post.id in told:
            self.counts["shown"] += 1
            return None
        for day in eligible:
            digest = by_day.get(day)
            if digest is None:
                return self._wrong("missed", f"no digest on {day} though {post.id} waited")
            if len(digest.leads) < SIZE + THREAD_SIZE:
                return self._wrong("lost", f"{post.id} of {post.author.handle}, {post.at}, not shown on {day}")
        over = self._turns_before(post.at, self.ended_at) >= self._turns_of(post)
        self.counts["expired" if over else "waiting"] += 1
        return None

    def _turns(self, post: Written) -> list[date]:
        """The days whose digests had to consider it."""
        if post.at < self.started_at - STARTED_LOOKS_BACK:
            return []
        days = [*self.moments]
        # Edited before it was first read, a post may count as written at its edit: only turns that are its in
        # either reading are sure.
        first, later = (self._first(at) for at in (post.at, post.edited_at or post.at))
        turns = days[later : first + self._turns_of(post)]
        return [day for day in turns if self.started_at <= self.moments[day] <= self.ended_at - SENT_WITHIN]

    def _first(self, at: datetime) -> int:
        return bisect_left([*self.moments.values()], at + MIN_AGE)

    def _turns_before(self, written_at: datetime, at: datetime) -> int:
        """How many digests, before the one at that moment, it could have been in."""
        day = at.astimezone(self.zone).date()
        return bisect_left([*self.moments], day) - self._first(written_at)

    def _turns_of(self, post: Written) -> int:
        return TURNS_OF_OFFICIAL if post.author.is_official else TURNS

    def _had_a_turn(self, post: Written, digest: Shown) -> bool:
        day = digest.at.astimezone(self.zone).date()
        return day in self._turns(post) and self._is_there(post, digest.at)

    def _until(self, day: date, by_day: dict[date, Shown]) -> datetime:
        return by_day[day].at if day in by_day else self.moments[day] + SENT_WITHIN

    def _is_there(self, post: Written, until: datetime) -> bool:
        """Nothing happened to it or to its author up to then."""
        kept = post.deleted_at is None or post.deleted_at > until
        return kept and post.author.shown_all_along(post.at, until)

    def _wrong(self, what: str, how: str) -> None:
        self.counts[what] += 1
        self.complaints.append(f"{what}: {how}")
