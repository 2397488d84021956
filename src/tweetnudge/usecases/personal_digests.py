"""Personal digests: once the day's digest and its thread are there, a few posts for everybody who asked for them."""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from tweetnudge.domain.digest import Entry
from tweetnudge.domain.outbox import GIVEN_UP, OutboxItem, State, digest_key, personal_key, thread_of
from tweetnudge.domain.personal import Subscriber, choose_personal
from tweetnudge.domain.posts import Post, SeenPost
from tweetnudge.domain.taps import given_token, opaque_name
from tweetnudge.store import facts, outbox, posts, readings, showings, subscribers
from tweetnudge.store.engine import Database
from tweetnudge.store.subscribers import Address
from tweetnudge.usecases.choosing import Choosing
from tweetnudge.usecases.looked_up import look_up, remember_looked_up
from tweetnudge.usecases.ports import X, XError
from tweetnudge.usecases.recheck_posts import GOOD_WITHOUT_X_FOR
from tweetnudge.usecases.spending import Purse
from tweetnudge.usecases.thank_authors import ThanksOwed

log = logging.getLogger(__name__)

AT_ONCE = 100  # posts X tells of in one answer
ROUNDS_AT_MOST = 3
LONG_SENT = timedelta(minutes=15)

Chosen = Mapping[str, tuple[Entry, ...]]


@dataclass(frozen=True, slots=True)
class PlanPersonal:
    """Call it with the time: once a day, in one pass, every personal digest goes into the outbox.

    `key` is derived from SLACK_BOT_TOKEN and is in no database.
    """

    db: Database
    x: X
    purse: Purse
    choosing: Choosing
    thanks: ThanksOwed
    company_words: tuple[str, ...]
    key: bytes

    def __call__(self, now: datetime) -> None:
        digest = self._digest_to_follow(now)
        if digest is None:
            return
        with self.db.read() as session:
            everyone = sorted(subscribers.everyone(session), key=lambda one: self._name(digest.day, one[0].person))
        chosen: Chosen = self._chosen([subscriber for subscriber, _ in everyone], digest, now) if everyone else {}
        addresses = {subscriber.person: address for subscriber, address in everyone}
        with self.db.write() as session:
            if not facts.claim(session, facts.PERSONAL_PLANNED, digest.day.isoformat()):
                return
            owed = self.thanks.known(session, now)
            items = [
                self._item(digest, addresses[one], entries, now, thanks=owed(one)) for one, entries in chosen.items()
            ]
            outbox.add_all(session, items)
        if everyone:
            log.info("Personal digests planned: %d", len(items))

    def is_settled(self, session: Session, now: datetime) -> bool:
        """Whether today's are planned, or there will be none."""
        today = self.choosing.workdays.today(now)
        if facts.get(session, facts.PERSONAL_PLANNED) == today.isoformat() or not subscribers.people(session):
            return True
        digest = outbox.get(session, digest_key(today))
        return digest is not None and digest.state in GIVEN_UP

    def goes_to(self, session: Session, person: str, day: date) -> bool:
        """Whether somebody gets one that day."""
        return outbox.get(session, personal_key(day, self._name(day, person))) is not None

    def _digest_to_follow(self, now: datetime) -> OutboxItem | None:
        """Today's digest, once it was sent with all that goes on under it; None when all this was done already."""
        today = self.choosing.workdays.today(now)
        with self.db.read() as session:
            if facts.get(session, facts.PERSONAL_PLANNED) == today.isoformat():
                return None
            digest = outbox.get(session, digest_key(today))
            complete = outbox.count_open(session, thread_of(today)) == 0
        ready = digest is not None and digest.state is State.SENT and complete and now < digest.expires_at
        return digest if ready else None

    def _chosen(self, everyone: Sequence[Subscriber], digest: OutboxItem, now: datetime) -> Chosen:
        """Only of what X showed within a day; what it showed longer ago is looked up first, and chosen anew."""
        with self.db.read() as session:
            pool = self._pool(session, digest, now)
            tokens = subscribers.tokens(session, pool)
            sure = posts.seen_since(session, pool, now - GOOD_WITHOUT_X_FOR)

        def choose(ids: Collection[int]) -> Chosen:
            wanted = (pool[post_id] for post_id in ids)
            return choose_personal(
                wanted, everyone, lambda post, who: (post, given_token(self.key, post, who)) in tokens
            )

        for _ in range(ROUNDS_AT_MOST):
            chosen = choose(pool)
            unsure = {post.id: post for entries in chosen.values() for entry in entries for post in entry.posts}
            unsure = [post for post in unsure.values() if post.id not in sure]
            if not unsure:
                return chosen
            alive = self._looked_up(unsure, now)
            sure |= alive
            for post in unsure:
                if post.id not in alive:
                    del pool[post.id]
        return choose(pool.keys() & sure)

    def _pool(self, session: Session, digest: OutboxItem, now: datetime) -> dict[int, SeenPost]:
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

    def _looked_up(self, unsure: Sequence[Post], now: datetime) -> set[int]:
        """Which of these posts X still shows; none of those it could not be asked about."""
        alive: set[int] = set()
        try:
            for start in range(0, len(unsure), AT_ONCE):
                asked = unsure[start : start + AT_ONCE]
                found = look_up(self.x, self.purse, asked, now)
                with self.db.write() as session:
                    alive |= remember_looked_up(session, asked, found, self.company_words, now).keys()
        except XError as error:
            log.warning("Some posts could not be looked up for personal digests: %s", error)
        return alive

    def _item(
        self, digest: OutboxItem, to: Address, entries: Sequence[Entry], now: datetime, *, thanks: bool
    ) -> OutboxItem:
        # It cannot be in Slack already: the digest before it was sent just now, and by this very database.
        is_new = digest.attempts > 0 and now - _sent_at(digest) < LONG_SENT
        return OutboxItem(
            personal_key(digest.day, self._name(digest.day, to.person)),
            digest.day,
            to.conversation,
            created_at=now,
            expires_at=digest.expires_at,
            entries=tuple(tuple(post.id for post in entry.posts) for entry in entries),
            absent_at=now if is_new else None,
            about={"language": to.language, "thanks": thanks},
        )

    def _name(self, day: date, person: str) -> str:
        return opaque_name(self.key, day, person)


def _sent_at(item: OutboxItem) -> datetime:
    """Slack names messages by the time."""
    return datetime.fromtimestamp(float(item.ts or 0), UTC)
