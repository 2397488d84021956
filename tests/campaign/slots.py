"""Who lives when: each copy that dies is followed by another, which is told where to die in its turn."""

import time
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from random import Random

from copies import Copies, Orders

LEASE_SECONDS = 3  # the shortest the settings allow
DEATHS_A_STAGE = 8  # of each copy
PAUSES = (0,) * 6 + (0.1, 0.3, 0.5, LEASE_SECONDS + 0.2)  # seconds, before a dead copy is followed by another
# A part of the day's work passes about so many places; and what of it is worth dying near.
LAST_PLACE = {"night": 25, "morning": 160, "afternoon": 30}
NEAR = {
    "night": ("", "collect_posts", "spending", "/2/", "outages", "follow_up"),
    "morning": ("", "send_outbox", "_deliver", "send_digest", "recheck_posts", "spending", "found_in_slack",
                "chat.postMessage", "conversations.history", "/2/", "follow_up", "thank_authors", "report_results",
                "conversations.replies", "files.", "upload", "in thread", "direct", "chat.postMessage in thread",
                "chat.postMessage direct", "send_personal", "personal_digests"),
    "afternoon": ("", "redraw_messages", "chat.update", "send_outbox", "report_results", "follow_up",
                  "conversations.replies", "files.", "upload"),
}  # fmt: skip


@dataclass
class Slot:
    """A place for one copy."""

    process: ForkServerProcess | None = None
    not_before: float = 0.0
    deaths: int = 0


@dataclass
class Slots:
    """So many copies at a time, none before `fill` was called. While `may_die` is false new ones live on."""

    copies: Copies
    rng: Random
    number: int
    may_die: bool = True
    stage: str = "night"
    slots: list[Slot] = field(default_factory=list[Slot])
    next_place: dict[str, int] = field(default_factory=dict[str, int])

    def fill(self) -> None:
        """From now on the bot runs."""
        self.slots = [Slot() for _ in range(self.number)]

    def keep_alive(self) -> None:
        """Start who is missing."""
        for number, slot in enumerate(self.slots):
            if slot.process is not None and slot.process.exitcode is not None:
                slot.process = None
                slot.deaths += 1
                slot.not_before = time.monotonic() + self.rng.choice(PAUSES)
            if slot.process is None and time.monotonic() >= slot.not_before:
                slot.process = self.copies.start(self._orders(number, slot))

    def begin(self, stage: str) -> None:
        """Another part of the day: the first copy begins anew, to die at each of its places in turn; others may."""
        self.stage = stage
        for number, slot in enumerate(self.slots):
            slot.deaths = 0
            # An admin who has mended something starts the bot anew: without that X is not asked again for long.
            if slot.process is not None and (number == 0 or self.rng.random() < 0.5):
                slot.process.kill()

    def orders_by_hand(self) -> Orders:
        """Who is started by hand dies every other time."""
        dies = self.may_die and self.rng.random() < 0.5
        return Orders(die_at=self.rng.randint(1, LAST_PLACE["morning"]) if dies else 0)

    def _orders(self, number: int, slot: Slot) -> Orders:
        """The first copy dies at one place after the other, and now and then, as all others, wherever it may be."""
        if not self.may_die or slot.deaths >= DEATHS_A_STAGE:
            return Orders()
        last_place = LAST_PLACE[self.stage]
        if number or self.rng.random() < 0.4:
            near = self.rng.choice(NEAR[self.stage])
            return Orders(die_at=self.rng.randint(1, 4 if near else last_place), near=near)
        place = self.next_place.get(self.stage, 0) % last_place + 1
        self.next_place[self.stage] = place
        return Orders(die_at=place)
