"""Who is on the List, a page at a time, as a message only its reader sees. Pure."""

from tweetnudge.domain.members import Member
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids
from tweetnudge.slack.elements import Block, account, bullets, button, header, lines, link, row, small, text
from tweetnudge.slack.sentences import pieces, private
from tweetnudge.slack.text import byline
from tweetnudge.usecases.ports import Message
from tweetnudge.usecases.show_members import Listed, Mark, MemberList

PAGE = 25  # so that a page fits into a message whatever people call themselves


def list_message(found: MemberList, list_id: str, words: Messages) -> Message:
    """A page of the List, with what else its reader needs to know."""
    say = words.members
    blocks = [header(say.list_title), lines([link(f"https://x.com/i/lists/{list_id}", words.list_on_x)])]
    if found.listed:
        blocks.append(bullets(*(_line(listed, words) for listed in found.listed)))
    else:
        blocks.append(lines(pieces(say.list_empty)))
    return private(words, *blocks, *_paging(found, words), *_hints(found, words))


def _line(listed: Listed, words: Messages) -> list[Block]:
    """«Name @handle», and in words what its reader may know."""
    shown = byline(Member(0, listed.handle, listed.name))
    marks = " · ".join(_mark(mark, words) for mark in listed.marks)
    return [account(listed.handle, shown), *([text(f" ({marks})")] if marks else [])]


def _mark(mark: Mark, words: Messages) -> str:
    return getattr(words.members, f"mark_{mark.value}")


def _paging(found: MemberList, words: Messages) -> list[Block]:
    say, buttons = words.members, list[Block]()
    if found.page > 1:
        buttons.append(button(say.list_back, ids.LIST_BACK, str(found.page - 1)))
    if found.page < found.pages:
        buttons.append(button(say.list_on, ids.LIST_ON, str(found.page + 1)))
    where = small(say.list_page.format(page=found.page, pages=found.pages))
    return [where, *row(buttons)] if buttons else []


def _hints(found: MemberList, words: Messages) -> list[Block]:
    say = words.members
    waits = found.for_admin and any(Mark.NOTICED in listed.marks for listed in found.listed)
    hints = [say.list_waits if waits else "", "" if found.compared else say.list_not_compared, say.list_hint]
    return [lines(*(pieces(hint) for hint in hints if hint))]
