"""Who changed what, when, for whom: written in the transaction of the change itself, kept for a year."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.orm import Session

from tweetnudge.store.models import AuditRow

STARTED = "started"
KEPT_FOR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: `who` is a Slack id, or the name of what did it."""

    at: datetime
    who: str
    what: str
    account: int | None = None
    slack_user: str | None = None


def record(session: Session, entry: Entry) -> None:
    """Write a change down."""
    session.add(
        AuditRow(at=entry.at, who=entry.who, what=entry.what, account_id=entry.account, slack_user=entry.slack_user)
    )
    session.flush()


def who_did(session: Session, what: str) -> str | None:
    """Who did something last."""
    return session.scalar(select(AuditRow.who).where(AuditRow.what == what).order_by(AuditRow.id.desc()).limit(1))


def concerning(session: Session, slack_user: str, accounts: list[int]) -> list[Entry]:
    """What was written down about a person and their accounts, or was done by them; oldest first."""
    rows = session.scalars(
        select(AuditRow)
        .where(or_(AuditRow.who == slack_user, AuditRow.slack_user == slack_user, AuditRow.account_id.in_(accounts)))
        .order_by(AuditRow.id)
    )
    return [Entry(row.at, row.who, row.what, row.account_id, row.slack_user) for row in rows]


def anonymise(session: Session, slack_user: str, *, own: list[int], kept: list[int]) -> None:
    """Keep that something was changed for somebody, but no longer for whom; their acts for themselves lose the name.

    What they did for others or for the company keeps it, and so does everything about the accounts `kept`.
    """
    theirs = or_(AuditRow.slack_user == slack_user, AuditRow.account_id.in_(own))
    mine = and_(theirs, or_(AuditRow.account_id.is_(None), AuditRow.account_id.not_in(kept)))
    session.execute(update(AuditRow).where(mine, AuditRow.who == slack_user).values(who="deleted"))
    session.execute(update(AuditRow).where(mine).values(slack_user=None, account_id=None))


def forget_old(session: Session, now: datetime) -> None:
    """Drop what is older than a year."""
    session.execute(delete(AuditRow).where(AuditRow.at < now - KEPT_FOR))
