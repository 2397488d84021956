"""How far the List has been read, and since when the bot may speak by itself."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from tweetnudge.domain.reading import Reading
from tweetnudge.store.models import ReadingRow, StartRow
from tweetnudge.store.rows import insert_new, upsert


def last_reading(session: Session, list_id: str) -> Reading:
    """What is known of the List; an empty Reading when it was never read."""
    row = session.get(ReadingRow, list_id)
    if row is None:
        return Reading()
    return Reading(
        row.watermark,
        row.tried_at,
        row.completed_at,
        row.posts_per_hour,
        row.busiest_per_hour,
        row.failures,
        row.not_before,
    )


def trying(session: Session, list_id: str, now: datetime) -> None:
    """Note that a read begins, so that a failing one is not begun again every minute."""
    insert_new(session, ReadingRow, [{"list_id": list_id, "watermark": 0, "tried_at": now, "failures": 0}])
    session.get_one(ReadingRow, list_id).tried_at = now


def complete(session: Session, list_id: str, reading: Reading) -> None:
    """Move the watermark; it never goes back, also when a slower read completes later."""
    row = {
        "list_id": list_id,
        "watermark": reading.watermark,
        "tried_at": reading.tried_at,
        "completed_at": reading.completed_at,
        "posts_per_hour": reading.posts_per_hour,
        "busiest_per_hour": reading.busiest_per_hour,
        "failures": 0,
        "not_before": None,
    }
    upsert(session, ReadingRow, [row], newer="watermark")


def failed(session: Session, list_id: str, not_before: datetime) -> None:
    """Do not read by itself again before then."""
    row = session.get_one(ReadingRow, list_id)
    row.failures, row.not_before = row.failures + 1, not_before


def forget_pause(session: Session, list_id: str) -> None:
    """Whatever kept the List from being read may have been mended: it may be tried again."""
    session.execute(update(ReadingRow).where(ReadingRow.list_id == list_id).values(not_before=None))


def started_at(session: Session) -> datetime | None:
    """When somebody first let the bot speak; None until then."""
    row = session.get(StartRow, 1)
    return row.started_at if row else None


def start(session: Session, now: datetime) -> None:
    """From now on the bot may post by itself; starting twice changes nothing."""
    insert_new(session, StartRow, [{"id": 1, "started_at": now}])
