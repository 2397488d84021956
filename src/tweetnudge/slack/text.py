"""Other people's words made fit to show: cleaned, measured, cut. Pure, and free of Slack's JSON."""

import re
import unicodedata
from collections.abc import Callable

from tweetnudge.domain.members import Member
from tweetnudge.domain.posts import post_address
from tweetnudge.domain.text import readable

NAME_MAX = 50
ELLIPSIS = "…"

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# Marks, embeddings, overrides and isolates: a name must not turn around the words beside it.
_BIDI_CONTROL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_HANDLE = re.compile(r"[A-Za-z0-9_]{1,15}")
_ZWJ = "\u200d"


def one_line(text: str, limit: int = NAME_MAX) -> str:
    """A name or a label: on one line, at most `limit` characters, unable to affect its surroundings."""
    spaced = readable(" ".join(text.split()))
    plain = _BIDI_CONTROL.sub("", _CONTROL.sub("", spaced)).strip()
    short = shorten(plain, limit, size=len)
    if any(unicodedata.bidirectional(char) in {"R", "AL"} for char in short):
        return f"{_FIRST_STRONG_ISOLATE}{short}{_POP_ISOLATE}"
    return short


def is_handle(written: str) -> bool:
    """Whether this can stand in an address on X."""
    return _HANDLE.fullmatch(written) is not None


def byline(member: Member) -> str:
    """«Name @handle», whichever of the two there is; never empty."""
    handle = one_line(member.handle)
    parts = (one_line(member.name), f"@{handle}" if handle else "")
    return " ".join(part for part in parts if part) or "X"


def address(member: Member, post_id: int) -> str:
    """The post's page on X. Handles reach an address only if they are handles; X finds a post without one too."""
    if is_handle(member.handle):
        return post_address(member.handle, post_id)
    return f"https://x.com/i/status/{post_id}"


def utf16_units(text: str) -> int:
    """The length Slack and X count in: characters beyond the basic plane (most emoji) are two."""
    return len(text) + sum(char > "\uffff" for char in text)


def shorten(text: str, limit: int, *, size: Callable[[str], int] = utf16_units) -> str:
    """`text` if its size is within `limit`, otherwise its beginning and an ellipsis, together within `limit`."""
    return text if size(text) <= limit else beginning(text, limit - 1, size=size) + ELLIPSIS


def beginning(text: str, limit: int, *, size: Callable[[str], int] = utf16_units) -> str:
    """The longest beginning of `text` within `limit` that does not end inside what people see as one character."""
    end = left = 0
    for char in text:
        left += size(char)
        if left > limit:
            break
        end += 1
    while 0 < end < len(text) and not _may_cut(text, end):
        end -= 1
    return text[:end]


def _may_cut(text: str, at: int) -> bool:
    """Whether one visible character ends and another begins at `at`."""
    return not (_continues(text[at]) or text[at - 1] == _ZWJ or _splits_flag(text, at))


def _continues(char: str) -> bool:
    """Whether `char` belongs to the one before it.

    Combining marks (variation selectors and the keycap are among them), joiners, skin tones, tags of
    regional flags, half-width voicing marks of katakana, and the later letters of a Hangul syllable.
    """
    return (
        unicodedata.category(char).startswith("M")
        or char in "\u200c\u200d\uff9e\uff9f"
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
        or "\u1160" <= char <= "\u11ff"
    )


def _splits_flag(text: str, at: int) -> bool:
    """A flag is a pair of regional indicators; pairs are counted from the start of their row."""
    before = at
    while before and _is_regional(text[before - 1]):
        before -= 1
    return _is_regional(text[at]) and (at - before) % 2 == 1


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
