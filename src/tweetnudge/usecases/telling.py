"""Notes to people: put into the outbox in the transaction of what they tell of, written when they are sent."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from tweetnudge.domain.notes import QUESTIONS, Note, NoteKind
from tweetnudge.domain.outages import OutageKind
from tweetnudge.domain.outbox import FINAL, GIVEN_UP, OutboxItem, State, planned_anew
from tweetnudge.domain.requests import Request
from tweetnudge.domain.workdays import Workdays
from tweetnudge.store import consents, members, outages, outbox, requests
from tweetnudge.store.engine import Database
from tweetnudge.usecases.people import People
from tweetnudge.usecases.permissions import Permissions
from tweetnudge.usecases.ports import Message, Renderer, SlackError
from tweetnudge.usecases.results import CHANNEL, Results, results_key

log = logging.getLogger(__name__)

GOOD_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Telling:
    """Says something once, to one person or to every admin; the key keeps it from being said twice."""

    permissions: Permissions
    workdays: Workdays

    def tell(
        self, session: Session, to: str, key: str, about: Mapping[str, Any], now: datetime, *,
        good_for: timedelta = GOOD_FOR,
    ) -> None:  # fmt: skip
        """`to` is a person or a channel; what cannot be said in that time is not said any more."""
        if outbox.get(session, key) is None:
            day = self.workdays.today(now)
            outbox.add(session, OutboxItem(key, day, to, now, now + good_for, about=dict(about)))

    def on_request(self, session: Session, to: str, key: str, about: Mapping[str, Any], now: datetime) -> bool:
        """The same because somebody asked for it; False when it is there or on its way. What failed is tried anew."""
        known = outbox.get(session, key)
        if known is None:
            self.tell(session, to, key, about, now)
        elif known.state in GIVEN_UP:
            outbox.revive(session, replace(planned_anew(known, to, now + GOOD_FOR), about=dict(about)))
        return known is None or known.state in GIVEN_UP

    def admins(self, session: Session, name: str, kind: NoteKind, about: Mapping[str, Any], now: datetime) -> None:
        """Every admin gets a note of their own."""
        for admin in self.to_tell(session, kind):
            self.tell(session, admin, f"{name}:{admin}", {"note": kind.value, **about}, now)

    def to_tell(self, session: Session, kind: NoteKind) -> tuple[str, ...]:
        """The admins the bot writes to."""
        told = self.permissions.to_tell(session)
        if not told:
            log.warning("There is nobody to tell (%s): set SLACK_ADMINS.", kind.value)
        return told

    def by_hand(self, session: Session, kind: NoteKind, account: int, handle: str, now: datetime) -> None:
        """Somebody has to put an account on X's List, or take it off, because we could not."""
        self.admins(session, f"{kind.value}:{account}:{now.isoformat()}", kind, {"handles": [handle]}, now)

    def ask_admins(self, session: Session, request: Request, now: datetime) -> None:
        """Every admin gets the question; whoever answers first decides."""
        self.admins(session, _name(request), NoteKind(request.kind.value), {"request": request.id}, now)

    def invite(self, session: Session, request: Request, now: datetime) -> None:
        """Ask the owner of an account. The key, which logs show, does not say who that is."""
        about = {"note": NoteKind.INVITATION.value, "request": request.id}
        self.tell(session, request.slack_user, f"{_name(request)}:owner", about, now)

    def redraw(self, session: Session, request: Request) -> None:
        """A question was answered: its buttons have to go, wherever it was asked."""
        asked = [item.id for item in outbox.with_prefix(session, f"{_name(request)}:")]
        outbox.raise_revision(session, asked)


@dataclass(frozen=True, slots=True)
class ComposeNote:
    """Writes a note in its reader's language, from what is so at that moment."""

    db: Database
    people: People
    renderer: Renderer
    results: Results
    channel: str
    list_id: str
    channel_language: str
    company_words: tuple[str, ...]

    def __call__(self, item: OutboxItem, now: datetime) -> tuple[OutboxItem, Message] | None:
        """The message, None when there is nothing left to say."""
        note = self._note(item, now)
        if note is None or (note.kind in QUESTIONS and not note.is_open):
            return None  # nobody is asked what was answered already
        return item, self.renderer.note(note, self.language(item))

    def redrawn(self, item: OutboxItem, now: datetime) -> Message | None:
        """What a note that was sent says now; None when nobody may know any more what it was about."""
        note = self._note(item, now)
        return self.renderer.note(note, self.language(item)) if note else None

    def _note(self, item: OutboxItem, now: datetime) -> Note | None:
        about = item.about
        if about is None or not self._is_worth_saying(item, about):
            return None
        note = Note(
            NoteKind(about["note"]),
            tuple(about.get("handles", ())),
            channel=self.channel,
            list_id=self.list_id,
            company_words=self.company_words,
            outage=about.get("outage", ""),
            budget_usd=about.get("budget_usd", ""),
        )
        if note.kind is NoteKind.RESULTS:
            return self._results(note, item)
        return note if about.get("request") is None else self._question(note, about["request"], now)

    def _results(self, note: Note, item: OutboxItem) -> Note | None:
        month = date.fromisoformat((item.about or {})["month"])
        report = self.results.of(month)
        for_channel = item.key == results_key(month, CHANNEL)
        return replace(note, report=report, for_channel=for_channel, is_open=not self.results.is_shared(month))

    def _is_worth_saying(self, item: OutboxItem, about: Mapping[str, Any]) -> bool:
        """Not trouble that was over before it could be told, nor its end; not thanks to who no longer wants any."""
        if about["note"] == NoteKind.THANKS and item.state not in FINAL:
            with self.db.read() as session:
                return any(mine.thanks and mine.may_be_shown for mine in consents.of_person(session, item.channel))
        if about["note"] not in {NoteKind.OUTAGE, NoteKind.OUTAGE_OVER} or item.state in FINAL:
            return True
        with self.db.read() as session:
            if about["note"] == NoteKind.OUTAGE:
                known = outages.get(session, OutageKind(about["outage"]))
                return known is not None and known.over_at is None and known.since.isoformat() == about["since"]
            told = outbox.get(session, item.key.replace(NoteKind.OUTAGE_OVER.value, NoteKind.OUTAGE.value, 1))
        return told is not None and told.state is State.SENT

    def _question(self, note: Note, request_id: int, now: datetime) -> Note | None:
        with self.db.read() as session:
            request = requests.get(session, request_id)
            if request is None:
                return None
            member = members.members(session, [request.account]).get(request.account)
        handles = note.handles or ((member.handle,) if member else ())
        return replace(note, request=request, handles=handles, is_open=request.is_open(now))

    def language(self, item: OutboxItem) -> str:
        """Of whoever reads it."""
        if item.channel == self.channel:
            return self.channel_language
        try:
            return self.people.person(item.channel).language
        except SlackError as error:
            log.warning("The language of a note's reader is not known: %s", error)
            return self.channel_language


def _name(request: Request) -> str:
    return f"{request.kind.value}:{request.id}"
