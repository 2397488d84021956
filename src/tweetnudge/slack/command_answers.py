"""What /tweets and /tweetlist answer in words: help, what was not understood, what a comparison with X found. Pure."""

from collections.abc import Sequence

from tweetnudge.domain.results import Result
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack.blocks import DigestBlocks
from tweetnudge.slack.command_text import Help, Show, Unclear
from tweetnudge.slack.elements import Block, account, accounts, lines, text
from tweetnudge.slack.sentences import pieces, private, result_line, said, told
from tweetnudge.slack.text import one_line
from tweetnudge.usecases.ports import Message, XError, XNotFound
from tweetnudge.usecases.show_posts import Shown
from tweetnudge.usecases.sync_members import Synced
from tweetnudge.usecases.x_list import outcome_of

AT_ONCE = 100  # accounts in one command
IN_A_MESSAGE = 25  # results in one answer, so that it fits whatever was typed
NAMED_AT_MOST = 40  # accounts of each kind that a comparison names


def posts_message(shown: Shown, typed: Show, words: Messages, writer: DigestBlocks) -> Message:
    """What /tweets shows; one sentence when there is nothing, whatever the reason."""
    if shown.entries:
        return writer.answer(shown.entries, shown.members)
    if typed.handle is None:
        return said(words, words.members.tweets_none)
    return said(words, words.members.tweets_none_from, handle=account(typed.handle))


def tweets_help(typed: Help, words: Messages) -> Message:
    """What can be typed behind /tweets."""
    return said(words, words.members.tweets_help if typed.asked else words.members.tweets_unclear)


def list_help(words: Messages, *, for_admin: bool) -> Message:
    """What can be typed behind /tweetlist; admins see what they can do besides."""
    texts = [words.members.list_help, *([words.members.list_help_admins] if for_admin else [])]
    return private(words, *(lines(*map(pieces, part.split("\n\n"))) for part in texts))


def unclear(problem: Unclear, words: Messages) -> Message:
    """What to type instead."""
    return said(words, getattr(words.members, problem.problem.value))


def results_message(results: Sequence[Result], left_over: Sequence[str], list_id: str, words: Messages) -> Message:
    """A line for each account, and where to go on."""
    became = told(words, list_id, results)
    if not left_over:
        return became
    written = text(one_line(left_over[0]) or "?")
    return private(words, *became.blocks, lines(pieces(words.members.left_over, written=written)))


def synced(found: Synced, words: Messages) -> Message:
    """What was different on X."""
    say = words.members
    changes = [
        *_about(say.sync_added, found.added, words),
        *_about(say.sync_removed, found.removed, words),
        *(pieces(say.sync_renamed, old=account(old), new=account(new)) for old, new in found.renamed[:NAMED_AT_MOST]),
        *([[text(say.and_others.strip())]] if len(found.renamed) > NAMED_AT_MOST else []),
    ]
    waiting = _about(say.sync_waiting, found.waiting, words)
    return private(words, lines(pieces(say.sync_done if changes else say.sync_same), *changes, *waiting))


def sync_failed(error: XError, list_id: str, words: Messages) -> Message:
    """Why the members could not be read."""
    if isinstance(error, XNotFound):
        return said(words, words.members.sync_no_list)
    return private(words, lines(result_line(Result(outcome_of(error)), words, list_id)))


def _about(sentence: str, handles: Sequence[str], words: Messages) -> list[list[Block]]:
    if not handles:
        return []
    named = accounts(handles[:NAMED_AT_MOST])
    more = [text(words.members.and_others)] if len(handles) > NAMED_AT_MOST else []
    return [pieces(sentence, handle=[*named, *more])]
