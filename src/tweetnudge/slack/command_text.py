"""What somebody typed behind /tweets and /tweetlist, understood as far as it can be. Pure; takes any text."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tweetnudge.domain.members import parse_handle
from tweetnudge.domain.report import parse_month

MOST = 10
HELP = frozenset({"help", "?", "ヘルプ", "使い方"})

_SEPARATORS = re.compile(r"[\s,、]+")
_LINK = re.compile(r"(?:https?://)?(?:www\.|mobile\.)?(?:x|twitter)\.com/.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Show:
    """Posts: as many as usual, or `count`; of everyone, or of the account `handle` (without @, in lower case)."""

    count: int | None = None
    handle: str | None = None


@dataclass(frozen=True, slots=True)
class Help:
    """What can be typed, asked for or needed."""

    asked: bool = True


class Verb(StrEnum):
    """What /tweetlist can do; the value is what is typed."""

    LIST = "list"
    ADD = "add"
    REMOVE = "remove"
    JOIN = "join"
    PAUSE = "pause"
    RESUME = "resume"
    LEAVE = "leave"
    SYNC = "sync"
    WELCOME = "welcome"
    RESULTS = "results"
    HELP = "help"


class Problem(StrEnum):
    """Why something typed cannot be done."""

    UNKNOWN = "list_unknown"
    NEEDS_HANDLE = "list_needs_handle"
    NEEDS_MONTH = "list_needs_month"
    NOTHING_MORE = "list_nothing_more"


@dataclass(frozen=True, slots=True)
class Typed:
    """A verb, and behind it what should be handles, as written; or the month whose results are asked for."""

    verb: Verb
    written: tuple[str, ...] = ()
    month: date | None = None


@dataclass(frozen=True, slots=True)
class Unclear:
    """What cannot be done as typed; `verb` is the one in question, if there is one."""

    problem: Problem
    verb: Verb | None = None


JAPANESE = {
    "一覧": Verb.LIST, "追加": Verb.ADD, "削除": Verb.REMOVE, "参加": Verb.JOIN,
    "一時停止": Verb.PAUSE, "お休み": Verb.PAUSE, "再開": Verb.RESUME, "退出": Verb.LEAVE, "同期": Verb.SYNC,
    "案内": Verb.WELCOME, "ご案内": Verb.WELCOME, "報告": Verb.RESULTS, "ご報告": Verb.RESULTS,
}  # fmt: skip
VERBS = {verb.value: verb for verb in Verb} | JAPANESE | dict.fromkeys(HELP, Verb.HELP)
ALONE = frozenset({Verb.PAUSE, Verb.RESUME, Verb.SYNC, Verb.LIST, Verb.WELCOME})


def parse_tweets(text: str) -> Show | Help:
    """What was typed behind /tweets. A handle needs its @, or is a link: a bare word may be meant otherwise."""
    match words(text):
        case []:
            return Show()
        case [word] if word.casefold() in HELP:
            return Help()
        case [word] if word.startswith("@") or _LINK.fullmatch(word):
            return _posts_of(word)
        case [word] if word.isascii() and word.isdecimal() and 1 <= int(word[:4]) <= MOST and len(word) <= 4:
            return Show(count=int(word))
        case _:
            return Help(asked=False)


def parse_tweetlist(text: str) -> Typed | Unclear:
    """What was typed behind /tweetlist."""
    first, *rest = words(text) or [Verb.LIST.value]
    verb = VERBS.get(first.casefold())
    if verb is None:
        return Unclear(Problem.UNKNOWN)
    if verb in ALONE and rest:
        return Unclear(Problem.NOTHING_MORE, verb)
    if verb is Verb.REMOVE and not rest:
        return Unclear(Problem.NEEDS_HANDLE, verb)
    if verb is Verb.RESULTS:
        return _results_of(rest)
    return Typed(verb, tuple(dict.fromkeys(map(_same, rest))))


def words(text: str) -> list[str]:
    """The words of a command, whatever stands between them; wide forms become plain ones."""
    plain = unicodedata.normalize("NFKC", text)
    # Copied handles bring along marks that nobody sees: they turn the direction of writing around.
    seen = "".join(char for char in plain if unicodedata.category(char) != "Cf")
    return [bare for word in _SEPARATORS.split(seen) if (bare := _without_brackets(word))]


def _posts_of(word: str) -> Show | Help:
    try:
        return Show(handle=parse_handle(word))
    except ValueError:
        return Help(asked=False)


def _results_of(written: list[str]) -> Typed | Unclear:
    """One month, or none for the newest."""
    try:
        [month] = map(parse_month, written) if written else [None]
    except ValueError:
        return Unclear(Problem.NEEDS_MONTH, Verb.RESULTS)
    return Typed(Verb.RESULTS, month=month)


def _same(written: str) -> str:
    """One form for every way to write a handle, so that none is done twice; anything else as it is."""
    try:
        return parse_handle(written)
    except ValueError:
        return written


def _without_brackets(word: str) -> str:
    """Slack may write a link as `<https://x.com/name|x.com/name>`."""
    return word[1:-1].partition("|")[0] if word.startswith("<") and word.endswith(">") else word
