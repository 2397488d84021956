"""Outbox rows: adding, claiming under a lease, and writing back what became of them."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Update, and_, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from tweetnudge.domain.outbox import DIGEST, NOT_SENT, OPEN, PERSONAL, THREAD, OutboxItem, State
from tweetnudge.store.engine import database_clock
from tweetnudge.store.models import OutboxRow, PostRow
from tweetnudge.store.support import LookRow, PersonalEntryRow

REDRAW_AGAIN_AFTER = timedelta(minutes=10)
FIELDS = (
    "key", "day", "channel", "created_at", "expires_at", "with_images", "not_before", "attempts",
    "first_attempt_at", "last_attempt_at", "absent_at", "ts", "problem", "failures", "about",
)  # fmt: skip


def add(session: Session, item: OutboxItem) -> int:
    """Insert a message; its key must be new. Returns the row's id."""
    row = OutboxRow(**_values(item))
    session.add(row)
    session.flush()
    return row.id


def add_all(session: Session, items: Collection[OutboxItem]) -> None:
    """Insert many messages at once."""
    if items:
        session.execute(insert(OutboxRow), [_values(item) for item in items])


def get(session: Session, key: str) -> OutboxItem | None:
    """The message with this key."""
    row = session.scalar(select(OutboxRow).where(OutboxRow.key == key))
    return _item(row) if row else None


def raise_revision(session: Session, ids: Collection[int]) -> None:
    """What these messages may show has changed: they are to be redrawn."""
    session.execute(_revised(OutboxRow.id.in_(ids)))


def redraw_author(session: Session, author: int) -> None:
    """What may be shown of an author has changed; to be called while their posts are still there."""
    session.execute(_redraw(PostRow.author_id == author))


def redraw_posts(session: Session, ids: Collection[int]) -> None:
    """What these posts say, or whether they are there, changes: called while they still are, by what changes it.

    A message that was not sent yet is composed anew anyway.
    """
    session.execute(_redraw(PostRow.id.in_(ids)).where(OutboxRow.state != State.PENDING))


def in_channel() -> ColumnElement[bool]:
    """For queries on OutboxRow: messages in the channel that show posts."""
    return or_(OutboxRow.key.startswith(DIGEST), OutboxRow.key.startswith(THREAD))


def take_away(session: Session, conversation: str, prefix: str) -> None:
    """Messages with such a key are to disappear from a conversation in Slack, and then from here.

    What was certainly not sent goes at once; what is being sent is for whoever sends it.
    """
    there = OutboxRow.channel == conversation, OutboxRow.key.startswith(prefix)
    session.execute(delete(OutboxRow).where(*there, OutboxRow.state.in_(NOT_SENT)))
    for row in session.scalars(select(OutboxRow).where(*there)):
        row.about = {**(row.about or {}), "over": True}
        row.revision += 1


def has_believed(session: Session, prefix: str, since: date | None) -> bool:
    """Whether there is a message with such a key, of a day after that, that was found in Slack and not sent by us."""
    found = OutboxRow.key.startswith(prefix), OutboxRow.state == State.SENT, OutboxRow.attempts == 0
    later = () if since is None else (OutboxRow.day > since,)
    return session.scalar(select(OutboxRow.id).where(*found, *later).limit(1)) is not None


def with_prefix(session: Session, prefix: str) -> list[OutboxItem]:
    """The messages whose key begins so, oldest first."""
    rows = session.scalars(
        select(OutboxRow).where(OutboxRow.key.startswith(prefix, autoescape=True)).order_by(OutboxRow.id)
    )
    return [_item(row) for row in rows]


def last_sent(session: Session, prefix: str, channel: str | None = None) -> date | None:
    """The day of the newest message with such a key that Slack holds, anywhere or in one conversation."""
    found = OutboxRow.key.startswith(prefix, autoescape=True), OutboxRow.state == State.SENT
    there = () if channel is None else (OutboxRow.channel == channel,)
    return session.scalar(select(func.max(OutboxRow.day)).where(*found, *there))


def claim_redraw(session: Session, owner: str, seconds: float, now: datetime) -> OutboxItem | None:
    """Take the lease of a sent message that Slack holds in an older revision; None when there is none."""
    outdated = and_(OutboxRow.state == State.SENT, OutboxRow.revision > OutboxRow.shown_revision)
    # What the channel sees first, and what is new before what is old. Not again at once: one that breaks us must not
    # stand in the way of all others.
    query = select(OutboxRow).where(outdated).order_by(OutboxRow.key.startswith(PERSONAL), OutboxRow.id.desc())
    return _claim(session, query, owner, seconds, now, not_before=now + REDRAW_AGAIN_AFTER)


def redrawn(session: Session, item: OutboxItem, owner: str) -> None:
    """Slack holds the revision this item was claimed with; a newer one is drawn next."""
    session.execute(
        update(OutboxRow)
        .where(_this(item), OutboxRow.lease_owner == owner)
        .values(shown_revision=item.revision, with_images=item.with_images, not_before=None, failures=0, **_lease())
    )


def redraw_later(session: Session, item: OutboxItem, owner: str, not_before: datetime, *, failed: bool) -> None:
    """Try again from then on; having to wait is no failure."""
    session.execute(
        update(OutboxRow)
        .where(_this(item), OutboxRow.lease_owner == owner)
        .values(
            with_images=item.with_images, not_before=not_before, failures=OutboxRow.failures + int(failed), **_lease()
        )
    )


def claim(session: Session, owner: str, seconds: float, now: datetime, which: str = "") -> OutboxItem | None:
    """Take the lease of the oldest message of those that is due and nobody holds; None when there is none.

    A message found in `sending` belonged to a copy that died: it comes back as `unknown`.
    """
    return _claim(session, select(OutboxRow).where(*_open(which)), owner, seconds, now)


def is_due(session: Session, now: datetime, which: str = "") -> bool:
    """Whether there may be something to claim; asking so does not keep anybody from writing."""
    query = select(OutboxRow.id).where(*_open(which), *_claimable(now))
    return session.scalar(query.limit(1)) is not None


def count_open(session: Session, prefix: str) -> int:
    """How many messages with such a key are not final yet."""
    return session.scalar(select(func.count()).select_from(OutboxRow).where(*_open(prefix))) or 0


def put_off(session: Session, prefix: str, until: datetime) -> None:
    """No message with such a key that waits is tried before then."""
    sooner = or_(OutboxRow.not_before.is_(None), OutboxRow.not_before < until)
    waits = OutboxRow.state == State.PENDING, OutboxRow.key.startswith(prefix, autoescape=True)
    session.execute(update(OutboxRow).where(*waits, sooner).values(not_before=until))


def save(
    session: Session, item: OutboxItem, owner: str, *, payload: Mapping[str, Any] | None = None, seconds: float = 0
) -> bool:
    """Write an item back if `owner` still holds its lease; False, and nothing written, when not.

    The lease is prolonged by `seconds`, or given back when that is 0.
    """
    held = and_(_this(item), OutboxRow.lease_owner == owner, OutboxRow.lease_until > database_clock())
    written = session.execute(
        update(OutboxRow)
        .where(held)
        .values(**_values(item), payload=dict(payload) if payload else None, **_lease(owner, seconds))
    )
    return bool(getattr(written, "rowcount", 0))


def record_sent(session: Session, item: OutboxItem, shown_revision: int = 0) -> None:
    """Slack holds the message, in this revision or an older one: this is so whoever has the lease by now."""
    values = {**_values(item), "shown_revision": shown_revision, "payload": None, **_lease()}
    session.execute(update(OutboxRow).where(_this(item)).values(**values))


def revive(session: Session, item: OutboxItem) -> None:
    """Make a final row pending again, as `item` says."""
    session.execute(update(OutboxRow).where(_this(item)).values(**_values(item)))


def skip(session: Session, item: OutboxItem) -> None:
    """Write down that a message is not to be sent; whoever holds its lease finds it lost."""
    session.execute(update(OutboxRow).where(_this(item)).values(**_values(item), payload=None, **_lease()))


def _claim(
    session: Session, query: Select[OutboxRow], owner: str, seconds: float, now: datetime, **also: datetime
) -> OutboxItem | None:
    """Take a lease, and write `also` in the same statement."""
    claimable = query.where(*_claimable(now)).order_by(OutboxRow.id).limit(1)
    row = session.scalar(claimable.with_for_update(skip_locked=True))
    if row is None:
        return None
    item = _item(row)
    if item.state is State.SENDING:
        item = replace(item, state=State.UNKNOWN)
    values = {"state": item.state, **_lease(owner, seconds), **also}
    session.execute(update(OutboxRow).where(OutboxRow.id == row.id).values(**values))
    return item


def _open(which: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Messages that are not final: the one with this key, or all whose keys begin so (`which` ends in a colon).

    Personal digests are many, and everything else goes before them: they have to be asked for.
    """
    of_those = OutboxRow.key.startswith(which, autoescape=True) if which.endswith(":") else OutboxRow.key == which
    return OutboxRow.state.in_(OPEN), of_those if which else ~OutboxRow.key.startswith(PERSONAL)


def _claimable(now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    free = or_(OutboxRow.lease_owner.is_(None), OutboxRow.lease_until < database_clock())
    return free, or_(OutboxRow.not_before.is_(None), OutboxRow.not_before <= now)


def _redraw(which: ColumnElement[bool]) -> Update:
    showing = select(PostRow.surfaced_in).where(which, PostRow.surfaced_in.is_not(None))
    again, personal = (
        select(table.outbox_id).join(PostRow, PostRow.id == table.post_id).where(which)
        for table in (LookRow, PersonalEntryRow)
    )
    return _revised(or_(*(OutboxRow.id.in_(ids) for ids in (showing, again, personal))))


def _revised(which: ColumnElement[bool]) -> Update:
    return update(OutboxRow).where(which).values(revision=OutboxRow.revision + 1)


def _this(item: OutboxItem) -> ColumnElement[bool]:
    """The id alone is not enough: once a note was deleted SQLite gives its id to the next one."""
    return and_(OutboxRow.id == item.id, OutboxRow.key == item.key)


def _lease(owner: str = "", seconds: float = 0) -> dict[str, Any]:
    """A lease from now on for so long; given back when that is 0."""
    if not seconds:
        return {"lease_owner": None, "lease_until": None}
    return {"lease_owner": owner, "lease_until": database_clock() + seconds}


def _values(item: OutboxItem) -> dict[str, Any]:
    values = {name: getattr(item, name) for name in FIELDS}
    return values | {"state": item.state.value, "entries": [list(entry) for entry in item.entries]}


def _item(row: OutboxRow) -> OutboxItem:
    values = {name: getattr(row, name) for name in FIELDS}
    entries = tuple(tuple(entry) for entry in row.entries)
    return OutboxItem(**values, id=row.id, revision=row.revision, state=State(row.state), entries=entries)
