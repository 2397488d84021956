"""Which posts everybody's personal digest shows today: chosen from the store, and looked up on X before they are."""

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tweetnudge.domain.digest import Entry, entries_of
from tweetnudge.domain.outbox import OutboxItem
from tweetnudge.domain.personal import Subscriber, choose_personal
from tweetnudge.domain.posts import SeenPost
from tweetnudge.domain.taps import given_token
from tweetnudge.store import posts, readings, showings, subscribers
from tweetnudge.store.engine import Database
from tweetnudge.usecases.choosing import Choosing
from tweetnudge.usecases.looked_up import look_up, remember_looked_up
from tweetnudge.usecases.ports import X, XError
from tweetnudge.usecases.recheck_posts import GOOD_WITHOUT_X_FOR
from tweetnudge.usecases.spending import Purse

log = logging.getLogger(__name__)

AT_ONCE = 100  # posts X tells of in one answer
ROUNDS_AT_MOST = 3
JUST_SEEN = timedelta(hours=1)

Pool = Mapping[int, SeenPost]
Chosen = Mapping[str, tuple[Entry, ...]]


@dataclass(frozen=True, slots=True)
class PersonalChoice:
    """Call it with everybody who asked, and the day's digest; returns what each is given, by person.

    While X cannot be asked, posts it showed within the last 24 hours may go. `key` is derived from SLACK_BOT_TOKEN.
    """

    db: Database
    x: X
    purse: Purse
    choosing: Choosing
    company_words: tuple[str, ...]
    key: bytes

    def __call__(self, everyone: Sequence[Subscriber], digest: OutboxItem, now: datetime) -> Chosen:
        with self.db.read() as session:
            pool = self._pool(session, digest, now)
            tokens = subscribers.tokens(session, pool)
            sure = posts.seen_since(session, pool, now - JUST_SEEN) & _worded(pool.values())

        def was_given(post: int, person: str) -> bool:
            return (post, given_token(self.key, post, person)) in tokens

        for _ in range(ROUNDS_AT_MOST):
            chosen = choose_personal(pool.values(), everyone, was_given)
            unsure = [entry for entries in chosen.values() for entry in entries if entry.lead.id not in sure]
            if not unsure:
                return chosen
            leads = {entry.lead.id for entry in unsure}
            alive = self._looked_up([pool[lead] for lead in sorted(leads)], now)
            sure |= alive
            pool = _without(pool, leads - alive)
        return choose_personal(_without(pool, pool.keys() - sure).values(), everyone, was_given)

    def _pool(self, session: Session, digest: OutboxItem, now: datetime) -> Pool:
        """Colleagues' posts that wait, that only a thread has shown, or that nobody has answered since they were shown.

        What the day's message shows is before everybody anyway.
        """
        window = self.choosing.window(now, readings.started_at(session) or now)
        official = self.choosing.official(session)
        found = (*posts.waiting(session, window.oldest), *showings.seen_by_few(session, window.oldest, digest.id))
        return {
            seen.post.id: seen
            for seen in found
            if not seen.sensitive and seen.post.author_id not in official and window.takes(seen.post, official=False)
        }

    def _looked_up(self, unsure: Sequence[SeenPost], now: datetime) -> set[int]:
        """Which of these posts X still shows and nobody need be warned of."""
        alive: set[int] = set()
        left = {seen.post.id for seen in unsure}
        try:
            for start in range(0, len(unsure), AT_ONCE):
                asked = [seen.post for seen in unsure[start : start + AT_ONCE]]
                found = look_up(self.x, self.purse, asked, now)
                with self.db.write() as session:
                    there = remember_looked_up(session, asked, found, self.company_words, now)
                left -= {post.id for post in asked}
                alive |= {post for post, seen in there.items() if not seen.sensitive}
        except XError as error:
            log.warning("Some posts could not be looked up for personal digests: %s", error)
            with self.db.read() as session:
                alive |= posts.seen_since(session, left & _worded(unsure), now - GOOD_WITHOUT_X_FOR)
        return alive


def _worded(pool: Iterable[SeenPost]) -> set[int]:
    """Where texts are not kept for long, some are forgotten by now; X tells them again."""
    return {seen.post.id for seen in pool if seen.post.text or seen.post.photo}


def _without(pool: Pool, leads: Collection[int]) -> Pool:
    """What continues these waits for its beginning."""
    entries = [entry for entry in entries_of(pool.values()) if entry.lead.id not in leads]
    return {post.id: pool[post.id] for entry in entries for post in entry.posts}
