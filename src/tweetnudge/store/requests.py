"""Requests in the database: asking, deciding once, forgetting."""

from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from tweetnudge.domain.requests import Decision, Kind, Request
from tweetnudge.store.models import RequestRow


def ask(session: Session, request: Request) -> Request:
    """Write a new question down; returns it with its id."""
    row = RequestRow(
        kind=request.kind.value,
        account_id=request.account,
        slack_user=request.slack_user,
        asked_by=request.asked_by,
        asked_at=request.asked_at,
        expires_at=request.expires_at,
    )
    session.add(row)
    session.flush()
    return _request(row)


def get(session: Session, request_id: int) -> Request | None:
    """The question with this id, as it is by now."""
    row = session.get(RequestRow, request_id, populate_existing=True)
    return _request(row) if row else None


def about(session: Session, account: int, *kinds: Kind) -> list[Request]:
    """What was asked about an account, newest first."""
    wanted = [kind.value for kind in kinds]
    rows = session.scalars(
        select(RequestRow)
        .where(RequestRow.account_id == account, RequestRow.kind.in_(wanted))
        .order_by(RequestRow.id.desc())
    )
    return [_request(row) for row in rows]


def of_person(session: Session, slack_user: str) -> list[Request]:
    """What somebody was asked or has asked, newest first."""
    rows = session.scalars(select(RequestRow).where(RequestRow.slack_user == slack_user).order_by(RequestRow.id.desc()))
    return [_request(row) for row in rows]


def open_by(session: Session, slack_user: str, kinds: tuple[Kind, ...], now: datetime) -> list[Request]:
    """What somebody has asked for and nobody has answered."""
    return [one for one in of_person(session, slack_user) if one.kind in kinds and one.is_open(now)]


def open_of_kind(session: Session, kinds: tuple[Kind, ...], now: datetime) -> list[Request]:
    """What still waits for an answer, oldest first."""
    wanted = [kind.value for kind in kinds]
    rows = session.scalars(
        select(RequestRow)
        .where(RequestRow.kind.in_(wanted), RequestRow.decision.is_(None), RequestRow.expires_at > now)
        .order_by(RequestRow.id)
    )
    return [_request(row) for row in rows]


def invited(session: Session, now: datetime) -> set[int]:
    """Accounts whose owners were invited and have not said yes; a no looks like silence until that lapses."""
    unanswered = or_(RequestRow.decision.is_(None), RequestRow.decision == Decision.NO)
    rows = session.scalars(
        select(RequestRow.account_id)
        .where(RequestRow.kind == Kind.INVITATION, RequestRow.expires_at > now)
        .where(unanswered)
    )
    return set(rows)


def decide(session: Session, request_id: int, decision: Decision, by: str, now: datetime) -> bool:
    """Answer a question; False when somebody has already, or it is too late."""
    answered = session.execute(
        update(RequestRow)
        .where(RequestRow.id == request_id, RequestRow.decision.is_(None), RequestRow.expires_at > now)
        .values(decision=decision.value, decided_by=by, decided_at=now)
    )
    return bool(getattr(answered, "rowcount", 0))


def forget(session: Session, *, account: int | None = None, slack_user: str | None = None) -> None:
    """Delete what was asked about an account or of a person."""
    session.execute(
        delete(RequestRow).where(or_(RequestRow.account_id == account, RequestRow.slack_user == slack_user))
    )


def forget_decided(session: Session, before: datetime) -> None:
    """Delete old answers; a declined invitation stays, so that nobody is asked again."""
    old = or_(RequestRow.decided_at < before, RequestRow.expires_at < before)
    invitation = RequestRow.kind == Kind.INVITATION.value
    session.execute(delete(RequestRow).where(old, ~invitation))


def _request(row: RequestRow) -> Request:
    decision = Decision(row.decision) if row.decision else None
    return Request(
        row.id,
        Kind(row.kind),
        row.account_id,
        row.slack_user,
        row.asked_by,
        row.asked_at,
        row.expires_at,
        decision,
        row.decided_by,
    )
