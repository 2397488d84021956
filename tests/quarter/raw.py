"""The raw log: what happened on X, in the channel and between the bot and X, in the order in which it happened.

It knows nothing of the bot's database. What X said is what went over the wire.
"""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened at a moment; the order in the log decides between events of one moment."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Wrote(Event):
    """A post that is neither a reply to others nor a repost; `thread` is the first post of its thread."""

    post: int
    author: str
    thread: int


@dataclass(frozen=True, slots=True)
class Liked(Event):
    """So many more people like it on X, colleagues or not."""

    post: int
    people: int = 1


@dataclass(frozen=True, slots=True)
class Deleted(Event):
    post: int


@dataclass(frozen=True, slots=True)
class Closed(Event):
    """An author turned protected on X."""

    author: str


@dataclass(frozen=True, slots=True)
class Left(Event):
    """An author left, in Slack."""

    author: str


@dataclass(frozen=True, slots=True)
class Pressed(Event):
    post: int
    person: str
    is_author: bool


@dataclass(frozen=True, slots=True)
class Asks(Event):
    """The bot begins a round of all it does by itself; `x_answers` or not."""

    x_answers: bool


@dataclass(frozen=True, slots=True)
class XSaid(Event):
    """One answer of X: the likes of posts that are there, posts that are not, and authors who are protected."""

    likes: dict[int, int]
    gone: frozenset[int]
    protected: frozenset[str]


@dataclass(frozen=True, slots=True)
class Appeared(Event):
    """A message with these posts, an author's thread by its first, is in the channel or under the day's message."""

    leads: tuple[int, ...]
    in_thread: bool = False


@dataclass(frozen=True, slots=True)
class Given(Event):
    """Somebody got a personal digest; which accounts are theirs by their own word is in `own`."""

    person: str
    own: str
    leads: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Told(Event):
    """An admin has got results: all that the message says, and its heading."""

    heading: str
    text: str


@dataclass(slots=True)
class Log:
    """Everything, oldest first."""

    events: list[Event] = field(default_factory=list)

    def __call__(self, event: Event) -> None:
        self.events.append(event)
