"""More tables: posts shown again, personal digests, taps, and the figures that the month's results add up."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tweetnudge.store.base import Base


class LookRow(Base):
    """A post that was surfaced before is shown again by this message."""

    __tablename__ = "looks"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id", ondelete="CASCADE"), primary_key=True, index=True)


class SubscriberRow(Base):
    """Somebody who asked for a personal digest."""

    __tablename__ = "subscribers"

    slack_user: Mapped[str] = mapped_column(primary_key=True)
    posts: Mapped[int]  # at most so many a day
    conversation: Mapped[str] = mapped_column(unique=True)  # the one between the bot and them
    language: Mapped[str]  # as Slack last said: `ja-JP`
    since: Mapped[datetime]


class GivenRow(Base):
    """A post was given to somebody in a personal digest: a one-way token, so that it is not given twice."""

    __tablename__ = "given"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    token: Mapped[bytes] = mapped_column(primary_key=True)


class PersonalEntryRow(Base):
    """A personal digest shows this post; while the message is there it can be drawn anew without it."""

    __tablename__ = "personal_entries"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id", ondelete="CASCADE"), primary_key=True, index=True)


class TapRow(Base):
    """Somebody pressed a button under a post: a one-way token, to count a person once. See domain/taps.py."""

    __tablename__ = "taps"
    # In the order of the tokens: rows in the order of the presses would say who came first.
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    token: Mapped[bytes] = mapped_column(primary_key=True)
    kinds: Mapped[int]  # TapKind's flags


class TapperRow(Base):
    """Somebody pressed a button under any post that month; dropped once the month's results exist."""

    __tablename__ = "tappers"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012

    month: Mapped[date] = mapped_column(primary_key=True)  # its first day
    token: Mapped[bytes] = mapped_column(primary_key=True)


class WeekRow(Base):
    """What the month's results add up: figures about posts, without saying whose. See domain/report.py."""

    __tablename__ = "weeks"

    month: Mapped[date] = mapped_column(primary_key=True)  # its first day
    begins: Mapped[date] = mapped_column(primary_key=True)  # a Monday, perhaps of the month before
    shown: Mapped[int] = mapped_column(default=0)
    bare_when_shown: Mapped[int] = mapped_column(default=0)
    read_later: Mapped[int] = mapped_column(default=0)
    bare_later: Mapped[int] = mapped_column(default=0)
    expired: Mapped[int] = mapped_column(default=0)
    judged: Mapped[int] = mapped_column(default=0)
    alone: Mapped[int] = mapped_column(default=0)


class MonthRow(Base):
    """A month whose results were made, with how many people posted and tapped; None for fewer than five."""

    __tablename__ = "months"

    month: Mapped[date] = mapped_column(primary_key=True)  # its first day
    posted: Mapped[int | None]
    tapped: Mapped[int | None]
