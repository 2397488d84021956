"""Accounts that became protected or were suspended: everything of theirs that was shown leaves our messages."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tweetnudge.domain.budget import Billed, billing_day
from tweetnudge.domain.posts import PassedOver, Post, SeenPost
from tweetnudge.store import facts, follow_ups, members, posts, readings
from tweetnudge.store.engine import Database
from tweetnudge.usecases.looked_up import look_up
from tweetnudge.usecases.ports import PostLookup, X, XError
from tweetnudge.usecases.spending import Purse

log = logging.getLogger(__name__)

AT_ONCE = 100
EVERY, SEEN_LATELY = timedelta(hours=1), timedelta(hours=22)  # together within a day
PARTS_OF_A_DAY = 4  # watching takes one of them at most: what is new on the List matters more


@dataclass(frozen=True, slots=True)
class ClosedAccounts:
    """Call it with posts that were looked up: of authors whose posts we may not see any more all others go too."""

    db: Database
    x: X
    purse: Purse

    def __call__(self, asked: Sequence[Post], found: PostLookup, now: datetime) -> None:
        """X says of a post only that we may not see it, so it is asked about the authors. Raises XError."""
        suspects = sorted({post.author_id for post in asked if post.latest_id in found.closed})
        if not suspects:
            return
        with self.purse.paying(Billed.USER, len(suspects), now, at_least=len(suspects)) as bill:
            profiles = self.x.users(suspects)
            bill.returned = profiles.keys()
        with self.db.write() as session:
            members.remember(session, profiles.values(), now)
            for author in suspects:
                if author not in profiles or profiles[author].protected:
                    posts.gone_author(session, author)
                    log.info("No longer shown: what an account wrote that X does not let everybody see any more")

    def when_due(self, now: datetime) -> None:
        """Every hour a shown post of each author not seen on X for nearly a day; seen longest ago comes first."""
        with self.db.read() as session:
            last = facts.moment(session, facts.AUTHORS_WATCHED)
            started = readings.started_at(session)
        if started is None or (last is not None and timedelta(0) <= now - last < EVERY):
            return
        with self.db.write() as session:
            facts.done_at(session, facts.AUTHORS_WATCHED, now)
        try:
            self._watch(now)
        except XError as error:
            log.warning("Whether authors are still to be seen on X is asked again in an hour: %s", error)

    def _watch(self, now: datetime) -> None:
        share = self.purse.share_of_today(Billed.POST, PARTS_OF_A_DAY, now)
        with self.db.read() as session:
            left = max(0, share - facts.counted(session, facts.AUTHORS_ASKED, billing_day(now)))
            watched = [seen.post for seen in follow_ups.to_watch(session, now - SEEN_LATELY, left)]
        for start in range(0, len(watched), AT_ONCE):
            self._look(watched[start : start + AT_ONCE], now)

    def _look(self, asked: Sequence[Post], now: datetime) -> None:
        found = look_up(self.x, self.purse, asked, now)
        shown = {item.post.id for item in found.items if isinstance(item, SeenPost)}
        withheld = {item.id for item in found.items if isinstance(item, PassedOver)}
        gone = [post.id for post in asked if post.latest_id in found.gone or post.id in withheld]
        with self.db.write() as session:
            facts.count(session, facts.AUTHORS_ASKED, billing_day(now), len(asked))
            posts.gone(session, gone)
            # What it says may have been forgotten for its age: only that it is there is remembered.
            follow_ups.seen(session, shown, now)
        self(asked, found, now)
