"""What can befall a SQLite file while the bot runs, and somebody who goes on using everything in Slack."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient
from sqlalchemy import event

from tweetnudge.demo.slack import CHANNEL, MEMBER, SlackStandIn
from tweetnudge.i18n.messages import Messages
from tweetnudge.store.engine import Database

JSON = dict[str, Any]

SLACK_WAITS = 3.0


@dataclass
class Trouble:
    """What can befall a SQLite file, for as long as a `with` lasts."""

    db: Database
    file: Path

    @contextmanager
    def gone(self) -> Iterator[None]:
        aside = self.file.with_name("aside.db")
        self.file.rename(aside)
        try:
            yield
        finally:
            aside.rename(self.file)

    @contextmanager
    def a_directory(self) -> Iterator[None]:
        with self.gone():
            self.file.mkdir()
            yield
            self.file.rmdir()

    @contextmanager
    def closed_to_all(self) -> Iterator[None]:
        """Another program keeps everybody out, readers too."""
        self.db.engine.dispose()
        with closing(sqlite3.connect(self.file, isolation_level=None)) as other:
            other.execute("PRAGMA locking_mode = EXCLUSIVE")
            other.execute("BEGIN EXCLUSIVE")
            other.execute("SELECT * FROM facts").fetchall()
            yield
            other.execute("ROLLBACK")

    @contextmanager
    def locked(self) -> Iterator[Callable[[], object]]:
        """Another program writes, for as long as the `with` or until told to stop."""
        with closing(sqlite3.connect(self.file, isolation_level=None, check_same_thread=False)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield lambda: other.in_transaction and other.execute("ROLLBACK")

    @contextmanager
    def full(self) -> Iterator[None]:
        """Whatever is written takes more room than there is."""
        tables = "audit", "consents", "facts", "leases", "outbox", "passed_over", "posts", "requests", "tombstones"
        with closing(sqlite3.connect(self.file, isolation_level=None)) as other:
            other.execute("CREATE TABLE filler (bytes)")
            for n, table in enumerate(tables):
                for event in ("INSERT", "UPDATE", "DELETE"):
                    other.execute(
                        f"CREATE TRIGGER fill_{n}_{event} AFTER {event} ON {table} BEGIN"
                        " INSERT INTO filler VALUES (zeroblob(9000000)); END"
                    )
            [[pages]] = other.execute("PRAGMA page_count")
            with self._no_larger_than(pages + 20):
                yield
            other.execute("DROP TABLE filler")
            for n in range(len(tables)):
                for event in ("INSERT", "UPDATE", "DELETE"):
                    other.execute(f"DROP TRIGGER fill_{n}_{event}")

    @contextmanager
    def _no_larger_than(self, pages: int) -> Iterator[None]:
        def limit(connection: Any, _record: Any) -> None:
            connection.execute(f"PRAGMA max_page_count = {pages}")

        self.db.engine.dispose()
        event.listen(self.db.engine, "connect", limit)
        yield
        event.remove(self.db.engine, "connect", limit)
        self.db.engine.dispose()


@dataclass
class Person:
    """Somebody who uses everything the bot offers, and what they see then."""

    slack: SlackStandIn
    settles: Callable[[], None]
    read: Callable[[Any], str]
    words: Messages
    caplog: pytest.LogCaptureFixture
    user: str = MEMBER
    slowest: float = 0.0

    def does(self, act: Callable[[], str]) -> str:
        """Everything that can be read of what only they saw newly."""
        before = len(self.slack.answers(self.user))
        began = time.monotonic()
        acknowledged = self.slack.wait_ack(act(), SLACK_WAITS)
        self.slowest = max(self.slowest, time.monotonic() - began)
        assert acknowledged is not None
        self.settles()
        assert [] == self.slack.workspace.refused_answers
        return self.read([message["blocks"] for message in self.slack.answers(self.user)[before:]])

    def types(self, command: str, text: str = "") -> str:
        return self.does(lambda: self.slack.command(command, text, user=self.user))

    def presses(self, action_id: str, value: str = "", channel: str = CHANNEL, ts: str = "") -> str:
        action = {"type": "button", "action_id": action_id, "value": value}
        return self.does(lambda: self.slack.press(action, user=self.user, channel=channel, message_ts=ts))

    def at_home(self, action_id: str = "", value: str = "") -> str:
        """What the Home tab shows after a button of it was used; after it was opened, without one."""
        with self.slack.lock:
            self.slack.workspace.homes.pop(self.user, None)
        if action_id:
            self.presses(action_id, value, channel="")
        else:
            self.does(lambda: self.slack.open_home(self.user))
        return self.read(self.slack.workspace.homes.get(self.user))

    def modal(self) -> JSON:
        return self.slack.open_views(self.user)[-1]

    def opens(self, view: JSON) -> None:
        with self.slack.lock:
            trigger = self.slack.workspace.new_trigger(self.user)
        WebClient(self.slack.bot_token, base_url=self.slack.url).views_open(trigger_id=trigger, view=view)

    def submits(self, view: JSON, values: JSON) -> str:
        self.opens(view)
        self.does(lambda: self.slack.submit(self.modal()["id"], values, user=self.user))
        return self.read(self.modal())

    def said_sorry(self, seen: str) -> bool:
        """Once, in their language, and there is one line in the log."""
        logged = [record for record in self.caplog.records if record.levelname in {"WARNING", "ERROR"}]
        self.caplog.clear()
        tracebacks = [record for record in logged if record.exc_info]
        return (1, 1, []) == (seen.count(self.words.members.trouble), len(logged), tracebacks)
