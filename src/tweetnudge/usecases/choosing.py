"""Choosing a digest from the store: whose turn it is, packed into what Slack takes."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from tweetnudge.domain.digest import (
    OFFICIAL_DIGEST_DAYS,
    Digest,
    Entry,
    Turn,
    Window,
    choose_digest,
    entries_of,
    still_shown,
)
from tweetnudge.domain.members import Member
from tweetnudge.domain.outbox import OutboxItem
from tweetnudge.domain.posts import SeenPost
from tweetnudge.domain.reading import oldest_wanted
from tweetnudge.domain.workdays import Workdays
from tweetnudge.store import consents, members, posts, readings, showings
from tweetnudge.usecases.ports import Message, Renderer

FRESH_ENOUGH = timedelta(minutes=5)
ENTRIES_A_REPLY = 12  # of four blocks each: as many as Slack takes in a message


@dataclass(frozen=True, slots=True)
class Rules:
    """The settings that decide what a digest may show."""

    size: int
    thread_size: int
    min_age: timedelta
    max_age_days: int
    official_accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everything a choice is made from, read in one go; choosing again needs no database."""

    waiting: Sequence[SeenPost]
    shown: Sequence[SeenPost]
    turn: Turn
    members: Mapping[int, Member]

    @property
    def post_ids(self) -> set[int]:
        return {seen.post.id for seen in (*self.waiting, *self.shown)}

    def without(self, ids: Collection[int]) -> "Candidates":
        """The same, but for these posts."""
        return self.each(lambda seen: None if seen.post.id in ids else seen)

    def led_by(self, ids: Collection[int]) -> "Candidates":
        """The same, but no other threads than those that begin with one of these; a single post is one as well."""
        return self._of_entries(lambda entry: entry.lead.id in ids)

    def not_led_by(self, ids: Collection[int]) -> "Candidates":
        """The same without such threads: what continues them has to wait for their beginning."""
        return self._of_entries(lambda entry: entry.lead.id not in ids)

    def _of_entries(self, which: Callable[[Entry], bool]) -> "Candidates":
        entries = (*entries_of(self.waiting), *entries_of(self.shown))
        ids = {post.id for entry in entries if which(entry) for post in entry.posts}
        return self.each(lambda seen: seen if seen.post.id in ids else None)

    def each(self, changed: Callable[[SeenPost], SeenPost | None]) -> "Candidates":
        """The same with every post as `changed` says, None leaving it out."""
        waiting, shown = (
            [new for seen in some if (new := changed(seen)) is not None] for some in (self.waiting, self.shown)
        )
        return replace(self, waiting=waiting, shown=shown)


@dataclass(frozen=True, slots=True)
class Choosing:
    """Reads candidates and packs the choice into a message."""

    workdays: Workdays
    rules: Rules
    renderer: Renderer

    @property
    def read_within(self) -> timedelta:
        """A List read completely within this time holds nothing that may be shown by now and is not known."""
        return max(FRESH_ENOUGH, self.rules.min_age)

    def candidates(self, session: Session, now: datetime, also_in: int = 0, thread: int | None = None) -> Candidates:
        """Posts that wait, those of outbox row `also_in` among them, and what decides on turns.

        With `thread` it is a message in a digest's thread, where so many more may follow, its own among them.
        """
        today = self.workdays.today(now)
        window = self.window(now, readings.started_at(session) or now)
        waiting = posts.waiting(session, window.oldest, also_in)
        shown = showings.for_another_look(session, window.oldest, also_in) if thread is None else []
        authors = {seen.post.author_id for seen in (*waiting, *shown)}
        turn = Turn(
            window,
            self.rules.size if thread is None else min(thread, ENTRIES_A_REPLY),
            in_thread=thread is not None,
            thread=self.rules.thread_size if thread is None else thread,
            official=self.official(session),
            last_surfaced=showings.last_surfaced(session, authors, today, before=also_in),
            after_days_off=self.workdays.after_days_off(today),
        )
        return Candidates(waiting, shown, turn, members.members(session, authors))

    def pack(self, candidates: Candidates, day: date, *, images: bool = True) -> tuple[Digest, Message]:
        """The largest digest that Slack will take; what does not fit keeps waiting."""
        turn = candidates.turn
        # What comes again makes room before anything new does.
        sizes = [(turn.size, again) for again in range(turn.again, 0, -1)]
        for size, again in sizes + [(size, 0) for size in range(turn.size, 0, -1)]:
            digest = choose_digest(candidates.waiting, replace(turn, size=size, again=again), candidates.shown)
            message = self.renderer.digest(digest, candidates.members, day, images=images)
            if self.renderer.fits(message):
                return digest, message
        raise ValueError("a digest of one post does not fit into a Slack message")

    def official(self, session: Session) -> frozenset[int]:
        """The company's own accounts: those in the settings, and those an admin called so."""
        return members.ids_of(session, self.rules.official_accounts) | consents.official(session)

    def redrawn(self, session: Session, item: OutboxItem) -> Message:
        """A digest that was sent, as it may be shown now. One without posts stays: somebody may come back to it."""
        found = posts.shown(session, item.post_ids)
        digest = still_shown(item.entries, {post_id: seen.post for post_id, seen in found.items()}, item.about)
        if not digest.entries:
            return self.renderer.nothing_left(item.day, in_thread=item.kind == "thread")
        authors = members.members(session, {seen.post.author_id for seen in found.values()})
        return self.renderer.digest(digest, authors, item.day, images=item.with_images)

    def window(self, now: datetime, started_at: datetime) -> Window:
        """From when to when a post must have been written to be shown at `now`."""
        today, min_age = self.workdays.today(now), self.rules.min_age
        # A post too fresh for a digest has not had its chance in it, so the whole window lies that much earlier.
        return Window(
            oldest=oldest_wanted(self.workdays.fresh_since(today, self.rules.max_age_days) - min_age, started_at),
            oldest_official=self.workdays.fresh_since(today, OFFICIAL_DIGEST_DAYS) - min_age,
            newest=now - min_age,
        )
