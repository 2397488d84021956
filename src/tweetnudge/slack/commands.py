"""/tweets and /tweetlist: what is quick is said in the acknowledgement, the rest follows through response_url."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from slack_bolt import Ack, App, Respond

from tweetnudge.i18n.languages import messages
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids, views
from tweetnudge.slack.command_answers import list_help, posts_message, tweets_help, unclear
from tweetnudge.slack.command_text import Help, Typed, Unclear, Verb, parse_tweetlist, parse_tweets
from tweetnudge.slack.elements import Block
from tweetnudge.slack.home_tab import guide
from tweetnudge.slack.list_changes import HEAD_START, Asked, change_list
from tweetnudge.slack.member_list import PAGE, list_message
from tweetnudge.slack.parts import Parts
from tweetnudge.slack.replies import NOT_DONE, answering, as_ack, reply, why_not
from tweetnudge.slack.results_actions import results_answer
from tweetnudge.slack.sentences import refused, said
from tweetnudge.slack.windows import open_view
from tweetnudge.usecases.permissions import Refusal, Refused
from tweetnudge.usecases.ports import Message, SlackError

FOR_ADMINS = frozenset({Verb.ADD, Verb.REMOVE, Verb.SYNC, Verb.WELCOME, Verb.RESULTS})
TAKES_A_MOMENT = frozenset({Verb.ADD, Verb.REMOVE, Verb.SYNC, Verb.JOIN, Verb.LEAVE})  # they ask X
SECONDS_TO_FIND = 1.5  # of Slack's three; who somebody is may have to be asked before
WITH_WINDOW = frozenset({Verb.ADD, Verb.JOIN, Verb.WELCOME})  # when no handle is typed


def register(app: App, parts: Parts) -> None:
    """Answer both commands, and the buttons that turn the pages of what /tweetlist answers."""

    def tweets(ack: Ack, command: dict[str, Any], respond: Respond) -> None:
        user = str(command["user_id"])
        words, text = parts.words(user), str(command.get("text") or "")
        _in_time(Asked(parts, user, words, respond), ack, lambda: _tweets(parts, user, words, text))

    def tweetlist(ack: Ack, command: dict[str, Any], respond: Respond, client: Any) -> None:
        user = str(command["user_id"])
        try:
            words = messages(parts.people.person(user).language)
        except SlackError:
            # Slack gives us three seconds, so a Slack that does not answer is asked only once.
            ack(**as_ack(refused(messages(parts.channel_language), Refusal.CANNOT_TELL)))
            return
        typed = parse_tweetlist(str(command.get("text") or ""))
        _tweetlist(Asked(parts, user, words, respond), typed, ack, partial(open_view, client, command))

    def turn_page(ack: Ack, action: dict[str, Any], body: dict[str, Any], respond: Respond) -> None:
        ack()
        page = ids.parse_page(str(action.get("value", "")))
        parts.later(partial(_turn_page, parts, str(body["user"]["id"]), respond, page))

    listen = cast("Any", app)
    listen.command("/tweets")(tweets)
    listen.command("/tweetlist")(tweetlist)
    for button in (ids.LIST_BACK, ids.LIST_ON):
        listen.action(button)(turn_page)


def _in_time(asked: Asked, ack: Ack, find: Callable[[], Message]) -> None:
    """Answer in the acknowledgement; later, should the database leave us waiting longer than Slack waits for us."""
    found = asked.parts.later.begin(find)
    try:
        ack(**as_ack(found.result(SECONDS_TO_FIND)))
    except TimeoutError:
        ack(**as_ack(said(asked.words, asked.words.members.moment)))
        found.add_done_callback(lambda answer: reply(asked.respond, answer.result()))


def _tweets(parts: Parts, user: str, words: Messages, text: str) -> Message:
    typed = parse_tweets(text)
    if isinstance(typed, Help):
        return tweets_help(typed, words)
    count = {} if typed.count is None else {"count": typed.count}
    try:
        shown = parts.show_posts(user, parts.clock(), handle=typed.handle, **count)
    except NOT_DONE as error:
        return why_not(error, words)
    return posts_message(shown, typed, words, parts.blocks(words.language))


def _tweetlist(asked: Asked, typed: Typed | Unclear, ack: Ack, window: Callable[[Block], str]) -> None:
    if isinstance(typed, Typed) and typed.verb is Verb.LIST:
        _in_time(asked, ack, lambda: _list(asked))
        asked.parts.later(asked.met)
    elif (answer := _at_once(asked, typed)) is not None:
        ack(**as_ack(answer))
        asked.parts.later(asked.met)
    elif isinstance(typed, Typed) and typed.verb is Verb.RESULTS:
        _in_time(asked, ack, lambda: results_answer(asked.parts, asked.user, typed.month, asked.words))
        asked.parts.later(asked.met)
    elif isinstance(typed, Typed) and typed.verb in WITH_WINDOW and not typed.written:
        ack()
        _show_window(asked, typed.verb, window)
        asked.parts.later(asked.met)
    elif isinstance(typed, Typed):
        slow = typed.verb in TAKES_A_MOMENT
        ack(**(as_ack(said(asked.words, asked.words.members.moment)) if slow else {}))
        asked.parts.later(partial(change_list, asked, typed, HEAD_START if slow else 0.0))


def _list(asked: Asked) -> Message:
    parts = asked.parts
    try:
        return list_message(parts.show_members(asked.user, parts.clock(), 1, PAGE), parts.list_id, asked.words)
    except NOT_DONE as error:
        return why_not(error, asked.words)


def _at_once(asked: Asked, typed: Typed | Unclear) -> Message | None:
    """What can be said without the database; None when there is something to do.

    Whoever may not do it hears so at once; the use cases look again at the moment of the act.
    """
    if isinstance(typed, Unclear):
        return unclear(typed, asked.words)
    permissions = asked.parts.permissions
    if typed.verb is Verb.HELP:
        return list_help(asked.words, for_admin=permissions.is_admin(asked.user))
    try:
        (permissions.admin if typed.verb in FOR_ADMINS else permissions.colleague)(asked.user)
    except Refused as error:
        return why_not(error, asked.words)
    return None


def _show_window(asked: Asked, verb: Verb, window: Callable[[Block], str]) -> None:
    """A modal; what to type instead when Slack does not open it."""
    if not window(_window(asked, verb)):
        reply(asked.respond, said(asked.words, getattr(asked.words.members, f"{verb.value}_without_window")))


def _window(asked: Asked, verb: Verb) -> Block:
    if verb is Verb.WELCOME:
        return views.guide_view(asked.words, guide(messages(asked.parts.channel_language)))
    return views.add_view(asked.words) if verb is Verb.ADD else views.join_view(asked.words)


def _turn_page(parts: Parts, user: str, respond: Respond, page: int) -> None:
    words = parts.words(user)

    def say() -> None:
        found = parts.show_members(user, parts.clock(), page, PAGE)
        reply(respond, list_message(found, parts.list_id, words), replace=True)

    answering(respond, words, say)
