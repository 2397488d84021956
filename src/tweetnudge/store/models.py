"""The tables. Times are stored in UTC, X's ids as 64-bit integers, and no table names who tapped or read what."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

# Whoever knows the tables knows those as well.
from tweetnudge.store import support  # noqa: F401  # pyright: ignore[reportUnusedImport]
from tweetnudge.store.base import Base


class MemberRow(Base):
    """A person or official account on the List, as X described it when last asked."""

    __tablename__ = "members"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    handle: Mapped[str]
    name: Mapped[str]
    avatar_url: Mapped[str]
    protected: Mapped[bool]
    looked_up_at: Mapped[datetime]


class ConsentRow(Base):
    """What was agreed for an account. Without a row nobody has compared the List's members with us yet."""

    __tablename__ = "consents"

    account_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    standing: Mapped[str]
    since: Mapped[datetime]
    on_list: Mapped[bool]
    slack_user: Mapped[str | None] = mapped_column(index=True)  # set only by that person's own word
    work_only: Mapped[bool]
    official: Mapped[bool]
    vouched_by: Mapped[str | None]
    thanks: Mapped[bool] = mapped_column(default=False)  # its owner wants thank-you notes


class TombstoneRow(Base):
    """Somebody left: never show this account again until that person comes back. Nothing else is known of them."""

    __tablename__ = "tombstones"

    account_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)


class RequestRow(Base):
    """A question somebody has to answer by a button, once: an invitation, or something the admins decide."""

    __tablename__ = "requests"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - notes are keyed by id, which must not come again

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    account_id: Mapped[int] = mapped_column(BigInteger, index=True)
    slack_user: Mapped[str] = mapped_column(index=True)  # who is invited, or who asks
    asked_by: Mapped[str]
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    decision: Mapped[str | None]
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]


class AuditRow(Base):
    """Who changed what, when, for whom; kept for a year."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    who: Mapped[str]
    what: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    slack_user: Mapped[str | None] = mapped_column(index=True)


class FactRow(Base):
    """Something learnt once and remembered by name: when the members were read, who the first admin was."""

    __tablename__ = "facts"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class OutageRow(Base):
    """One kind of trouble outside the bot, as last met; see domain/outages.py."""

    __tablename__ = "outages"

    kind: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    told_at: Mapped[datetime | None]
    over_at: Mapped[datetime | None]


class OutboxRow(Base):
    """A message to Slack that must be sent exactly once. See usecases/send_outbox.py for its states."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_outdated", "id", sqlite_where=text("revision > shown_revision"),
              postgresql_where=text("revision > shown_revision")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    day: Mapped[date]
    channel: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    entries: Mapped[list[Any]]  # [[post ids of one entry], …] in the order shown
    with_images: Mapped[bool] = mapped_column(default=True)
    payload: Mapped[dict[str, Any] | None]  # what is being sent; erased once the outcome is final
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    not_before: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    first_attempt_at: Mapped[datetime | None]
    last_attempt_at: Mapped[datetime | None]
    absent_at: Mapped[datetime | None]  # when it was last looked for in Slack and not found
    ts: Mapped[str | None]
    problem: Mapped[str | None]
    failures: Mapped[int] = mapped_column(default=0)  # in a row, whatever failed: a look, composing, sending, redrawing
    about: Mapped[dict[str, Any] | None]  # what a note is about; how a digest's entries were grouped
    revision: Mapped[int] = mapped_column(default=0)  # raised by whatever changes what a sent message may show
    shown_revision: Mapped[int] = mapped_column(default=0)  # the revision Slack holds
    lease_owner: Mapped[str | None]
    lease_until: Mapped[float | None]  # seconds since 1970 on the database's clock


class PostRow(Base):
    """A post by a member that a digest may show. Replies and reposts are never here, see PassedOverRow."""

    __tablename__ = "posts"
    __table_args__ = (
        Index("ix_posts_waiting", "created_at", sqlite_where=text("surfaced_in IS NULL"),
              postgresql_where=text("surfaced_in IS NULL")),
        Index("ix_posts_turns", "author_id", "surfaced_at"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    latest_id: Mapped[int] = mapped_column(BigInteger)
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    created_at: Mapped[datetime]
    text: Mapped[str]
    links: Mapped[list[Any]]  # [[t.co url, display form, is media], …]
    photo: Mapped[list[Any] | None]  # [url, description]
    is_cut: Mapped[bool]
    conversation_id: Mapped[int] = mapped_column(BigInteger)
    parent_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    sensitive: Mapped[bool]
    likes: Mapped[int | None]  # used for choosing and for the month's results only; erased after 30 days
    likes_when_shown: Mapped[int | None]  # for the first time; erased likewise, and so are
    taps: Mapped[int] = mapped_column(default=0)  # people who pressed a button under it here
    seen_at: Mapped[datetime]  # when X last said that it is still there
    surfaced_in: Mapped[int | None] = mapped_column(ForeignKey("outbox.id"), index=True)
    surfaced_at: Mapped[datetime | None]
    shown_at: Mapped[datetime | None] = mapped_column(index=True)  # when Slack last took a message that shows it
    followed_up: Mapped[int] = mapped_column(default=0)  # days after that at which X was last asked about it: 1, 3, 7
    counted_on: Mapped[date | None] = mapped_column(index=True)  # the day whose results count it; one a thread
    alone: Mapped[bool | None]  # counted as without support; None until it could be judged
    thanked: Mapped[bool] = mapped_column(default=False)  # its author was told that somebody responded
    given: Mapped[int] = mapped_column(default=0)  # readers who got it in a personal digest


class PassedOverRow(Base):
    """A reply, repost or withheld post: its id and why it is not shown, nothing of what it says."""

    __tablename__ = "passed_over"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    reason: Mapped[str]


class ReadingRow(Base):
    """How far the List has been read: the watermark is the highest id a completed read has covered."""

    __tablename__ = "readings"

    list_id: Mapped[str] = mapped_column(primary_key=True)
    watermark: Mapped[int] = mapped_column(BigInteger)  # 0 until a read was complete
    tried_at: Mapped[datetime]
    completed_at: Mapped[datetime | None]
    posts_per_hour: Mapped[float | None]
    busiest_per_hour: Mapped[float | None]  # the most lately; see domain/reading.py
    failures: Mapped[int] = mapped_column(default=0)  # in a row
    not_before: Mapped[datetime | None]  # after a failure


class BilledRow(Base):
    """An object X billed on a UTC day; it is billed once however often it is returned that day."""

    __tablename__ = "billed"

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    object_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)


class SpendingRow(Base):
    """What X billed in a month, by kind."""

    __tablename__ = "spending"

    month: Mapped[date] = mapped_column(primary_key=True)  # its first day
    kind: Mapped[str] = mapped_column(primary_key=True)
    objects: Mapped[int]
    set_aside: Mapped[int] = mapped_column(default=0)  # being asked for just now, or when a copy died


class LeaseRow(Base):
    """Work that one copy of the bot does at a time, reading the List for example."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str]
    until: Mapped[float]  # seconds since 1970 on the database's clock


class StartRow(Base):
    """One row once somebody has started the bot; until then nothing is sent by itself."""

    __tablename__ = "starts"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    started_at: Mapped[datetime]
