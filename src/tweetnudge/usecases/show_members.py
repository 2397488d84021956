"""Who is on the List: what /tweetlist answers. Who paused is visible to that person and the admins only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tweetnudge.domain.consent import Consent, Standing
from tweetnudge.store import consents, facts, members, requests
from tweetnudge.store.engine import Database
from tweetnudge.usecases.choosing import Choosing
from tweetnudge.usecases.permissions import Permissions


class Mark(StrEnum):
    """What is said beside a name, to those who may know."""

    OFFICIAL = "official"
    YOURS = "yours"
    PAUSED = "paused"
    HIDDEN = "hidden"
    STOPPED = "stopped"
    NOTICED = "noticed"
    INVITED = "invited"
    BY_HAND = "by_hand"  # vouched for, but not on X's List yet
    PROTECTED = "protected"


@dataclass(frozen=True, slots=True)
class Listed:
    """One line: handle without @, the name as X gives it."""

    handle: str
    name: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberList:
    """A page of the List; `page` counts from 1. `compared` is false while X's own list was never read whole."""

    listed: tuple[Listed, ...]
    total: int
    page: int
    pages: int
    compared: bool
    for_admin: bool


@dataclass(frozen=True, slots=True)
class ShowMembers:
    """Call it with whoever asks; official accounts come first, then everyone by handle."""

    db: Database
    choosing: Choosing
    permissions: Permissions

    def __call__(self, reader: str, now: datetime, page: int, size: int) -> MemberList:
        is_admin = self.permissions.is_admin(reader)
        with self.db.read() as session:
            known, agreed = members.everyone(session), consents.everyone(session)
            official = self.choosing.official(session)
            invited = requests.invited(session, now)
            compared = facts.get(session, facts.MEMBERS_READ) is not None
            buried = consents.gone(session, known)
        lines: list[tuple[bool, str, Listed]] = []
        for account, member in known.items():
            marks = _marks(agreed.get(account), reader, is_admin=is_admin, invited=account in invited)
            if account in buried or marks is None:
                continue
            marks = ((Mark.OFFICIAL,) if account in official else ()) + marks
            marks += (Mark.PROTECTED,) if is_admin and member.protected else ()
            lines.append((account not in official, member.handle.lower(), Listed(member.handle, member.name, marks)))
        ordered = [line for _, _, line in sorted(lines, key=lambda line: line[:2])]
        pages = max(1, -(-len(ordered) // size))
        page = min(max(1, page), pages)
        return MemberList(
            tuple(ordered[(page - 1) * size : page * size]), len(ordered), page, pages, compared, is_admin
        )


def _marks(consent: Consent | None, reader: str, *, is_admin: bool, invited: bool) -> tuple[Mark, ...] | None:
    """What `reader` may know about an account; None when it is not to be listed for them."""
    if consent is None:
        return ()
    mine = consent.slack_user == reader
    may_know = mine or is_admin
    marks = (Mark.YOURS,) if mine else ()
    if not consent.on_list:
        waits = is_admin and (invited or consent.standing is Standing.SHOWN)
        return (*marks, Mark.INVITED if invited else Mark.BY_HAND) if waits else None
    if not may_know:
        return marks if consent.standing in {Standing.SHOWN, Standing.PAUSED} else None
    if consent.standing is Standing.SHOWN:
        return marks
    return (*marks, Mark.INVITED if invited and consent.standing is Standing.NOTICED else Mark(consent.standing.value))
