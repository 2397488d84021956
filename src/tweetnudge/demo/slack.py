"""The Slack stand-in: Web API, Socket Mode and signed HTTP on loopback, over a small workspace."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from datetime import datetime

from aiohttp import web

from tweetnudge.demo import slack_answers, slack_http, slack_payloads, slack_state, slack_views
from tweetnudge.demo.server import JSON, utc_now
from tweetnudge.demo.slack_api import MethodCall, SlackApi
from tweetnudge.demo.slack_delivery import Act, Deliveries
from tweetnudge.demo.slack_state import Values
from tweetnudge.demo.slack_workspace import (
    ADMIN,
    BOT,
    BOT_USER,
    CHANNEL,
    MEMBER,
    OTHER_BOT,
    OTHER_TEAM,
    TEAM,
    Channel,
    Workspace,
)  # fmt: skip

__all__ = [
    "ADMIN", "BOT", "BOT_USER", "CHANNEL", "MEMBER", "OTHER_BOT", "OTHER_TEAM", "TEAM",
    "Channel", "MethodCall", "SlackStandIn", "Workspace",
]  # fmt: skip


class SlackStandIn(SlackApi):
    """Slack on loopback: `WebClient(base_url=stand_in.url)` and Socket Mode. Prepare `workspace`; read `requests`.

    Tokens other than `bot_token` and `app_token` are unknown to it. `scopes` are those of the bot token; None, as
    at first, means all. Every answer names them in `x-oauth-scopes`.

    People do things with `press`, `command`, `submit` and `open_home`: each returns an envelope's id, and `wait_ack`
    what the app answered. What the answer does has happened by then. What people see is in `messages`, `answers`,
    `open_views` and `workspace.homes`; what they should have seen but Slack refused is in
    `workspace.refused_answers`. `responses` holds all that was posted to the response_url of presses and commands,
    each of which is good for five answers within thirty minutes of the clock `now`.

    Envelopes go through Socket Mode or, once `http` is an address and a signing secret, by signed HTTP. `statuses`
    holds the HTTP status by envelope, 0 when no answer came within 3 seconds.
    """

    def __init__(self, *, now: Callable[[], datetime] = utc_now, port: int = 0) -> None:
        super().__init__(now=now, port=port)
        self.http: tuple[str, str] | None = None
        self._deliveries = Deliveries()

    @property
    def connected(self) -> int:
        """How many Socket Mode connections are open."""
        return len(self._deliveries.sockets.open)

    @property
    def statuses(self) -> dict[str, int]:
        """The HTTP status the app answered with, by envelope; 0 when no answer came in time."""
        return self._deliveries.statuses

    def answers(self, user: str = MEMBER) -> list[JSON]:
        """The messages only this person sees, oldest first, however they came; `channel` says where, `ts` which."""
        with self.lock:
            return deepcopy([shown for shown in self.workspace.ephemerals if shown["to"] == user])

    def open_views(self, user: str = MEMBER) -> list[JSON]:
        """The modals somebody has open, the topmost last."""
        with self.lock:
            return deepcopy(slack_views.open_views(self.workspace, user))

    def press(
        self,
        action: JSON,
        *,
        user: str = MEMBER,
        channel: str = CHANNEL,
        message_ts: str = "",
        view_id: str = "",
        values: Values | None = None,
    ) -> str:
        """Somebody uses a button or menu; returns the envelope's id.

        It is in a message (or in one of `answers`), by `channel` and `message_ts`; in a modal that is open, by
        `view_id`; or, with an empty channel, in their Home tab. In a modal or Home tab `values` are what was typed
        and chosen before, as in `submit`.
        """
        with self.lock:  # but never while anything is sent: the answer may need it
            person, number = self.workspace.users[user], next(self._numbers)
            if view_id or not channel:
                view = self._used_view(user, view_id, values or {})
                payload = slack_payloads.view_actions(self.workspace, action, person, view, number)
            else:
                payload = slack_payloads.block_actions(self.workspace, action, person, (channel, message_ts), number)
                original = slack_answers.pressed_message(self.workspace, user, channel, message_ts)
                payload["response_url"] = self.response_url(user, channel, original)
        return self.deliver("interactive", payload)

    def command(self, name: str, text: str = "", *, user: str = MEMBER, channel: str = CHANNEL) -> str:
        """Somebody types a command; returns the envelope's id. Raises RuntimeError without the scope `commands`.

        Text or blocks in the acknowledgement are shown: see `answers`.
        """
        if self.scopes is not None and "commands" not in self.scopes:
            raise RuntimeError("the app has no slash commands without the scope `commands`")
        with self.lock:
            person, number = self.workspace.users[user], next(self._numbers)
            payload = slack_payloads.slash_command(self.workspace, name, text, person, channel, number)
            payload["response_url"] = self.response_url(user, channel)
        return self._send("slash_commands", payload, lambda answer: self._show(user, channel, answer))

    def submit(self, view: str | JSON, values: Values | None = None, *, user: str = MEMBER) -> str:
        """Somebody submits the modal on top, given by its id or as it is; returns the envelope's id.

        `values` are what they typed and chose, by action_id: a text, an id, an option's value, or a list of these
        where several can be chosen; None empties a field. A field that is not named keeps what was typed before,
        else what it starts with, else it is empty. Raises ValueError for what Slack's window would not do: submit a
        modal that is not on top or has no such button, without a field that is not optional, or too much text.

        A bare acknowledgement closes the modal; `response_action` may say otherwise. Errors are then in
        `workspace.view_errors`, by view and block.
        """
        with self.lock:
            shown = self._top_view(view if isinstance(view, str) else str(view["id"]), user)
            slack_state.fill(shown, values or {})
            slack_state.check_complete(shown)
            person, number = self.workspace.users[user], next(self._numbers)
            payload = slack_payloads.view_submission(self.workspace, person, shown, number)
        return self._send("interactive", payload, lambda answer: self._submitted(user, shown, answer))

    def open_home(self, user: str = MEMBER, tab: str = "home") -> str:
        """Somebody looks at the app's Home tab, or at its `messages`; returns the envelope's id."""
        with self.lock:
            event = slack_payloads.app_home_opened(self.workspace, user, tab)
        return self.event(event)

    def event(self, event: JSON) -> str:
        """Something the app subscribed to happens: `event` is the inner event; returns the envelope's id."""
        with self.lock:
            payload = slack_payloads.event_callback(self.workspace, event, next(self._numbers))
        return self.deliver("events_api", payload)

    def deliver(self, kind: str, payload: JSON) -> str:
        """Send any envelope; returns its id. Raises TimeoutError when nobody is connected.

        `kind` is "slash_commands", "interactive" or "events_api". Nothing is done with the answer but to keep it.
        """
        return self._send(kind, payload, None)

    @staticmethod
    def signed(kind: str, payload: JSON, secret: str, *, ago: float = 0.0) -> tuple[str, dict[str, str]]:
        """The body and headers with which Slack would post an envelope, so many seconds `ago`."""
        return slack_http.signed(kind, payload, secret, ago=ago)

    def wait_ack(self, envelope_id: str, timeout: float = 3.0) -> JSON | None:
        """What the app answered: `{}` for a bare ack, None when nothing came in time (Slack waits 3 seconds).

        Over HTTP it is the body of a 200, text as `{"text": …}`; None for any other status.
        """
        return self._deliveries.wait(envelope_id, timeout)

    def wait_connected(self, number: int = 1, timeout: float = 5.0) -> bool:
        """Whether somebody is connected and so many connections were made so far, at the latest after `timeout`."""
        return self._deliveries.sockets.wait_connected(number, timeout)

    def freeze(self) -> None:
        """Fall silent on every Socket Mode connection, as a broken network does; new connections are served."""
        self._deliveries.sockets.freeze()

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every connected app to connect anew, as Slack does every few hours; old connections end then."""
        message = {"type": "disconnect", "reason": reason, "debug_info": {"host": "stand-in"}}
        self._deliveries.sockets.dismiss(message)

    def cut(self) -> None:
        """Hang up on every Socket Mode connection without a word."""
        self._deliveries.sockets.cut()

    def stop(self) -> None:
        self._deliveries.finish()
        super().stop()

    def routes(self) -> Iterable[web.AbstractRouteDef]:
        return [*super().routes(), web.get("/link/", self._deliveries.sockets.serve)]

    async def closing(self) -> None:
        self._deliveries.sockets.close()

    def _used_view(self, user: str, view_id: str, values: Values) -> JSON | None:
        """The view an element is pressed in, filled in; the Home tab when no id is given, if there is one."""
        home = self.workspace.homes.get(user)
        views = [*slack_views.open_views(self.workspace, user), *([home] if home else [])]
        view = next((view for view in views if view["id"] == view_id), None) if view_id else home
        if view_id and view is None:
            raise ValueError(f"{user} has no view {view_id} open")
        if view is not None:
            slack_state.fill(view, values)
        return view

    def _top_view(self, view_id: str, user: str) -> JSON:
        stack = slack_views.open_views(self.workspace, user)
        if not stack or stack[-1]["id"] != view_id:
            raise ValueError(f"{view_id} is not the modal on top of what {user} has open")
        if not stack[-1]["submit"]:
            raise ValueError(f"{view_id} has no button to submit it")
        return stack[-1]

    def _show(self, user: str, channel: str, answer: JSON) -> None:
        """A bare acknowledgement of a command shows nothing."""
        if answer:
            self.use(user, answer, lambda: slack_answers.show(self.workspace, user, channel, answer))

    def _submitted(self, user: str, view: JSON, answer: JSON) -> None:
        self.use(user, answer, lambda: slack_views.answer_submission(self.workspace, user, view, answer))

    def _send(self, kind: str, payload: JSON, act: Act | None) -> str:
        return self._deliveries.deliver(kind, payload, act, self.http)
