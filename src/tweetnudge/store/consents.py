"""Consents and tombstones in the database, and the one condition under which an account is shown."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from tweetnudge.domain.consent import Consent, Standing
from tweetnudge.domain.requests import Kind
from tweetnudge.store import facts
from tweetnudge.store.models import ConsentRow, MemberRow, RequestRow, TombstoneRow
from tweetnudge.store.rows import insert_new, upsert


def may_be_shown() -> ColumnElement[bool]:
    """For queries on MemberRow: not protected, not gone, and nothing but yes said about the account."""
    is_this = ConsentRow.account_id == MemberRow.id
    refused = or_(ConsentRow.standing != Standing.SHOWN, ConsentRow.on_list.is_(False))
    return and_(
        MemberRow.protected.is_(False),
        ~exists().where(TombstoneRow.account_id == MemberRow.id),
        ~exists().where(is_this, refused),
    )


def consent(session: Session, account: int) -> Consent | None:
    """What was agreed for this account; None when nothing is known."""
    row = session.get(ConsentRow, account)
    return _consent(row) if row else None


def assumed(session: Session, account: int, now: datetime) -> Consent:
    """What was agreed for this account, or what holds without a word about it.

    Before the List's members were first compared, everybody we have met is on it.
    """
    known = consent(session, account)
    if known is not None:
        return known
    met = session.get(MemberRow, account) is not None and facts.get(session, facts.MEMBERS_READ) is None
    met = met and not gone(session, [account])
    return Consent(account, Standing.SHOWN if met else Standing.NOTICED, now, on_list=met)


def consents(session: Session, accounts: Collection[int]) -> dict[int, Consent]:
    """What was agreed for these accounts, as far as known."""
    rows = session.scalars(select(ConsentRow).where(ConsentRow.account_id.in_(accounts)))
    return {row.account_id: _consent(row) for row in rows}


def everyone(session: Session) -> dict[int, Consent]:
    """What was agreed for every account known; as plain rows, like members.everyone."""
    return {row.account_id: _consent(row) for row in session.execute(select(ConsentRow.__table__))}


def of_person(session: Session, slack_user: str) -> list[Consent]:
    """The accounts that somebody said in Slack are theirs."""
    rows = session.scalars(
        select(ConsentRow).where(ConsentRow.slack_user == slack_user).order_by(ConsentRow.account_id)
    )
    return [_consent(row) for row in rows]


def people(session: Session) -> set[str]:
    """Everybody in Slack to whom an account that is shown or paused is tied."""
    still = ConsentRow.standing.in_([Standing.SHOWN, Standing.PAUSED])
    found = session.scalars(select(ConsentRow.slack_user).where(ConsentRow.slack_user.is_not(None), still))
    return {user for user in found if user is not None}


def to_thank(session: Session) -> list[Consent]:
    """The accounts that are shown, and whose owners want to hear when somebody responded."""
    wanted = ConsentRow.thanks.is_(True), ConsentRow.slack_user.is_not(None)
    shown = ConsentRow.standing == Standing.SHOWN, ConsentRow.on_list.is_(True)
    rows = session.scalars(select(ConsentRow).where(*wanted, *shown).order_by(ConsentRow.account_id))
    return [_consent(row) for row in rows]


def official(session: Session) -> frozenset[int]:
    """The accounts an admin called official."""
    return frozenset(session.scalars(select(ConsentRow.account_id).where(ConsentRow.official.is_(True))))


def save(session: Session, changed: Consent) -> None:
    """Write a consent down, new or changed."""
    upsert(session, ConsentRow, [_values(changed)])


def notice(session: Session, accounts: Collection[int], standing: Standing, now: datetime, by: str | None) -> None:
    """Accounts met on the List for the first time."""
    rows = [_values(Consent(account, standing, now, vouched_by=by)) for account in accounts]
    insert_new(session, ConsentRow, rows)


def presume_asked(session: Session, accounts: Collection[int]) -> None:
    """Before Start everybody listed counts as asked, which whoever presses it confirms; who was invited does not."""
    noticed = ConsentRow.standing == Standing.NOTICED, ConsentRow.slack_user.is_(None)
    invited = select(RequestRow.account_id).where(RequestRow.kind == Kind.INVITATION)
    session.execute(
        update(ConsentRow)
        .where(ConsentRow.account_id.in_(accounts), *noticed, ConsentRow.account_id.not_in(invited))
        .values(standing=Standing.SHOWN.value)
    )


def vouch_for_all(session: Session, by: str, now: datetime) -> None:
    """Somebody says that everyone was asked whom the List's window showed them."""
    unvouched = ConsentRow.vouched_by.is_(None), ConsentRow.slack_user.is_(None)
    shown = ConsentRow.standing == Standing.SHOWN, ConsentRow.on_list.is_(True)
    session.execute(update(ConsentRow).where(*shown, *unvouched).values(vouched_by=by, since=now))


def on_list(session: Session, accounts: Collection[int], *, on: bool) -> None:
    """What X says about who is on the List now."""
    session.execute(update(ConsentRow).where(ConsentRow.account_id.in_(accounts)).values(on_list=on))


def forget(session: Session, account: int) -> None:
    """Delete what was agreed."""
    session.execute(delete(ConsentRow).where(ConsentRow.account_id == account))


def gone(session: Session, accounts: Collection[int]) -> set[int]:
    """Which of these accounts have a tombstone."""
    return set(session.scalars(select(TombstoneRow.account_id).where(TombstoneRow.account_id.in_(accounts))))


def bury(session: Session, account: int) -> None:
    """Leave nothing but the account's id."""
    forget(session, account)
    insert_new(session, TombstoneRow, [{"account_id": account}])


def unbury(session: Session, account: int) -> None:
    """The owner came back."""
    session.execute(delete(TombstoneRow).where(TombstoneRow.account_id == account))


def _values(item: Consent) -> dict[str, object]:
    return {
        "account_id": item.account,
        "standing": item.standing.value,
        "since": item.since,
        "on_list": item.on_list,
        "slack_user": item.slack_user,
        "work_only": item.work_only,
        "official": item.official,
        "vouched_by": item.vouched_by,
        "thanks": item.thanks,
    }


def _consent(row: ConsentRow | Row[Any]) -> Consent:
    return Consent(
        row.account_id,
        Standing(row.standing),
        row.since,
        row.on_list,
        row.slack_user,
        row.work_only,
        row.official,
        row.vouched_by,
        row.thanks,
    )
