"""The answer to «What is stored about me?» as a modal. Pure."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from tweetnudge.domain.consent import Consent
from tweetnudge.domain.members import Member
from tweetnudge.domain.posts import SeenPost
from tweetnudge.domain.requests import Kind, Request
from tweetnudge.i18n.messages import Messages
from tweetnudge.i18n.stored_words import StoredWords
from tweetnudge.slack import ids
from tweetnudge.slack.elements import (
    Block,
    asking_first,
    bullets,
    button,
    header,
    is_slack_id,
    person,
    row,
    section,
    small,
    text,
    user,
)
from tweetnudge.slack.home_blocks import standing_in_words
from tweetnudge.slack.personal import amount
from tweetnudge.slack.rich_text import first_words
from tweetnudge.slack.sentences import pieces
from tweetnudge.slack.views import message_view
from tweetnudge.usecases.starting import BY_COMMAND
from tweetnudge.usecases.stored_about import Stored

Line = list[Block]

BEGINNING = 80  # characters of a post, enough to know it by
SHOWN_AT_MOST = 60  # of each kind: a view has to stay readable, and within Slack's limits


def stored_view(words: Messages, stored: Stored, now: datetime) -> Block:
    """Everything, in the words of its reader; what does not fit is at least counted."""
    told = words.home.stored
    blocks = [section(told.nothing if stored.is_empty else told.intro)]
    blocks += _part(told, told.accounts_heading, [each for one in stored.accounts for each in _account(words, *one)])
    blocks += [small(told.account_beside)] if stored.accounts else []
    blocks += _part(told, told.posts_heading, [_post(words, seen) for seen in stored.posts])
    blocks += [small(told.posts_beside)] if stored.posts else []
    wanted = [[text(told.personal.format(amount=amount(stored.personal, words)))]] if stored.personal else []
    blocks += _part(told, told.personal_heading, wanted)
    blocks += _part(told, told.requests_heading, [_asked(told, *each, now) for each in stored.requests])
    changes = [_change(told, one.at, one.what, one.who) for one in reversed(stored.changes)]
    blocks += _part(told, told.changes_heading, changes)
    blocks += [header(told.presses_heading), section(told.presses), section(told.presses_honestly)]
    blocks += [header(told.personal_kept_heading), section(told.personal_kept), section(told.personal_honestly)]
    blocks += [header(told.never_heading), section(told.never), section(told.kept)]
    # Offered to everybody: of a press nobody can be told here that it was theirs.
    return message_view(told.title, [*blocks, *_deletion(words)], words)


def _part(told: StoredWords, title: str, written: Sequence[Line]) -> Iterator[Block]:
    if not written:
        return
    yield header(title)
    yield bullets(*written[:SHOWN_AT_MOST])
    if (more := len(written) - SHOWN_AT_MOST) > 0:
        yield small(told.more.format(count=more))


def _account(words: Messages, member: Member, agreed: Consent) -> Iterator[Line]:
    home, told = words.home, words.home.stored
    posts = home.shows_work if agreed.work_only else home.shows_all
    standing = standing_in_words(agreed, words)
    since = _date(agreed.since)
    yield pieces(told.account, handle=text(member.handle), standing=text(standing), posts=text(posts), date=since)
    yield [text(told.thanks_wanted if agreed.thanks else told.thanks_not_wanted)]
    if agreed.vouched_by is not None:
        elsewhere = agreed.vouched_by == BY_COMMAND
        who = person(agreed.vouched_by, words)
        yield pieces(told.vouched_elsewhere if elsewhere else told.vouched_by, who=who)


def _post(words: Messages, seen: SeenPost) -> Line:
    beginning = first_words(seen.post, BEGINNING) or words.home.without_text
    return [_date(seen.post.created_at), text(f": {beginning}")]


def _asked(told: StoredWords, request: Request, handle: str, now: datetime) -> Line:
    if request.kind is Kind.CLAIM and request.decision is None:
        answer = ""  # it counts unless an admin objects
    elif request.decision is not None:
        answer = getattr(told, f"answered_{request.decision.value}")
    else:
        answer = told.still_open if request.is_open(now) else told.lapsed
    sentence = getattr(told, request.kind.value)
    return pieces(
        sentence, date=_date(request.asked_at), handle=text(handle or "…"), answer=text(answer) if answer else ()
    )


def _change(told: StoredWords, at: datetime, what: str, who: str) -> Line:
    name = "did_" + re.sub(r"\W+", "_", what)
    return pieces(told.change, date=_date(at), what=text(getattr(told, name, what)), who=_who(told, who))


def _who(told: StoredWords, who: str) -> Block:
    if is_slack_id(who):
        return user(who)
    return text(told.by_command if who == BY_COMMAND else told.by_the_bot)


def _date(moment: datetime) -> Block:
    """Slack writes it in the reader's language and zone."""
    stamp = int(moment.timestamp())
    return {"type": "date", "timestamp": stamp, "format": "{date_short}", "fallback": moment.date().isoformat()}


def _deletion(words: Messages) -> list[Block]:
    told = words.home.stored
    pressed = button(told.delete, ids.DELETE_EVERYTHING) | {"style": "danger"}
    return row([asking_first(pressed, told.delete_ask_title, told.delete_ask, told.delete_yes, words)])
