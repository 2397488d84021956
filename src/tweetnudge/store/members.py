"""Members in the database: X's accounts, looked up once and cached."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, select
from sqlalchemy.orm import Session

from tweetnudge.domain.members import Member
from tweetnudge.store.models import MemberRow
from tweetnudge.store.rows import upsert


def members(session: Session, ids: Collection[int], looked_up_since: datetime | None = None) -> dict[int, Member]:
    """The members with these ids that are known, or were looked up since then."""
    query = select(MemberRow).where(MemberRow.id.in_(ids))
    if looked_up_since is not None:
        query = query.where(MemberRow.looked_up_at >= looked_up_since)
    return {row.id: _member(row) for row in session.scalars(query)}


def ids_of(session: Session, handles: Collection[str]) -> frozenset[int]:
    """The account ids behind handles, as far as known. Handles are given without @ and in lower case."""
    return frozenset(session.scalars(select(MemberRow.id).where(func.lower(MemberRow.handle).in_(handles))))


def named(session: Session, handle: str) -> Member | None:
    """The member with this handle, given without @ and in lower case."""
    row = session.scalar(
        select(MemberRow).where(func.lower(MemberRow.handle) == handle).order_by(MemberRow.looked_up_at.desc()).limit(1)
    )
    return _member(row) if row else None


def everyone(session: Session) -> dict[int, Member]:
    """Every account known, on the List or not."""
    # Thousands are read while somebody waits: plain rows come in half the time.
    return {row.id: _member(row) for row in session.execute(select(MemberRow.__table__))}


def forget(session: Session, account: int) -> None:
    """Delete what X told us of an account; its posts must be gone already."""
    session.execute(delete(MemberRow).where(MemberRow.id == account))


def remember(session: Session, found: Iterable[Member], now: datetime) -> None:
    """Store what X says of these accounts now."""
    rows = [
        {
            "id": member.id,
            "handle": member.handle,
            "name": member.name,
            "avatar_url": member.avatar_url,
            "protected": member.protected,
            "looked_up_at": now,
        }
        for member in found
    ]
    upsert(session, MemberRow, rows)


def _member(row: MemberRow | Row[Any]) -> Member:
    return Member(row.id, row.handle, row.name, row.avatar_url, row.protected)
