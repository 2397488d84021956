"""Outbox rows: one that took a deleted one's id is another message, whoever still holds the old one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from tweetnudge.domain.outbox import OutboxItem, State
from tweetnudge.store import outbox
from tweetnudge.store.engine import Database
from tweetnudge.store.models import OutboxRow

NOW = datetime(2026, 7, 1, 1, 0, tzinfo=UTC)
ME = "me"
WRITES: dict[str, Callable[[Session, OutboxItem], object]] = {
    "save": lambda session, item: outbox.save(session, item, ME, seconds=60),
    "record_sent": outbox.record_sent,
    "revive": lambda session, item: outbox.revive(session, replace(item, channel="U0KEN")),
    "skip": outbox.skip,
    "redrawn": lambda session, item: outbox.redrawn(session, item, ME),
    "redraw_later": lambda session, item: outbox.redraw_later(session, item, ME, NOW, failed=True),
}


def add(session: Session, key: str) -> OutboxItem:
    """A message whose lease is ours."""
    outbox.add(session, OutboxItem(key, NOW.date(), "U0AYA", NOW, NOW + timedelta(days=1), about={"note": "guide"}))
    claimed = outbox.claim(session, ME, 60, NOW, key)
    assert claimed is not None
    return claimed


def everything(session: Session) -> list[Any]:
    return list(session.execute(select(OutboxRow.__table__)).all())


@pytest.mark.parametrize("database_kind", ["sqlite"])  # the other one never gives an id twice
@pytest.mark.parametrize("name", WRITES)
def test_what_becomes_of_a_deleted_message_is_not_written_to_another(db: Database, name: str) -> None:
    with db.write() as session:
        old = add(session, "invitation:1")
        session.execute(delete(OutboxRow))
        new = add(session, "invitation:2")
        assert old.id == new.id
        before = everything(session)
        WRITES[name](session, old)
        assert before == everything(session)
        WRITES[name](session, new)
        assert before != everything(session)


def test_a_message_to_redraw_is_not_claimed_again_for_ten_minutes(db: Database) -> None:
    """Also where the copy that claimed it broke, and its lease is over."""
    with db.write() as session:
        for key in ("digest:1", "digest:2"):
            outbox.record_sent(session, add(session, key))
        session.execute(update(OutboxRow).values(state=State.SENT.value, revision=1))

        def claimed(at: datetime) -> str | None:
            item = outbox.claim_redraw(session, ME, -1, at)
            return item.key if item else None

        assert ["digest:2", "digest:1", None] == [claimed(NOW) for _ in range(3)]
        assert claimed(NOW + timedelta(minutes=10, seconds=-1)) is None
        assert "digest:2" == claimed(NOW + timedelta(minutes=10))
