"""What a post's text, links and photo look like once X's own additions and escapes are taken off. Pure."""

import re
from collections.abc import Iterable, Sequence

from tweetnudge.domain.posts import Link, Photo
from tweetnudge.domain.text import readable
from tweetnudge.x.fields import Record, as_list

ESCAPED = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}
SLUG_LENGTH = 10  # letters after https://t.co/; fewer at the very end of a cut text are half a link
HALF_LINK = re.compile(r"(?<![A-Za-z0-9])(htt[!-~]*)(…?)\s*\Z")


def unescape(raw: str) -> str:
    """Undo X's escaping once. X escapes these three only, so html.unescape would change what people wrote."""
    return re.sub("&(?:amp|lt|gt);", lambda found: ESCAPED[found[0]], raw)


def one_line(raw: str) -> str:
    """`raw` readable and without line ends, e.g. a name."""
    return " ".join(readable(raw).split())


def post_text(raw: str, urls: Iterable[Record], own_ids: Sequence[int], *, is_cut: bool) -> str:
    """The text as people see it on X, with links by their t.co url.

    X ends a text it has cut, and that of an edited post, with a link to the post itself. Nobody can
    have typed that link, so it goes; so does the half of a link that a cut leaves over.
    """
    text = unescape(readable(raw))
    known = {url.string("url"): url.string("expanded_url") for url in urls}
    for url, target in known.items():
        if url and _is_post(target, own_ids):
            text = re.sub(rf"\s*{re.escape(url)}(?=(?:\s+https://t\.co/\w+)*\s*\Z)", "", text)
    return _without_half_link(text, known).rstrip() if is_cut else text


def _without_half_link(text: str, known: Iterable[str]) -> str:
    """Drops a trailing link that was cut inside its address, and keeps the «…» behind it."""
    found = HALF_LINK.search(text)
    if found is None or not _is_half_link(found[1], set(known)):
        return text
    return text[: found.start()] + found[2]


def _is_half_link(end: str, known: set[str]) -> bool:
    if end in known:
        return False
    too_short = re.fullmatch(f"https://t\\.co/[A-Za-z0-9]{{0,{SLUG_LENGTH - 1}}}", end)
    return bool(too_short) or any(url.startswith(end) for url in {"https://t.co/", *known})


def links(urls: Iterable[Record], text: str, own_ids: Sequence[int]) -> tuple[Link, ...]:
    """The links that occur in `text`, each once. Several photos share one link, any of them makes it media."""
    found: dict[str, Link] = {}
    for url in urls:
        link = _link(url, own_ids)
        if _occurs(link.url, text) and (link.url not in found or link.media):
            found[link.url] = link
    return tuple(found.values())


def _link(url: Record, own_ids: Sequence[int]) -> Link:
    address, target = url.string("url"), url.string("expanded_url")
    shown = one_line(url.string("display_url")) or one_line(re.sub(r"\A\w+://", "", target))
    return Link(address, shown or address, media=url.get("media_key") is not None or _is_media_of(target, own_ids))


def _occurs(url: str, text: str) -> bool:
    """Whether `url` stands in `text` as a whole: one t.co link can begin like another."""
    is_link = re.fullmatch(r"https?://[^\s<>|]+", url)
    return bool(is_link) and re.search(re.escape(url) + "(?![A-Za-z0-9])", text) is not None


def _is_post(target: str, own_ids: Sequence[int]) -> bool:
    found = re.match(r"https?://(?:\w+\.)?(?:twitter|x)\.com/[\w/]+/status/([0-9]+)/?(?:\?.*)?\Z", target)
    return bool(found) and found[1] in map(str, own_ids)


def _is_media_of(target: str, own_ids: Sequence[int]) -> bool:
    found = re.search(r"/status/([0-9]+)/(?:photo|video)/[0-9]+\Z", target)
    return bool(found) and found[1] in map(str, own_ids)


def photo(post: Record, media: Iterable[Record]) -> Photo | None:
    """The post's first photo. Videos and GIFs have none: their preview picture would promise a photo."""
    by_key = {one.string("media_key"): one for one in media}
    for key in as_list(post.part("attachments").get("media_keys")):
        one = by_key.get(key) if isinstance(key, str) else None
        if one and one.string("type") == "photo" and is_picture(one.string("url")):
            return Photo(one.string("url"), readable(one.string("alt_text")).strip())
    return None


def is_picture(url: str) -> bool:
    """Whether Slack could fetch this: a plain https address."""
    return re.fullmatch(r"https://[!-~]+", url) is not None
