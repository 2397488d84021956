"""What the use cases need from the outside: X, Slack and the words; and how each of them can fail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from tweetnudge.domain.digest import Digest, Entry
from tweetnudge.domain.errors import Trouble
from tweetnudge.domain.members import Member
from tweetnudge.domain.notes import Note
from tweetnudge.domain.posts import PassedOver, SeenPost


class XError(Trouble):
    """X did not give what was asked for."""


class XUnauthorized(XError):
    """401: the token is wrong or revoked."""


class XNoCredit(XError):
    """402: the account has no credit left."""


class XForbidden(XError):
    """403: the token may not do this."""


class XNotFound(XError):
    """404: there is no such List or user, or it is private."""


class XSuspended(XError):
    """X suspended the account asked for."""


class XCannotWrite(XError):
    """The four settings that changing the List takes are not all there; X was not asked."""


class XNotOurList(XError):
    """403 on a change of the List: it belongs to another account than the credentials do."""


class XRateLimited(XError):
    """429: `reset` is when X will answer again, None when X did not say."""

    def __init__(self, sentence: str, reset: datetime | None = None) -> None:
        super().__init__(sentence)
        self.reset = reset


class XUnavailable(XError):
    """5xx, a timeout or a cut connection: trying again later helps."""


class XBadAnswer(XError):
    """X answered something that is not what its documentation says; the sentence names what is missing.

    `returned` holds the ids of the posts the answer held all the same: X bills them.
    """

    def __init__(self, sentence: str, returned: tuple[int, ...] = ()) -> None:
        super().__init__(sentence)
        self.returned = returned


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the List, newest first. `returned` holds the id of every post X returned, as billed."""

    items: tuple[SeenPost | PassedOver, ...]
    returned: tuple[int, ...]
    next_token: str | None


@dataclass(frozen=True, slots=True)
class PostLookup:
    """What X says now of posts asked for by their latest ids.

    `gone` holds those ids of which X says that it no longer shows them; others may be absent by mistake. Of those in
    `closed` it says that we may not see them, as when their authors are protected or suspended.
    """

    items: tuple[SeenPost | PassedOver, ...]
    gone: frozenset[int]
    returned: tuple[int, ...]
    closed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class MemberPage:
    """One page of who is on the List."""

    members: tuple[Member, ...]
    next_token: str | None


class X(Protocol):
    """The part of X's API the bot uses. Every method raises only XError."""

    def list_posts(self, list_id: str, *, size: int, token: str | None) -> Page:
        """A page of at most `size` (1 to 100) posts of the List, starting at `token`."""
        ...

    def posts(self, ids: Sequence[int]) -> PostLookup:
        """Look up at most 100 posts by id."""
        ...

    def users(self, ids: Sequence[int]) -> Mapping[int, Member]:
        """Look up at most 100 users by id; users X does not show are absent."""
        ...

    def user(self, handle: str) -> Member:
        """Whoever has this handle (without @, in any case of letters). Raises XNotFound or XSuspended."""
        ...

    def list_size(self, list_id: str) -> int:
        """How many people are on the List."""
        ...

    def list_members(self, list_id: str, *, size: int = 100, token: str | None) -> MemberPage:
        """A page of at most `size` (1 to 100) members of the List, starting at `token`."""
        ...

    @property
    def can_write(self) -> bool:
        """Whether the credentials for changing the List are set; X may still refuse them."""
        ...

    def add_to_list(self, list_id: str, account: int) -> None:
        """Put the account on the List; it may be there already. Raises XCannotWrite or XNotOurList."""
        ...

    def remove_from_list(self, list_id: str, account: int) -> None:
        """Take the account off the List; it may be gone already. Raises XCannotWrite or XNotOurList."""
        ...


class SlackError(Trouble):
    """Slack did not do what was asked for; `retry_after` is how many seconds it asks to wait, 0 when it does not."""

    retry_after: float = 0


class SlackNotSent(SlackError):
    """Certainly not posted; worth trying again, not before `retry_after` seconds."""

    def __init__(self, sentence: str, retry_after: float = 0) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class SlackRefused(SlackError):
    """Certainly not posted, and trying again would not help; `code` is Slack's own name for it."""

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(sentence)
        self.code = code


class SlackImageRefused(SlackRefused):
    """Slack could not fetch a picture and refused the whole message for it."""


class SlackOutcomeUnknown(SlackError):
    """The message may or may not have been posted: look before sending again."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG to be uploaded. By its file name, which is unique in a conversation, it is found again in Slack."""

    name: str
    title: str
    alt: str
    png: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """What chat.postMessage takes: `text` is the notification, `blocks` is Block Kit as JSON values.

    With a `picture` it is a file instead, with `text` beside it and no blocks.
    """

    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class FoundMessage:
    """Our own message as Slack holds it: its key, its ts and the ids of the posts it shows.

    A file carries no key: its name stands for it.
    """

    key: str
    ts: str
    post_ids: tuple[int, ...]


class Slack(Protocol):
    """The part of Slack's API that sends. A channel may be a person's id too. Every method raises only SlackError."""

    def conversation(self, user: str) -> str:
        """The id of the conversation between the bot and somebody, opened where there is none yet."""
        ...

    def post(self, channel: str, message: Message, key: str, thread: str | None = None) -> str:
        """Post once, marked with `key`, perhaps under the message `thread`; returns Slack's ts, a picture's file id."""
        ...

    def ours(self, channel: str, oldest: datetime, thread: str | None = None) -> list[FoundMessage]:
        """Our own messages since `oldest`, or those under the message `thread`; other apps' are left out."""
        ...

    def update(self, channel: str, ts: str, message: Message) -> None:
        """Let our message say something else."""
        ...

    def delete(self, channel: str, ts: str) -> None:
        """Take our message away; one that is gone already is fine."""
        ...


class Renderer(Protocol):
    """Turns a digest into a Slack message in the channel's language, and a note into one in its reader's."""

    def digest(self, digest: Digest, members: Mapping[int, Member], day: date, *, images: bool = True) -> Message:
        """The digest's message. Pure: the same arguments give the same message."""
        ...

    def nothing_left(self, day: date, *, in_thread: bool = False) -> Message:
        """A digest, or a message in its thread, of which nothing may be shown any more, or nothing just now."""
        ...

    def personal(
        self, entries: Sequence[Entry], members: Mapping[int, Member], day: date, language: str, *,
        thanks: bool = False, images: bool = True,
    ) -> Message:  # fmt: skip
        """A personal digest in its reader's language, with a line of thanks where the reader's own posts were answered.

        Without entries, what stands where one was of which nothing may be shown now. Pure.
        """
        ...

    def fits(self, message: Message) -> bool:
        """Whether Slack will take a message of this size."""
        ...

    def note(self, note: Note, language: str) -> Message:
        """A note in its reader's language, a code such as `ja` or Slack's `ja-JP`. Pure."""
        ...
