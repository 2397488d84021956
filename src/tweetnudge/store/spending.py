"""What X has billed: each object once a UTC day, added up by month."""

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from tweetnudge.domain.budget import Billed
from tweetnudge.store.models import BilledRow, SpendingRow
from tweetnudge.store.rows import insert_new


def record(session: Session, kind: Billed, ids: Collection[int], day: date) -> None:
    """Count objects X returned on `day`; those it returned earlier that day cost nothing more."""
    rows = [{"day": day, "kind": kind.value, "object_id": object_id} for object_id in set(ids)]
    new = insert_new(session, BilledRow, rows)
    _add(session, kind, day.replace(day=1), objects=new)
    session.execute(delete(BilledRow).where(BilledRow.day < day - timedelta(days=1)))


def set_aside(session: Session, kind: Billed, objects: int, month: date) -> None:
    """So many objects are being asked for; a negative number when it is known what X returned."""
    _add(session, kind, month, set_aside=objects)


def committed(session: Session, month: date) -> dict[Billed, int]:
    """Objects billed in a month or being asked for just now."""
    both = SpendingRow.objects + SpendingRow.set_aside
    rows = session.execute(select(SpendingRow.kind, both).where(SpendingRow.month == month))
    return {Billed(kind): objects for kind, objects in rows}


def billed(session: Session, kind: Billed, day: date) -> int:
    """How many objects of a kind X has billed on that day: the same ones cost nothing more until it ends."""
    query = select(func.count()).where(BilledRow.day == day, BilledRow.kind == kind.value)
    return session.scalar(query) or 0


def spent(session: Session, month: date) -> dict[Billed, int]:
    """Objects billed in a month, given by its first day."""
    rows = session.execute(select(SpendingRow.kind, SpendingRow.objects).where(SpendingRow.month == month))
    return {Billed(kind): objects for kind, objects in rows}


def _add(session: Session, kind: Billed, month: date, *, objects: int = 0, set_aside: int = 0) -> None:
    insert_new(session, SpendingRow, [{"month": month, "kind": kind.value, "objects": 0, "set_aside": 0}])
    session.execute(
        update(SpendingRow)
        .where(SpendingRow.month == month, SpendingRow.kind == kind.value)
        .values(objects=SpendingRow.objects + objects, set_aside=SpendingRow.set_aside + set_aside)
    )
