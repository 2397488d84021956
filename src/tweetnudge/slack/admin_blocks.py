"""What only admins see on their Home tab. Pure."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from tweetnudge.domain.members import Member
from tweetnudge.domain.outbox import NOT_SENT, State
from tweetnudge.domain.requests import Request
from tweetnudge.i18n.dates import date_and_time, header_date
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids
from tweetnudge.slack.elements import (
    Block,
    account,
    asking_first,
    button,
    header,
    lines,
    person,
    row,
    section,
    small,
    text,
)
from tweetnudge.slack.notes import answer_buttons
from tweetnudge.slack.sentences import pieces
from tweetnudge.usecases.show_home import AdminPart


def admin_blocks(admin: AdminPart, words: Messages, timezone: tzinfo) -> list[Block]:
    """Before Start that one act; afterwards the day, the money, and what is to be answered."""
    home = words.home
    blocks = [header(home.admin_heading)]
    if admin.started_at is None:
        blocks += [section(home.not_started), *row([button(home.start, ids.HOME_START) | {"style": "primary"}])]
    else:
        blocks += row(_steering(admin, words))
    blocks.append(lines(*([text(sentence)] for sentence in _state(admin, words, timezone))))
    return [*blocks, *_requests(admin, words), *_claims(admin, words)]


def _steering(admin: AdminPart, words: Messages) -> Iterator[Block]:
    """Only what would do something: a day that was skipped can still be sent, one that was sent neither."""
    home, today = words.home, admin.today
    yield button(home.preview, ids.HOME_PREVIEW)
    if today is None or today.state in NOT_SENT:
        send = button(home.send_now, ids.HOME_SEND)
        yield asking_first(send, home.send_ask_title, home.send_ask, home.send_yes, words)
    if admin.comes_today if today is None else today.state is State.PENDING:
        skip = button(home.skip, ids.HOME_SKIP)
        yield asking_first(skip, home.skip_ask_title, home.skip_ask, home.skip_yes, words)
    yield button(home.guide, ids.HOME_GUIDE)
    yield button(home.results, ids.HOME_RESULTS)


def _state(admin: AdminPart, words: Messages, timezone: tzinfo) -> list[str]:
    home = words.home

    def at(sentence: str, moment: datetime | None, otherwise: str) -> str:
        if moment is None:
            return otherwise
        return sentence.format(time=date_and_time(moment.astimezone(timezone), words.language))

    told = [at(home.read_at, admin.list_read_at, home.never_read)]
    if admin.started_at is not None:
        told.append(_day(admin, words))
        if admin.last_sent is not None:
            told.append(home.last_sent.format(date=header_date(admin.last_sent, words.language)))
        told.append(at(home.next_digest, admin.next_digest, home.no_next_digest))
    told.append(home.cost.format(spent=f"{admin.spent_usd:.2f}", budget=f"{admin.budget_usd:.2f}"))
    return told


def _day(admin: AdminPart, words: Messages) -> str:
    if admin.today is not None:
        return getattr(words.home, f"day_{admin.today.state.value}")
    return words.home.day_open if admin.comes_today else words.home.day_without


def _requests(admin: AdminPart, words: Messages) -> Iterator[Block]:
    if admin.requests:
        yield small(words.home.requests_heading)
    for request, member in admin.requests:
        yield from _request(getattr(words.home, f"asks_{request.kind.value}"), request, member, words)


def _claims(admin: AdminPart, words: Messages) -> Iterator[Block]:
    """They count as they are: there is nothing to do unless somebody knows better."""
    if admin.claims:
        yield small(f"{words.home.claims_heading}\n{words.home.claims_explained}")
    for request, member in admin.claims:
        yield from _request(words.home.claimed_by, request, member, words)


def _request(sentence: str, request: Request, member: Member, words: Messages) -> list[Block]:
    asked = pieces(sentence, who=person(request.slack_user, words), handle=account(member.handle))
    return [lines(asked), *answer_buttons(request, words)]
