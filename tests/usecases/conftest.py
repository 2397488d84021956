"""An office around the bot: admins, colleagues and outsiders in Slack, the List's owner on X, and plain notes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tweetnudge import app, daemon
from tweetnudge.demo.clock import Clock
from tweetnudge.demo.settings import stand_in_settings
from tweetnudge.demo.slack import ADMIN, CHANNEL, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.consent import Consent
from tweetnudge.domain.notes import Note
from tweetnudge.domain.requests import Request
from tweetnudge.domain.taps import TapKind
from tweetnudge.settings import RunSettings
from tweetnudge.store import consents, posts, requests
from tweetnudge.store.engine import Database
from tweetnudge.store.models import AuditRow, Base
from tweetnudge.usecases.ports import Message

AYA, KEN, SECOND, UNTOLD = "U0AYA", "U0KEN", "U0SECOND", "U0UNTOLD"
OUTSIDERS = {"U0GUEST": "is_restricted", "U0ONECHANNEL": "is_ultra_restricted", "U0STRANGER": "is_stranger",
             "U0BOT": "is_bot", "U0GONE": "deleted"}  # fmt: skip
OWNER_KEYS = ("x_consumer_key", "x_consumer_secret", "x_access_token", "x_access_token_secret")


class PlainNotes:
    """Writes what a note holds instead of sentences, so that these tests know no words."""

    def note(self, note: Note, language: str) -> Message:
        names = " ".join(f"@{handle}" for handle in note.handles)
        asks = "" if note.request is None else " open" if note.is_open else " closed"
        return Message(f"{note.kind}{asks} {names} [{language}]".replace("  ", " "))


class Interrupted:
    """X, Slack or a part of ours, and somebody who does something just when it has answered `asked`, once."""

    def __init__(self, whole: Any, asked: str, act: Callable[[], object]) -> None:
        self._whole, self._asked, self._acts = whole, asked, [act]

    def __getattr__(self, name: str) -> Any:
        ask = getattr(self._whole, name)

        def answer(*given: Any, **named: Any) -> Any:
            found = ask(*given, **named)
            while name == self._asked and self._acts:
                self._acts.pop()()
            return found

        return answer


@dataclass
class Office:
    """The bot and everybody around it. Methods named after people's acts are in `parts`."""

    bot: app.Bot
    db: Database
    x: XStandIn
    slack: SlackStandIn
    clock: Clock
    settings: RunSettings

    def tick(self) -> None:
        """All that the daemon asks once a minute."""
        for job in daemon.jobs(self.bot, self.settings).values():
            job(self.clock())

    def morning(self, days: int = 1) -> None:
        """So many days later, at the same time: what the daemon does then, and a minute after."""
        self.clock.pass_by(days=days)
        self.tick()
        self.clock.pass_by(minutes=1)
        self.tick()
        self.clock.pass_by(minutes=-1)

    @property
    def parts(self) -> Any:
        return self.bot.parts

    def deliver(self) -> None:
        """What the next minute brings."""
        self.bot.send()
        self.bot.redraw(self.clock())

    def tap(self, user: str, post: int, kind: TapKind = TapKind.LIKE) -> None:
        """Somebody presses a button under a post here; what they do on X is another matter."""
        self.parts.record_tap(user, post, kind, self.clock())

    def digest(self) -> None:
        """Read the List and send today's digest."""
        self.bot.by_hand(lambda _read: None)

    def shown(self) -> list[list[int]]:
        """The posts of each message in the channel, as Slack holds it."""
        return [
            [int(block["block_id"].removeprefix("post:")) for block in message["blocks"]
             if block.get("block_id", "").startswith("post:")]
            for message in self.slack.messages(CHANNEL) if "blocks" in message
        ]  # fmt: skip

    def write(self, people: int, *, minutes_ago: int = 600, likes: int = 0) -> list[int]:
        """A post of each of so many colleagues, the oldest first."""
        known = {user["username"] for user in self.x.world.users.values()}
        for n in range(people):
            if f"c{n}" not in known:
                self.x.world.add_user(f"c{n}", f"Colleague {n}")
        return [
            self.x.world.post(f"c{n}", f"post {n}", minutes_ago=minutes_ago - n, likes=likes) for n in range(people)
        ]

    def given(self, user: str) -> list[list[int]]:
        """The posts of each message somebody got."""
        return [
            [int(block["block_id"].removeprefix("post:")) for block in message.get("blocks", ())
             if block.get("block_id", "").startswith("post:")]
            for message in self.slack.messages("D" + user.removeprefix("U"))
        ]  # fmt: skip

    def told(self, user: str) -> list[str]:
        """What the bot has written to somebody."""
        return [message["text"].strip() for message in self.slack.messages("D" + user.removeprefix("U"))]

    def consent(self, handle: str) -> Consent | None:
        with self.db.read() as session:
            return consents.consent(session, self.x.world.user_id(handle))

    def is_on_x(self, handle: str) -> bool:
        return self.x.world.user_id(handle) in self.x.world.members

    def request(self) -> Request:
        """The newest question."""
        with self.db.read() as session:
            (found,) = [requests.get(session, n) for n in range(1, 100) if requests.get(session, n)][-1:]
        assert found is not None
        return found

    def waiting(self) -> set[int]:
        """Posts a digest could show next."""
        with self.db.read() as session:
            return {seen.post.id for seen in posts.waiting(session, self.clock.now.replace(year=2020))}

    def written_down(self) -> list[tuple[str, str]]:
        """Who did what, as the audit table has it."""
        with self.db.read() as session:
            return [(row.who, row.what) for row in session.scalars(select(AuditRow).order_by(AuditRow.id))]

    def calls_of(self, method: str) -> int:
        """Requests to X by HTTP method."""
        return sum(asked.method == method for asked in self.x.requests)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Everything here is tried on both."""
    return request.param


class Watched(list[Any]):
    """The requests a stand-in got, and what was found open when one arrived."""

    def __init__(self, db: Database, noticed: list[str]) -> None:
        super().__init__()
        self._pool: Any = db.engine.pool
        self._noticed = noticed

    def append(self, arrived: Any) -> None:
        if self._pool.checkedout():
            self._noticed.append(f"A transaction was open while this was asked: {arrived}")
        super().append(arrived)


@pytest.fixture
def several_at_once() -> None:
    """For tests in which one thread may well write while another asks X or Slack."""


@pytest.fixture(autouse=True)
def open_during_requests(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """No transaction is open during network I/O: fails the test that did so."""
    noticed: list[str] = []
    used = set(request.fixturenames)
    if "db" in used and "several_at_once" not in used:
        db = request.getfixturevalue("db")
        for stand_in in used & {"x", "slack"}:
            request.getfixturevalue(stand_in).requests = Watched(db, noticed)
    yield noticed
    assert [] == noticed


@pytest.fixture
def everything_stored(db: Database, tmp_path: Path) -> Callable[[], str]:
    """What tables hold, and on SQLite what its files still do."""

    def read() -> str:
        with db.read() as session:
            rows = [session.execute(select(table)).all() for table in Base.metadata.sorted_tables]
        return f"{rows} {[file.read_bytes() for file in tmp_path.iterdir()]}"

    return read


@pytest.fixture
def open_office(
    database_url: str, db: Database, x: XStandIn, slack: SlackStandIn, clock: Clock, secrets: dict[str, str]
) -> Iterator[Callable[..., Office]]:
    """Call it with settings that differ; two of them are two copies of the bot on one database.

    With `in_words` notes are sentences.
    """
    for user in (AYA, KEN, SECOND):
        slack.workspace.add_user(user, user.lower())
    slack.workspace.add_user(UNTOLD, "another workspace admin", is_admin=True)
    for user, flag in OUTSIDERS.items():
        slack.workspace.add_user(user, flag, **{flag: True})
    opened: list[app.Bot] = []

    def build(*, in_words: bool = False, **more: object) -> Office:
        usual: dict[str, object] = {name: secrets[name] for name in ("x_bearer_token", *OWNER_KEYS)}
        usual |= {"slack_admins": (ADMIN, SECOND), "digest_thread_size": 0}  # what does not fit waits
        changed = stand_in_settings(x, slack, database_url, **(usual | more))
        bot = app.build(changed, db, clock=clock, sleep=clock.sleep)
        opened.append(bot)
        return Office(bot if in_words else with_plain_notes(bot), db, x, slack, clock, changed)

    yield build
    for bot in opened:
        bot.close()


@pytest.fixture
def office(open_office: Callable[..., Office]) -> Office:
    return open_office()


@pytest.fixture
def interrupted() -> type[Interrupted]:
    return Interrupted


def with_plain_notes(bot: app.Bot) -> app.Bot:
    notes: Any = bot.send.compose["note"]
    plain = replace(notes, renderer=PlainNotes())
    send = replace(bot.send, compose={**bot.send.compose, "note": plain})
    redraw = replace(bot.redraw, redrawn={**bot.redraw.redrawn, "note": plain.redrawn})
    return replace(bot, send=send, redraw=redraw, by_hand=replace(bot.by_hand, send=send))
