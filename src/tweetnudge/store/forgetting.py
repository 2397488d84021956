"""What has to be forgotten across tables: a person in Slack, an account that left, notes long since read."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from tweetnudge.domain.consent import Standing
from tweetnudge.domain.outbox import FINAL, State
from tweetnudge.domain.requests import Kind
from tweetnudge.store import audit, consents, facts, members, posts, requests
from tweetnudge.store.models import ConsentRow, FactRow, MemberRow, OutboxRow, RequestRow, TombstoneRow

NOBODY = "deleted"


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


def old_notes(session: Session, before: datetime) -> None:
    """Notes are to people, and say what they are about by their ids; once they are old nothing refers to them."""
    session.execute(delete(OutboxRow).where(_is_note(), OutboxRow.state.in_(FINAL), OutboxRow.created_at < before))


def _is_note() -> ColumnElement[bool]:
    return ~(OutboxRow.key.startswith("digest:") | OutboxRow.key.startswith("guide:"))
