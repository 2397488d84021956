"""What has to be forgotten across tables: a person in Slack, an account that left, what nobody needs any more."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from tweetnudge.domain.consent import Standing
from tweetnudge.domain.outbox import FINAL, PERSONAL, State
from tweetnudge.domain.requests import Kind
from tweetnudge.store import audit, consents, facts, members, outbox, posts, requests
from tweetnudge.store.models import (
    ConsentRow,
    FactRow,
    MemberRow,
    OutboxRow,
    PassedOverRow,
    PostRow,
    RequestRow,
    SpendingRow,
    TombstoneRow,
)
from tweetnudge.store.support import GivenRow

NOBODY = "deleted"
PORTION = 1000  # rows a transaction: nobody who writes meanwhile waits for long
X_COUNTS_FROM = datetime(2010, 11, 4, 1, 42, 54, 657_000, tzinfo=UTC)  # ids hold the milliseconds since then


def person(session: Session, slack_user: str, *, own: list[int], disputable: list[int]) -> None:
    """Nothing names this person any more, but for what they did to others: that stays a year, in the audit table.

    `disputable` are accounts they said are theirs so lately that somebody may still object.
    """
    requests.forget(session, slack_user=slack_user)
    audit.anonymise(session, slack_user, own=own, kept=disputable)
    session.execute(update(ConsentRow).where(ConsentRow.vouched_by == slack_user).values(vouched_by=NOBODY))
    session.execute(update(RequestRow).where(RequestRow.asked_by == slack_user).values(asked_by=NOBODY))
    session.execute(update(RequestRow).where(RequestRow.decided_by == slack_user).values(decided_by=NOBODY))
    session.execute(delete(FactRow).where(FactRow.name == facts.FIRST_ADMIN, FactRow.value == slack_user))
    # Notes that have still to be redrawn are forgotten once that is done: see RedrawMessages.
    to_redraw = and_(OutboxRow.state == State.SENT, OutboxRow.revision > OutboxRow.shown_revision)
    session.execute(delete(OutboxRow).where(OutboxRow.channel == slack_user, ~to_redraw))


def account(session: Session, account_id: int) -> None:
    """What it wrote, what was asked about it, what was agreed, and its profile."""
    posts.forget_author(session, account_id)
    requests.forget(session, account=account_id)
    consents.forget(session, account_id)
    members.forget(session, account_id)


def profiles_of_strangers(session: Session, now: datetime) -> None:
    """What X told us of accounts that are not on the List and about which nothing is asked any more.

    They were looked up for a request to join or an invitation, and some of them had left before.
    """
    # For the admins an invitation looks unanswered until it lapses, whatever was answered.
    waits = or_(RequestRow.decision.is_(None), RequestRow.kind == Kind.INVITATION)
    asked = exists().where(RequestRow.account_id == MemberRow.id, RequestRow.expires_at > now, waits)
    left = exists().where(TombstoneRow.account_id == MemberRow.id)
    off = and_(ConsentRow.on_list.is_(False), ConsentRow.standing == Standing.NOTICED, ConsentRow.slack_user.is_(None))
    never_on = exists().where(ConsentRow.account_id == MemberRow.id, off)
    for stranger in session.scalars(select(MemberRow.id).where(or_(left, never_on), ~asked)).all():
        posts.forget_author(session, stranger)
        consents.forget(session, stranger)
        members.forget(session, stranger)


def note(session: Session, outbox_id: int) -> None:
    """A note of which nothing is left."""
    session.execute(delete(OutboxRow).where(OutboxRow.id == outbox_id, _is_note()))


def some_texts(session: Session, before: datetime, shown_no_longer: datetime) -> int:
    """Forget what posts written before then say, but for those that may still be shown; returns how many."""
    old = PostRow.created_at < before
    done_with = or_(PostRow.surfaced_in.is_not(None), PostRow.created_at < shown_no_longer)
    say_something = or_(PostRow.text != "", PostRow.photo.is_not(None))
    found = _some(session, PostRow.id, and_(old, done_with, say_something))
    session.execute(update(PostRow).where(PostRow.id.in_(found)).values(text="", links=[], photo=None))
    return len(found)


def some_counts(session: Session, before: datetime) -> int:
    """Erase what was counted of posts last shown, or written, before then, and to whom they were given.

    Returns how many posts.
    """
    since = func.coalesce(PostRow.shown_at, PostRow.created_at)
    counted = or_(PostRow.likes.is_not(None), PostRow.taps > 0, PostRow.alone.is_not(None), PostRow.given > 0)
    found = _some(session, PostRow.id, and_(since < before, counted))
    none = {"likes": None, "likes_when_shown": None, "taps": 0, "alone": None, "given": 0}
    session.execute(update(PostRow).where(PostRow.id.in_(found)).values(none))
    session.execute(delete(GivenRow).where(GivenRow.post_id.in_(found)))
    return len(found)


def some_never_shown(session: Session, before: datetime) -> int:
    """Delete posts nobody got to see, and the ids of those that were passed over or hidden; returns how many.

    All were written before then: X is not asked for posts as old as that, so none of them can come again.
    """
    unseen = and_(PostRow.created_at < before, PostRow.surfaced_in.is_(None))
    in_id = int((before - X_COUNTS_FROM) / timedelta(milliseconds=1)) << 22
    return _delete_some(session, PostRow.id, unseen) or _delete_some(
        session, PassedOverRow.id, PassedOverRow.id < in_id
    )


def some_shown(session: Session, before: datetime) -> int:
    """Delete posts that were shown before then, and the digests that showed them; returns how many."""
    gone = _delete_some(session, PostRow.id, PostRow.surfaced_at < before)
    showing = exists().where(PostRow.surfaced_in == OutboxRow.id)
    digest = and_(outbox.in_channel(), OutboxRow.state.in_(FINAL), OutboxRow.created_at < before)
    return gone or _delete_some(session, OutboxRow.id, and_(digest, ~showing))


def some_notes(session: Session, before: datetime, prefix: str = "") -> int:
    """Notes are to people, and say what they are about by their ids; once they are old nothing refers to them."""
    old = OutboxRow.key.startswith(prefix), OutboxRow.state.in_(FINAL), OutboxRow.created_at < before
    in_slack = and_(OutboxRow.key.startswith(PERSONAL), OutboxRow.state == State.SENT)  # those are taken away first
    return _delete_some(session, OutboxRow.id, and_(_is_note(), ~in_slack, *old))


def some_personal(session: Session, before: datetime) -> int:
    """Have personal digests sent before then taken away from Slack, which deletes them here; returns how many."""
    old = OutboxRow.key.startswith(PERSONAL), OutboxRow.state == State.SENT, OutboxRow.created_at < before
    found = _some(session, OutboxRow.id, and_(*old, OutboxRow.revision == OutboxRow.shown_revision))
    outbox.raise_revision(session, found)
    return len(found)


def spending(session: Session, before: datetime) -> None:
    """What was spent in months that ended before then."""
    session.execute(delete(SpendingRow).where(SpendingRow.month < before.date().replace(day=1)))


def _delete_some(session: Session, key: Any, which: ColumnElement[bool]) -> int:
    found = _some(session, key, which)
    session.execute(delete(key.class_).where(key.in_(found)))
    return len(found)


def _some(session: Session, key: Any, which: ColumnElement[bool]) -> list[int]:
    return list(session.scalars(select(key).where(which).limit(PORTION)))


def _is_note() -> ColumnElement[bool]:
    """Messages to one person, personal digests among them."""
    return ~or_(outbox.in_channel(), OutboxRow.key == "guide:start", OutboxRow.key.endswith(":channel"))
