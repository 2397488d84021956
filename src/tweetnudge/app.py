"""Composition root: settings go in, running parts come out. What is connected to what is decided here only."""

import logging
import time
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tweetnudge import chart, logs
from tweetnudge.domain.outbox import Patience
from tweetnudge.domain.report import Report
from tweetnudge.domain.taps import derived_key
from tweetnudge.i18n.languages import messages
from tweetnudge.reader import Reader, build_reader, build_workdays
from tweetnudge.settings import DatabaseSettings, DigestSettings, Settings
from tweetnudge.slack.blocks import DigestBlocks
from tweetnudge.slack.parts import Parts
from tweetnudge.slack.people import SlackPeople
from tweetnudge.slack.publisher import Publisher
from tweetnudge.store import leases
from tweetnudge.store.engine import Database, DatabaseUnusable
from tweetnudge.store.migrations import migrate
from tweetnudge.store.scratch import scratch_copy
from tweetnudge.usecases.closed_accounts import ClosedAccounts
from tweetnudge.usecases.collect_posts import Progress
from tweetnudge.usecases.follow_up import FollowUp
from tweetnudge.usecases.forget_old import ForgetOld
from tweetnudge.usecases.found_in_slack import FoundInSlack
from tweetnudge.usecases.joining import Joining
from tweetnudge.usecases.manage_list import ManageList
from tweetnudge.usecases.own_account import OwnAccount
from tweetnudge.usecases.permissions import Permissions
from tweetnudge.usecases.personal_choice import PersonalChoice
from tweetnudge.usecases.personal_digests import PlanPersonal
from tweetnudge.usecases.ports import Message
from tweetnudge.usecases.preview_digest import Preview, PreviewDigest
from tweetnudge.usecases.record_tap import RecordTap
from tweetnudge.usecases.redraw_messages import RedrawDigest, RedrawMessages
from tweetnudge.usecases.report_results import ComposeChart, ReportResults
from tweetnudge.usecases.results import Results
from tweetnudge.usecases.send_digest import DailyDigest, DigestByHand, PlanDigest
from tweetnudge.usecases.send_outbox import SendOutbox
from tweetnudge.usecases.send_personal import ComposePersonal, SendPersonal
from tweetnudge.usecases.show_home import ShowHome
from tweetnudge.usecases.show_members import ShowMembers
from tweetnudge.usecases.show_posts import ShowPosts
from tweetnudge.usecases.starting import Starting
from tweetnudge.usecases.steer_day import SteerDay
from tweetnudge.usecases.stored_about import StoredAbout
from tweetnudge.usecases.subscribing import Subscribing
from tweetnudge.usecases.sync_members import NewOnList, SyncMembers
from tweetnudge.usecases.taken import Taken
from tweetnudge.usecases.telling import ComposeNote, Telling
from tweetnudge.usecases.thank_authors import ThankAuthors, ThanksOwed
from tweetnudge.usecases.watch_people import WatchPeople
from tweetnudge.usecases.welcome import Welcome
from tweetnudge.usecases.x_list import XList

Clock = Callable[[], datetime]

log = logging.getLogger(__name__)

SECONDS_FOR_ANSWERS = 0.5  # for what somebody in Slack asked for; it can be asked for again


def utc_now() -> datetime:
    """The clock of everything that is not a test."""
    return datetime.now(UTC)


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
    follow_up: FollowUp
    closed: ClosedAccounts
    thank: ThankAuthors
    plan_personal: PlanPersonal
    send_personal: SendPersonal
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


def build(
    settings: Settings, db: Database, *, clock: Clock = utc_now, sleep: Callable[[float], None] = time.sleep
) -> Bot:
    """The bot on an open database."""
    token, url = settings.slack_bot_token.get_secret_value(), settings.slack_api_base_url
    people = SlackPeople(token, url)
    permissions = Permissions(db, people, settings.slack_admins)
    telling = Telling(permissions, build_workdays(settings))
    key = derived_key(token, "tweetnudge taps")
    watch = WatchPeople(db, people, telling)
    reader = build_reader(settings, db, telling=telling, departed=watch.departed)
    renderer, owner = reader.choosing.renderer, reader.collect.owner
    results = Results(db)
    notes = ComposeNote(
        db, people, renderer, results, settings.slack_channel, settings.x_list, settings.digest_language,
        settings.company_words,
    )  # fmt: skip
    patience = Patience(timedelta(seconds=settings.lease_seconds))
    slack = Publisher(token, url, patience.deadline.total_seconds())
    charts = ComposeChart(results, _drawn, notes.language)
    kept_for = timedelta(days=settings.post_retention_days)
    personal = ComposePersonal(db, renderer, kept_for, key)
    compose = {
        "digest": reader.recheck.compose, "thread": reader.recheck.compose_reply, "personal": personal,
        "chart": charts, "note": notes,
    }  # fmt: skip
    outages = reader.collect.outages
    taken = Taken(settings.digest_thread_size, key)
    found = FoundInSlack(db, slack, reader.workdays, taken)
    send = SendOutbox(db, slack, compose, found, taken, outages, patience, owner, clock, running_since=clock())
    in_channel = RedrawDigest(db, reader.choosing)
    redrawn = {"digest": in_channel, "thread": in_channel, "personal": personal.redrawn, "note": notes.redrawn}
    redraw = RedrawMessages(db, slack, redrawn, telling, outages, patience, owner)
    plan = PlanDigest(db, reader.choosing, reader.workdays, settings.slack_channel)
    closed = ClosedAccounts(db, reader.x, reader.purse)
    follow_up = FollowUp(db, reader.x, reader.purse, reader.choosing, closed, settings.company_words)
    daily = DailyDigest(plan, reader.collect, follow_up)
    sync = SyncMembers(db, reader.x, reader.purse, NewOnList(telling), settings.x_list, owner, settings.lease_seconds)
    by_hand = DigestByHand(plan, reader.collect, follow_up, send, sync.when_due, clock, sleep)
    record_tap = RecordTap(db, permissions, reader.workdays, key)
    subscribing = Subscribing(db, slack, permissions, key)
    report = ReportResults(
        db, results, permissions, telling, reader.workdays, settings.slack_channel, settings.results == "admins"
    )
    x_list = XList(db, reader.x, reader.purse, settings.x_list, owner, settings.lease_seconds)
    parts = Parts(
        people=people,
        permissions=permissions,
        show_posts=ShowPosts(db, reader.choosing),
        show_members=ShowMembers(db, reader.choosing, permissions),
        show_home=ShowHome(db, reader.choosing, permissions, settings.x_list, settings.x_budget_usd),
        stored_about=StoredAbout(db),
        manage_list=ManageList(db, x_list, permissions, telling),
        own_account=OwnAccount(db, x_list, permissions, telling, record_tap, subscribing, settings.company_words),
        joining=Joining(db, x_list, permissions, telling, settings.official_accounts, settings.company_words),
        sync_members=sync,
        starting=Starting(db, permissions, telling, settings.slack_channel),
        steer_day=SteerDay(db, plan, by_hand, permissions),
        record_tap=record_tap,
        results=report,
        welcome=Welcome(db, permissions, telling, settings.slack_channel),
        subscribing=subscribing,
        deliver=lambda: (send(), redraw(clock())),
        clock=clock,
        blocks=lambda language: DigestBlocks(language, settings.x_list, timezone=settings.timezone),
        channel=settings.slack_channel,
        channel_language=settings.digest_language,
        list_id=settings.x_list,
        company_words=settings.company_words,
    )
    forget = ForgetOld(db, reader.choosing, kept_for)
    owed = ThanksOwed(reader.workdays)
    choice = PersonalChoice(db, reader.x, reader.purse, reader.choosing, settings.company_words, key)
    plan_personal = PlanPersonal(db, reader.workdays, choice, owed, key, running_since=send.running_since)
    thank = ThankAuthors(db, telling, owed, plan_personal.is_settled, plan_personal.goes_to, key)
    return Bot(
        reader, send, redraw, daily, by_hand, watch, forget, follow_up, closed, thank, plan_personal,
        SendPersonal(send, sleep), parts,
    )  # fmt: skip


def preview(settings: DigestSettings, db: Database, progress: Progress, *, clock: Clock = utc_now) -> Preview:
    """Today's digest as it would be sent now; only the reading is paid for. Raises XError.

    Everything happens on a copy of the database, so nothing is remembered but what X bills.
    """
    now = clock()
    with closing(scratch_copy(db, now)) as scratch, closing(build_reader(settings, scratch, money_in=db)) as reader:
        return PreviewDigest(scratch, reader.workdays, reader.collect, reader.recheck)(now, progress)


def _drawn(report: Report, language: str) -> Message:
    """The chart, and in words what is to be seen in it."""
    words = messages(language)
    return Message(words.results.chart_comment, picture=chart.draw(report, words))
