"""Compare the List's members on X with what we know: at the start, when an admin asks, and once a month."""

import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tweetnudge.domain.budget import Billed
from tweetnudge.domain.consent import Consent, Standing, taken_off
from tweetnudge.domain.members import Member
from tweetnudge.domain.notes import NoteKind
from tweetnudge.domain.outages import OF_X, PASSING
from tweetnudge.store import audit, consents, facts, leases, members, outages, outbox, readings, requests
from tweetnudge.store.audit import STARTED, Entry
from tweetnudge.store.engine import Database
from tweetnudge.usecases.collect_posts import CollectingElsewhere, Progress
from tweetnudge.usecases.ports import X, XBadAnswer, XError
from tweetnudge.usecases.spending import Purse
from tweetnudge.usecases.telling import Telling

log = logging.getLogger(__name__)

LEASE = "members"
PAGE = 100
PAGES_AT_MOST = 60  # a List holds 5,000 members
EVERY = timedelta(days=30)
PAUSE_AFTER_TRYING = timedelta(hours=1)
NAMED_AT_MOST = 20
X_LAGS_BEHIND = timedelta(hours=1)
BY_CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Synced:
    """What was different on X; handles without @. `waiting` are those for whom an admin has still to vouch."""

    total: int = 0
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = field(default_factory=tuple[tuple[str, str], ...])
    waiting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewOnList:
    """Accounts met on the List wait until an admin vouches that their owners were asked, unless they agreed already.

    Call it with authors whose posts the List shows. Before the members were first compared everybody counts as
    asked: that is what Start confirms.
    """

    telling: Telling | None  # None where nobody can be told, as in a preview

    def __call__(self, session: Session, found: Iterable[Member], now: datetime) -> None:
        if facts.get(session, facts.MEMBERS_READ) is None:
            return
        authors = {member.id: member for member in found}
        known = consents.consents(session, authors)
        off = [one for one in known.values() if not one.on_list]
        # X may still show for a while what was just taken off.
        settled = [one for one in off if one.standing is Standing.SHOWN or now - one.since >= X_LAGS_BEHIND]
        new = {account for account in authors if account not in known} | {one.account for one in settled}
        self.listed(session, {account: authors[account] for account in new}, now)

    def listed(self, session: Session, new: Mapping[int, Member], now: datetime) -> None:
        """These were not on the List before, as far as we knew, and are now."""
        consents.notice(session, new.keys(), Standing.NOTICED, now, None)
        consents.on_list(session, new.keys(), on=True)
        invited = requests.invited(session, now)
        waits = [one.account for one in consents.consents(session, new).values() if one.standing is Standing.NOTICED]
        noticed = sorted((new[account] for account in waits if account not in invited), key=_by_handle)
        for member in noticed:
            audit.record(session, Entry(now, BY_CLOCK, "noticed on the List", member.id))
        if noticed and self.telling is not None:
            name = f"{NoteKind.NOTICED.value}:{noticed[0].id}:{now.isoformat()}"
            about = {"handles": [member.handle for member in noticed[:NAMED_AT_MOST]]}
            self.telling.admins(session, name, NoteKind.NOTICED, about, now)


@dataclass(frozen=True, slots=True)
class SyncMembers:
    """Call it to read all members now; `who` is an admin's Slack id. Tombstones and pauses stand.

    Raises XError, CollectingElsewhere, Refused.
    """

    db: Database
    x: X
    purse: Purse
    newcomers: NewOnList
    list_id: str
    owner: str
    lease_seconds: float

    def __call__(self, now: datetime, who: str, progress: Progress = lambda _: None) -> Synced:
        if who != BY_CLOCK and self.newcomers.telling is not None:
            self.newcomers.telling.permissions.admin(who)
        return replace(self, owner=leases.one_of(self.owner)).read_alone(now, who, progress)

    def read_alone(self, now: datetime, who: str, progress: Progress) -> Synced:
        """The same without asking who it is, as the holder of a lease that nobody else uses."""
        with self.db.write() as session:
            if not leases.take(session, LEASE, self.owner, self.lease_seconds):
                raise CollectingElsewhere
            facts.done_at(session, facts.MEMBERS_TRIED, now)
            before = consents.everyone(session)
        try:
            found = _believable(self._read(now, progress), before)
            with self.db.write() as session:
                return self._compare(session, found, before, now, who)
        finally:
            with self.db.write() as session:
                leases.give_back(session, LEASE, self.owner)

    def when_due(self, now: datetime) -> None:
        """Once the bot was started, and then once a month; a read that failed is tried again after an hour.

        What only an admin can mend is waited for: reading the List shows when it is.
        """
        with self.db.read() as session:
            started = readings.started_at(session) is not None
            read, tried = (facts.moment(session, name) for name in (facts.MEMBERS_READ, facts.MEMBERS_TRIED))
            refused = outages.lasting(session, OF_X - PASSING)
        if refused or not started or (read and now - read < EVERY) or (tried and now - tried < PAUSE_AFTER_TRYING):
            return
        try:
            self(now, BY_CLOCK)
        except XError as error:
            log.warning("The List's members could not be read: %s", error)
        except CollectingElsewhere:
            log.info("Another copy is reading the List's members.")

    def _read(self, now: datetime, progress: Progress) -> dict[int, Member]:
        # A read that has to stop half way is paid for and good for nothing, and posts are to be read this month, too.
        self.purse.half_pays_for_people(self.x.list_size(self.list_id), now)
        found: dict[int, Member] = {}
        token: str | None = None
        for _ in range(PAGES_AT_MOST):
            with self.purse.paying(Billed.USER, PAGE, now) as bill:
                page = self.x.list_members(self.list_id, size=bill.at_most, token=token)
                bill.returned = [member.id for member in page.members]
            found.update((member.id, member) for member in page.members)
            with self.db.write() as session:
                leases.take(session, LEASE, self.owner, self.lease_seconds)
            progress(len(found))
            log.info("Members read: %d", len(found))
            token = page.next_token
            if token is None:
                return found
        raise XBadAnswer("X goes on sending pages of the List's members without an end; try again later.")

    def _compare(
        self, session: Session, found: dict[int, Member], before: dict[int, Consent], now: datetime, who: str
    ) -> Synced:
        there = {account: found[account] for account in found.keys() - consents.gone(session, found)}
        known, agreed = members.everyone(session), consents.everyone(session)
        members.remember(session, there.values(), now)
        first = facts.get(session, facts.MEMBERS_READ) is None
        # Whatever was put on or taken off while the pages were read is newer than they are.
        steady = {account for account, one in agreed.items() if _same_place(one, before.get(account))}
        new = {account for account in there if account not in agreed}
        new |= {account for account in steady if not agreed[account].on_list and account in there}
        left = [agreed[account] for account in steady if agreed[account].on_list and account not in there]
        for account in (account for account in there if _now_protected(known.get(account), there[account])):
            outbox.redraw_author(session, account)
        if first or readings.started_at(session) is None:
            self._begin(session, new, known.keys() - agreed.keys() - there.keys(), now)
            consents.presume_asked(session, there)
        else:
            self.newcomers.listed(session, {account: there[account] for account in new}, now)
        for one in left:
            _gone_from_list(session, one, now, who)
        facts.done_at(session, facts.MEMBERS_READ, now)
        audit.record(session, Entry(now, who, "read the members"))
        gone = _handles(known, {one.account for one in left} & known.keys())
        waiting = self._waiting(session, there, now)
        return Synced(
            len(there),
            () if first else _handles(there, new),
            gone,
            tuple(_renamed(there, known)),
            _handles(there, waiting),
        )

    def _waiting(self, session: Session, there: Collection[int], now: datetime) -> set[int]:
        """For whom an admin has still to vouch; who was invited answers for themselves."""
        agreed = consents.consents(session, there).values()
        return {one.account for one in agreed if one.standing is Standing.NOTICED} - requests.invited(session, now)

    def _begin(self, session: Session, there: Collection[int], elsewhere: Collection[int], now: datetime) -> None:
        """Until Start everybody listed counts as asked, which whoever presses it confirms; later only at first."""
        by = audit.who_did(session, STARTED) if readings.started_at(session) is not None else None
        consents.notice(session, there, Standing.SHOWN, now, by)
        consents.on_list(session, there, on=True)
        for account in elsewhere:
            consents.save(session, Consent(account, Standing.NOTICED, now, on_list=False))


def _believable(found: dict[int, Member], before: Mapping[int, Consent]) -> dict[int, Member]:
    """An empty answer where somebody was before is likelier a fault of X's than everybody's leaving."""
    if not found and any(one.on_list for one in before.values()):
        raise XBadAnswer("X says that nobody is on the List any more; if that is so, please report this.")
    return found


def _now_protected(before: Member | None, member: Member) -> bool:
    return before is not None and member.protected and not before.protected


def _same_place(one: Consent, before: Consent | None) -> bool:
    return before is not None and before.on_list is one.on_list


def _gone_from_list(session: Session, one: Consent, now: datetime, who: str) -> None:
    """Somebody took it off on X. An owner's own yes stands; what an admin vouched for has to be vouched for again."""
    off = replace(one, on_list=False) if one.slack_user is not None else taken_off(one, now)
    consents.save(session, off)
    audit.record(session, Entry(now, who, "no longer on the List", one.account))


def _renamed(there: Mapping[int, Member], known: Mapping[int, Member]) -> list[tuple[str, str]]:
    pairs = [(known[account].handle, member.handle) for account, member in there.items() if account in known]
    return sorted((old, new) for old, new in pairs if old.lower() != new.lower())


def _handles(there: Mapping[int, Member], accounts: Collection[int]) -> tuple[str, ...]:
    return tuple(sorted((there[account].handle for account in accounts), key=str.lower))


def _by_handle(member: Member) -> str:
    return member.handle.lower()
