"""Who may do what right now: leases on the database's clock, for named work and for outbox rows alike."""

import uuid

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from tweetnudge.store.engine import database_clock
from tweetnudge.store.models import LeaseRow, OutboxRow
from tweetnudge.store.rows import insert_new


def one_of(owner: str) -> str:
    """A holder of its own for one piece of work: two threads of the same process must not share a lease."""
    return f"{owner}#{uuid.uuid4().hex[:8]}"


def take(session: Session, name: str, owner: str, seconds: float) -> bool:
    """Take or prolong a lease; False when somebody else holds it."""
    insert_new(session, LeaseRow, [{"name": name, "owner": owner, "until": 0.0}])
    taken = session.execute(
        update(LeaseRow)
        .where(LeaseRow.name == name, (LeaseRow.owner == owner) | (LeaseRow.until < database_clock()))
        .values(owner=owner, until=database_clock() + seconds)
    )
    return bool(getattr(taken, "rowcount", 0))


def give_back(session: Session, name: str, owner: str) -> None:
    """Let others take it at once."""
    session.execute(delete(LeaseRow).where(LeaseRow.name == name, LeaseRow.owner == owner))


def give_back_all(session: Session, owner: str) -> None:
    """On a clean stop; a message that may be on its way keeps its lease, so that nobody hurries to send it again."""
    session.execute(delete(LeaseRow).where(LeaseRow.owner.startswith(owner, autoescape=True)))
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.lease_owner.startswith(owner, autoescape=True), OutboxRow.state != "sending")
        .values(lease_owner=None, lease_until=None)
    )
