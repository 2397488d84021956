"""A post's text as a rich_text block, the one place in Slack where nothing is parsed. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tweetnudge.domain.digest import Entry
from tweetnudge.domain.posts import Link, Post
from tweetnudge.domain.text import is_web_address, readable
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack.elements import Block
from tweetnudge.slack.text import ELLIPSIS, beginning, one_line, utf16_units

# X never sends posts as long as this, nor links as long or as many; were it to, one post must still fit a message.
TEXT_MAX = 1_000
LINK_MAX = 100
LINKS_MAX = 30


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a post: text, or a link shown as `text`."""

    text: str
    url: str = ""


def text_block(entry: Entry, address: str, words: Messages, *, photo_shown: bool) -> Block | None:
    """The lead's text and, where X holds more of it, a link there; None when there is nothing to write.

    `photo_shown` drops the link X appends for the photo, which would say the same twice.
    """
    pieces, cut = _within_limit(_pieces(entry.lead, photo_shown=photo_shown))
    sections = [_section(pieces)] if any(piece.text.strip() for piece in pieces) else []
    if entry.is_thread:
        sections.append(_section([_Piece(words.thread_goes_on, address)]))
    elif entry.lead.is_cut or cut or not entry.lead.text:  # of an old post only X has the text
        sections.append(_section([_Piece(words.more_on_x, address)]))
    return {"type": "rich_text", "elements": sections} if sections else None


def first_words(post: Post, limit: int) -> str:
    """The beginning of a post on one line, links in the form X displays them, without its own photo's."""
    return one_line("".join(piece.text for piece in _pieces(post, photo_shown=True)), limit)


def _pieces(post: Post, *, photo_shown: bool) -> list[_Piece]:
    """The text with each t.co link, wherever it occurs, in the form X displays it."""
    links = {link.url: link for link in post.links if link.url}
    pieces: list[_Piece] = []
    for part in _split_at_links(readable(post.text), links):
        link = links.get(part)
        if link is None:
            pieces.append(_Piece(part))
        elif link.media and photo_shown:
            _drop_space_before(pieces)
        else:
            pieces.append(_link_piece(link))
    return _with_few_links(pieces)


def _split_at_links(text: str, urls: Iterable[str]) -> list[str]:
    """Text and links in turn. A link is a whole one: `t.co/ab` is not found in `t.co/abc`."""
    longest_first = sorted(urls, key=len, reverse=True)
    if not longest_first:
        return [text]
    return re.split(f"({'|'.join(map(re.escape, longest_first))})(?![A-Za-z0-9])", text)


def _drop_space_before(pieces: list[_Piece]) -> None:
    if pieces and not pieces[-1].url:
        pieces[-1] = _Piece(pieces[-1].text.rstrip())


def _link_piece(link: Link) -> _Piece:
    shown = one_line(link.display, TEXT_MAX) or one_line(link.url, TEXT_MAX)
    return _Piece(shown, link.url if len(link.url) <= LINK_MAX and is_web_address(link.url) else "")


def _with_few_links(pieces: Sequence[_Piece]) -> list[_Piece]:
    links = [at for at, piece in enumerate(pieces) if piece.url]
    too_many = set(links[LINKS_MAX:])
    return [_Piece(piece.text) if at in too_many else piece for at, piece in enumerate(pieces)]


def _within_limit(pieces: Sequence[_Piece]) -> tuple[list[_Piece], bool]:
    """The pieces, or their beginning and an ellipsis; and whether anything was cut."""
    if sum(utf16_units(piece.text) for piece in pieces) <= TEXT_MAX:
        return list(pieces), False
    return [*_beginning(pieces, TEXT_MAX - len(ELLIPSIS)), _Piece(ELLIPSIS)], True


def _beginning(pieces: Iterable[_Piece], room: int) -> Iterator[_Piece]:
    """A text is cut between characters, a link never."""
    for piece in pieces:
        size = utf16_units(piece.text)
        if size > room:
            if not piece.url:
                yield _Piece(beginning(piece.text, room))
            return
        yield piece
        room -= size


def _section(pieces: Iterable[_Piece]) -> Block:
    """One element a link and one for all the text between two links; none is empty, which Slack would refuse."""
    elements: list[Block] = []
    for piece in pieces:
        if piece.url:
            elements.append({"type": "link", "url": piece.url, "text": piece.text})
        elif elements and elements[-1]["type"] == "text":
            elements[-1]["text"] += piece.text
        elif piece.text:
            elements.append({"type": "text", "text": piece.text})
    return {"type": "rich_text_section", "elements": elements}
