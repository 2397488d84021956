"""The month's results: made on its next month's first workday, told to the admins, shared when one of them says so."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from tweetnudge.domain.errors import Trouble
from tweetnudge.domain.notes import NoteKind
from tweetnudge.domain.outbox import OutboxItem
from tweetnudge.domain.report import Report, for_everybody, month_before, month_of
from tweetnudge.domain.results import Outcome, Result
from tweetnudge.domain.workdays import Workdays
from tweetnudge.store import audit, figures, follow_ups, outbox, readings
from tweetnudge.store.audit import Entry
from tweetnudge.store.engine import Database
from tweetnudge.usecases.permissions import Permissions
from tweetnudge.usecases.ports import Message
from tweetnudge.usecases.results import CHANNEL, Results, chart_key, chart_name, results_key
from tweetnudge.usecases.telling import Telling

log = logging.getLogger(__name__)

# How long after a digest's time the first morning's results wait for what X says of the last posts.
WAITS_FOR_X = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class ReportResults:
    """`when_due` is for the clock; everything else is for admins, and raises Refused for others."""

    db: Database
    results: Results
    permissions: Permissions
    telling: Telling
    workdays: Workdays
    channel: str
    to_admins: bool  # RESULTS

    def when_due(self, now: datetime) -> None:
        """On the first workday, from the digest's time on; when that was missed, on the next."""
        today = self.workdays.today(now)
        if not self.workdays.is_due(now):
            return
        with self.db.read() as session:
            months = figures.not_closed(session, month_of(today)) if readings.started_at(session) else []
            waits = any(follow_ups.is_awaited(session, month, now) for month in months)
        if waits and now < self.workdays.moment(today) + WAITS_FOR_X:
            return
        for month in months:
            with self.db.write() as session:
                if figures.close(session, month) and self.to_admins:
                    self._tell_admins(session, month, now)

    def shown_to(self, admin: str, month: date | None, now: datetime) -> tuple[Report, bool] | None:
        """The results of a month that is over, the last one perhaps, and whether the channel has them."""
        self.permissions.admin(admin)
        month = month or month_before(month_of(self.workdays.today(now)))
        report = self.results.of(month) if self._is_over(month, now) else None
        return (report, self.results.is_shared(month)) if report else None

    def share(self, admin: str, month: date, now: datetime) -> Result:
        """Post the results of a month that is over to the channel, once."""
        self.permissions.admin(admin)
        if not self._is_over(month, now) or self.results.of(month) is None:
            return Result(Outcome.NO_RESULTS)
        with self.db.write() as session:
            if not self._tell(session, month, self.channel, CHANNEL, now):
                return Result(Outcome.RESULTS_SHARED_ALREADY)
            told = outbox.with_prefix(session, results_key(month, ""))
            outbox.raise_revision(session, [item.id for item in told if item.channel != self.channel])
            audit.record(session, Entry(now, admin, "shared the results"))
        return Result(Outcome.RESULTS_SHARED)

    def _is_over(self, month: date, now: datetime) -> bool:
        return month < month_of(self.workdays.today(now))

    def _tell_admins(self, session: Session, month: date, now: datetime) -> None:
        for admin in self.telling.to_tell(session, NoteKind.RESULTS):
            self._tell(session, month, admin, admin, now)

    def _tell(self, session: Session, month: date, to: str, name: str, now: datetime) -> bool:
        """The words, and the chart in their thread; False when they were told already."""
        key = results_key(month, name)
        about = {"note": NoteKind.RESULTS.value, "month": month.isoformat()}
        drawn = {"month": month.isoformat(), "under": key, "file": chart_name(month)}
        told = self.telling.on_request(session, to, key, about, now)
        self.telling.on_request(session, to, chart_key(month, name), drawn, now)
        return told


@dataclass(frozen=True, slots=True)
class ComposeChart:
    """Call it with the outbox row of a chart; None when there is nothing to draw, or nothing to draw it with."""

    results: Results
    draw: Callable[[Report, str], Message]
    language: Callable[[OutboxItem], str]

    def __call__(self, item: OutboxItem, now: datetime) -> tuple[OutboxItem, Message] | None:
        report = self.results.of(date.fromisoformat((item.about or {})["month"]))
        if report is not None and item.key == chart_key(report.month, CHANNEL):
            report = for_everybody(report)
        if report is None:
            return None
        try:
            message = self.draw(report, self.language(item))
        except Trouble as trouble:
            log.warning("The results go without a chart: %s", trouble)
            return None
        return item, message
