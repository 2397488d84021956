"""Copies of the bot that send personal digests in a hurry; each that is killed is followed by another."""

import time
from dataclasses import dataclass, field, replace
from multiprocessing.context import ForkServerProcess
from random import Random
from typing import Any

import copies
from copies import Copies, Orders, SharedClock

from tweetnudge.app import Bot
from tweetnudge.demo.settings import StandInSettings
from tweetnudge.usecases.send_personal import SendPersonal

PAUSES = (0.0, 0.0, 0.1, 0.5)  # seconds, before a dead copy is followed by another
AT_LATEST = (5, 15)  # seconds, where the place at which a copy was to die is never reached
# What of the work is worth dying near, and about how many places of it a message passes; see campaign/places.py.
NEAR = {"chat.postMessage": 4, "send_outbox": 6, "send_personal": 4, "": 14}
RARE = {"personal_digests": 3, "conversations.history": 8}  # planning, and looking for what is unknown: counted whole
ANY_MOMENT = "any moment"


class Hurried(Copies):
    """Copies that do not wait between two messages."""

    def start(self, orders: Orders) -> ForkServerProcess:
        self.started += 1
        given = (self.clock, self.settings, str(self.folder), self.started, orders)
        process = self.context.Process(target=live, args=given, daemon=True)
        process.start()
        self.alive.add(process)
        return process


def live(clock: SharedClock, settings: StandInSettings, folder: str, number: int, orders: Orders) -> None:
    """The life of one copy."""
    usual = copies.TASKS["run"]

    def hurried(bot: Bot, *given: Any) -> None:
        usual(replace(bot, send_personal=SendPersonal(bot.send, lambda _seconds: None)), *given)

    copies.TASKS["run"] = hurried
    copies.live(clock, settings, folder, number, orders)


@dataclass
class Post:
    """A place for one copy; `until` is when it is killed wherever it may be."""

    process: ForkServerProcess | None = None
    not_before: float = 0.0
    doomed: bool = False
    until: float = float("inf")


@dataclass
class Crew:
    """So many copies at a time, until `kills` of them died on the way."""

    copies: Copies
    rng: Random
    number: int
    kills: int
    messages: int
    killed: int = 0
    posts: list[Post] = field(default_factory=list[Post])

    def keep_alive(self) -> None:
        """End whose moment has come, start who is missing."""
        self.posts = self.posts or [Post() for _ in range(self.number)]
        now = time.monotonic()
        for post in self.posts:
            if post.process is not None and now >= post.until:
                post.process.kill()
                post.process.join()
            if post.process is not None and post.process.exitcode is not None:
                self.killed += post.doomed
                post.process, post.not_before = None, now + self.rng.choice(PAUSES)
            if post.process is None and now >= post.not_before:
                self._start(post, now)
        self.copies.reap()

    def _start(self, post: Post, now: float) -> None:
        post.doomed, post.until, orders = False, float("inf"), Orders()
        if self.killed + sum(other.doomed for other in self.posts if other.process) < self.kills:
            post.doomed, near = True, self._near()
            post.until = now + self.rng.uniform(*((0.2, 3) if near == ANY_MOMENT else AT_LATEST))
            if near != ANY_MOMENT:
                orders = Orders(die_at=self._place(near), near=near)
        post.process = self.copies.start(orders)

    def _near(self) -> str:
        if not self.copies.started:  # they plan first of all
            return "personal_digests"
        return self.rng.choice([*NEAR, *NEAR, "conversations.history", ANY_MOMENT, ANY_MOMENT])

    def _place(self, near: str) -> int:
        """Most that are to die find the occasion: each sees its share of the messages, and not all of those."""
        if near in RARE:
            return self.rng.randint(1, RARE[near])
        return self.rng.randint(1, max(2, NEAR[near] * self.messages // max(1, self.kills)))
