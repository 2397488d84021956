"""Saying that an account is one's own: invitations answered, handles claimed, and what the admins decide."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from tweetnudge.domain.consent import Consent, Standing, agreed, unclaimed
from tweetnudge.domain.members import Member, parse_handle
from tweetnudge.domain.notes import NoteKind
from tweetnudge.domain.requests import ADMINS_HAVE, OBJECT_WITHIN, OPEN_AT_MOST, Decision, Kind, Request
from tweetnudge.domain.results import Outcome, Result
from tweetnudge.store import audit, consents, members, outbox, posts, requests
from tweetnudge.store.audit import Entry
from tweetnudge.store.engine import Database
from tweetnudge.usecases.agreed_posts import forget_private
from tweetnudge.usecases.permissions import Permissions
from tweetnudge.usecases.ports import XError
from tweetnudge.usecases.telling import Telling
from tweetnudge.usecases.x_list import XList, outcome_of

ASKED_OF_ADMINS = (Kind.JOIN, Kind.CLAIM, Kind.LEAVE)


@dataclass(frozen=True, slots=True)
class Joining:
    """Who an account belongs to is only ever said by that person. Raises Refused.

    `official_accounts` are handles, in lower case: nobody simply says that one of those is theirs.
    """

    db: Database
    x_list: XList
    permissions: Permissions
    telling: Telling
    official_accounts: tuple[str, ...]
    company_words: tuple[str, ...]

    def answer(self, user: str, request_id: int, decision: Decision, now: datetime) -> Result:
        """The person invited says yes or no; a no is told to nobody."""
        self.permissions.colleague(user)
        with self.db.write() as session:
            request = requests.get(session, request_id)
            if request is None or request.kind is not Kind.INVITATION or request.slack_user != user:
                return Result(Outcome.NOT_FOR_YOU)
            member = _member(session, request)
            if decision is not Decision.NO and self._is_taken(session, request):
                return Result(Outcome.TAKEN, member.handle)
            if not requests.decide(session, request_id, decision, user, now):
                return self._too_late(session, request, member)
            self.telling.redraw(session, request)
            if decision is Decision.NO:
                return Result(Outcome.DECLINED_BY_OWNER, member.handle)
            work_only = decision is Decision.WORK_ONLY
            self._agree(session, request.account, user, now, by=user, work_only=work_only)
        self._put_on(member, now)
        return Result(Outcome.WELCOME, member.handle)

    def join(self, user: str, written: str, now: datetime) -> Result:
        """Claim a listed account; any other has to be verified by an admin first."""
        self.permissions.colleague(user)
        try:
            handle = parse_handle(written)
        except ValueError:
            return Result(Outcome.NO_HANDLE, written)
        with self.db.read() as session:
            full = _asks_too_much(session, user, Kind.JOIN, now)
        account = self.x_list.known(handle)
        if account is None and full:
            return Result(Outcome.TOO_MANY_REQUESTS, handle)
        try:
            account = account or self.x_list.account(handle, now)
        except XError as error:
            return Result(outcome_of(error), handle)
        return Result(self._join(user, account, now), account.handle)

    def decide(self, admin: str, request_id: int, decision: Decision, now: datetime) -> Result:
        """An admin answers a request; who presses second hears that it was decided already."""
        self.permissions.admin(admin)
        with self.db.write() as session:
            request = requests.get(session, request_id)
            if request is None or request.kind not in ASKED_OF_ADMINS:
                return Result(Outcome.ALREADY_DECIDED)
            member = _member(session, request)
            if (request.kind, decision) == (Kind.JOIN, Decision.YES) and self._is_taken(session, request):
                return Result(Outcome.TAKEN, member.handle)
            if not requests.decide(session, request_id, decision, admin, now):
                return self._too_late(session, request, member)
            audit.record(session, Entry(now, admin, f"{request.kind}: {decision}", request.account, request.slack_user))
            self.telling.redraw(session, request)
            on_x = self._carry_out(session, request, decision, admin, now)
        if on_x is not None:
            on_x(member, now)
        return Result(Outcome.APPROVED if decision is Decision.YES else Outcome.DECLINED, member.handle)

    def _too_late(self, session: Session, request: Request, member: Member) -> Result:
        self.telling.redraw(session, request)
        now_so = requests.get(session, request.id)
        decided = now_so is not None and now_so.decision is not None
        return Result(Outcome.ALREADY_DECIDED if decided else Outcome.LAPSED, member.handle)

    def _join(self, user: str, account: Member, now: datetime) -> Outcome:
        with self.db.write() as session:
            known = consents.assumed(session, account.id, now)
            if (answer := self._no_need(session, user, known, now)) is not None:
                return answer
            if account.protected:
                return Outcome.PROTECTED
            claimed = known.may_be_shown and not known.official and account.handle.lower() not in self.official_accounts
            kind = Kind.CLAIM if claimed else Kind.JOIN
            if _asks_too_much(session, user, kind, now):
                return Outcome.TOO_MANY_REQUESTS
            members.remember(session, [account], now)
            if not consents.gone(session, [account.id]):
                consents.save(session, replace(known, slack_user=user) if claimed else known)
            until = now + (OBJECT_WITHIN if claimed else ADMINS_HAVE)
            asked = requests.ask(session, Request(0, kind, account.id, user, user, now, until))
            if not claimed:  # a claim counts at once: admins find it on their Home tab, where they can object
                self.telling.ask_admins(session, asked, now)
            audit.record(session, Entry(now, user, kind.value, account.id, user))
        return Outcome.CLAIMED if claimed else Outcome.ASKED_ADMINS

    def _no_need(self, session: Session, user: str, known: Consent, now: datetime) -> Outcome | None:
        """Why nobody has to be asked."""
        if known.slack_user == user and known.on_list and known.standing is not Standing.NOTICED:
            return Outcome.YOURS_ALREADY
        if _is_anothers(known, user):
            return Outcome.TAKEN
        about = requests.about(session, known.account, Kind.JOIN, Kind.CLAIM)
        counts = {Kind.JOIN, Kind.CLAIM} if known.may_be_shown else {Kind.JOIN}
        if any(one.slack_user == user and one.kind in counts and one.is_open(now) for one in about):
            return Outcome.ASKED_ALREADY
        return None

    def _is_taken(self, session: Session, request: Request) -> bool:
        """Somebody else has said since that the account is theirs."""
        known = consents.consent(session, request.account)
        return known is not None and _is_anothers(known, request.slack_user)

    def _carry_out(
        self, session: Session, request: Request, decision: Decision, admin: str, now: datetime
    ) -> Callable[[Member, datetime], None] | None:
        """Do what was decided; returns what that means for X's List."""
        on_x = None
        known = consents.consent(session, request.account)
        match request.kind, decision:
            case Kind.JOIN, Decision.YES:
                self._agree(session, request.account, request.slack_user, now, by=admin)
                on_x = self._put_on
            case Kind.CLAIM, Decision.NO if known is not None:
                self._change(session, unclaimed(known, request.slack_user, now))
            case Kind.LEAVE, Decision.YES if known is not None and known.standing is Standing.HIDDEN:
                posts.forget_author(session, request.account)
                on_x = self._take_off
            case Kind.LEAVE, Decision.NO if known is not None and known.standing is Standing.HIDDEN:
                standing = Standing.SHOWN if known.on_list else Standing.NOTICED
                self._change(session, replace(known, standing=standing, since=now))
            case _:
                pass
        if request.kind is Kind.JOIN:
            about = {"note": NoteKind.ANSWERED.value, "request": request.id}
            self.telling.tell(session, request.slack_user, f"answered:{request.id}", about, now)
        return on_x

    def _agree(
        self, session: Session, account: int, user: str, now: datetime, *, by: str, work_only: bool | None = None
    ) -> None:
        """Without `work_only` what they chose before stands, and so does a pause: an admin does not lift it."""
        known = consents.assumed(session, account, now)
        rests = work_only is None and known.slack_user == user and known.standing is Standing.PAUSED
        only = (known.slack_user == user and known.work_only) if work_only is None else work_only
        yes = replace(agreed(known, user, now, work_only=only), on_list=known.on_list)
        consents.unbury(session, account)
        self._change(session, replace(yes, standing=Standing.PAUSED) if rests else yes)
        if only:
            forget_private(session, account, self.company_words)
        audit.record(session, Entry(now, by, "joined", account, user))

    def _change(self, session: Session, changed: Consent) -> None:
        consents.save(session, changed)
        outbox.redraw_author(session, changed.account)

    def _put_on(self, member: Member, now: datetime) -> None:
        self._by_hand_if_need_be(member, NoteKind.PUT_ON, self.x_list.put_on, now)

    def _take_off(self, member: Member, now: datetime) -> None:
        self._by_hand_if_need_be(member, NoteKind.TAKE_OFF, self.x_list.take_off, now)

    def _by_hand_if_need_be(
        self, member: Member, kind: NoteKind, write: Callable[[int, datetime], bool], now: datetime
    ) -> None:
        """The decision stands whatever X says; where X does not do it, an admin has to."""
        on = kind is NoteKind.PUT_ON

        def change() -> bool:
            # Without a consent its owner has left since: then there is nothing to do here.
            written = self._is_listed(member.id) in {None, on} or write(member.id, now)
            if written:
                self._listed(member.id, on=on)
            return written

        if not self.x_list.tried(member.id, change):
            with self.db.write() as session:
                self.telling.by_hand(session, kind, member.id, member.handle, now)

    def _is_listed(self, account: int) -> bool | None:
        with self.db.read() as session:
            known = consents.consent(session, account)
        return known.on_list if known is not None else None

    def _listed(self, account: int, *, on: bool) -> None:
        with self.db.write() as session:
            consents.on_list(session, [account], on=on)


def _is_anothers(known: Consent, user: str) -> bool:
    """Tied to somebody else who is still here."""
    return known.slack_user not in {None, user} and known.standing is not Standing.STOPPED


def _asks_too_much(session: Session, user: str, kind: Kind, now: datetime) -> bool:
    return len(requests.open_by(session, user, (kind,), now)) >= OPEN_AT_MOST


def _member(session: Session, request: Request) -> Member:
    """Whom it is about, without a name once that was forgotten."""
    found = members.members(session, [request.account])
    return found.get(request.account, Member(request.account, "", ""))
