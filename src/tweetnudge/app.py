"""Composition root: settings go in, running parts come out. What is connected to what is decided here only."""

import logging
import os
import socket
import time
import uuid
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import holidays

from tweetnudge import logs
from tweetnudge.domain.outbox import Patience
from tweetnudge.domain.workdays import Closures, Workdays
from tweetnudge.settings import DatabaseSettings, DigestSettings, Settings, SettingsError
from tweetnudge.slack.blocks import DigestBlocks
from tweetnudge.slack.parts import Parts
from tweetnudge.slack.people import SlackPeople
from tweetnudge.slack.publisher import Publisher
from tweetnudge.store import leases
from tweetnudge.store.engine import Database, DatabaseUnusable
from tweetnudge.store.migrations import migrate
from tweetnudge.store.scratch import scratch_copy
from tweetnudge.usecases.choosing import Choosing, Rules
from tweetnudge.usecases.collect_posts import CollectPosts, Progress
from tweetnudge.usecases.forget_old import ForgetOld
from tweetnudge.usecases.found_in_slack import FoundInSlack
from tweetnudge.usecases.joining import Joining
from tweetnudge.usecases.manage_list import ManageList
from tweetnudge.usecases.outages import Outages
from tweetnudge.usecases.own_account import OwnAccount
from tweetnudge.usecases.permissions import Permissions
from tweetnudge.usecases.preview_digest import Preview, PreviewDigest
from tweetnudge.usecases.recheck_posts import Departed, RecheckPosts, nobody_departed
from tweetnudge.usecases.redraw_messages import RedrawDigest, RedrawMessages
from tweetnudge.usecases.send_digest import DailyDigest, DigestByHand, PlanDigest
from tweetnudge.usecases.send_outbox import SendOutbox
from tweetnudge.usecases.show_home import ShowHome
from tweetnudge.usecases.show_members import ShowMembers
from tweetnudge.usecases.show_posts import ShowPosts
from tweetnudge.usecases.spending import Purse
from tweetnudge.usecases.starting import Starting
from tweetnudge.usecases.steer_day import SteerDay
from tweetnudge.usecases.stored_about import StoredAbout
from tweetnudge.usecases.sync_members import NewOnList, SyncMembers
from tweetnudge.usecases.telling import ComposeNote, Telling
from tweetnudge.usecases.watch_people import WatchPeople
from tweetnudge.usecases.x_list import XList
from tweetnudge.x.client import OwnerKeys, XClient

Clock = Callable[[], datetime]

log = logging.getLogger(__name__)

SECONDS_FOR_ANSWERS = 0.5  # for what somebody in Slack asked for; it can be asked for again


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
    purse: Purse

    def close(self) -> None:
        """Give up the connections to X."""
        self.x.close()


@dataclass(frozen=True, slots=True)
class Bot:
    """Everything that works without listening to Slack; `parts` is what its surfaces in Slack stand on."""

    reader: Reader
    send: SendOutbox
    redraw: RedrawMessages
    daily: DailyDigest
    by_hand: DigestByHand
    watch: WatchPeople
    forget: ForgetOld
    parts: Parts

    def close(self) -> None:
        """Give back what is held, and the connections to X; the database belongs to whoever opened it."""
        self.parts.later.wait(SECONDS_FOR_ANSWERS)
        try:
            with self.reader.db.write() as session:
                leases.give_back_all(session, self.send.owner)
        except DatabaseUnusable as trouble:
            log.warning("What this copy was at is taken over after its lease: %s", trouble)
        finally:
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


def build_reader(
    settings: DigestSettings,
    db: Database,
    *,
    money_in: Database | None = None,
    telling: Telling | None = None,
    departed: Departed = nobody_departed,
) -> Reader:
    """Money is counted in `money_in` where that is another database than the one for posts."""
    purse = Purse(money_in or db, settings.x_budget_usd, kept_back=2 * settings.digest_size, telling=telling)
    workdays = build_workdays(settings)
    x = XClient(
        settings.x_bearer_token.get_secret_value(), owner=_owner_keys(settings), base_url=settings.x_api_base_url
    )
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
        db, x, purse, workdays, settings.x_list, settings.post_max_age_days, _owner(), settings.lease_seconds,
        NewOnList(telling), settings.company_words, Outages(db, telling),
    )  # fmt: skip
    recheck = RecheckPosts(
        db, x, purse, choosing, departed, settings.company_words,
        lambda now: collect.is_current(now, choosing.read_within),
    )  # fmt: skip
    return Reader(db, workdays, choosing, collect, recheck, x, purse)


def build(
    settings: Settings, db: Database, *, clock: Clock = utc_now, sleep: Callable[[float], None] = time.sleep
) -> Bot:
    """The bot on an open database."""
    token, url = settings.slack_bot_token.get_secret_value(), settings.slack_api_base_url
    people = SlackPeople(token, url)
    permissions = Permissions(db, people, settings.slack_admins)
    telling = Telling(permissions, build_workdays(settings))
    watch = WatchPeople(db, people, telling)
    reader = build_reader(settings, db, telling=telling, departed=watch.departed)
    renderer, owner = reader.choosing.renderer, reader.collect.owner
    notes = ComposeNote(
        db, people, renderer, settings.slack_channel, settings.x_list, settings.digest_language, settings.company_words
    )
    patience = Patience(timedelta(seconds=settings.lease_seconds))
    slack = Publisher(token, url, patience.deadline.total_seconds())
    compose = {"digest": reader.recheck.compose, "note": notes}
    outages = reader.collect.outages
    send = SendOutbox(db, slack, compose, FoundInSlack(db, reader.workdays), outages, patience, owner, clock)
    redrawn = {"digest": RedrawDigest(db, reader.choosing), "note": notes.redrawn}
    redraw = RedrawMessages(db, slack, redrawn, telling, outages, patience, owner)
    plan = PlanDigest(db, reader.choosing, reader.workdays, settings.slack_channel)
    daily = DailyDigest(plan, reader.collect)
    sync = SyncMembers(db, reader.x, reader.purse, NewOnList(telling), settings.x_list, owner, settings.lease_seconds)
    by_hand = DigestByHand(plan, reader.collect, send, sync.when_due, clock, sleep)
    x_list = XList(db, reader.x, reader.purse, settings.x_list, owner, settings.lease_seconds)
    parts = Parts(
        people=people,
        permissions=permissions,
        show_posts=ShowPosts(db, reader.choosing),
        show_members=ShowMembers(db, reader.choosing, permissions),
        show_home=ShowHome(db, reader.choosing, permissions, settings.x_list, settings.x_budget_usd),
        stored_about=StoredAbout(db),
        manage_list=ManageList(db, x_list, permissions, telling),
        own_account=OwnAccount(db, x_list, permissions, telling, settings.company_words),
        joining=Joining(db, x_list, permissions, telling, settings.official_accounts, settings.company_words),
        sync_members=sync,
        starting=Starting(db, permissions, telling, settings.slack_channel),
        steer_day=SteerDay(db, plan, by_hand, permissions),
        deliver=lambda: (send(), redraw(clock())),
        clock=clock,
        blocks=lambda language: DigestBlocks(language, settings.x_list, timezone=settings.timezone),
        channel=settings.slack_channel,
        channel_language=settings.digest_language,
        list_id=settings.x_list,
        company_words=settings.company_words,
    )
    forget = ForgetOld(db, reader.choosing, timedelta(days=settings.post_retention_days))
    return Bot(reader, send, redraw, daily, by_hand, watch, forget, parts)


def preview(settings: DigestSettings, db: Database, progress: Progress, *, clock: Clock = utc_now) -> Preview:
    """Today's digest as it would be sent now; only the reading is paid for. Raises XError.

    Everything happens on a copy of the database, so nothing is remembered but what X bills.
    """
    now = clock()
    with closing(scratch_copy(db, now)) as scratch, closing(build_reader(settings, scratch, money_in=db)) as reader:
        return PreviewDigest(scratch, reader.workdays, reader.collect, reader.recheck)(now, progress)


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


def _owner_keys(settings: DigestSettings) -> OwnerKeys:
    return OwnerKeys(
        settings.x_consumer_key.get_secret_value(),
        settings.x_consumer_secret.get_secret_value(),
        settings.x_access_token.get_secret_value(),
        settings.x_access_token_secret.get_secret_value(),
    )


def _owner() -> str:
    """Who holds a lease: unique to this process, readable in the database."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
