"""Days going by: what people do, and the rounds in which the bot does what is due, until results are told."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from colleagues import Colleagues
from company import LEAVES, LINKED, OFFICIAL, Company, handle_of, slack_user_of
from raw import Appeared, Asks, Given, Left, Log, Told
from x_on_record import XOnRecord

from tweetnudge import app, daemon
from tweetnudge.demo.clock import Clock
from tweetnudge.demo.settings import StandInSettings, stand_in_settings
from tweetnudge.demo.slack import ADMIN, CHANNEL, SlackStandIn

TOKYO = ZoneInfo("Asia/Tokyo")
# After midnight, the digest, a minute after, some hours later, at night.
ROUNDS = (time(0, 15), time(9, 30), time(9, 31), time(16, 0), time(23, 30))
KEYS = dict.fromkeys(("x_consumer_key", "x_consumer_secret", "x_access_token", "x_access_token_secret"), "key")
X_AWAY = 0.06  # of all days


@dataclass
class Days:
    """Call it with the first day and how many; then read the log, and the database behind `settings`."""

    people: int
    thread_size: int
    database_url: str
    rng: Random
    clock: Clock
    log: Log = field(default_factory=Log)
    personal: int = 0

    def __call__(self, first: date, days: int) -> None:
        with ExitStack() as leaving:
            self.x = leaving.enter_context(XOnRecord(now=self.clock, log=self.log))
            self.slack = leaving.enter_context(SlackStandIn(now=self.clock))
            self.company = Company(self.people, self.x, self.log, self.rng)
            self.colleagues = Colleagues(self.company, self.log, self.rng)
            self.settings = self._settings()
            self._readers = {_direct(slack_user_of(number)): number for number in self.colleagues.subscribers}
            self._seen = dict.fromkeys((CHANNEL, _direct(ADMIN), *self._readers), 0)
            self._leads: list[tuple[int, ...]] = []
            self._new: list[Appeared | Given] = []
            self._live(first, days)

    def _settings(self) -> StandInSettings:
        self.slack.workspace.add_user(ADMIN, "admin", is_admin=True, locale="en-US")
        self.colleagues.join(self.slack)
        return stand_in_settings(
            self.x, self.slack, self.database_url, **KEYS, slack_admins=(ADMIN,), digest_language="en",
            official_accounts=OFFICIAL, x_budget_usd=1000, digest_thread_size=self.thread_size,
        )  # fmt: skip

    def _live(self, first: date, days: int) -> None:
        off = set(self.rng.sample(range(4, days), max(1, days // 45)))
        self._start(first)
        for number in range(days):
            day = first + timedelta(days=number)
            if number == int(days * 0.4):
                self.company.plan(self.company.sometime(_at(day)), self._leave)
            if number == int(days * 0.6):
                self.company.plan(self.company.sometime(_at(day)), self.company.turn_protected)
            self.company.plan_day(_at(day))
            self._day(day, is_off=number in off, x_away=number > 1 and self.rng.random() < X_AWAY)
        day, month = first + timedelta(days=days), f"{first + timedelta(days=days - 1):%B %Y}"
        while not any(isinstance(event, Told) and month in event.heading for event in self.log.events):
            self._day(day, is_off=False, x_away=False)
            day += timedelta(days=1)
        self._stop()

    def _start(self, first: date) -> None:
        """An admin presses Start at midnight, and some colleagues say which account is theirs."""
        self.clock.now = _at(first)
        self._run()
        self.bot.parts.starting(ADMIN, self.clock())
        self._round(x_away=False)
        for number in range(LINKED):
            self.bot.parts.joining.join(slack_user_of(number), handle_of(number), self.clock())
        self.colleagues.subscribe(self.clock())

    def _day(self, day: date, *, is_off: bool, x_away: bool) -> None:
        if is_off:
            self._stop()
        fault = self.x.fail("", times=10**6, status=503) if x_away else None
        for at in ROUNDS:
            self._until(_at(day, at))
            if not is_off:
                self._round(x_away=x_away)
                self._plan_reading(_at(day))
        self._until(_at(day + timedelta(days=1)))
        if fault:
            fault.end()
        if is_off:
            self._run()
        self.x.requests.clear()
        self.slack.requests.clear()

    def _plan_reading(self, midnight: datetime) -> None:
        """What came with this round is read from now on."""
        new, self._new = self._new, []
        in_channel = [one for one in new if isinstance(one, Appeared)]
        main, thread = (
            [post for one in in_channel if one.in_thread is it for post in one.leads] for it in (False, True)
        )
        if main:
            self.colleagues.plan_reading(midnight, main, thread)
            self.colleagues.plan_looking_back(midnight, self._others())
        for one in new:
            if isinstance(one, Given):
                self.colleagues.plan_reading_own(midnight, self._readers[_direct(one.person)], one.leads)

    def _until(self, moment: datetime) -> None:
        while (at := self.company.next_at(moment)) is not None:
            self.clock.now = at
            self.company.happen()
        self.clock.now = moment

    def _others(self) -> list[int]:
        """Posts of the last weeks' digests, and some that may not have been shown yet."""
        shown = [lead for leads in self._leads[-6:-1] for lead in leads]
        written = [*self.company.written][-12:]
        return self.rng.sample(shown, min(2, len(shown))) + self.rng.sample(written, min(2, len(written)))

    def _round(self, *, x_away: bool) -> None:
        """All that the daemon asks once a minute, and personal digests as often as there are any."""
        self.log(Asks(self.clock(), not x_away))
        for job in daemon.jobs(self.bot, self.settings).values():
            job(self.clock())
            self._look_into_slack()
        while self.bot.send_personal():
            self._look_into_slack()

    def _look_into_slack(self) -> None:
        for channel, seen in self._seen.items():
            with self.slack.lock:
                new = self.slack.workspace.messages(channel)[seen:]
            for message in new:
                self._saw(channel, message)
            self._seen[channel] = seen + len(new)

    def _saw(self, channel: str, message: dict[str, Any]) -> None:
        blocks = [str(block.get("block_id", "")) for block in message.get("blocks", [])]
        leads = [int(block.removeprefix("post:")) for block in blocks if block.startswith("post:")]
        if channel == CHANNEL and leads:
            self._leads.append(tuple(leads))
            self._came(Appeared(self.clock(), tuple(leads), message.get("thread_ts", message["ts"]) != message["ts"]))
        if channel in self._readers and leads:
            self.personal += 1
            number = self._readers[channel]
            self._came(Given(self.clock(), slack_user_of(number), self.colleagues.own(number), tuple(leads)))
        if channel != CHANNEL and message["text"].startswith("Results for"):
            texts = [block["text"]["text"] for block in message["blocks"] if block["type"] == "section"]
            self.log(Told(self.clock(), message["text"], "\n".join(texts)))

    def _came(self, event: Appeared | Given) -> None:
        self.log(event)
        self._new.append(event)

    def _leave(self, at: datetime) -> None:
        """Or the day after, when the bot is off."""
        if self.colleagues.parts is None:
            self.company.plan(at + timedelta(days=1), self._leave)
        else:
            self.log(Left(at, handle_of(LEAVES)))
            self.colleagues.parts.own_account.leave(slack_user_of(LEAVES), None, at)

    def _run(self) -> None:
        self._open = ExitStack()
        db = self._open.enter_context(app.open_database(self.settings))
        # A round takes no time, so that the order in the log is all there is to it.
        self.bot = app.build(self.settings, db, clock=self.clock, sleep=lambda _seconds: None)
        self._open.callback(self.bot.close)
        self.colleagues.parts = self.bot.parts

    def _stop(self) -> None:
        self._open.close()
        self.colleagues.parts = None


def _at(day: date, clock: time = time.min) -> datetime:
    return datetime.combine(day, clock, TOKYO).astimezone(UTC)


def _direct(user: str) -> str:
    return "D" + user.removeprefix("U")
