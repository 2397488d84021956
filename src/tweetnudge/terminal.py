"""A Slack message in a terminal, for looking at a digest before anybody else does."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.style import Style
from rich.text import Text

from tweetnudge.domain.text import is_web_address, readable
from tweetnudge.i18n.languages import messages
from tweetnudge.i18n.messages import Messages
from tweetnudge.usecases.ports import Message

Block = dict[str, Any]

WIDTH_MAX = 80
MUTED = "bright_black"
ACCENT = "#d0589b"  # readable on light and on dark; rich picks the nearest colour where there are few
RULE = Text("▎ ", style=ACCENT)
MENU = "⋮"
DIVIDER = "─" * 24  # short, because Japanese terminals may draw each of these two cells wide

# Everything a terminal would obey rather than show: C0, C1, DEL and the controls that turn text around.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MRKDWN_LINK = re.compile(r"<(?P<target>[^|>]*)\|(?P<label>[^>]*)>")
_BOLD = re.compile(r"\*([^*]+)\*")
_WIDE = "\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_OPENING = "「『（［｛〈《【〔"
_CLOSING = "、。，．・：；？！」』）］｝〉》】〕ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…〜ﾞﾟ｡､｣"
# A line may end before every ideograph and kana, but opening marks stay with what follows, closing ones with what
# precedes. Anything else breaks at spaces.
_WORD = re.compile(
    f"[{_OPENING}]*(?:[{_WIDE}]|[^\\s{_WIDE}{_OPENING}]+)[{_CLOSING}]*\\s*|[{_OPENING}]+\\s*|\\s+",
)


def show_message(message: Message, console: Console, language: str) -> None:
    """Print a message's blocks, each post beside a coloured rule. Nothing in it is read as markup or obeyed."""
    words = messages(language)
    width = min(console.width, WIDTH_MAX)
    for block in message.blocks:
        for line in _lines(block, words, width):
            console.print(line, soft_wrap=True)


def _lines(block: Block, words: Messages, width: int) -> Iterator[Text]:
    """The lines of one block, wrapped. What belongs to a post stands beside the rule."""
    text = _block_text(block, words)
    if _opens_paragraph(block):
        yield Text()
    rule = RULE if _belongs_to_post(block) else Text()
    for line in _wrapped(text, width - rule.cell_len):
        yield Text.assemble(rule, line)


def _block_text(block: Block, words: Messages) -> Text:
    match block["type"]:
        case "header":
            text = Text(_safe(block["text"]["text"]), style="bold")
        case "context":
            text = _byline(block) if _is_byline(block) else Text(" ").join(map(_note, block["elements"]))
        case "section":
            text = Text(_safe(block["text"]["text"]))
        case "rich_text":
            text = Text("\n").join(map(_section, block["elements"]))
        case "image":
            text = Text(_photo(_safe(block["alt_text"]), words), style=MUTED)
        case "actions":
            text = Text("   ").join(map(_button, block["elements"]))
        case "divider":
            text = Text(DIVIDER, style=MUTED)
        case unknown:
            raise ValueError(f"Digests hold no block of type {unknown}.")
    return text


def _is_byline(block: Block) -> bool:
    """A post begins with a context of several elements: picture, name and date. Notes have one."""
    return block["type"] == "context" and len(block["elements"]) > 1


def _is_heading(block: Block) -> bool:
    return block["type"] == "context" and _BOLD.fullmatch(block["elements"][0].get("text", "")) is not None


def _belongs_to_post(block: Block) -> bool:
    """Only a post's buttons have a block_id, by which a press says whose they are."""
    return block["type"] in {"rich_text", "image"} or _is_byline(block) or "block_id" in block


def _opens_paragraph(block: Block) -> bool:
    free_standing = block["type"] in {"divider", "actions", "section"} and not _belongs_to_post(block)
    return free_standing or _is_byline(block) or _is_heading(block)


def _byline(block: Block) -> Text:
    """«Name @handle · date», without the picture."""
    name, *rest = [_note(element) for element in block["elements"] if element["type"] != "image"]
    who, at, handle = name.plain.rpartition(" @")
    credit = Text.assemble((who, "bold"), (at + handle, MUTED)) if who else Text(name.plain, style="bold")
    return Text.assemble((" · ", MUTED)).join([credit, *rest])


def _note(element: Block) -> Text:
    """A plain_text or mrkdwn object in a quiet colour; of mrkdwn only what we write ourselves: bold lines and links."""
    written = _safe(element["text"])
    if element["type"] != "mrkdwn":
        return Text(written, style=MUTED)
    if bold := _BOLD.fullmatch(written):
        return Text(unescape(bold[1]), style=f"bold {ACCENT}")
    return _with_links(written)


def _with_links(written: str) -> Text:
    """`<https://…|label>` and `<!date^…|fallback>` as their label."""
    text = Text(style=MUTED)
    end = 0
    for link in _MRKDWN_LINK.finditer(written):
        text.append(unescape(written[end : link.start()]))
        text.append(unescape(link["label"]), style=_link_style(link["target"].rpartition("^")[2]))
        end = link.end()
    return text.append(unescape(written[end:]))


def _section(section: Block) -> Text:
    text = Text()
    for element in section["elements"]:
        style = _link_style(element["url"]) if element["type"] == "link" else None
        text.append(_safe(element.get("text", "")), style=style)
    return text


def _photo(alt: str, words: Messages) -> str:
    return f"[{alt}]" if alt == words.photo_without_description else words.terminal_photo.format(alt=alt)


def _button(element: Block) -> Text:
    if element["type"] != "button":
        return Text(MENU, style=MUTED)
    return Text(_safe(element["text"]["text"]), style=Style(color=ACCENT, link=_link_target(element.get("url", ""))))


def _link_style(url: str) -> Style:
    return Style(underline=True, link=_link_target(url))


def _link_target(url: str) -> str | None:
    """Terminals that can open links are given only addresses of printable ASCII."""
    return url if is_web_address(url) else None


def _safe(text: str) -> str:
    spaced = text.replace("\r\n", "\n").replace("\t", "    ")
    return _CONTROL.sub("", readable(spaced))


def _wrapped(text: Text, width: int) -> Iterator[Text]:
    for paragraph in text.split("\n", allow_blank=True):
        for line in paragraph.divide(_breaks(paragraph.plain, width)):
            line.rstrip()
            yield line


def _breaks(plain: str, width: int) -> Iterator[int]:
    """Where to end lines so that each takes at most `width` cells; a word longer than a line is chopped."""
    column = 0
    for word in _WORD.finditer(plain):
        if column and column + cell_len(word[0].rstrip()) > width:
            yield word.start()
            column = 0
        start = word.start()
        *full, last = chop_cells(word[0].rstrip(), width) or [""]
        for chunk in full:
            start += len(chunk)
            yield start
        column = column + cell_len(word[0]) if not full else cell_len(last) + len(word[0]) - len(word[0].rstrip())
