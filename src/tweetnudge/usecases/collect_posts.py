"""Read the List from its newest post down to what is known, and remember what is there.

The watermark moves only when a read is complete, together with its last page: a read that dies, is rate
limited or runs out of budget after any page is done again from the top and loses nothing.
"""

import logging
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tweetnudge.domain import reading
from tweetnudge.domain.budget import Billed
from tweetnudge.domain.members import Member
from tweetnudge.domain.outages import OF_X, PASSING
from tweetnudge.domain.pauses import growing_pause
from tweetnudge.domain.posts import PassedOver, SeenPost
from tweetnudge.domain.reading import WHEN_REFUSED, Reading
from tweetnudge.domain.workdays import Workdays
from tweetnudge.store import consents, leases, members, readings
from tweetnudge.store.engine import Database
from tweetnudge.usecases.agreed_posts import remember_agreed
from tweetnudge.usecases.outages import Outages, of_x
from tweetnudge.usecases.ports import Page, X, XBadAnswer, XError, XRateLimited
from tweetnudge.usecases.spending import Purse
from tweetnudge.usecases.walk import Walk

log = logging.getLogger(__name__)

LEASE = "collect"
PAGES_AT_MOST = 100  # X lists 800 posts, and a page may hold fewer than asked
PROFILE_GOOD_FOR = timedelta(days=30)
PROTECTED_GOOD_FOR = timedelta(hours=12)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(minutes=30)

Progress = Callable[[int], None]
Newcomers = Callable[[Session, Iterable[Member], datetime], None]


class CollectingElsewhere(Exception):
    """Another copy of the bot is reading the List right now."""


@dataclass(frozen=True, slots=True)
class CollectPosts:
    """Call it to read the List now; returns how many posts were new to us. Raises XError, CollectingElsewhere."""

    db: Database
    x: X
    purse: Purse
    workdays: Workdays
    list_id: str
    max_age_days: int
    owner: str
    lease_seconds: float
    newcomers: Newcomers
    company_words: tuple[str, ...]
    outages: Outages
    jitter: Callable[[], float] = random.random

    def __call__(self, now: datetime, progress: Progress = lambda _: None) -> int:
        return replace(self, owner=leases.one_of(self.owner)).read_alone(now, progress)

    def read_alone(
        self, now: datetime, progress: Progress, still_due: Callable[[Reading], bool] = lambda _: True
    ) -> int:
        """The same, as the holder of a lease that nobody else uses. Raises CollectingElsewhere when it is not due."""
        with self.db.write() as session:
            last = readings.last_reading(session, self.list_id)
            if not still_due(last) or not leases.take(session, LEASE, self.owner, self.lease_seconds):
                raise CollectingElsewhere
            readings.trying(session, self.list_id, now)
            started_at = readings.started_at(session) or now
        fresh_since = self.workdays.fresh_since(self.workdays.today(now), self.max_age_days)
        oldest = reading.oldest_wanted(fresh_since, started_at)
        try:
            new = self._read(Walk(last, oldest, reading.first_page_size(last, now)), now, progress)
        except XError as error:
            self._failed(error, last.failures + 1, now)
            raise
        finally:
            with self.db.write() as session:
                leases.give_back(session, LEASE, self.owner)
        self.outages.over(OF_X, now)
        return new

    def when_due(self, now: datetime, every: timedelta, at_last: datetime | None = None) -> None:
        """Read the List if it is due, sooner where it is busy; when X does not answer, what is already here has to do.

        After a failure it waits longer each time, but is tried once more `at_last`, just before a digest.
        """
        try:
            if self.is_due(now, every, at_last):
                # Another copy may have read it since we looked.
                mine = replace(self, owner=leases.one_of(self.owner))
                mine.read_alone(now, lambda _: None, lambda last: reading.is_due(last, now, every, at_last))
        except XError as error:
            log.warning("The List could not be read: %s", error)
        except CollectingElsewhere:
            log.info("Another copy is reading the List.")

    def is_due(self, now: datetime, every: timedelta, at_last: datetime | None = None) -> bool:
        """Whether it is time to read the List, as far as is known here."""
        with self.db.read() as session:
            return reading.is_due(readings.last_reading(session, self.list_id), now, every, at_last)

    def may_try_again(self) -> None:
        """The bot was started anew, perhaps because what X refused was mended."""
        with self.db.write() as session:
            readings.forget_pause(session, self.list_id)

    def _failed(self, error: XError, failures: int, now: datetime) -> None:
        kind = of_x(error)
        pause = growing_pause(failures, self.jitter(), FIRST_PAUSE, LONGEST_PAUSE)
        if kind not in PASSING:
            pause = WHEN_REFUSED  # only an admin can change that, or the turn of the month
        elif isinstance(error, XRateLimited) and error.reset is not None:
            pause = min(max(pause, error.reset - now), LONGEST_PAUSE)
        with self.db.write() as session:
            readings.failed(session, self.list_id, now + pause)
        if kind is not None:
            self.outages.met(kind, now)

    def is_current(self, now: datetime, within: timedelta) -> bool:
        """Whether the List was read completely within that time."""
        with self.db.read() as session:
            completed_at = readings.last_reading(session, self.list_id).completed_at
        return reading.is_within(completed_at, now, within)

    def _read(self, walk: Walk, now: datetime, progress: Progress) -> int:
        token: str | None = None
        for _ in range(PAGES_AT_MOST):
            page = self._page(walk.size, token, now)
            walk.met(page)
            complete = walk.is_complete(page)
            self._remember(page, walk, now, complete=complete)
            progress(walk.read)
            if complete:
                log.info("List read: posts=%d new=%d", walk.read, walk.new)
                return walk.new
            token, walk.size = self._further(walk, page.next_token), reading.next_page_size(walk.size)
        raise XBadAnswer("X goes on sending pages of the List without an end; the read is tried again later.")

    def _page(self, size: int, token: str | None, now: datetime) -> Page:
        with self.purse.paying(Billed.POST, size, now) as bill:
            page = self.x.list_posts(self.list_id, size=bill.at_most, token=token)
            bill.returned = page.returned
        return page

    def _further(self, walk: Walk, token: str | None) -> str | None:
        if token is None or token in walk.tokens:
            raise XBadAnswer("X sends the same page of the List again and again; the read is tried again later.")
        walk.tokens.add(token)
        return token

    def _remember(self, page: Page, walk: Walk, now: datetime, *, complete: bool) -> None:
        wanted = [item for item in page.items if reading.created_at(item) >= walk.oldest]
        public = self._public_authors(wanted, now)
        with self.db.write() as session:
            for left in consents.gone(session, public):  # while they were looked up on X
                del public[left]
            kept = [item for item in wanted if isinstance(item, PassedOver) or item.post.author_id in public]
            self.newcomers(session, public.values(), now)
            remember_agreed(session, kept, self.company_words, now)
            leases.take(session, LEASE, self.owner, self.lease_seconds)
            if complete:
                readings.complete(session, self.list_id, walk.result(now))
                if walk.has_gap(page):
                    self._missed(session, walk, now)

    def _missed(self, session: Session, walk: Walk, now: datetime) -> None:
        """What X does not list any more cannot be had: the watermark moves on, and the admins hear of it."""
        last = walk.last.completed_at or walk.oldest
        log.warning("Posts may be missing: X listed only %d since the List was read at %s", walk.read, last.isoformat())
        self.outages.posts_missed(session, now)

    def _public_authors(self, items: Sequence[SeenPost | PassedOver], now: datetime) -> dict[int, Member]:
        """Authors whose posts may be stored; those we do not know yet are looked up on X, once.

        Of those who left nothing is looked up or stored.
        """
        authors = {item.post.author_id for item in items if isinstance(item, SeenPost)}
        with self.db.read() as session:
            authors -= consents.gone(session, authors)
            known = members.members(session, authors, looked_up_since=now - PROFILE_GOOD_FOR)
            lately = members.members(session, authors, looked_up_since=now - PROTECTED_GOOD_FOR)
        # The List shows nothing of protected accounts: whoever is on it is perhaps no longer one.
        known = {author: member for author, member in known.items() if author in lately or not member.protected}
        if unknown := sorted(authors - known.keys()):
            with self.purse.paying(Billed.USER, len(unknown), now, at_least=len(unknown)) as bill:
                found = self.x.users(unknown)
                bill.returned = found.keys()
            with self.db.write() as session:
                members.remember(session, found.values(), now)
            known |= found
        return {author: member for author, member in known.items() if not member.protected}
