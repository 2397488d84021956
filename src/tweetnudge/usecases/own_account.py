"""What people do with their own account, alone and at once: pause, resume, leave, hide a post, delete everything."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from tweetnudge.domain.consent import Consent, Standing, paused, resumed
from tweetnudge.domain.members import Member, parse_handle
from tweetnudge.domain.notes import NoteKind
from tweetnudge.domain.posts import Reason
from tweetnudge.domain.requests import ADMINS_HAVE, OPEN_AT_MOST, Kind, Request
from tweetnudge.domain.results import Outcome, Result
from tweetnudge.store import audit, consents, forgetting, members, outbox, posts, requests
from tweetnudge.store.audit import Entry
from tweetnudge.store.engine import Database
from tweetnudge.usecases.agreed_posts import forget_private
from tweetnudge.usecases.permissions import Permissions
from tweetnudge.usecases.record_tap import RecordTap
from tweetnudge.usecases.subscribing import Subscribing
from tweetnudge.usecases.telling import Telling
from tweetnudge.usecases.x_list import XList


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """Everything here works without an admin. Guests change nothing: raises Refused."""

    db: Database
    x_list: XList
    permissions: Permissions
    telling: Telling
    taps: RecordTap
    subscribing: Subscribing
    company_words: tuple[str, ...]

    def pause(self, user: str, now: datetime) -> Result:
        """Show nothing of mine until I say so; what was shown disappears meanwhile."""
        return self._switch(user, Standing.PAUSED, Outcome.PAUSED, now)

    def resume(self, user: str, now: datetime) -> Result:
        """Show my posts again."""
        done = self._switch(user, Standing.SHOWN, Outcome.RESUMED, now)
        with self.db.read() as session:
            shown = any(one.may_be_shown for one in consents.of_person(session, user))
        waits = done.outcome is Outcome.RESUMED and not shown  # an admin has taken it off the List meanwhile
        return replace(done, outcome=Outcome.NOT_ON_LIST) if waits else done

    def choose(self, user: str, now: datetime, *, work_only: bool) -> Result:
        """Show all my posts, or only those about work; any other is forgotten at once, shown or not."""
        outcome = Outcome.WORK_ONLY if work_only else Outcome.ALL_POSTS

        def change(session: Session, mine: Consent) -> Consent:
            if work_only:
                forget_private(session, mine.account, self.company_words)
            return replace(mine, work_only=work_only)

        return self._for_mine(user, now, outcome, change)

    def choose_thanks(self, user: str, now: datetime, *, on: bool) -> Result:
        """Write to me when colleagues responded to a post of mine, or no longer."""
        outcome = Outcome.THANKS_ON if on else Outcome.THANKS_OFF
        return self._for_mine(user, now, outcome, lambda _, mine: replace(mine, thanks=on))

    def leave(self, user: str, handle: str | None, now: datetime) -> list[Result]:
        """Show nothing of mine any more, remove what was shown, and take me off the List.

        With a handle nobody has claimed, the account is hidden at once and the admins are asked.
        """
        self.permissions.colleague(user)
        if handle is None:
            with self.db.read() as session:
                mine = consents.of_person(session, user)
            return [self._leave(user, one, now) for one in mine] or [Result(Outcome.NO_ACCOUNT)]
        try:
            return [self._leave_named(user, parse_handle(handle), now)]
        except ValueError:
            return [Result(Outcome.NO_HANDLE, handle)]

    def hide_post(self, user: str, post_id: int, now: datetime) -> Result:
        """Never show this post, or the thread it begins, again; its author and the admins may."""
        self.permissions.colleague(user)
        is_admin = self.permissions.is_admin(user)
        with self.db.write() as session:
            found = posts.entry_of(session, post_id)
            if found is None:
                return Result(Outcome.POST_GONE)
            author, ids = found
            if not is_admin and author not in {mine.account for mine in consents.of_person(session, user)}:
                return Result(Outcome.NOT_YOURS)
            posts.pass_over(session, dict.fromkeys(ids, Reason.HIDDEN))
            audit.record(session, Entry(now, user, "hid a post", author))
        return Result(Outcome.POST_HIDDEN)

    def delete_everything(self, user: str, now: datetime) -> Result:
        """Leave, and forget that I was ever here. A no to an invitation stays, as the account's bare id."""
        self.permissions.colleague(user)
        conversation = self.subscribing.conversation(user)
        with self.db.read() as session:
            mine = consents.of_person(session, user)
            claimed = [one.account for one in requests.open_by(session, user, (Kind.CLAIM,), now)]
        for one in mine:
            self._leave(user, one, now)
        with self.db.write() as session:
            for request in requests.of_person(session, user):
                self._forget_request(session, request)
            self.taps.forget(session, user)
            self.subscribing.forget(session, user, conversation)
            forgetting.person(session, user, own=[one.account for one in mine], disputable=claimed)
            audit.record(session, Entry(now, forgetting.NOBODY, Outcome.DELETED.value))
        return Result(Outcome.DELETED)

    def _switch(self, user: str, standing: Standing, outcome: Outcome, now: datetime) -> Result:
        def change(session: Session, mine: Consent) -> Consent:
            changed = resumed(mine, now) if standing is Standing.SHOWN else paused(mine, now)
            if changed != mine:
                outbox.redraw_author(session, mine.account)
            return changed

        return self._for_mine(user, now, outcome, change)

    def _for_mine(
        self, user: str, now: datetime, outcome: Outcome, change: Callable[[Session, Consent], Consent]
    ) -> Result:
        self.permissions.colleague(user)
        with self.db.write() as session:
            mine = consents.of_person(session, user)
            for item in mine:
                changed = change(session, item)
                if changed != item:
                    consents.save(session, changed)
                    audit.record(session, Entry(now, user, outcome.value, item.account, user))
            known = members.members(session, [item.account for item in mine])
        handles = " ".join(f"@{member.handle}" for member in known.values()).removeprefix("@")
        return Result(outcome, handles) if mine else Result(Outcome.NO_ACCOUNT)

    def _leave_named(self, user: str, handle: str, now: datetime) -> Result:
        with self.db.read() as session:
            named = members.named(session, handle)
            known = consents.assumed(session, named.id, now) if named else None
        if named is None or known is None:
            return Result(Outcome.NOT_ON_LIST, handle)
        return self._leave(user, known, now) if known.slack_user == user else self._ask_to_hide(user, named, now)

    def _leave(self, user: str, mine: Consent, now: datetime) -> Result:
        with self.db.write() as session:
            handle = _handle(session, mine.account)
            self._forget(session, mine.account)
            audit.record(session, Entry(now, user, Outcome.LEFT.value, mine.account, user))
        if mine.on_list and not self.x_list.tried(mine.account, lambda: self.x_list.take_off(mine.account, now)):
            with self.db.write() as session:
                self.telling.by_hand(session, NoteKind.TAKE_OFF, mine.account, handle, now)
        return Result(Outcome.LEFT, handle)

    def _forget(self, session: Session, account: int) -> None:
        """Nothing stays but a tombstone; messages that show the account are redrawn without it."""
        outbox.redraw_author(session, account)
        for request in requests.about(session, account, *Kind):
            self.telling.redraw(session, request)
        forgetting.account(session, account)
        consents.bury(session, account)

    def _forget_request(self, session: Session, request: Request) -> None:
        """What somebody was asked, or asked for, about an account that is not tied to anybody."""
        self.telling.redraw(session, request)
        known = consents.consent(session, request.account)
        if known is not None and known.slack_user is not None:
            return
        about = requests.about(session, request.account, *Kind)
        alone = all(one.slack_user == request.slack_user for one in about)
        if request.kind is Kind.INVITATION and alone:
            self._forget(session, request.account)  # a no, or no answer: nobody may vouch for it later
        elif request.kind is Kind.JOIN and known is not None and not known.on_list:
            forgetting.account(session, request.account)

    def _ask_to_hide(self, user: str, member: Member, now: datetime) -> Result:
        with self.db.write() as session:
            known = consents.assumed(session, member.id, now)
            if known.slack_user is not None:
                return Result(Outcome.NOT_YOURS, member.handle)
            if known.standing is Standing.HIDDEN:
                return Result(Outcome.HIDDEN, member.handle)
            if len(requests.open_by(session, user, (Kind.LEAVE,), now)) >= OPEN_AT_MOST:
                return Result(Outcome.TOO_MANY_REQUESTS, member.handle)
            consents.save(session, replace(known, standing=Standing.HIDDEN, since=now))
            outbox.redraw_author(session, member.id)
            request = Request(0, Kind.LEAVE, member.id, user, user, now, now + ADMINS_HAVE)
            self.telling.ask_admins(session, requests.ask(session, request), now)
            audit.record(session, Entry(now, user, "asked to hide", member.id, user))
        return Result(Outcome.HIDDEN, member.handle)


def _handle(session: Session, account: int) -> str:
    found = members.members(session, [account]).get(account)
    return found.handle if found else ""
