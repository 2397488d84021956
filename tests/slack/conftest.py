"""The bot, listening to the Slack stand-in over Socket Mode or signed HTTP, and what people do there."""

import random
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

import pytest
from slack_sdk.models.blocks import Block

from tweetnudge.app import Bot
from tweetnudge.demo.settings import StandInSettings
from tweetnudge.demo.slack import MEMBER, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.i18n.languages import messages
from tweetnudge.i18n.member_words import MemberWords
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack.bolt import HttpMode, build_app
from tweetnudge.slack.socket_mode import SocketMode
from tweetnudge.store import readings
from tweetnudge.store.engine import Database

JSON = dict[str, Any]
Eventually = Callable[[Callable[[], Any]], Any]

SECRET = "signing-secret"
HOST = "127.0.0.1"


@pytest.fixture(params=["socket", "http"])
def transport(request: pytest.FixtureRequest) -> str:
    """How Slack reaches the bot; a test may ask for one of the two."""
    return request.param


class Handlers(ThreadPoolExecutor):
    """Where Bolt runs its handlers. Call it to wait for them, as they go on after their acknowledgement."""

    def __init__(self, bot: Bot) -> None:
        super().__init__()
        self.begun, self.later = list[Future[Any]](), bot.parts.later

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.begun.append(super().submit(fn, *args, **kwargs))
        return self.begun[-1]

    def __call__(self) -> None:
        assert not wait(self.begun, 10).not_done
        assert self.later.wait(10)


@pytest.fixture
def settles(bot: Bot) -> Handlers:
    """Waits until nothing that began before an acknowledgement is under way any more, nor what came of it."""
    return Handlers(bot)


@pytest.fixture
def listening(
    transport: str, slack: SlackStandIn, settings: StandInSettings, bot: Bot, eventually: Eventually, settles: Handlers
) -> Iterator[Bot]:
    """The bot, reachable for Slack."""
    secret = SECRET if transport == "http" else None
    app = build_app(slack.bot_token, slack.url, bot.parts, secret)
    app.listener_runner.listener_executor = settles
    port = _free_port()
    mode = SocketMode(app, slack.app_token) if transport == "socket" else HttpMode(app, HOST, port)
    mode.start()
    if transport == "http":
        slack.http = f"http://{HOST}:{port}/slack/events", SECRET
    else:
        assert slack.wait_connected()
    yield bot
    mode.stop()
    settles.shutdown()
    assert bot.parts.later.wait(10)
    eventually(lambda: slack.connected == 0)


def _free_port() -> int:
    while True:
        number = random.randint(15_000, 30_000)
        with socket.socket() as tried:
            if tried.connect_ex((HOST, number)) != 0:
                return number


class Colleague:
    """Somebody who looks at the bot's Home tab and its modals, and presses what is there."""

    def __init__(self, slack: SlackStandIn, settles: Handlers, user: str, language: str) -> None:
        self.slack, self.user = slack, user
        self._settles = settles
        slack.workspace.users[user]["locale"] = language

    @property
    def words(self) -> Messages:
        return messages(self.slack.workspace.users[self.user]["locale"])

    @property
    def home(self) -> JSON:
        """The Home tab as it is now."""
        return self.slack.workspace.homes[self.user]

    @property
    def modal(self) -> JSON:
        """The modal on top."""
        return self.slack.open_views(self.user)[-1]

    def looks(self) -> JSON:
        """Opens the Home tab."""
        self.does(lambda: self.slack.open_home(self.user))
        return self.home

    def presses(self, action_id: str, value: str = "", then: str = "views.publish", **more: Any) -> None:
        """Uses a button on the Home tab, also one that is not there; waits for what the bot asks of Slack then."""
        action = {"type": "button", "action_id": action_id, "value": value, **more}
        self.does(lambda: self.slack.press(action, user=self.user, channel=""), then)

    def presses_in_modal(self, action_id: str, then: str = "views.publish") -> None:
        """Uses a button of the modal on top."""
        action = {"type": "button", "action_id": action_id}
        self.does(lambda: self.slack.press(action, user=self.user, view_id=self.modal["id"]), then)

    def submits(self, values: JSON | None = None) -> JSON:
        """Submits the modal on top, and waits for what comes of it."""
        self.does(lambda: self.slack.submit(self.modal["id"], values, user=self.user))
        return self.modal

    def submits_in_vain(self, values: JSON | None = None) -> dict[str, str]:
        """Submits the modal on top; returns what is wrong, by field."""
        view = self.modal["id"]
        answer = self.slack.wait_ack(self.slack.submit(view, values, user=self.user))
        assert answer is not None
        assert "errors" == answer["response_action"]
        assert [] == self.slack.workspace.refused_answers
        return self.slack.workspace.view_errors[view]

    def does(self, act: Callable[[], str], then: str = "views.publish") -> None:
        """The envelope of `act` is acknowledged, the bot asked Slack for `then`, and nothing is under way any more."""
        before = len(self.slack.calls(then))
        assert self.slack.wait_ack(act()) is not None
        self._settles()
        assert len(self.slack.calls(then)) > before
        assert [] == self.slack.workspace.refused_answers


@pytest.fixture
def enter(slack: SlackStandIn, listening: Bot, settles: Handlers) -> Callable[..., Colleague]:
    """Lets somebody in: `enter()` is a member who uses Slack in English."""

    def let_in(user: str = MEMBER, language: str = "en-US", **options: Any) -> Colleague:
        if user not in slack.workspace.users or options:
            slack.workspace.add_user(user, user.lower(), **options)
        return Colleague(slack, settles, user, language)

    return let_in


@pytest.fixture
def company(x: XStandIn, slack: SlackStandIn, bot: Bot) -> None:
    """Two colleagues, aya and ben, and a post by each, which the bot has read. People use Slack in English."""
    for user in slack.workspace.users.values():
        user["locale"] = "en-US"
    for handle in ("aya", "ben"):
        x.world.add_user(handle, handle.title())
        x.world.post(handle, f"Hello from {handle}", minutes_ago=90)
    bot.reader.collect(bot.parts.clock())


@pytest.fixture
def language(request: pytest.FixtureRequest) -> str:
    """English, where a test does not ask for both."""
    return getattr(request, "param", "en")


@pytest.fixture
def say(language: str) -> MemberWords:
    """The words about members in that language."""
    return messages(language).members


@pytest.fixture
def keys() -> tuple[str, ...]:
    """The settings that hold the List owner's credentials."""
    return "x_consumer_key", "x_consumer_secret", "x_access_token", "x_access_token_secret"


@pytest.fixture
def types(slack: SlackStandIn, listening: Bot, settles: Handlers) -> Callable[..., list[JSON]]:
    """Types a command; returns all messages that its typist sees then, the acknowledgement's first."""

    def typed(command: str, text: str = "", user: str = MEMBER) -> list[JSON]:
        before = len(slack.answers(user))
        assert slack.wait_ack(slack.command(command, text, user=user)) is not None
        settles()
        assert [] == slack.workspace.refused_answers
        seen = slack.answers(user)[before:]
        for block in (block for message in seen for block in message["blocks"]):
            assert block == Block.parse(block).to_dict()
        return seen

    return typed


@pytest.fixture
def started(company: None, db: Database, bot: Bot) -> None:
    """The bot may speak by itself."""
    with db.write() as session:
        readings.start(session, bot.parts.clock())


@pytest.fixture
def aya(bot: Bot, started: None) -> None:
    """The member said that aya is theirs."""
    bot.parts.joining.join(MEMBER, "aya", bot.parts.clock())


def texts(part: Any) -> list[str]:
    """Everything there is to read in blocks, in order."""
    if isinstance(part, list):
        return [text for item in part for text in texts(item)]
    if not isinstance(part, dict):
        return []
    own = [part["text"]] if isinstance(part.get("text"), str) else []
    return (
        own
        + [text for name, item in part.items() if name not in {"text", "confirm"} for text in texts(item)]
        + (texts(part["text"]) if isinstance(part.get("text"), dict) else [])
    )


@pytest.fixture
def read() -> Callable[[Any], str]:
    """All that can be read in a view, a line each."""
    return lambda part: "\n".join(texts(part))


@pytest.fixture
def buttons() -> Callable[[JSON], set[str]]:
    """The action ids in a view."""

    def found(view: JSON) -> set[str]:
        blocks = view["blocks"]
        inside = [element for block in blocks for element in block.get("elements", [])]
        beside = [block["accessory"] for block in blocks if "accessory" in block]
        return {element["action_id"] for element in inside + beside if "action_id" in element}

    return found
