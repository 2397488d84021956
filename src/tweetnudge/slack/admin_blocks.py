"""What only admins see on their Home tab. Pure."""

from datetime import datetime, tzinfo

from tweetnudge.domain.members import Member
from tweetnudge.domain.outbox import NOT_SENT, OutboxItem, State
from tweetnudge.domain.requests import Decision, Request
from tweetnudge.i18n.dates import date_and_time
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids
from tweetnudge.slack.controls import asking_first, press, row, section
from tweetnudge.slack.elements import Block, account, header, lines, small, text, user
from tweetnudge.slack.sentences import pieces
from tweetnudge.usecases.show_home import AdminPart


def admin_blocks(admin: AdminPart, words: Messages, timezone: tzinfo) -> list[Block]:
    """Before Start that one act; afterwards the day, the money, and what is to be answered."""
    home = words.home
    blocks = [header(home.admin_heading)]
    if admin.started_at is None:
        blocks += [section(home.not_started), *row([press(home.start, ids.HOME_START) | {"style": "primary"}])]
    else:
        blocks += row(_steering(admin.today, words))
    blocks.append(lines(*([text(sentence)] for sentence in _state(admin, words, timezone))))
    return [*blocks, *_requests(admin, words)]


def _steering(today: OutboxItem | None, words: Messages) -> list[Block]:
    """Only what would do something: a day that was skipped can still be sent, one that was sent neither."""
    home = words.home
    buttons = [press(home.preview, ids.HOME_PREVIEW)]
    if today is None or today.state in NOT_SENT:
        send = press(home.send_now, ids.HOME_SEND)
        buttons.append(asking_first(send, home.send_ask_title, home.send_ask, home.send_yes, words))
    if today is None or today.state in NOT_SENT - {State.SKIPPED}:
        skip = press(home.skip, ids.HOME_SKIP)
        buttons.append(asking_first(skip, home.skip_ask_title, home.skip_ask, home.skip_yes, words))
    return buttons


def _state(admin: AdminPart, words: Messages, timezone: tzinfo) -> list[str]:
    home = words.home

    def at(sentence: str, moment: datetime | None, otherwise: str) -> str:
        if moment is None:
            return otherwise
        return sentence.format(time=date_and_time(moment.astimezone(timezone), words.language))

    told = [at(home.read_at, admin.list_read_at, home.never_read)]
    if admin.started_at is not None:
        told.append(getattr(home, f"day_{admin.today.state.value}") if admin.today else home.day_open)
        told.append(at(home.next_digest, admin.next_digest, home.no_next_digest))
    told.append(home.cost.format(spent=f"{admin.spent_usd:.2f}", budget=f"{admin.budget_usd:.2f}"))
    return told


def _requests(admin: AdminPart, words: Messages) -> list[Block]:
    if not admin.requests:
        return []
    asked = [block for request, member in admin.requests for block in _request(request, member, words)]
    return [small(words.home.requests_heading), *asked]


def _request(request: Request, member: Member, words: Messages) -> list[Block]:
    home = words.home
    sentence = getattr(home, f"asks_{request.kind.value}")
    answers = (Decision.YES, home.approve), (Decision.NO, home.decline)
    return [
        lines(pieces(sentence, who=user(request.slack_user), handle=account(member.handle))),
        *row(
            press(label, ids.decide_id(decision), ids.request_value(request.id, decision))
            for decision, label in answers
        ),
    ]
