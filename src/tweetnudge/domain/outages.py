"""What can be wrong outside the bot, and when the admins hear of it: once when it lasts, once when it is over."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

WORTH_TELLING_AFTER = timedelta(hours=1)  # most troubles of a network are over sooner
QUIET_FOR = timedelta(hours=24)


class OutageKind(StrEnum):
    """What is wrong; MemberWords has a sentence for each that says what an admin can do."""

    X_UNAUTHORIZED = "x_unauthorized"
    X_CREDIT = "x_credit"
    X_FORBIDDEN = "x_forbidden"
    X_LIST = "x_list"
    X_DOWN = "x_down"
    SLACK_UNAUTHORIZED = "slack_unauthorized"
    SLACK_SCOPE = "slack_scope"
    SLACK_CHANNEL = "slack_channel"
    SLACK_NOT_INVITED = "slack_not_invited"
    SLACK_ARCHIVED = "slack_archived"
    SLACK_REFUSED = "slack_refused"
    SLACK_DOWN = "slack_down"
    DIGEST_MISSED = "digest_missed"


PASSING = frozenset({OutageKind.X_DOWN, OutageKind.SLACK_DOWN})  # nobody has to do anything
OF_X = frozenset(kind for kind in OutageKind if kind.startswith("x_"))
OF_SLACK = frozenset(kind for kind in OutageKind if kind.startswith("slack_"))


@dataclass(frozen=True, slots=True)
class Outage:
    """One kind of trouble: since when it is there, when the admins were last told of it, and when it was over."""

    kind: OutageKind
    since: datetime
    told_at: datetime | None = None
    over_at: datetime | None = None

    @property
    def was_told(self) -> bool:
        """Whether the admins know of it, this time."""
        return self.told_at is not None and self.told_at >= self.since

    def is_to_be_told(self, now: datetime) -> bool:
        """What an admin has to mend is told at once, what may pass when it lasts; what comes and goes, once a day."""
        if self.was_told or (self.told_at is not None and now - self.told_at < QUIET_FOR):
            return False
        return self.kind not in PASSING or now - self.since >= WORTH_TELLING_AFTER


def met(known: Outage | None, kind: OutageKind, now: datetime) -> Outage:
    """The trouble as it stands when it is met at `now`."""
    if known is None:
        return Outage(kind, now)
    return known if known.over_at is None else replace(known, since=now, over_at=None)
