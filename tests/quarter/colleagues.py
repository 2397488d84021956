"""Colleagues in the channel: on four days in ten they open it, read down, and like a quarter of what they read.

Some of them open the thread as well. In a large company three in ten asked for a personal digest, and read it likewise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from company import LINKED, Company, handle_of, slack_user_of
from raw import Log, Pressed

from tweetnudge.demo.slack import SlackStandIn
from tweetnudge.domain.taps import TapKind

OPENS, GOES_ON, LIKES = 0.40, 0.85, 0.25
OPENS_THREAD, GOES_ON_IN_THREAD = 0.15, 0.95
ASKED_FROM = 100  # people: in a smaller company the thread holds everything
LIKES_ON_X, PRESSES_TWICE, PRESSES_OWN, GUEST_TOO = 0.85, 0.15, 0.3, 0.05
GUEST = "U0GUEST"


@dataclass(slots=True)
class Colleagues:
    """`parts` are those of the bot as it runs at that moment; None while it is off, when nobody hears a press."""

    company: Company
    log: Log
    rng: Random
    parts: Any = None

    def join(self, slack: SlackStandIn) -> None:
        slack.workspace.add_user(GUEST, "guest", is_restricted=True)
        for number in range(self.company.people):
            slack.workspace.add_user(slack_user_of(number), handle_of(number))

    def subscribe(self, at: datetime) -> None:
        """For one to seven posts a day."""
        for number in self.subscribers:
            self.parts.subscribing.choose(slack_user_of(number), number % 7 + 1, at)

    @property
    def subscribers(self) -> list[int]:
        """Three in ten, whether they write much or not."""
        return [
            number for number in range(self.company.people) if number % 10 < 3 and self.company.people >= ASKED_FROM
        ]

    def own(self, number: int) -> str:
        """The account that somebody said is theirs."""
        return handle_of(number) if number < LINKED else ""

    def plan_reading(self, midnight: datetime, today: Sequence[int], thread: Sequence[int]) -> None:
        """Of today's digest and its thread, by those who open them."""
        for number in range(self.company.people):
            if self.rng.random() < OPENS:
                self._plan(midnight, lambda at, reader=number: self._read_down(reader, today, at))
                if thread and self.rng.random() < OPENS_THREAD:
                    self._plan(
                        midnight, lambda at, reader=number: self._read_down(reader, thread, at, GOES_ON_IN_THREAD)
                    )

    def plan_reading_own(self, midnight: datetime, reader: int, posts: Sequence[int]) -> None:
        """Of a personal digest."""
        if self.rng.random() < OPENS:
            self._plan(midnight, lambda at: self._read_down(reader, posts, at))

    def plan_looking_back(self, midnight: datetime, earlier: Sequence[int]) -> None:
        """A few look at what was shown days ago, or waits."""
        for post in earlier:
            reader = self.rng.randrange(self.company.people)
            self._plan(midnight, lambda at, reader=reader, post=post: self._press(reader, post, at))

    def _plan(self, midnight: datetime, act: Any) -> None:
        self.company.plan(self.company.sometime(midnight, first=10 * 60, last=23 * 60), act)

    def _read_down(self, reader: int, leads: Sequence[int], at: datetime, goes_on: float = GOES_ON) -> None:
        for post in leads:
            if self.rng.random() >= goes_on:
                return
            chance = PRESSES_OWN if self._wrote(reader, post) else LIKES
            if self.rng.random() < chance:
                self._press(reader, post, at)

    def _press(self, reader: int, post: int, at: datetime) -> None:
        """Nobody hears it while the bot is off. Somebody who did not say which account is theirs is one of many."""
        own = self._wrote(reader, post)
        if self.parts is None or (own and reader >= LINKED):
            return
        for kind in (TapKind.LIKE, TapKind.REPOST, TapKind.LIKE)[: 3 if self.rng.random() < PRESSES_TWICE else 1]:
            self.parts.record_tap(slack_user_of(reader), post, kind, at)
        self.log(Pressed(at, post, slack_user_of(reader), own))
        if self.rng.random() < GUEST_TOO:
            self.parts.record_tap(GUEST, post, TapKind.LIKE, at)  # of another company: goes into no figure
        if self.rng.random() < LIKES_ON_X and not own:
            self.company.like(post, at)

    def _wrote(self, reader: int, post: int) -> bool:
        written = self.company.written.get(post)
        return written is not None and written.author == handle_of(reader)
