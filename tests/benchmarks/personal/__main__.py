"""Personal digests for a large company: `python tests/benchmarks/personal --help`.

Copies of the bot plan and send them, are killed and replaced, and Slack fails now and then. Then every reader's
conversation is read in Slack; the exit code is 1 when one got nothing, two messages or a post of their own. At the end:
what planning costs, in proportion to choosing the day's message.
"""

import logging
import os
import signal
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

CAMPAIGN = Path(__file__).parents[2] / "campaign"
sys.path.append(str(CAMPAIGN))  # how copies are started, and where they die, is the same there

from arrivals import Verdict, judge  # noqa: E402
from copies import SharedClock, make_context  # noqa: E402
from crew import Crew, Hurried  # noqa: E402
from databases import open_store  # noqa: E402
from large_company import PEOPLE, POSTS, Company, reader  # noqa: E402
from planning import Planning  # noqa: E402

from tweetnudge import app  # noqa: E402
from tweetnudge.demo.faults import Fault, FaultOptions  # noqa: E402
from tweetnudge.demo.settings import StandInSettings, stand_in_settings  # noqa: E402
from tweetnudge.demo.slack import SlackStandIn  # noqa: E402
from tweetnudge.demo.x import XStandIn  # noqa: E402
from tweetnudge.domain.outbox import PERSONAL  # noqa: E402
from tweetnudge.store import facts, outbox  # noqa: E402
from tweetnudge.store.engine import Database  # noqa: E402
from tweetnudge.usecases.send_personal import SECONDS_BETWEEN  # noqa: E402

MORNING = datetime(2026, 7, 15, 1, 0, tzinfo=UTC)  # 10:00 in Tokyo, on a Wednesday
LEASE_SECONDS = 3  # the shortest the settings allow
STUCK, QUIET = 90.0, 2.0  # seconds: without anything new; after all is done, for a message that comes twice
FAULTS: dict[str, FaultOptions] = {
    "accepts, hangs up": {"accept": True, "drop": True},
    "accepts, answers 500": {"accept": True, "status": 500},
    "429 with Retry-After": {"status": 429, "headers": {"Retry-After": "1"}},
    "503": {"status": 503},
}
READERS_A_FAULT = 250  # of each kind


@dataclass
class Office:
    """The stand-ins, a database, and the day's message with its thread, which was sent."""

    bot: app.Bot
    db: Database
    company: Company
    clock: SharedClock
    settings: StandInSettings
    folder: Path


def main() -> int:
    """Returns the exit code."""
    options = _options()
    os.environ.update(dict.fromkeys(("NO_PROXY", "no_proxy"), "127.0.0.1"))
    logging.getLogger("tweetnudge").setLevel(logging.CRITICAL)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # whoever stops us leaves nothing behind either
    kinds = ("sqlite", "postgresql") if options.database == "both" else (options.database,)
    good = [options.plan or _sent(kind, options) for kind in kinds]
    for kind in kinds:
        _planned(kind, options)
    return 0 if all(good) else 1


def _options() -> Namespace:
    parser = ArgumentParser(prog="python tests/benchmarks/personal", description="Send, kill, count; then measure.")
    parser.add_argument("--subscribers", type=int, default=1_500)
    parser.add_argument("--posts", type=int, default=7, help="a reader and day")
    parser.add_argument("--copies", type=int, default=4)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plan", action="store_true", help="measure the planning only")
    return parser.parse_args()


@contextmanager
def _office(kind: str, seed: int) -> Iterator[Office]:
    clock = SharedClock(make_context().Value("d", (MORNING - datetime.now(UTC)).total_seconds()))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="tweetnudge-personal-")))
        store = stack.enter_context(open_store(kind, folder))
        x, slack = stack.enter_context(XStandIn(now=clock)), stack.enter_context(SlackStandIn(now=clock))
        settings = stand_in_settings(x, slack, store.url, x_budget_usd=1_000_000, lease_seconds=LEASE_SECONDS)
        db = stack.enter_context(app.open_database(settings))
        bot = app.build(settings, db, clock=clock)
        stack.callback(bot.close)
        company = Company(x, slack, Random(seed))
        company.move_in(db, clock())
        bot.daily(clock())
        bot.send()
        yield Office(bot, db, company, clock, settings, folder)


def _sent(kind: str, options: Namespace) -> bool:
    readers = [reader(number) for number in range(options.subscribers)]
    with _office(kind, options.seed) as office:
        _say(f"{kind}: {PEOPLE} members, {POSTS} posts; copies do not wait the {SECONDS_BETWEEN} s between messages")
        office.company.subscribe(office.db, readers, options.posts, office.clock())
        faults = list(_faults(office.company, options))
        copies = Hurried(office.clock, office.folder, office.settings, make_context())
        crew = Crew(copies, Random(options.seed), options.copies, options.kills, options.subscribers)
        began = time.monotonic()
        try:
            _work(crew, office)
        finally:
            copies.stop()
        took, mistakes = time.monotonic() - began, copies.mistakes()
        verdict = judge(office.company, readers)
        _tell(verdict, mistakes, sorted(set(copies.deaths())))
        played = sum(fault.played for fault in faults)
        deaths = f"kills={crew.killed} at_a_place={len(copies.deaths())} faults={played}"
        _say(f"{_line(verdict)} {deaths} seconds={took:.0f} ({kind} seed={options.seed})")
        return verdict.is_good and not mistakes


def _faults(company: Company, options: Namespace) -> Iterator[Fault]:
    for how in FAULTS.values():
        for _ in range(max(1, options.subscribers // READERS_A_FAULT)):
            yield company.slack.fail("chat.postMessage", **how, skip=company.rng.randrange(options.subscribers))


def _work(crew: Crew, office: Office) -> None:
    """Until all is done, or nothing happens any more."""
    left, since, quiet_since = -1, time.monotonic(), None
    while quiet_since is None or time.monotonic() - quiet_since < QUIET:
        crew.keep_alive()
        with office.db.read() as session:
            planned = facts.get(session, facts.PERSONAL_PLANNED) is not None
            now_left = outbox.count_open(session, PERSONAL)
        if now_left != left:
            left, since = now_left, time.monotonic()
        if planned and not left:
            quiet_since = quiet_since or time.monotonic()
        elif time.monotonic() - since > STUCK:
            _say(f"nothing happens any more: planned={planned} left={left}")
            return
        time.sleep(0.05)


def _tell(verdict: Verdict, mistakes: list[str], places: list[str]) -> None:
    for mistake in mistakes[:3]:
        _say(mistake)
    for place in places:
        _say(f"     died {place}")
    for name in ("lost", "doubled", "own"):
        if found := getattr(verdict, name):
            _say(f"{name}: {found[:10]}")


def _line(verdict: Verdict) -> str:
    few, many = verdict.uneven
    return (
        f"subscribers={verdict.readers} arrived={verdict.readers - len(verdict.lost)} lost={len(verdict.lost)} "
        f"doubled={len(verdict.doubled)} own={len(verdict.own)} entries={verdict.entries} "
        f"entries_a_reader={min(verdict.of_one)}..{max(verdict.of_one)} readers_an_unanswered_post={few}..{many}"
    )


def _planned(kind: str, options: Namespace) -> None:
    with _office(kind, options.seed) as office:
        _say(f"{kind}: planning, after a week of personal digests")
        planning = Planning(office.bot, office.db, office.company, office.clock, options.subscribers, options.posts)
        for line in planning.told():
            _say(line)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
