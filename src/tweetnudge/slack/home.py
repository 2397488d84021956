"""The Home tab: shown when somebody looks at it, and anew after everything they do on it."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from slack_bolt import Ack, App

from tweetnudge.domain.results import Result
from tweetnudge.slack import home_modals, ids
from tweetnudge.slack.elements import section
from tweetnudge.slack.home_tab import outcome, refresh, refresh_if_possible
from tweetnudge.slack.parts import Parts

Act = Callable[[Parts, str, str], Iterable[Result]]

# What a button or menu does for whoever used it, with its value. Who may is decided there, at that moment.
ACTS: dict[str, Act] = {
    ids.HOME_PAUSE: lambda parts, user, _: [parts.own_account.pause(user, parts.clock())],
    ids.HOME_RESUME: lambda parts, user, _: [parts.own_account.resume(user, parts.clock())],
    ids.HOME_WORK_ONLY: lambda parts, user, _: [parts.own_account.choose(user, parts.clock(), work_only=True)],
    ids.HOME_ALL_POSTS: lambda parts, user, _: [parts.own_account.choose(user, parts.clock(), work_only=False)],
    ids.HOME_THANKS_ON: lambda parts, user, _: [parts.own_account.choose_thanks(user, parts.clock(), on=True)],
    ids.HOME_THANKS_OFF: lambda parts, user, _: [parts.own_account.choose_thanks(user, parts.clock(), on=False)],
    ids.HOME_PERSONAL: lambda parts, user, posts: _choose_personal(parts, user, ids.parse_amount(posts)),
    ids.HOME_LEAVE: lambda parts, user, _: parts.own_account.leave(user, None, parts.clock()),
    ids.HOME_HIDE: lambda parts, user, post: [
        parts.own_account.hide_post(user, ids.parse_post(post) or 0, parts.clock())
    ],
    ids.HOME_SKIP: lambda parts, user, _: [parts.steer_day.skip(user, parts.clock())],
    ids.HOME_SEND: lambda parts, user, _: [parts.steer_day.send_now(user, parts.clock())],
}


def register(app: App, parts: Parts) -> None:
    """Answer looking at the tab, and every button on it that does something at once; home_modals has the others."""

    def opened(event: dict[str, Any], client: Any) -> None:
        if event.get("tab") == "home":
            parts.later(lambda: refresh(client, parts, event["user"]))

    def act(ack: Ack, action: dict[str, Any], body: dict[str, Any], client: Any) -> None:
        ack()
        parts.later(lambda: _act(client, parts, body["user"]["id"], action))

    listen = cast("Any", app)
    listen.event("app_home_opened")(opened)
    for action_id in ACTS:
        listen.action(action_id)(act)
    home_modals.register(app, parts)


def _act(client: Any, parts: Parts, user: str, action: dict[str, Any]) -> None:
    words, action_id = parts.words(user), str(action["action_id"])
    if action_id == ids.HOME_SEND and parts.permissions.is_admin(user):
        refresh_if_possible(client, parts, user, [section(words.home.sending_now)])
    value = str(action.get("selected_option", action).get("value", ""))
    notice = outcome(parts, words, lambda: ACTS[action_id](parts, user, value))
    refresh(client, parts, user, notice)
    parts.try_to_deliver()


def _choose_personal(parts: Parts, user: str, posts: int | None) -> Iterable[Result]:
    return [] if posts is None else [parts.subscribing.choose(user, posts, parts.clock())]
