"""Our sentences as Slack's elements: placeholders become people, channels and links; outcomes become sentences. Pure.

Only the words of i18n are split here. What is filled in arrives as elements, so nothing typed elsewhere is parsed.
"""

from collections.abc import Iterable, Iterator, Sequence
from string import Formatter

from tweetnudge.domain.results import Outcome, Result
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack.elements import Block, accounts, code, lines, link, text
from tweetnudge.slack.text import one_line
from tweetnudge.usecases.permissions import Refusal
from tweetnudge.usecases.ports import Message

WORDS_AT_MOST = 10  # of the company's words: enough to get the idea

_VOUCHING = frozenset({Outcome.ADDED, Outcome.ADDED_BY_HAND, Outcome.STILL_PAUSED})


def pieces(sentence: str, **values: Block | Sequence[Block]) -> list[Block]:
    """A sentence split at its {placeholders}; `between backticks` is what can be typed."""
    found: list[Block] = []
    for literal, name, _, _ in Formatter().parse(sentence):
        found += _literal(literal)
        value = values[name] if name is not None else ()
        found += [value] if isinstance(value, dict) else value
    return found


def private(words: Messages, *blocks: Block) -> Message:
    """Blocks as an answer to one person; its text is only what a notification would say."""
    return Message(words.app_name, list(blocks))


def said(words: Messages, sentence: str, **values: Block | Sequence[Block]) -> Message:
    """One sentence as an answer to one person; a blank line in it begins a new line."""
    return private(words, lines(*(pieces(part, **values) for part in sentence.split("\n\n"))))


def refused(words: Messages, refusal: Refusal) -> Message:
    """Why somebody may not do this."""
    return said(words, getattr(words.members, refusal.value))


def told(words: Messages, list_id: str, results: Iterable[Result]) -> Message:
    """What became of something, one line each; whoever added accounts hears what that means."""
    known = list(results)
    blocks = [lines(*(result_line(result, words, list_id) for result in known))]
    if any(result.outcome in _VOUCHING for result in known):
        blocks.append(lines(pieces(words.members.vouched)))
    return private(words, *blocks)


def result_line(result: Result, words: Messages, list_id: str) -> list[Block]:
    """What became of one account; a sentence that does not name it gets the name in front."""
    sentence: str = getattr(words.members, result.outcome.value)
    named = named_accounts(result.handle, words)
    values: dict[str, Block | Sequence[Block]] = {
        "handle": named,
        "written": text(one_line(result.handle) or "?"),
        "link": members_link(list_id, words),
    }
    line = pieces(sentence, **values)
    if result.handle and "{handle}" not in sentence and "{written}" not in sentence:
        return [*named, text(": "), *line]
    return line


def named_accounts(handle: str, words: Messages) -> list[Block]:
    """The account a result is about, or all of somebody's: `a @b`."""
    return accounts(handle.split(" @")) if handle else [text(words.members.some_account)]


def work_posts(company_words: Sequence[str], words: Messages) -> list[Block]:
    """Which words make a work post; that there are none yet, if so."""
    say = words.members.notes
    if not company_words:
        return pieces(say.work_posts_undecided)
    named = text(" · ".join(one_line(word) for word in company_words[:WORDS_AT_MOST]))
    return pieces(say.work_posts if len(company_words) <= WORDS_AT_MOST else say.work_posts_more, words=named)


def members_link(list_id: str, words: Messages) -> Block:
    """Where the List's owner adds and removes members by hand."""
    return link(f"https://x.com/i/lists/{list_id}/members", words.members.members_page)


def _literal(literal: str) -> Iterator[Block]:
    for number, part in enumerate(literal.split("`")):
        if part:
            yield code(part) if number % 2 else text(part)
