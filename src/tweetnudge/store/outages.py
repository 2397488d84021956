"""What is wrong just now, and what lately was."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from tweetnudge.domain.outages import Outage, OutageKind
from tweetnudge.store.models import OutageRow
from tweetnudge.store.rows import upsert


def get(session: Session, kind: OutageKind) -> Outage | None:
    """The last trouble of this kind, over or not."""
    row = session.get(OutageRow, kind.value)
    return _outage(row) if row else None


def lasting(session: Session, kinds: Collection[OutageKind]) -> list[Outage]:
    """Those of these kinds that are not over."""
    rows = select(OutageRow).where(OutageRow.kind.in_([kind.value for kind in kinds]), OutageRow.over_at.is_(None))
    return [_outage(row) for row in session.scalars(rows)]


def save(session: Session, outage: Outage) -> None:
    """Write it down as it stands."""
    row = {"since": outage.since, "told_at": outage.told_at, "over_at": outage.over_at}
    upsert(session, OutageRow, [{"kind": outage.kind.value, **row}])


def _outage(row: OutageRow) -> Outage:
    return Outage(OutageKind(row.kind), row.since, row.told_at, row.over_at)
