"""Things learnt once and remembered by name."""

from datetime import date, datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from tweetnudge.store.models import FactRow
from tweetnudge.store.rows import insert_new, upsert

MEMBERS_READ = "members_read_at"
MEMBERS_TRIED = "members_tried_at"
PEOPLE_CHECKED = "people_checked_at"
PEOPLE_REACHED = "people_checked_up_to"
FORGOTTEN = "forgotten_at"
FOLLOWED_UP = "followed_up_at"
AUTHORS_WATCHED = "authors_watched_at"
AUTHORS_ASKED = "authors_asked_for"
FOLLOWED_UP_WELL = "followed_up_without_trouble_at"
THANKED = "thanked_on"
PERSONAL_PLANNED = "personal_planned_on"
FIRST_ADMIN = "first_admin"


def get(session: Session, name: str) -> str | None:
    """The value, None when nothing is known."""
    row = session.get(FactRow, name)
    return row.value if row else None


def learn(session: Session, name: str, value: str) -> None:
    """Remember a value unless there is one already."""
    insert_new(session, FactRow, [{"name": name, "value": value}])


def forget(session: Session, name: str) -> None:
    """It is no longer so."""
    session.execute(delete(FactRow).where(FactRow.name == name))


def learn_anew(session: Session, name: str, value: str) -> None:
    """Remember a value instead of the one before."""
    upsert(session, FactRow, [{"name": name, "value": value}])


def claim(session: Session, name: str, value: str) -> bool:
    """Remember a value; False when it is known already, also where another copy is learning it just now."""
    insert_new(session, FactRow, [{"name": name, "value": ""}])
    changed = session.execute(update(FactRow).where(FactRow.name == name, FactRow.value != value).values(value=value))
    return bool(getattr(changed, "rowcount", 0))


def moment(session: Session, name: str) -> datetime | None:
    """When something was last done."""
    value = get(session, name)
    return datetime.fromisoformat(value) if value else None


def done_at(session: Session, name: str, now: datetime) -> None:
    """Something was done now."""
    learn_anew(session, name, now.isoformat())


def count(session: Session, name: str, day: date, more: int) -> None:
    """So many more of something on that day."""
    learn_anew(session, name, f"{day.isoformat()} {counted(session, name, day) + more}")


def counted(session: Session, name: str, day: date) -> int:
    """How many of something there were on that day."""
    of_day, _, number = (get(session, name) or "").partition(" ")
    return int(number) if of_day == day.isoformat() else 0
