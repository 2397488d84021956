"""Questions that one person answers by a button, once: invitations, and what the admins decide."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

ADMINS_HAVE = timedelta(days=30)
OBJECT_WITHIN = timedelta(days=7)  # after that a claim is beyond dispute
OPEN_AT_MOST = 3  # that one person may have open: each troubles the admins, and may cost a look-up on X


class Kind(StrEnum):
    """What is asked, and of whom."""

    INVITATION = "invitation"  # of the account's owner: may we show your posts?
    JOIN = "join"  # of the admins: is this account really this person's?
    CLAIM = "claim"  # of the admins, who may object: this person said that a listed account is theirs
    LEAVE = "leave"  # of the admins: somebody asked to hide an account nobody has claimed


class Decision(StrEnum):
    """How it was answered."""

    WORK_ONLY = "work_only"
    ALL_POSTS = "all_posts"
    NO = "no"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Request:
    """A question, and its answer if there is one. `slack_user` is who is invited, or who asks."""

    id: int
    kind: Kind
    account: int
    slack_user: str
    asked_by: str
    asked_at: datetime
    expires_at: datetime
    decision: Decision | None = None
    decided_by: str | None = None

    def is_open(self, now: datetime) -> bool:
        return self.decision is None and now < self.expires_at
