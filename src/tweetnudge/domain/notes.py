"""What the bot says beside digests, each thing once: questions to somebody, and news for the admins."""

from dataclasses import dataclass
from enum import StrEnum

from tweetnudge.domain.report import Report
from tweetnudge.domain.requests import Request


class NoteKind(StrEnum):
    """What a note says. Those that ask are redrawn once they were answered."""

    INVITATION = "invitation"
    JOIN = "join"
    LEAVE = "leave"
    ANSWERED = "answered"  # to whoever asked to join
    NOTICED = "noticed"  # accounts somebody added on X
    PUT_ON = "put_on"  # has to be put on X's List by hand
    TAKE_OFF = "take_off"  # has to be taken off X's List by hand
    DEACTIVATED = "deactivated"
    NOT_EDITABLE = "not_editable"  # a digest that had to be deleted instead of changed
    GUIDE = "guide"
    OUTAGE = "outage"  # something outside the bot is wrong
    OUTAGE_OVER = "outage_over"
    DATABASE_BACK = "database_back"
    BUDGET_NEARLY = "budget_nearly"
    BUDGET_SPENT = "budget_spent"
    GAP = "gap"  # more was written than X lists at once
    THANKS = "thanks"  # to an author: colleagues responded
    RESULTS = "results"  # of a month, to the admins, or to the channel once one of them shared it


QUESTIONS = (NoteKind.INVITATION, NoteKind.JOIN, NoteKind.LEAVE)


@dataclass(frozen=True, slots=True)
class Note:
    """A note with what its sentences need; handles are without @, `channel` is the digest's channel.

    `is_open`: a question nobody has answered, or results nobody has shared. `for_channel`: results as everybody may
    read them, without headcounts.
    """

    kind: NoteKind
    handles: tuple[str, ...] = ()
    request: Request | None = None
    is_open: bool = False
    channel: str = ""
    list_id: str = ""
    company_words: tuple[str, ...] = ()
    outage: str = ""
    budget_usd: str = ""
    report: Report | None = None
    for_channel: bool = False
