"""What happens when somebody submits a modal: what is wrong is said beside the field, the rest is done."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from slack_bolt import Ack, App

from tweetnudge.domain.members import parse_handle
from tweetnudge.domain.results import Result
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids
from tweetnudge.slack.command_text import words as split
from tweetnudge.slack.home_tab import outcome, refresh_if_possible
from tweetnudge.slack.parts import Parts
from tweetnudge.slack.text import one_line
from tweetnudge.slack.views import loading_view, message_view
from tweetnudge.slack.windows import change_when_there

AT_A_TIME = 20  # accounts: each takes a moment on X
ECHOED = 150  # characters of what was typed, said back

Errors = dict[str, str]


def register(app: App, parts: Parts) -> None:
    """One handler a modal of views.py that asks something."""

    def add(ack: Ack, body: dict[str, Any], client: Any) -> None:
        user, typed = body["user"]["id"], read(body["view"])
        words = parts.words(user)
        errors = wrong_with_adding(typed, words)
        _answer(ack, client, parts, (user, words), errors, lambda: _added(parts, user, typed))

    def join(ack: Ack, body: dict[str, Any], client: Any) -> None:
        user, typed = body["user"]["id"], read(body["view"])
        words = parts.words(user)
        errors = wrong_with_joining(typed, words)
        _answer(
            ack, client, parts, (user, words), errors,
            lambda: [parts.joining.join(user, typed.handles[0], parts.clock())],
        )  # fmt: skip

    def hide(ack: Ack, body: dict[str, Any], client: Any) -> None:
        user, post = body["user"]["id"], ids.parse_post(str(body["view"].get("private_metadata", "")))
        who = user, parts.words(user)
        _answer(
            ack, client, parts, who, {}, lambda: [parts.own_account.hide_post(user, post or 0, parts.clock())]
        )  # fmt: skip

    def start(ack: Ack, body: dict[str, Any], client: Any) -> None:
        user, typed = body["user"]["id"], read(body["view"])
        words = parts.words(user)
        errors = {} if typed.confirmed else {ids.FIELD_CONFIRMED: words.home.start_unconfirmed}
        _answer(ack, client, parts, (user, words), errors, lambda: [parts.starting(user, parts.clock())])

    def post_guide(ack: Ack, body: dict[str, Any], client: Any) -> None:
        user = body["user"]["id"]
        _answer(ack, client, parts, (user, parts.words(user)), {}, lambda: [parts.welcome(user, parts.clock())])

    submitted = cast("Any", app).view
    submitted(ids.VIEW_ADD)(add)
    submitted(ids.VIEW_JOIN)(join)
    submitted(ids.VIEW_HIDE)(hide)
    submitted(ids.VIEW_START)(start)
    submitted(ids.VIEW_GUIDE)(post_guide)


@dataclass(frozen=True, slots=True)
class Typed:
    """What is in a modal's fields; handles as written, each once."""

    handles: tuple[str, ...] = ()
    person: str = ""
    official: bool = False
    confirmed: bool = False

    @property
    def bad(self) -> list[str]:
        """Those that are no handles."""
        return [written for written in self.handles if not _is_handle(written)]


def read(view: dict[str, Any]) -> Typed:
    """The fields of any of our modals; one that is not there is empty."""
    values: dict[str, Any] = view.get("state", {}).get("values", {})

    def field(name: str) -> dict[str, Any]:
        return values.get(name, {}).get(name, {})

    return Typed(
        handles=tuple(dict.fromkeys(split(str(field(ids.FIELD_HANDLES).get("value") or "")))),
        person=str(field(ids.FIELD_PERSON).get("selected_user") or ""),
        official=bool(field(ids.FIELD_OFFICIAL).get("selected_options")),
        confirmed=bool(field(ids.FIELD_CONFIRMED).get("selected_options")),
    )


def wrong_with_adding(typed: Typed, words: Messages) -> Errors:
    """What keeps accounts from being added, by field."""
    errors = _wrong_handles(typed, words)
    if not errors and typed.person and len(typed.handles) > 1:
        errors[ids.FIELD_HANDLES] = words.home.one_handle_a_person
    if typed.person and typed.official:
        errors[ids.FIELD_OFFICIAL] = words.home.official_or_person
    return errors


def wrong_with_joining(typed: Typed, words: Messages) -> Errors:
    """What keeps an account from being claimed; there is one at a time."""
    errors = _wrong_handles(typed, words)
    if not errors and len(typed.handles) > 1:
        errors[ids.FIELD_HANDLES] = words.home.one_handle_to_join
    return errors


def _wrong_handles(typed: Typed, words: Messages) -> Errors:
    if not typed.handles:
        return {ids.FIELD_HANDLES: words.home.no_handle}
    if typed.bad:
        return {ids.FIELD_HANDLES: words.home.bad_handles.format(written=one_line(" ".join(typed.bad), ECHOED))}
    if len(typed.handles) > AT_A_TIME:
        return {ids.FIELD_HANDLES: words.home.too_many_handles.format(count=AT_A_TIME)}
    return {}


def _is_handle(written: str) -> bool:
    try:
        parse_handle(written)
    except ValueError:
        return False
    return True


def _added(parts: Parts, user: str, typed: Typed) -> Iterator[Result]:
    if typed.person:
        yield parts.manage_list.invite(user, typed.handles[0], typed.person, parts.clock())
        return
    for written in dict.fromkeys(map(parse_handle, typed.handles)):
        yield parts.manage_list.add(user, written, parts.clock(), official=typed.official)


def _answer(
    ack: Ack, client: Any, parts: Parts, who: tuple[str, Messages], errors: Errors, act: Callable[[], Iterable[Result]]
) -> None:
    """Say what is wrong, or do it while the modal says so, and let the modal show what became of it."""
    if errors:
        ack(response_action="errors", errors=errors)
        return
    name = f"working-{uuid.uuid4().hex}"
    ack(response_action="update", view=loading_view(who[1], name))
    parts.later(lambda: _carry_out(client, parts, who, name, act))


def _carry_out(
    client: Any, parts: Parts, who: tuple[str, Messages], name: str, act: Callable[[], Iterable[Result]]
) -> None:
    user, words = who
    told = outcome(parts, words, act)
    change_when_there(client, name, message_view(words.home.result_title, told, words))
    refresh_if_possible(client, parts, user)
    parts.try_to_deliver()
