"""What is no longer needed goes, once a day: old texts, answers, notes and audit entries."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from tweetnudge.store import audit, facts, forgetting, posts, readings, requests
from tweetnudge.store.engine import Database
from tweetnudge.usecases.choosing import Choosing

log = logging.getLogger(__name__)

EVERY = timedelta(hours=24)
ANSWERS_KEPT_FOR = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class ForgetOld:
    """Posts keep their place in the order of turns when their text goes; `texts_kept_for` is POST_RETENTION_DAYS."""

    db: Database
    choosing: Choosing
    texts_kept_for: timedelta

    def when_due(self, now: datetime) -> None:
        """Once a day, in one transaction."""
        with self.db.read() as session:
            last = facts.moment(session, facts.FORGOTTEN)
            window = self.choosing.window(now, readings.started_at(session) or now)
        if last is not None and now - last < EVERY:
            return
        with self.db.write() as session:
            facts.done_at(session, facts.FORGOTTEN, now)
            dropped = posts.drop_texts(session, now - self.texts_kept_for, window.oldest)
            audit.forget_old(session, now)
            requests.forget_decided(session, now - ANSWERS_KEPT_FOR)
            forgetting.old_notes(session, now - ANSWERS_KEPT_FOR)
            forgetting.profiles_of_strangers(session, now)
        if dropped:
            log.info("Forgot the texts of old posts: posts=%d", dropped)
