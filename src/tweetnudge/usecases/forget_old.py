"""What is no longer needed goes, once a day: texts, counts, tokens, answers, notes, and at last posts as a whole."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tweetnudge.domain.digest import Window
from tweetnudge.domain.report import month_before, month_of
from tweetnudge.store import audit, facts, figures, forgetting, readings, requests, taps
from tweetnudge.store.engine import Database
from tweetnudge.usecases.choosing import Choosing
from tweetnudge.usecases.thank_authors import THANKS

log = logging.getLogger(__name__)

EVERY = timedelta(hours=24)
COUNTS_KEPT_FOR = timedelta(days=30)
# Tokens go with the follow-up on the third day. Should X not answer then, they go all the same.
TOKENS_KEPT_FOR = timedelta(days=4)
UNSEEN_TOKENS_KEPT_FOR = timedelta(days=7)  # of posts met elsewhere than in a digest, since they were written
THANKS_KEPT_FOR = timedelta(days=7)
ANSWERS_KEPT_FOR = timedelta(days=90)
# Without what they say. Results look back over months, and so does whose turn it is.
POSTS_KEPT_FOR = timedelta(days=400)
# Who leaves or withdraws a post can have it removed from messages as old as this.
DIGESTS_KEPT_FOR = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True)
class ForgetOld:
    """Posts keep their place in the order of turns when their text goes; `texts_kept_for` is POST_RETENTION_DAYS."""

    db: Database
    choosing: Choosing
    texts_kept_for: timedelta

    def when_due(self, now: datetime) -> None:
        """Once a day, and never much in one transaction; then the database is made smaller by what went."""
        window = self._begun(now)
        if window is None:
            return
        texts = self._all(lambda session: forgetting.some_texts(session, now - self.texts_kept_for, window.oldest))
        self._all(lambda session: forgetting.some_counts(session, now - COUNTS_KEPT_FOR))
        oldest = min(now - POSTS_KEPT_FOR, window.oldest)
        rows = self._all(lambda session: forgetting.some_never_shown(session, oldest))
        rows += self._all(lambda session: forgetting.some_shown(session, now - DIGESTS_KEPT_FOR))
        rows += self._all(lambda session: forgetting.some_personal(session, now - self.texts_kept_for))
        rows += self._all(lambda session: forgetting.some_notes(session, now - ANSWERS_KEPT_FOR))
        rows += self._all(lambda session: forgetting.some_notes(session, now - THANKS_KEPT_FOR, THANKS))
        self.db.give_back_space()
        if texts or rows:
            log.info("Forgot what is old: texts=%d rows=%d", texts, rows)

    def _begun(self, now: datetime) -> Window | None:
        """When what may be shown begins; None when all this was done within a day, perhaps by another copy."""
        with self.db.read() as session:
            last = facts.moment(session, facts.FORGOTTEN)
            window = self.choosing.window(now, readings.started_at(session) or now)
        if last is not None and timedelta(0) <= now - last < EVERY:
            return None
        with self.db.write() as session:
            facts.done_at(session, facts.FORGOTTEN, now)
            audit.forget_old(session, now)
            requests.forget_decided(session, now - ANSWERS_KEPT_FOR)
            forgetting.spending(session, now - POSTS_KEPT_FOR)
            figures.forget(session, (now - POSTS_KEPT_FOR).date())
            this_month = month_of(self.choosing.workdays.today(now))
            unseen = max(window.oldest, now - UNSEEN_TOKENS_KEPT_FOR)
            taps.forget_old(session, now - TOKENS_KEPT_FOR, unseen, month_before(this_month))
            forgetting.profiles_of_strangers(session, now)
        return window

    def _all(self, some: Callable[[Session], int]) -> int:
        """A portion after another, each in a transaction of its own, until none is left."""
        total = 0
        while done := self._portion(some):
            total += done
        return total

    def _portion(self, some: Callable[[Session], int]) -> int:
        with self.db.write() as session:
            return some(session)
