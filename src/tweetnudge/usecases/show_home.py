"""What somebody's Home tab shows, gathered from the store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from tweetnudge.domain.budget import billing_month, cost
from tweetnudge.domain.consent import Consent
from tweetnudge.domain.digest import Entry, still_shown
from tweetnudge.domain.members import Member
from tweetnudge.domain.outbox import FINAL, OutboxItem, State, digest_key
from tweetnudge.domain.posts import Post
from tweetnudge.domain.requests import Kind, Request
from tweetnudge.store import consents, members, outbox, posts, readings, requests, spending, subscribers
from tweetnudge.store.engine import Database
from tweetnudge.usecases.choosing import Choosing
from tweetnudge.usecases.permissions import Permissions, Refusal, Refused

MINE_AT_MOST = 5
REQUESTS_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Mine:
    """An account of the reader's own, with its newest posts that wait and that were shown."""

    member: Member
    consent: Consent
    waiting: tuple[Post, ...]
    shown: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class AdminPart:
    """What only admins see. Moments are None where that has not happened yet; money is in dollars."""

    started_at: datetime | None
    list_read_at: datetime | None
    today: OutboxItem | None
    comes_today: bool  # a digest may still come by itself today
    next_digest: datetime | None
    last_sent: date | None
    spent_usd: Decimal
    budget_usd: Decimal
    requests: tuple[tuple[Request, Member], ...]  # to be decided, oldest first
    claims: tuple[tuple[Request, Member], ...]  # count unless somebody objects, newest first


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on a Home tab. `entries` are today's, whose authors are in `members`."""

    entries: tuple[Entry, ...]
    members: Mapping[int, Member]
    mine: tuple[Mine, ...]
    refusal: Refusal | None  # why the reader has no settings
    admin: AdminPart | None
    personal: int = 0  # how many posts a day the reader asked for in a personal digest


@dataclass(frozen=True, slots=True)
class ShowHome:
    """Call it with whoever opens their Home tab."""

    db: Database
    choosing: Choosing
    permissions: Permissions
    list_id: str
    budget_usd: Decimal

    def __call__(self, reader: str, now: datetime) -> Home:
        refusal = self._refusal(reader)
        is_admin = refusal is None and self.permissions.is_admin(reader)
        with self.db.read() as session:
            today = outbox.get(session, digest_key(self.choosing.workdays.today(now)))
            entries, authors = self._entries(session, today)
            mine = tuple(_mine(session, consent) for consent in consents.of_person(session, reader))
            admin = self._admin_part(session, today, now) if is_admin else None
            personal = subscribers.posts_of(session, reader)
        return Home(entries, authors, tuple(one for one in mine if one is not None), refusal, admin, personal)

    def _refusal(self, reader: str) -> Refusal | None:
        try:
            self.permissions.colleague(reader)
        except Refused as refused:
            return refused.refusal
        return None

    def _entries(self, session: Session, today: OutboxItem | None) -> tuple[tuple[Entry, ...], dict[int, Member]]:
        if today is None or today.state is not State.SENT:
            return (), {}
        found = {post_id: seen.post for post_id, seen in posts.shown(session, today.post_ids).items()}
        entries = still_shown(today.entries, found, today.about).entries
        return entries, members.members(session, {entry.lead.author_id for entry in entries})

    def _admin_part(self, session: Session, today: OutboxItem | None, now: datetime) -> AdminPart:
        workdays = self.choosing.workdays
        day = workdays.today(now)
        # What was sent, skipped or given up today does not come again by itself.
        settled = today is not None and today.state in FINAL
        return AdminPart(
            started_at=readings.started_at(session),
            list_read_at=readings.last_reading(session, self.list_id).completed_at,
            today=today,
            comes_today=workdays.is_digest_day(day) and now < workdays.latest_start(day) and not settled,
            next_digest=workdays.next_moment(workdays.end_of(day) if settled else now),
            last_sent=outbox.last_sent(session, "digest:"),
            spent_usd=Decimal(cost(spending.spent(session, billing_month(now)))) / 1000,
            budget_usd=self.budget_usd,
            requests=_with_accounts(session, requests.open_of_kind(session, (Kind.JOIN, Kind.LEAVE), now)),
            claims=_with_accounts(session, requests.open_of_kind(session, (Kind.CLAIM,), now)[::-1]),
        )


def _with_accounts(session: Session, asked: Sequence[Request]) -> tuple[tuple[Request, Member], ...]:
    first = asked[:REQUESTS_AT_MOST]
    accounts = members.members(session, [one.account for one in first])
    return tuple((one, accounts[one.account]) for one in first if one.account in accounts)


def _mine(session: Session, consent: Consent) -> Mine | None:
    member = members.members(session, [consent.account]).get(consent.account)
    if member is None:
        return None
    waiting = posts.of_author(session, consent.account, surfaced=False, limit=MINE_AT_MOST)
    shown = posts.of_author(session, consent.account, surfaced=True, limit=MINE_AT_MOST)
    return Mine(member, consent, tuple(seen.post for seen in waiting), tuple(seen.post for seen in shown))
