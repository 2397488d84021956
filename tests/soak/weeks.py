"""Weeks going by: the clock moves on, people act on X and in Slack, and the bot is asked each minute that matters."""

import gc
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import psutil
from calendar_of import moment
from on_x import Timeline
from people import Act, People, Person
from running import Running
from verdict import Shown

from tweetnudge.demo.clock import Clock
from tweetnudge.demo.slack import ADMIN, CHANNEL, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.results import Outcome
from tweetnudge.i18n.languages import messages

BY_THE_MINUTE = timedelta(minutes=5), timedelta(minutes=30)  # before a digest is due, and after
IN_SLACK = {"pause", "resume", "leave", "hide"}


@dataclass
class Weeks:
    """Call it with the days to live through; then read `digests`, `memory` and the timeline."""

    x: XStandIn
    slack: SlackStandIn
    clock: Clock
    running: Running
    people: People
    timeline: Timeline
    zone: ZoneInfo
    digest_time: time
    rng: Random
    digests: list[Shown] = field(default_factory=list)
    memory: dict[int, float] = field(default_factory=dict)
    _seen: dict[str, str] = field(default_factory=dict)
    _in_vain: list[Act] = field(default_factory=list)

    def __call__(self, first: date, days: int) -> None:
        self._begin()
        for number in range(days):
            self._day(first + timedelta(days=number))
            self._tidy_up()
            self.memory[number + 1] = _megabytes()
        self.running.stop()

    def _begin(self) -> None:
        """An admin presses Start, and colleagues say which account is theirs."""
        self._act()
        self.running.start()
        self.running.bot.parts.starting(ADMIN, self.clock())
        self._tick()
        for person in self.people.linked:
            self.running.bot.parts.joining.join(person.slack_user, person.handle, self.clock())
        for number, person in enumerate(self.people.subscribers):
            self.running.bot.parts.subscribing.choose(person.slack_user, number % 7 + 1, self.clock())

    def _day(self, day: date) -> None:
        """Every minute around the digest, every ten to fifteen minutes else; the bot is away now and then."""
        due = moment(day, self.digest_time, self.zone)
        begin, end = (datetime.combine(day + timedelta(days=n), time.min, self.zone).astimezone(UTC) for n in (0, 1))
        away = self._away(begin, due)
        self.clock.now = max(begin, self.clock.now)
        while self.clock.now < end:
            if away and self.clock.now >= away[0]:
                self.running.stop()
                self.clock.now = max(self.clock.now, away[1])
                self.running.start()
                away = None
            self._act()
            self._tick()
            self.clock.now = self._next(due)

    def _away(self, begin: datetime, due: datetime) -> tuple[datetime, datetime] | None:
        """When it is stopped and started today, if at all; often just when it has most to do."""
        match self.rng.randrange(4):
            case 0:
                since = begin + timedelta(minutes=self.rng.randrange(20 * 60))
            case 1:
                since = due + timedelta(minutes=self.rng.randrange(-3, 4))
            case _:
                return None
        return since, since + timedelta(minutes=self.rng.choice((0, 0, 1, self.rng.randrange(180))))

    def _next(self, due: datetime) -> datetime:
        now = self.clock.now
        before, after = due - BY_THE_MINUTE[0], due + BY_THE_MINUTE[1]
        if before <= now < after:
            return now + timedelta(minutes=1)
        later = now + timedelta(minutes=self.rng.randrange(10, 16))
        return before if now < before < later else later

    def _tick(self) -> None:
        self.running.tick()
        for conversation, reader in self._read.items():
            seen = self._seen.get(conversation, "")
            for message in self.slack.messages(conversation):
                if message["ts"] > seen and _leads(message):
                    under = message.get("thread_ts", "")
                    self.digests.append(Shown(self.clock(), *_groups(message), message["ts"], under, reader))
                self._seen[conversation] = max(self._seen.get(conversation, ""), message["ts"])

    @property
    def _read(self) -> dict[str, Person | None]:
        """The channel, and where personal digests come, with whose they are."""
        return {CHANNEL: None} | {"D" + one.slack_user.removeprefix("U"): one for one in self.people.subscribers}

    def _act(self) -> None:
        for act in self.people.due(self.clock()):
            if act.what in IN_SLACK:
                self._in_slack(act)
            else:
                self.timeline.acts(act)

    def _in_slack(self, act: Act) -> None:
        """Through the use cases that the surfaces in Slack stand on."""
        person, now, own = act.who, self.clock(), self.running.bot.parts.own_account
        match act.what:
            case "hide":
                mine = self.timeline.own_lately(person, now)
                post = self.rng.choice(mine) if mine else None
                if post and own.hide_post(person.slack_user, post.id, now).outcome is Outcome.POST_HIDDEN:
                    self.timeline.hide(post, now)
            case "leave" if not person.has_left:
                own.leave(person.slack_user, None, now)
                person.has_left = True
                person.switches.append((now, False))
            case "pause" if person.is_shown(now):
                own.pause(person.slack_user, now)
                person.switches.append((now, False))
                if self.rng.random() < 0.8:
                    self.people.plan(now + timedelta(hours=self.rng.uniform(1, 200)), "resume", person)
            case "resume" if not person.has_left:
                own.resume(person.slack_user, now)
                person.switches.append((now, True))

    def _tidy_up(self) -> None:
        """What the stand-ins remember is not the bot's to answer for."""
        self.timeline.trim(self.clock())
        with self.slack.lock:
            self.slack.requests.clear()
            for conversation in self._read:
                for message in self.slack.messages(conversation)[:-5]:  # of what was judged, what it shows is enough
                    blocks = message.get("blocks", [])
                    message["blocks"] = [{"block_id": block["block_id"]} for block in blocks if "block_id" in block]

    def still_there(self) -> list[Shown]:
        """All that shows posts as Slack has it in the end."""
        messages = (message for conversation in self._read for message in self.slack.messages(conversation))
        return [Shown(self.clock(), leads) for message in messages if (leads := _leads(message))]


def _groups(message: dict[str, object]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What a digest shows as new, and what comes again under its heading."""
    blocks = list(message.get("blocks", []))
    heading = next((n for n, block in enumerate(blocks) if messages("en").again_heading in str(block)), len(blocks))
    return _leads({"blocks": blocks[:heading]}), _leads({"blocks": blocks[heading:]})


def _leads(message: dict[str, object]) -> tuple[int, ...]:
    blocks = [str(block.get("block_id", "")) for block in message.get("blocks", [])]
    return tuple(int(block.removeprefix("post:")) for block in blocks if block.startswith("post:"))


def _megabytes() -> float:
    gc.collect()
    return psutil.Process().memory_info().rss / 2**20
