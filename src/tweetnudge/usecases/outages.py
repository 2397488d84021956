"""Trouble outside the bot: remembered while it lasts, told to the admins once, and once more when it is over."""

import logging
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from tweetnudge.domain.notes import NoteKind
from tweetnudge.domain.outages import WORTH_TELLING_AFTER, Outage, OutageKind, met
from tweetnudge.store import outages
from tweetnudge.store.engine import Database
from tweetnudge.usecases.ports import (
    SlackError,
    SlackRefused,
    XBadAnswer,
    XError,
    XForbidden,
    XNoCredit,
    XNotFound,
    XRateLimited,
    XUnauthorized,
    XUnavailable,
)
from tweetnudge.usecases.telling import Telling

log = logging.getLogger(__name__)

X_KINDS: tuple[tuple[tuple[type[XError], ...], OutageKind], ...] = (
    ((XUnauthorized,), OutageKind.X_UNAUTHORIZED),
    ((XNoCredit,), OutageKind.X_CREDIT),
    ((XForbidden,), OutageKind.X_FORBIDDEN),
    ((XNotFound,), OutageKind.X_LIST),
    ((XRateLimited, XUnavailable, XBadAnswer), OutageKind.X_DOWN),
)
SLACK_CODES = {
    "channel_not_found": OutageKind.SLACK_CHANNEL,
    "not_in_channel": OutageKind.SLACK_NOT_INVITED,
    "is_archived": OutageKind.SLACK_ARCHIVED,
    "missing_scope": OutageKind.SLACK_SCOPE,
    **dict.fromkeys(
        ("invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "no_bot"),
        OutageKind.SLACK_UNAUTHORIZED,
    ),
}
# These keep everything from being sent, not only what goes to one channel.
UNTIL_MENDED = frozenset({OutageKind.SLACK_UNAUTHORIZED, OutageKind.SLACK_SCOPE})
EVERYWHERE = UNTIL_MENDED | {OutageKind.SLACK_DOWN}


def of_x(error: XError) -> OutageKind | None:
    """What is wrong when X fails so; None when it is not X's doing, as when our own budget is spent."""
    return next((kind for errors, kind in X_KINDS if isinstance(error, errors)), None)


def of_slack(error: SlackError) -> OutageKind:
    """What is wrong when Slack fails so."""
    if not isinstance(error, SlackRefused):
        return OutageKind.SLACK_DOWN
    return SLACK_CODES.get(error.code, OutageKind.SLACK_REFUSED)


@dataclass(frozen=True, slots=True)
class Outages:
    """Called by whoever meets trouble, and by whoever finds that it works again."""

    db: Database
    telling: Telling | None  # None where nobody can be told, as in a preview

    def met(self, kind: OutageKind, now: datetime) -> None:
        """It is wrong just now."""
        with self.db.write() as session:
            outage = met(outages.get(session, kind), kind, now)
            if outage.is_to_be_told(now):
                outage = replace(outage, told_at=now)
                self._tell(session, outage, NoteKind.OUTAGE, now)
            outages.save(session, outage)

    def over(self, kinds: Collection[OutageKind], now: datetime) -> None:
        """None of these is wrong."""
        with self.db.read() as session:
            if not outages.lasting(session, kinds):
                return
        with self.db.write() as session:
            for outage in outages.lasting(session, kinds):
                outages.save(session, replace(outage, over_at=now))
                log.info("Over: %s since=%s", outage.kind.value, outage.since.isoformat())
                if outage.was_told:
                    self._tell(session, outage, NoteKind.OUTAGE_OVER, now)

    def database_is_back(self, since: datetime, now: datetime) -> None:
        """While it was gone nobody could be told. Once a day, however many copies found out, and only if it lasted."""
        if now - since >= WORTH_TELLING_AFTER and self.telling is not None:
            with self.db.write() as session:
                self._once_a_day(session, NoteKind.DATABASE_BACK, now)

    def posts_missed(self, session: Session, now: datetime) -> None:
        """More was written on the List than X lists. Once a day: what made it so may well do it again."""
        self._once_a_day(session, NoteKind.GAP, now)

    def _once_a_day(self, session: Session, kind: NoteKind, now: datetime) -> None:
        if self.telling is not None:
            self.telling.admins(session, f"{kind.value}:{now:%Y-%m-%d}", kind, {}, now)

    def _tell(self, session: Session, outage: Outage, kind: NoteKind, now: datetime) -> None:
        if self.telling is not None:
            name = f"{kind.value}:{outage.kind.value}:{outage.since:%Y%m%dT%H%M%S}"
            about = {"outage": outage.kind.value, "since": outage.since.isoformat()}
            self.telling.admins(session, name, kind, about, now)
