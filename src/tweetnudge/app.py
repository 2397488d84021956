"""Composition root: settings go in, running parts come out. What is connected to what is decided here only."""

import logging
import os
import socket
import threading
import time
import uuid
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import holidays

from tweetnudge import logs
from tweetnudge.domain.outbox import Patience
from tweetnudge.domain.workdays import Closures, Workdays
from tweetnudge.i18n.languages import messages
from tweetnudge.scheduler import Job, Scheduler
from tweetnudge.settings import DatabaseSettings, DigestSettings, RunSettings, Settings, SettingsError
from tweetnudge.slack.blocks import DigestBlocks
from tweetnudge.slack.bolt import HttpMode, Listening, SocketMode, build_app
from tweetnudge.slack.publisher import Publisher
from tweetnudge.store import leases
from tweetnudge.store.engine import Database
from tweetnudge.store.migrations import migrate
from tweetnudge.store.scratch import scratch_copy
from tweetnudge.usecases.choosing import Choosing, Rules
from tweetnudge.usecases.collect_posts import CollectPosts, Progress
from tweetnudge.usecases.preview_digest import Preview, PreviewDigest
from tweetnudge.usecases.recheck_posts import RecheckPosts
from tweetnudge.usecases.send_digest import DailyDigest, DigestByHand, PlanDigest
from tweetnudge.usecases.send_outbox import SendOutbox
from tweetnudge.usecases.spending import Purse
from tweetnudge.x.client import XClient

Clock = Callable[[], datetime]

log = logging.getLogger(__name__)

SECONDS_TO_STOP = 3.0  # for the job under way; closing connections takes its time too


def utc_now() -> datetime:
    """The clock of everything that is not a test."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads and chooses; no Slack is needed for it."""

    db: Database
    workdays: Workdays
    choosing: Choosing
    collect: CollectPosts
    recheck: RecheckPosts
    x: XClient

    def close(self) -> None:
        """Give up the connections to X."""
        self.x.close()


@dataclass(frozen=True, slots=True)
class Bot:
    """Everything that works without listening to Slack."""

    reader: Reader
    send: SendOutbox
    daily: DailyDigest
    by_hand: DigestByHand

    def close(self) -> None:
        """Give back what is held, and the connections to X; the database belongs to whoever opened it."""
        with self.reader.db.write() as session:
            leases.give_back_all(session, self.send.owner)
        self.reader.close()


def configure_logging(settings: DatabaseSettings, *, for_a_person: bool = False) -> None:
    """Log as the settings say, every secret masked; a command that ends in a sentence need not log that all is well."""
    level = "WARNING" if for_a_person and settings.log_level == "INFO" else settings.log_level
    logs.configure(level, settings.log_format, settings.secrets())


@contextmanager
def open_database(settings: DatabaseSettings) -> Generator[Database]:
    """The database, its tables brought up to date; closed at the end. Raises DatabaseUnusable."""
    with closing(Database(settings.database_url.get_secret_value())) as db:
        migrate(db)
        yield db


def build_reader(settings: DigestSettings, db: Database, *, money_in: Database | None = None) -> Reader:
    """Money is counted in `money_in` where that is another database than the one for posts."""
    purse = Purse(money_in or db, settings.x_budget_usd, kept_back=2 * settings.digest_size)
    workdays = build_workdays(settings)
    x = XClient(settings.x_bearer_token.get_secret_value(), base_url=settings.x_api_base_url)
    choosing = Choosing(
        workdays,
        Rules(
            settings.digest_size,
            timedelta(minutes=settings.post_min_age_minutes),
            settings.post_max_age_days,
            settings.official_accounts,
        ),
        DigestBlocks(settings.digest_language, settings.x_list, timezone=settings.timezone),
    )
    collect = CollectPosts(
        db, x, purse, workdays, settings.x_list, settings.post_max_age_days, _owner(), settings.lease_seconds
    )
    return Reader(db, workdays, choosing, collect, RecheckPosts(db, x, purse, choosing), x)


def build(
    settings: Settings, db: Database, *, clock: Clock = utc_now, sleep: Callable[[float], None] = time.sleep
) -> Bot:
    """The bot on an open database."""
    reader = build_reader(settings, db)
    patience = Patience(timedelta(seconds=settings.lease_seconds))
    slack = Publisher(
        settings.slack_bot_token.get_secret_value(), settings.slack_api_base_url, patience.deadline.total_seconds()
    )
    send = SendOutbox(db, slack, reader.recheck, reader.workdays, patience, reader.collect.owner, clock)
    plan = PlanDigest(db, reader.choosing, reader.workdays, settings.slack_channel)
    daily = DailyDigest(plan, reader.collect, timedelta(minutes=settings.collect_every_minutes))
    return Bot(reader, send, daily, DigestByHand(plan, reader.collect, send, clock, sleep))


def preview(settings: DigestSettings, db: Database, progress: Progress, *, clock: Clock = utc_now) -> Preview:
    """Today's digest as it would be sent now; only the reading is paid for. Raises XError.

    Everything happens on a copy of the database, so nothing is remembered but what X bills.
    """
    now = clock()
    with closing(scratch_copy(db, now)) as scratch, closing(build_reader(settings, scratch, money_in=db)) as reader:
        return PreviewDigest(scratch, reader.workdays, reader.collect, reader.recheck)(now, progress)


def run(settings: RunSettings, db: Database, stop: threading.Event, *, clock: Clock = utc_now) -> None:
    """Listen to Slack and do what is due each minute, until `stop` is set."""
    bot = build(settings, db, clock=clock)
    every = timedelta(minutes=settings.collect_every_minutes)
    jobs: dict[str, Job] = {
        "digest": bot.daily,
        "collect": lambda now: bot.reader.collect.when_due(now, every),
        "outbox": lambda _now: bot.send(),
    }
    scheduler = Scheduler(jobs, clock)
    listening = build_listening(settings)
    with ExitStack() as leaving:
        leaving.callback(bot.close)
        listening.start()
        leaving.callback(listening.stop)
        scheduler.start()
        leaving.callback(scheduler.stop, SECONDS_TO_STOP)
        if not bot.daily.is_started():
            log.info("Only collecting: nothing is sent by itself until `tweetnudge digest` was called once")
        stop.wait()
        log.info("Stopping")


def build_listening(settings: RunSettings) -> Listening:
    """Socket Mode when there is an app token, else HTTP mode."""
    secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else None
    bolt = build_app(
        settings.slack_bot_token.get_secret_value(),
        settings.slack_api_base_url,
        messages(settings.digest_language),
        secret,
    )
    if settings.slack_app_token is not None:
        return SocketMode(bolt, settings.slack_app_token.get_secret_value())
    return HttpMode(bolt, settings.host, settings.port or 0)


def build_workdays(settings: DigestSettings) -> Workdays:
    """The company's calendar. Raises SettingsError for a country without known holidays."""
    return Workdays(settings.timezone, settings.digest_time, settings.digest_days, _is_holiday(settings.holidays))


def _is_holiday(closures: Closures) -> Callable[[date], bool]:
    if closures.country is None:
        return closures.covers
    try:
        public = holidays.country_holidays(closures.country)
    except NotImplementedError:
        raise SettingsError(
            f"HOLIDAYS names the country «{closures.country}», whose public holidays are not known; "
            "write another two-letter code such as JP, or only your own days off."
        ) from None
    return lambda day: day in public or closures.covers(day)


def _owner() -> str:
    """Who holds a lease: unique to this process, readable in the database."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
