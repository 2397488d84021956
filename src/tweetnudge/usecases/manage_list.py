"""What admins do with the List: vouch for somebody and add them, invite them, take them off."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from tweetnudge.domain.consent import INVITATION_GOOD_FOR, Consent, Standing, taken_off, vouched
from tweetnudge.domain.members import Member, parse_handle
from tweetnudge.domain.requests import Decision, Kind, Request
from tweetnudge.domain.results import Outcome, Result
from tweetnudge.store import audit, consents, facts, members, outbox, posts, requests
from tweetnudge.store.audit import Entry
from tweetnudge.store.engine import Database
from tweetnudge.usecases.permissions import Permissions, Refusal, Refused
from tweetnudge.usecases.ports import XError
from tweetnudge.usecases.telling import Telling
from tweetnudge.usecases.x_list import Busy, XList, outcome_of


@dataclass(frozen=True, slots=True)
class ManageList:
    """Every method checks first that `admin` is one. Raises Refused."""

    db: Database
    x_list: XList
    permissions: Permissions
    telling: Telling

    def add(self, admin: str, written: str, now: datetime, *, official: bool = False) -> Result:
        """Put an account on the List; the admin vouches that its owner was asked. `written` is what was typed."""
        return self._for_handle(admin, written, lambda handle: self._add(admin, handle, now, official=official))

    def invite(self, admin: str, written: str, slack_user: str, now: datetime) -> Result:
        """Ask somebody in Slack whether this account, which is theirs, may be shown; nothing happens before yes."""
        return self._for_handle(admin, written, lambda handle: self._invite(admin, handle, slack_user, now))

    def remove(self, admin: str, written: str, now: datetime) -> Result:
        """Take an account off the List; what its owner switched off stays off, else somebody vouches for it anew."""
        return self._for_handle(admin, written, lambda handle: self._remove(admin, handle, now))

    def _for_handle(self, admin: str, written: str, act: Callable[[str], Outcome]) -> Result:
        self.permissions.admin(admin)
        try:
            handle = parse_handle(written)
        except ValueError:
            return Result(Outcome.NO_HANDLE, written)
        try:
            outcome = act(handle)
            known = self.x_list.known(handle)
            return Result(outcome, known.handle if known else handle)
        except XError as error:
            return Result(outcome_of(error), handle)
        except Busy:
            return Result(Outcome.BUSY, handle)

    def _add(self, admin: str, handle: str, now: datetime, *, official: bool) -> Outcome:
        account = self.x_list.account(handle, now)
        if account.protected:
            return Outcome.PROTECTED
        with self.x_list.one_at_a_time(account.id):
            with self.db.read() as session:
                known = consents.assumed(session, account.id, now)
                if _is_for_its_owner(session, known) or (official and known.slack_user is not None):
                    return Outcome.OWNER_DECIDES
            if known.may_be_shown and (known.official or not official):
                return Outcome.ALREADY_THERE
            listed = known.on_list or self.x_list.put_on(account.id, now)
            return self._vouched(admin, account, official=official, listed=listed, now=now)

    def _vouched(self, admin: str, account: Member, *, official: bool, listed: bool, now: datetime) -> Outcome:
        """Without credentials nothing is `listed`: somebody adds the account on X by hand, and it is noticed there."""
        with self.db.write() as session:
            known = consents.assumed(session, account.id, now)
            if _is_for_its_owner(session, known):  # since a moment ago
                return Outcome.OWNER_DECIDES
            if known.standing is Standing.HIDDEN and not _leave_is_open(session, account.id, now):
                known = replace(known, standing=Standing.NOTICED)  # nobody decided, and nobody asks any more
            agreed = replace(vouched(known, admin, now), official=official or known.official, on_list=listed)
            members.remember(session, [account], now)
            consents.save(session, agreed)
            audit.record(session, Entry(now, admin, "vouched and added", account.id))
        if agreed.standing is Standing.PAUSED:
            return Outcome.STILL_PAUSED
        if agreed.standing is Standing.HIDDEN:
            return Outcome.OWNER_DECIDES
        return Outcome.ADDED if listed else Outcome.ADDED_BY_HAND

    def _invite(self, admin: str, handle: str, slack_user: str, now: datetime) -> Outcome:
        try:
            self.permissions.colleague(slack_user)
        except Refused as refused:
            if refused.refusal is Refusal.CANNOT_TELL:
                raise
            return Outcome.CANNOT_INVITE
        account = self.x_list.account(handle, now)
        if account.protected:
            return Outcome.PROTECTED
        with self.db.write() as session:
            known = consents.assumed(session, account.id, now)
            if consents.gone(session, [account.id]):
                return Outcome.OWNER_DECIDES
            if known.slack_user is not None and known.standing is not Standing.STOPPED:
                mine = known.slack_user == slack_user and known.on_list
                return Outcome.ALREADY_THERE if mine else Outcome.OWNER_DECIDES
            members.remember(session, [account], now)
            self._wait_for_yes(session, known, now)
            self._ask_once(session, admin, account.id, slack_user, now)
        return Outcome.INVITED

    def _wait_for_yes(self, session: Session, known: Consent, now: datetime) -> None:
        """Once its owner is asked an account is shown only after yes, also one somebody had vouched for."""
        shown = known.standing is Standing.SHOWN
        consents.save(session, replace(known, standing=Standing.NOTICED, since=now) if shown else known)
        if shown:
            outbox.redraw_author(session, known.account)

    def _ask_once(self, session: Session, admin: str, account: int, slack_user: str, now: datetime) -> None:
        """Nobody is asked twice about an account, whether they said no or nothing; the admin sees no difference."""
        asked = [one for one in requests.about(session, account, Kind.INVITATION) if one.slack_user == slack_user]
        if not any(one.decision in {None, Decision.NO} for one in asked):
            until = now + INVITATION_GOOD_FOR
            request = requests.ask(session, Request(0, Kind.INVITATION, account, slack_user, admin, now, until))
            self.telling.invite(session, request, now)
        audit.record(session, Entry(now, admin, "invited", account, slack_user))

    def _remove(self, admin: str, handle: str, now: datetime) -> Outcome:
        account = self.x_list.known(handle) or self.x_list.account(handle, now)
        with self.x_list.one_at_a_time(account.id):
            with self.db.read() as session:
                known = consents.assumed(session, account.id, now)
                compared = facts.get(session, facts.MEMBERS_READ) is not None
                left = bool(consents.gone(session, [account.id]))  # and may be on X's List all the same
            if compared and not known.on_list and not left:
                return Outcome.NOT_ON_LIST
            written = self.x_list.take_off(account.id, now)
            self._removed(admin, account, now)
        return Outcome.REMOVED if written else Outcome.REMOVED_BY_HAND

    def _removed(self, admin: str, account: Member, now: datetime) -> None:
        with self.db.write() as session:
            audit.record(session, Entry(now, admin, "removed", account.id))
            if consents.gone(session, [account.id]):
                return
            members.remember(session, [account], now)
            known = consents.assumed(session, account.id, now)
            consents.save(session, replace(taken_off(known, now), official=False))
            outbox.redraw_author(session, account.id)
            posts.forget_author(session, account.id, only_waiting=True)


def _leave_is_open(session: Session, account: int, now: datetime) -> bool:
    return any(one.is_open(now) for one in requests.about(session, account, Kind.LEAVE))


def _is_for_its_owner(session: Session, known: Consent) -> bool:
    """Whether only the owner's own word counts by now: they left, or were asked and have not said yes."""
    invited = bool(requests.about(session, known.account, Kind.INVITATION))
    return (invited and known.slack_user is None) or bool(consents.gone(session, [known.account]))
