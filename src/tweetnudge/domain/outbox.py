"""A message that must be sent exactly once: its states, and what to do next with it.

    pending → sending → sent | unknown | expired | failed | skipped

`unknown` means Slack may or may not hold the message: it is looked for, twice, before it is sent again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from tweetnudge.domain.pauses import growing_pause

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(minutes=10)
# What keys begin with: the day's message, the messages in its thread, somebody's own.
DIGEST, THREAD, PERSONAL = "digest:", "thread:", "personal:"
ALWAYS = datetime.min.replace(tzinfo=UTC)
ABSENT_FOR = timedelta(hours=1)  # what was not in Slack then may be by now, if this database was restored since
Entries = tuple[tuple[int, ...], ...]


class State(StrEnum):
    """Where a message stands; the last four are final."""

    PENDING = "pending"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    EXPIRED = "expired"
    FAILED = "failed"
    SKIPPED = "skipped"


FINAL = frozenset({State.SENT, State.EXPIRED, State.FAILED, State.SKIPPED})
OPEN = frozenset(State) - FINAL
GIVEN_UP = FINAL - {State.SENT}
# Certainly not in Slack: somebody may ask for it by hand, now.
NOT_SENT = GIVEN_UP | {State.PENDING}


class Step(StrEnum):
    """What to do with a message whose lease we hold."""

    LOOK = "look"
    SEND = "send"
    EXPIRE = "expire"


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """One message. `entries` are the ids of the posts it shows, an entry's posts together, in order.

    `about` holds JSON values: what a note says, or how a digest's entries were grouped; `under`, the key of the message
    in whose thread it goes; `file`, the name of a picture. `revision` is raised by whatever changes what a sent message
    may show; it is redrawn until Slack holds the newest one. `thread` is not stored: where the message `under` is.
    """

    key: str
    day: date
    channel: str
    created_at: datetime
    expires_at: datetime
    state: State = State.PENDING
    entries: Entries = ()
    with_images: bool = True
    not_before: datetime | None = None
    attempts: int = 0
    first_attempt_at: datetime | None = None
    last_attempt_at: datetime | None = None
    absent_at: datetime | None = None
    ts: str | None = None
    problem: str | None = None
    failures: int = 0
    about: Mapping[str, Any] | None = None
    revision: int = 0
    id: int = 0
    thread: str | None = None

    @property
    def under(self) -> str | None:
        """The key of the message in whose thread it goes."""
        return (self.about or {}).get("under")

    @property
    def mark(self) -> str:
        """What it is known by in Slack: its key, but a picture's file name."""
        return (self.about or {}).get("file") or self.key

    @property
    def kind(self) -> str:
        """What the key begins with: `digest` in `digest:2026-07-01`."""
        return self.key.partition(":")[0]

    @property
    def leads(self) -> tuple[int, ...]:
        """The post that is shown of each entry."""
        return tuple(entry[0] for entry in self.entries)

    @property
    def post_ids(self) -> tuple[int, ...]:
        return tuple(post_id for entry in self.entries for post_id in entry)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long things may take, all derived from how long one copy of the bot may hold a message."""

    lease: timedelta

    @property
    def deadline(self) -> timedelta:
        """For one request to Slack, from start to end."""
        return self.lease / 3

    @property
    def between_looks(self) -> timedelta:
        """Slack's history may lag behind a message just accepted: absent counts when it is so twice."""
        return self.lease / 6

    def pause(self, failures: int, jitter: float) -> timedelta:
        """Before trying again after so many failures in a row: 10 s, 20 s … 10 min, or up to a half less."""
        return growing_pause(failures, jitter, FIRST_PAUSE, LONGEST_PAUSE)


def digest_key(day: date) -> str:
    """The unique name of a day's digest; Slack's message metadata carries it too."""
    return f"{DIGEST}{day.isoformat()}"


def digest_day(key: str) -> date | None:
    """The day such a name stands for; None for any other."""
    try:
        return date.fromisoformat(key.removeprefix(DIGEST)) if key.startswith(DIGEST) else None
    except ValueError:
        return None


def thread_key(day: date, number: int) -> str:
    """The unique name of a message in the thread of a day's digest, counted from 1."""
    return f"{thread_prefix(day)}{number}"


def thread_prefix(day: date) -> str:
    """What the names of all messages in the thread of a day's digest begin with."""
    return f"{THREAD}{day.isoformat()}:"


def in_thread(day: date, left: int) -> dict[str, Any]:
    """What a message in the thread of a day's digest is about, before it is known what it shows."""
    return {"under": digest_key(day), "in_thread": True, "left": left}


def thread_number(key: str) -> int:
    """The inverse of thread_key; 0 for any other name."""
    number = key.rpartition(":")[2]
    return int(number) if key.startswith(THREAD) and number.isdecimal() else 0


def personal_key(day: date, name: str) -> str:
    """The unique name of somebody's personal digest; `name` says nothing about who that is."""
    return f"{PERSONAL}{day.isoformat()}:{name}"


def personal_day(key: str) -> date | None:
    """The day such a name stands for; None for any other."""
    return digest_day(DIGEST + key.split(":")[1]) if key.startswith(PERSONAL) else None


def next_step(item: OutboxItem, now: datetime, since: datetime = ALWAYS) -> Step:
    """For an item that is not final. `unknown` is never expired: Slack has to answer first.

    What was not found in Slack before `since`, when this process began, has to be looked for again; unless the clock
    was set back since then.
    """
    if item.state is not State.PENDING:
        return Step.LOOK
    # Before the very first attempt too: the database may be a restored copy that forgot it.
    trusted = max(since if since <= now else ALWAYS, now - ABSENT_FOR)
    if item.attempts == 0 and (item.absent_at is None or item.absent_at < trusted):
        return Step.LOOK
    return Step.EXPIRE if now >= item.expires_at else Step.SEND


def attempted(item: OutboxItem, now: datetime) -> OutboxItem:
    """Just before a request goes out: from here on a crash leaves the outcome unknown."""
    return replace(
        item,
        state=State.SENDING,
        attempts=item.attempts + 1,
        first_attempt_at=item.first_attempt_at or now,
        last_attempt_at=now,
        absent_at=None,
        not_before=None,
    )


def sent(item: OutboxItem, ts: str) -> OutboxItem:
    """Slack holds it. Handles in a note are forgotten; what it takes to draw a message anew is kept."""
    return replace(item, state=State.SENT, ts=ts, problem=None, failures=0, about=without_names(item))


def without_names(item: OutboxItem) -> Mapping[str, Any] | None:
    """What a message that is final is still about: handles in a note are forgotten."""
    return None if item.about is not None and "handles" in item.about else item.about


def not_sent(item: OutboxItem, not_before: datetime, problem: str) -> OutboxItem:
    """This step certainly sent nothing: it may simply be tried again. What was unknown before stays unknown."""
    if item.state is State.UNKNOWN:
        return replace(item, not_before=not_before, problem=problem, failures=item.failures + 1)
    # To be given up in time, and not a pause later. What was never looked for is not given up before it is.
    may_expire = item.attempts > 0 or item.absent_at is not None
    until = min(not_before, item.expires_at) if may_expire else not_before
    return replace(item, state=State.PENDING, not_before=until, problem=problem, failures=item.failures + 1)


def outcome_unknown(item: OutboxItem, now: datetime, patience: Patience, problem: str) -> OutboxItem:
    """A timeout, a dropped connection, a 5xx, a crash: look for it, at least one deadline later."""
    since = item.last_attempt_at or now
    looked_for = since + patience.deadline
    return replace(item, state=State.UNKNOWN, not_before=looked_for, problem=problem, failures=item.failures + 1)


def found_absent(item: OutboxItem, now: datetime, patience: Patience, jitter: float = 0.0) -> OutboxItem:
    """Looked for and not there; after an attempt this counts only the second time.

    After one failure it may be sent at once; where that happens again and again, after a growing pause.
    """
    if item.state is not State.PENDING and item.absent_at is None:
        return replace(item, absent_at=now, not_before=now + patience.between_looks, problem=None)
    again = now + patience.pause(item.failures - 1, jitter) if item.failures > 1 else None
    return replace(item, state=State.PENDING, absent_at=now, not_before=again, problem=None)


def entries_shown(planned: Entries, shown: tuple[int, ...]) -> Entries:
    """The entries of a message that shows these posts; a thread is shown by its first post and is taken whole."""
    threads = {entry[0]: entry for entry in planned}
    return tuple(threads.get(post_id, (post_id,)) for post_id in shown)


def planned_anew(item: OutboxItem, channel: str, expires_at: datetime) -> OutboxItem:
    """A message that was never sent gets another chance, perhaps in another channel, where it is looked for first."""
    return OutboxItem(item.key, item.day, channel, item.created_at, expires_at, id=item.id)


def look_from(item: OutboxItem, day_begins: datetime, since: datetime | None = None) -> datetime:
    """From when on Slack's history is searched; before a first attempt the whole day counts, and all `since`."""
    if item.first_attempt_at is not None:
        return item.first_attempt_at - timedelta(minutes=5)
    return min(day_begins, since or day_begins)
