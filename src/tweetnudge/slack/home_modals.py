"""The buttons of the Home tab that open a modal: joining, what is stored, the preview, Start, guide and results."""

from collections.abc import Callable
from typing import Any, cast

from slack_bolt import Ack, App

from tweetnudge.domain.results import Outcome, Result
from tweetnudge.i18n.languages import messages
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids
from tweetnudge.slack.elements import Block
from tweetnudge.slack.home_tab import guide, outcome, refresh_if_possible
from tweetnudge.slack.parts import Parts
from tweetnudge.slack.replies import NOT_DONE, why_not
from tweetnudge.slack.results_actions import results_answer
from tweetnudge.slack.sentences import told
from tweetnudge.slack.stored_view import stored_view
from tweetnudge.slack.views import Beginning, guide_view, join_view, loading_view, message_view, start_view
from tweetnudge.slack.windows import change_view, open_view
from tweetnudge.usecases.collect_posts import CollectingElsewhere
from tweetnudge.usecases.permissions import Refused
from tweetnudge.usecases.ports import XError
from tweetnudge.usecases.show_members import Listed, Mark

LIST_HOLDS = 5_000  # members, at most

View = Callable[[Parts, str, Messages], Block]


def register(app: App, parts: Parts) -> None:
    """Slack lets a modal open within three seconds of the press, so what takes longer opens an empty one first."""

    def join(ack: Ack, body: dict[str, Any], client: Any) -> None:
        ack()
        open_view(client, body, join_view(parts.words(body["user"]["id"])))

    def in_a_moment(make: View) -> Callable[..., None]:
        def answer(ack: Ack, body: dict[str, Any], client: Any) -> None:
            ack()
            user: str = body["user"]["id"]
            words = parts.words(user)
            if view_id := open_view(client, body, loading_view(words)):
                parts.later(lambda: change_view(client, view_id, make(parts, user, words)))

        return answer

    def delete(ack: Ack, body: dict[str, Any], client: Any) -> None:
        ack()
        parts.later(lambda: _delete(client, parts, body["user"]["id"], str(body["view"]["id"])))

    press = cast("Any", app).action
    press(ids.HOME_JOIN)(join)
    press(ids.HOME_STORED)(in_a_moment(_stored))
    press(ids.HOME_PREVIEW)(in_a_moment(_preview))
    press(ids.HOME_START)(in_a_moment(_start))
    press(ids.HOME_GUIDE)(in_a_moment(_guide))
    press(ids.HOME_RESULTS)(in_a_moment(_results))
    press(ids.DELETE_EVERYTHING)(delete)


def _stored(parts: Parts, user: str, words: Messages) -> Block:
    try:
        return stored_view(words, parts.stored_about(user), parts.clock())
    except NOT_DONE as error:
        return message_view(words.home.stored.title, why_not(error, words).blocks, words)


def _preview(parts: Parts, user: str, words: Messages) -> Block:
    title = words.home.preview_title
    try:
        message = parts.steer_day.preview(user, parts.clock())
    except NOT_DONE as error:
        return message_view(title, why_not(error, words).blocks, words)
    return message_view(title, message.blocks if message else words.home.preview_empty, words)


def _guide(parts: Parts, user: str, words: Messages) -> Block:
    try:
        parts.permissions.admin(user)
    except Refused as error:
        return message_view(words.home.guide_title, why_not(error, words).blocks, words)
    return guide_view(words, guide(messages(parts.channel_language)))


def _results(parts: Parts, user: str, words: Messages) -> Block:
    return message_view(words.home.results_title, results_answer(parts, user, None, words).blocks, words)


def _start(parts: Parts, user: str, words: Messages) -> Block:
    """What Start would do; nothing can be submitted while X does not say who is on the List."""
    title = words.home.start_title
    try:
        if _is_started(parts, user):
            already = told(words, parts.list_id, [Result(Outcome.STARTED_ALREADY)])
            return message_view(title, already.blocks, words)
        return start_view(words, _beginning(parts, user))
    except CollectingElsewhere:
        return message_view(title, words.home.start_reading_elsewhere, words)
    except XError as error:
        return message_view(title, words.home.start_without_x.format(reason=error), words)
    except NOT_DONE as error:
        return message_view(title, why_not(error, words).blocks, words)


def _is_started(parts: Parts, user: str) -> bool:
    parts.permissions.admin(user)
    admin = parts.show_home(user, parts.clock()).admin
    return admin is not None and admin.started_at is not None


def _beginning(parts: Parts, user: str) -> Beginning:
    now = parts.clock()
    parts.sync_members(now, user)
    message = parts.steer_day.preview(user, now)
    listed = parts.show_members(user, now, 1, LIST_HOLDS).listed
    on_list = tuple(one for one in listed if not _is_elsewhere(one))
    return Beginning(
        on_list,
        guide(messages(parts.channel_language)),
        message.blocks if message else (),
        follows_at_once=parts.steer_day.is_due(now),
    )


def _is_elsewhere(one: Listed) -> bool:
    """Whether somebody is not on X's List, or answers for themselves."""
    return bool({Mark.INVITED, Mark.BY_HAND} & set(one.marks))


def _delete(client: Any, parts: Parts, user: str, view_id: str) -> None:
    words = parts.words(user)
    change_view(client, view_id, loading_view(words))
    became = outcome(parts, words, lambda: [parts.own_account.delete_everything(user, parts.clock())])
    change_view(client, view_id, message_view(words.home.result_title, became, words))
    refresh_if_possible(client, parts, user)
    parts.try_to_deliver()
