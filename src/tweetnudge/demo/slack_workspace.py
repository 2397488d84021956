"""The Slack workspace the stand-in knows: channels, people, messages, views."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import TypedDict, Unpack

from tweetnudge.demo.server import JSON, utc_now

TEAM = "T0TEAM"
OTHER_TEAM = "T0OTHERTEAM"  # of Slack Connect people
APP = "A0TWEETNUDGE"
BOT = "B0TWEETNUDGE"
BOT_USER = "U0TWEETNUDGE"
OTHER_BOT = "B0OTHERAPP"
OTHER_BOT_USER = "U0OTHERAPP"
CHANNEL = "C0COLLEAGUES"
ADMIN = "U0ADMIN"
MEMBER = "U0MEMBER"
TS_STEP = 100  # microseconds between two messages of one moment


class UserOptions(TypedDict, total=False):
    """What users.info says of somebody, besides the name."""

    is_admin: bool
    is_owner: bool
    is_restricted: bool
    is_ultra_restricted: bool
    is_stranger: bool
    is_bot: bool
    deleted: bool
    team_id: str
    tz: str
    locale: str


@dataclass(slots=True)
class Channel:
    """A conversation: the user ids in it, and whether people can still write there."""

    id: str
    name: str
    members: set[str] = field(default_factory=set[str])
    archived: bool = False
    private: bool = False
    im_with: str = ""


@dataclass(slots=True)
class Trigger:
    """The right to open one modal for somebody, soon."""

    user: str
    sent: float
    used: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """An address to answer a press or command at; `original` is the message that was pressed in."""

    user: str
    channel: str
    sent: datetime
    original: JSON | None = None
    uses: int = 0


@dataclass(slots=True)
class File:
    """A file from the moment its address was asked for: what was promised, and its bytes once they are there.

    `ticket` is the secret part of the address. It is `completed` once it is in Slack for good.
    """

    id: str
    name: str
    length: int
    alt_text: str
    ticket: str
    content: bytes | None = None
    completed: bool = False


@dataclass(slots=True)
class Workspace:
    """Everything Slack remembers. It opens with one channel our bot is in, an admin and a member.

    `views` are all modals that were ever opened, in their newest form, and `stacks` the ids of those that somebody
    has open, the topmost last. `homes` are the Home tabs by user. `ephemerals` are the messages only one person
    sees: `to` says who, `channel` where. `view_errors` are what is written under the fields of an open modal, by
    view and block. `refused_answers` are the answers Slack could not use, so that somebody saw nothing:
    `{"to": …, "answer": …, "error": …, "problems": […]}`. A test asserts that it is empty.

    `files` are those that were uploaded, and those for which only an address was asked.

    `trigger_seconds` is how long a trigger_id is good for, by the real clock.
    """

    now: Callable[[], datetime] = utc_now
    channels: dict[str, Channel] = field(default_factory=dict[str, Channel])
    users: dict[str, JSON] = field(default_factory=dict[str, JSON])
    posted: dict[str, list[JSON]] = field(default_factory=dict[str, list[JSON]])
    ephemerals: list[JSON] = field(default_factory=list[JSON])
    views: list[JSON] = field(default_factory=list[JSON])
    homes: dict[str, JSON] = field(default_factory=dict[str, JSON])
    stacks: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    view_errors: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    refused_answers: list[JSON] = field(default_factory=list[JSON])
    triggers: dict[str, Trigger] = field(default_factory=dict[str, Trigger])
    trigger_seconds: float = 3.0
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict[str, ResponseUrl])
    broken_images: set[str] = field(default_factory=set[str])
    files: dict[str, File] = field(default_factory=dict[str, File])
    history_lag: float = 0.0
    last_ts: int = 0
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.add_user(BOT_USER, "tweetnudge", is_bot=True)
        self.add_user(ADMIN, "admin", is_admin=True)
        self.add_user(MEMBER, "member")
        self.add_channel(CHANNEL, "colleagues", members={BOT_USER, ADMIN, MEMBER})

    def add_channel(
        self, channel: str, name: str, *, members: set[str] | None = None, archived: bool = False, private: bool = False
    ) -> Channel:
        """A channel; our bot is in it unless `members` says otherwise."""
        made = Channel(channel, name, {BOT_USER} if members is None else set(members), archived, private)
        self.channels[channel] = made
        return made

    def add_user(self, user: str, name: str, **options: Unpack[UserOptions]) -> None:
        """Somebody in the workspace, from Tokyo and Japanese unless told otherwise.

        With `is_stranger` it is somebody of another company, whom Slack Connect lets in.
        """
        flags = ("is_admin", "is_owner", "is_restricted", "is_ultra_restricted", "is_bot", "deleted")
        self.users[user] = {
            "id": user,
            "team_id": OTHER_TEAM if options.get("is_stranger") else TEAM,
            "name": name,
            "real_name": name,
            "tz": "Asia/Tokyo",
            "locale": "ja-JP",
            "profile": {"display_name": name, "real_name": name},
            **dict.fromkeys(flags, False),
            **options,
        }

    def direct(self, user: str) -> Channel:
        """The conversation between our bot and somebody."""
        name = "D" + user.removeprefix("U")
        if name not in self.channels:
            self.channels[name] = Channel(name, "", {BOT_USER, user}, im_with=user)
        return self.channels[name]

    def new_trigger(self, user: str, name: str = "") -> str:
        """A trigger_id with which a modal can be opened for somebody, from this moment on."""
        name = name or f"trigger-{next(self.numbers)}"
        self.triggers[name] = Trigger(user, time.monotonic())
        return name

    def ephemeral(self, user: str, ts: str) -> JSON | None:
        """A message that only this person sees."""
        return next((shown for shown in self.ephemerals if (shown["to"], shown["ts"]) == (user, ts)), None)

    def new_ts(self) -> str:
        """Slack's clock: seconds and six digits, never the same twice, never going back."""
        moment = round(self.now().timestamp() * 1_000_000) // TS_STEP * TS_STEP
        self.last_ts = max(moment, self.last_ts + TS_STEP)
        return f"{self.last_ts // 1_000_000}.{self.last_ts % 1_000_000:06d}"

    def add_message(self, channel: str, message: JSON) -> JSON:
        """Post; gives the message its ts."""
        posted = {"type": "message", **message, "ts": self.new_ts(), "team": TEAM}
        self.posted.setdefault(channel, []).append(posted)
        return posted

    def messages(self, channel: str) -> list[JSON]:
        """What is in a conversation now, its threads too, oldest first."""
        return self.posted.get(channel, [])

    def message(self, channel: str, ts: str) -> JSON | None:
        return next((message for message in self.messages(channel) if message["ts"] == ts), None)


def micros(ts: str) -> int:
    """A ts, or any number of seconds, as microseconds, so that it can be compared."""
    seconds, _, rest = str(ts).partition(".")
    return int(seconds or 0) * 1_000_000 + int(rest[:6].ljust(6, "0"))
