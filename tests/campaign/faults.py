"""Everything that goes wrong around the bot, drawn a few a day; a fault counts only once it has met a request."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any, Protocol

from tweetnudge.demo.faults import Fault
from tweetnudge.demo.slack import CHANNEL, SlackStandIn
from tweetnudge.demo.x import LIST_ID, XStandIn
from tweetnudge.slack.ids import EVENT_TYPE, post_block_id

# The bot's deadline is a second (LEASE_SECONDS / 3), and it looks for a message until half a second after that.
LATE, NEVER = 1.2, 1.5
IMAGE = "downloading image failed [json-pointer:/blocks/2]"
SLACK: dict[str, dict[str, Any]] = {
    "accepts, hangs up": {"accept": True, "drop": True},
    "accepts, answers 500": {"accept": True, "status": 500},
    "accepts after our deadline": {"delay": LATE},
    "does not accept, answers 503": {"status": 503},
    "times out": {"drop": True, "delay": NEVER},
    "429 with Retry-After": {"status": 429, "headers": {"Retry-After": "5"}},
    **{
        code: {"error": code}
        for code in ("ratelimited", "channel_not_found", "not_in_channel", "is_archived", "token_revoked")
    },
}
# The bot does not try again what Slack refuses so: only an admin can, and does so for a digest.
FOR_GOOD = ("channel_not_found", "not_in_channel", "is_archived", "msg_blocks_too_long", "invalid_blocks, an image")
WITH_BLOCKS: dict[str, dict[str, Any]] = {
    "msg_blocks_too_long": {"error": "msg_blocks_too_long"},
    "invalid_blocks, an image": {
        "error": "invalid_blocks", "body": {"ok": False, "error": "invalid_blocks", "errors": [IMAGE]},
    },
}  # fmt: skip
# A token of the stand-in that leads to the first page: should only one answer be such a page, nothing is left out.
PAGE_FOR_EVER = {"meta": {"result_count": 0, "next_token": "7fffffffffffffff"}}
X: dict[str, dict[str, Any]] = {
    **{str(status): {"status": status} for status in (401, 402, 403, 404, 429, 503)},
    "429 with headers": {
        "status": 429, "headers": {"x-rate-limit-remaining": "0", "x-rate-limit-reset": "4102444800"},
    },
    "half a body": {"body": b'{"data": [{"id": "1', "headers": {"Content-Length": "500"}},
    "half a JSON text": {"body": '{"data": [{"id": "1'},
    "an HTML page": {"body": "<html><body>Something went wrong</body></html>"},
    "no answer": {"drop": True},
}  # fmt: skip
# When a fault has a chance to meet the bot, by how its name begins.
NIGHT = ("X: List", "X: the", "X: fewer")
MORNING = ("Slack: chat.post", "Slack: conversations.h", "Slack: auth", "Slack: another", "X: posts")
CHANGES = ("Slack: chat.update",)
FOLLOW_UP = ("X: posts",)
PICTURES = ("Slack: files", "Slack: upload", "Slack: conversations.replies")
COMPLETING = "Slack: files.completeUploadExternal"
UPLOADING = ("files.getUploadURLExternal", "upload_url", "files.completeUploadExternal")
READS = {"List": f"/2/lists/{LIST_ID}/tweets", "posts": "/2/tweets"}


class Played(Protocol):
    """What counts how often it met the bot, and can be ended."""

    played: int

    def end(self) -> None: ...


@dataclass
class Mode:
    """The stand-in for X behaves differently until this ends; met once when X was asked meanwhile."""

    x: XStandIn
    name: str
    usual: object
    asked_before: int = 0
    played: int = 0

    def end(self) -> None:
        self.played = int(len(self.x.requests) > self.asked_before)
        setattr(self.x, self.name, self.usual)


@dataclass
class Done:
    """Something that happened at once."""

    played: int = 1

    def end(self) -> None:
        return


Arm = Callable[[], Played]


@dataclass
class Catalogue:
    """All faults, each drawn once before one comes again. What was played is in `played`, by name."""

    x: XStandIn
    slack: SlackStandIn
    rng: Random
    today: Callable[[], str]
    played: Counter[str] = field(default_factory=Counter)
    armed: list[tuple[str, Played]] = field(default_factory=list[tuple[str, Played]])
    decks: dict[tuple[str, ...], list[str]] = field(default_factory=dict[tuple[str, ...], list[str]])
    arms: dict[str, Arm] = field(default_factory=dict[str, Arm])

    def __post_init__(self) -> None:
        self._slack_faults()
        for read, path in READS.items():
            for kind, how in X.items():
                self.arms[f"X: {read}: {kind}"] = self._on_x(path, how)
        self.arms["X: List: a page for ever"] = self._on_x(READS["List"], {"body": PAGE_FOR_EVER}, times=2)
        self.arms["X: the new dialect"] = lambda: self._mode("dialect", "new")
        self.arms["X: fewer posts than asked"] = lambda: self._mode("page_cap", 2)
        self.arms["Slack: another app forges our metadata"] = self._forge

    def arm(self, number: int, kinds: tuple[str, ...]) -> None:
        """So many faults, whose names begin so, wait for their requests from now on, those still waiting included."""
        number -= sum(name.startswith(kinds) and not fault.played for name, fault in self.armed)
        deck = self.decks.setdefault(kinds, [])
        for _ in range(number):
            if not deck:
                deck += [name for name in sorted(self.arms) if name.startswith(kinds)]
                self.rng.shuffle(deck)
            name = deck.pop()
            self.armed.append((name, self.arms[name]()))

    def end(self) -> None:
        """Everything works again. What never met the bot comes first next time."""
        for name, fault in self.armed:
            fault.end()
            self.played[name] += fault.played
            for kinds, deck in self.decks.items():
                if not fault.played and name.startswith(kinds):
                    deck.append(name)
        self.armed.clear()

    def did(self, name: str) -> None:
        """The campaign itself did something to the bot."""
        self.played[name] += 1

    @property
    def unknown_uploads(self) -> int:
        """How often a picture may have been posted without our hearing of it."""
        return sum(times for name, times in self.played.items() if name.startswith(COMPLETING))

    @property
    def total(self) -> int:
        waiting = sum(fault.played for _, fault in self.armed if isinstance(fault, Fault))
        return sum(self.played.values()) + waiting

    def _slack_faults(self) -> None:
        for method in ("chat.postMessage", "conversations.history", "chat.update"):
            for kind, how in (SLACK | (WITH_BLOCKS if method.startswith("chat.") else {})).items():
                self.arms[f"Slack: {method}: {kind}"] = self._on_slack(method, how, for_good=kind in FOR_GOOD)
        for method in ("auth.test", "conversations.replies", *UPLOADING):
            for kind, how in SLACK.items():
                if "error" not in how:  # a picture is not tried again when it is refused
                    self.arms[f"Slack: {method}: {kind}"] = self._on_slack(method, how)
        self.arms["Slack: chat.update: edit_window_closed"] = self._on_slack(
            "chat.update", {"error": "edit_window_closed"}
        )

    def _on_slack(self, method: str, how: dict[str, Any], *, for_good: bool = False) -> Arm:
        """What is refused for good is so in the channel alone."""

        def arm() -> Fault:
            fault = self.slack.fail(method, **how, times=self.rng.choice((1, 1, 2)))
            if for_good:
                fault.matches = lambda asked: asked == method and self.slack.requests[-1].args.get("channel") == CHANNEL
            return fault

        return arm

    def _on_x(self, path: str, how: dict[str, Any], times: int = 1) -> Arm:
        return lambda: self.x.fail(path, **how, times=self.rng.choice((1, 2)) * times)

    def _mode(self, name: str, value: object) -> Played:
        mode = Mode(self.x, name, getattr(self.x, name), len(self.x.requests))
        setattr(self.x, name, value)
        return mode

    def _forge(self) -> Played:
        """Another app says that today's digest is there already, with everything we have read."""
        read = sorted(number for _, kind, number in self.x.billed.copy() if kind == "post")[-5:]
        blocks = [{"type": "divider", "block_id": post_block_id(post)} for post in read]
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": self.today()}}
        self.slack.post_as_other_app(CHANNEL, metadata, text="forged", blocks=blocks)
        return Done()
