"""What became of posts that were shown: looked up on X after 1, 3 and 7 days, and those nobody got to see once more.

What X no longer shows leaves our messages and the store. How the others stand decides what comes again, and is added to
the month's results.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from tweetnudge.domain.digest import Entry, entries_of
from tweetnudge.domain.posts import Post
from tweetnudge.domain.reading import START_LOOKS_BACK
from tweetnudge.store import facts, follow_ups, readings
from tweetnudge.store.engine import Database
from tweetnudge.usecases.choosing import Choosing
from tweetnudge.usecases.closed_accounts import ClosedAccounts
from tweetnudge.usecases.looked_up import look_up, remember_looked_up
from tweetnudge.usecases.ports import X, XError
from tweetnudge.usecases.spending import Purse

log = logging.getLogger(__name__)

AT_ONCE = 100  # posts: as many as X tells of in one answer
PAUSE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Asks X in batches, inside the budget. Copies of the bot take turns; asking twice would count nothing twice."""

    db: Database
    x: X
    purse: Purse
    choosing: Choosing
    closed: ClosedAccounts
    company_words: tuple[str, ...]

    def when_due(self, now: datetime, at_last: datetime | None = None) -> None:
        """Every quarter of an hour, and `at_last` just before a digest. What cannot be asked now is asked then."""
        if not self._begins(now, at_last):
            return
        try:
            self._shown(now)
            self._never_shown(now)
            with self.db.write() as session:
                facts.done_at(session, facts.FOLLOWED_UP_WELL, now)
        except XError as error:
            log.warning("Posts that were shown could not be followed up: %s", error)

    def _begins(self, now: datetime, at_last: datetime | None) -> bool:
        with self.db.read() as session:
            tried = facts.moment(session, facts.FOLLOWED_UP)
            started = readings.started_at(session)
        lately = tried is not None and timedelta(0) <= now - tried < PAUSE and (at_last is None or tried >= at_last)
        if lately or started is None:
            return False
        with self.db.write() as session:
            facts.done_at(session, facts.FOLLOWED_UP, now)
        return True

    def _shown(self, now: datetime) -> None:
        while due := self._due(now):
            found = look_up(self.x, self.purse, due, now)
            ids = [post.id for post in due]
            with self.db.write() as session:
                alive = remember_looked_up(session, due, found, self.company_words, now)
                # Those X says nothing of have been asked about as well, and stay unknown this time.
                follow_ups.followed_up(session, ids, alive, now)
            self.closed(due, found, now)

    def _due(self, now: datetime) -> list[Post]:
        with self.db.read() as session:
            return [seen.post for seen in follow_ups.to_follow_up(session, now, AT_ONCE)]

    def _never_shown(self, now: datetime) -> None:
        """Posts whose time is over count as well, with what X says of them at the end."""
        day = self.choosing.workdays.today(now)
        expired = self._expired(now)
        for start in range(0, len(expired), AT_ONCE):
            entries = expired[start : start + AT_ONCE]
            leads = [entry.lead for entry in entries]
            found = look_up(self.x, self.purse, leads, now)
            with self.db.write() as session:
                mine = [one for one in entries if follow_ups.claim_expired(session, [post.id for post in one.posts])]
                alive = remember_looked_up(session, leads, found, self.company_words, now)
                for entry in mine:
                    follow_ups.count_expired(session, entry.lead.id, alive, day)
            self.closed(leads, found, now)

    def _expired(self, now: datetime) -> list[Entry]:
        """Those of colleagues; about official accounts' there is nothing to find out."""
        with self.db.read() as session:
            started = readings.started_at(session) or now
            window = self.choosing.window(now, started)
            official = self.choosing.official(session)
            over = follow_ups.expired(session, started - START_LOOKS_BACK, window.oldest)
        if of_official := [seen.post.id for seen in over if seen.post.author_id in official]:
            with self.db.write() as session:
                follow_ups.close(session, of_official)
        return entries_of(seen for seen in over if seen.post.author_id not in official)
