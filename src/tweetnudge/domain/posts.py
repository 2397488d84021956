"""What a post is: the part people may see, the part only used for choosing, and what is kept as an id."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Link:
    """A t.co link inside a post's text and the form X displays it in.

    `media` is true for the link X appends for the post's own photo or video.
    """

    url: str
    display: str
    media: bool = False


@dataclass(frozen=True, slots=True)
class Photo:
    """The first photo of a post; `alt` is its author's description, empty when there is none."""

    url: str
    alt: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post as people see it. It carries no count of any kind, so none can be shown.

    `id` is the first id of the edit history and never changes; `latest_id` is the newest edit,
    the one links and buttons point at. `text` is unescaped and holds links by their t.co `url`.
    `is_cut` says that X itself shortened the text. `parent_id` is set when the post continues
    a post of the same author, `conversation_id` is the id of the thread's first post.
    """

    id: int
    latest_id: int
    author_id: int
    created_at: datetime
    text: str
    conversation_id: int
    links: tuple[Link, ...] = ()
    photo: Photo | None = None
    is_cut: bool = False
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class SeenPost:
    """A post together with what X said about it when it was read; used for choosing, never shown.

    `taps` is how many people pressed a button under it here, `given` how many readers it was given to in their personal
    digests.
    """

    post: Post
    likes: int
    sensitive: bool = False
    taps: int = 0
    given: int = 0


class Reason(StrEnum):
    """Why a post is kept as an id only."""

    REPLY = "reply"
    REPOST = "repost"
    WITHHELD = "withheld"
    NOT_AGREED = "not agreed"  # its author has not said that it may be shown
    HIDDEN = "hidden"  # its author or an admin asked not to show it
    SHOWN = "shown"  # it had its turn: a restored database found it in Slack, or X stopped showing it since


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A post that is none of a digest's business: its ids and the reason, nothing else."""

    id: int
    latest_id: int
    author_id: int
    reason: Reason
    created_at: datetime


def post_address(handle: str, post_id: int) -> str:
    """The post's page on X."""
    return f"https://x.com/{handle}/status/{post_id}"
