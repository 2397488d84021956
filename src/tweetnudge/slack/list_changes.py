"""What /tweetlist does once Slack has its acknowledgement; the outcome follows through the command's response_url."""

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from slack_bolt import Respond

from tweetnudge.domain.errors import Trouble
from tweetnudge.domain.results import Result
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack.command_answers import AT_ONCE, IN_A_MESSAGE, results_message, sync_failed, synced
from tweetnudge.slack.command_text import Typed, Verb
from tweetnudge.slack.parts import Parts
from tweetnudge.slack.replies import answering, as_far_as_possible, reply
from tweetnudge.slack.sentences import private, said, told
from tweetnudge.usecases.collect_posts import CollectingElsewhere
from tweetnudge.usecases.ports import XError

HEAD_START = 0.2  # seconds for the acknowledgement, which travels on its own: what follows must not come first
SAY_HOW_FAR = (1_000, 3_000)  # members read; a response_url is good for five answers


@dataclass(frozen=True, slots=True)
class Asked:
    """A /tweetlist somebody typed, with all that answering it takes."""

    parts: Parts
    user: str
    words: Messages
    respond: Respond

    def met(self) -> None:
        """Somebody used /tweetlist, whatever for; if that cannot be written down now, then the next time."""
        with suppress(Trouble):
            self.parts.permissions.met(self.user, self.parts.clock())


def change_list(asked: Asked, typed: Typed, head_start: float = 0.0) -> None:
    """Do what was typed and say what became of it; then what it changed elsewhere goes out at once."""

    def act() -> None:
        asked.met()
        time.sleep(head_start)
        if typed.verb is Verb.SYNC:
            _sync(asked)
        elif typed.written:
            _one_by_one(asked, typed)
        else:
            reply(asked.respond, told(asked.words, asked.parts.list_id, _for_oneself(asked, typed.verb)))

    if answering(asked.respond, asked.words, act):
        asked.parts.try_to_deliver()


def _for_oneself(asked: Asked, verb: Verb) -> list[Result]:
    own, now = asked.parts.own_account, asked.parts.clock()
    if verb is Verb.LEAVE:
        return own.leave(asked.user, None, now)
    return [own.pause(asked.user, now) if verb is Verb.PAUSE else own.resume(asked.user, now)]


def _one_by_one(asked: Asked, typed: Typed) -> None:
    """One account after another, a line each; in few answers, as a response_url is good for five."""
    todo, left_over = typed.written[:AT_ONCE], typed.written[AT_ONCE:]
    for start in range(0, len(todo), IN_A_MESSAGE):
        some = todo[start : start + IN_A_MESSAGE]
        last = start + IN_A_MESSAGE >= len(todo)
        if not _some(asked, typed.verb, some, left_over if last else ()):
            return


def _some(asked: Asked, verb: Verb, some: Sequence[str], left_over: Sequence[str]) -> bool:
    """Some accounts in one answer; False when something keeps the rest from being done, which it then says."""

    def act() -> Iterator[Result]:
        for written in some:
            yield from _for_account(asked, verb, written)

    results, reason = as_far_as_possible(act, asked.words)
    became = results_message(results, left_over, asked.parts.list_id, asked.words) if results else None
    blocks = [block for message in (became, reason) if message for block in message.blocks]
    reply(asked.respond, private(asked.words, *blocks))
    return reason is None


def _for_account(asked: Asked, verb: Verb, written: str) -> list[Result]:
    parts, user, now = asked.parts, asked.user, asked.parts.clock()
    if verb is Verb.ADD:
        return [parts.manage_list.add(user, written, now)]
    if verb is Verb.REMOVE:
        return [parts.manage_list.remove(user, written, now)]
    if verb is Verb.JOIN:
        return [parts.joining.join(user, written, now)]
    return parts.own_account.leave(user, written, now)


def _sync(asked: Asked) -> None:
    parts, words = asked.parts, asked.words
    to_say = list(SAY_HOW_FAR)

    def progress(read: int) -> None:
        if to_say and read >= to_say[0]:
            to_say[:] = [far for far in to_say if far > read]
            reply(asked.respond, said(words, words.members.sync_reading))

    parts.permissions.admin(asked.user)
    try:
        answer = synced(parts.sync_members(parts.clock(), asked.user, progress), words)
    except XError as error:
        answer = sync_failed(error, parts.list_id, words)
    except CollectingElsewhere:
        answer = said(words, words.members.sync_busy)
    reply(asked.respond, answer)
