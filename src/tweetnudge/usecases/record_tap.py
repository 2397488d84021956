"""Somebody pressed Like or Repost under a post: counted once, and not who it was."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tweetnudge.domain.report import month_of
from tweetnudge.domain.taps import TapKind, month_token, post_token
from tweetnudge.domain.workdays import Workdays
from tweetnudge.store import consents, posts, taps
from tweetnudge.store.engine import Database
from tweetnudge.usecases.permissions import Permissions, Refused

# After the follow-up on the third day nobody's token is kept, and so none is made.
COUNTED_FOR = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class RecordTap:
    """Call it with whoever pressed; `key` is derived from SLACK_BOT_TOKEN and is in no database.

    Guests and people of other companies are not counted, nor is an author's own press.
    """

    db: Database
    permissions: Permissions
    workdays: Workdays
    key: bytes

    def __call__(self, user: str, post_id: int, kind: TapKind, now: datetime) -> None:
        try:
            self.permissions.colleague(user)
        except Refused:
            return
        month = month_of(self.workdays.today(now))
        with self.db.write() as session:
            author = posts.author_of(session, post_id, shown_since=now - COUNTED_FOR)
            if author is None or author in {mine.account for mine in consents.of_person(session, user)}:
                return
            taps.record(session, post_id, post_token(self.key, post_id, user), kind)
            taps.count_in_month(session, month, month_token(self.key, month, user))

    def forget(self, session: Session, user: str) -> None:
        """Delete every token that is this person's; one made with another SLACK_BOT_TOKEN goes in its time."""
        taps.forget_person(
            session, lambda post: post_token(self.key, post, user), lambda month: month_token(self.key, month, user)
        )
