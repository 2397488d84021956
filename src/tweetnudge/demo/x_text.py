"""How X writes a post's text down: t.co links, entities, the cut of long posts, escaping."""

import re
from typing import Any

from tweetnudge.demo.server import JSON

URL = re.compile(r"https?://[!-~]+")
MENTION = re.compile(r"(?<![A-Za-z0-9_@])@([A-Za-z0-9_]{1,15})")
HASHTAG = re.compile(r"(?<!\w)[#＃](\w+)")
T_CO = "https://t.co/"
LONGEST = 280
LONGEST_REPOST = 140
LONGEST_DISPLAY = 26
SCATTER = 271_828_182_845_904_523  # shares no factor with 62, so that no two numbers meet
BASE62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def shorten(number: int) -> str:
    """A t.co link, made from a number that is used once; ten characters behind the slash, as X has it."""
    letters, number = "", number * SCATTER % len(BASE62) ** 10
    for _ in range(10):
        number, digit = divmod(number, len(BASE62))
        letters = BASE62[digit] + letters
    return T_CO + letters


def display(url: str) -> str:
    """A link as X shows it: no scheme, no www, cut when long."""
    shown = re.sub(r"^https?://(www\.)?", "", url).rstrip("/")
    return shown if len(shown) <= LONGEST_DISPLAY else shown[:LONGEST_DISPLAY] + "…"


def cut(text: str) -> str:
    """A long post as `text` holds it; most characters beyond Latin count double. May end in half a link."""
    left = LONGEST
    for place, letter in enumerate(text):
        left -= _weight(letter)
        if left < 0:
            return text[: place - 1] + "…"
    return text


def cut_repost(text: str) -> str:
    """`RT @name: …` as X cuts it."""
    return text if len(text) <= LONGEST_REPOST else text[: LONGEST_REPOST - 1] + "…"


def escape(text: str) -> str:
    """What X escapes in a text: these three characters and nothing else."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def entities(text: str, links: list[JSON]) -> JSON:
    """What a text mentions, by place; `links` holds what is known of its t.co links."""
    found: JSON = {
        "urls": [_place(text, link) for link in links if link["url"] in text],
        "mentions": [{"start": m.start(), "end": m.end(), "username": m[1]} for m in MENTION.finditer(text)],
        "hashtags": [{"start": m.start(), "end": m.end(), "tag": m[1]} for m in HASHTAG.finditer(text)],
    }
    return {name: items for name, items in found.items() if items}


def language(text: str) -> str:
    """A guess, as X's is."""
    if re.search(r"[぀-ヿ㐀-鿿]", text):
        return "ja"
    return "en" if re.search(r"[A-Za-z]{2}", URL.sub("", text)) else "zxx"


def _place(text: str, link: JSON) -> dict[str, Any]:
    start = text.index(link["url"])
    return {"start": start, "end": start + len(link["url"]), **link}


def _weight(letter: str) -> int:
    code = ord(letter)
    return 1 if code <= 0x10FF or 0x2000 <= code <= 0x200D or 0x2010 <= code <= 0x201F else 2
