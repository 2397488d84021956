"""The fault campaign: `python tests/campaign --help`. Copies of the bot die, Slack and X fail, nothing may be lost.

The last line says what became of it; the exit code is 1 when anything was lost, shown twice or not shown.
"""

import signal
import sys
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from copies import Copies, SharedClock, make_context
from databases import open_store
from days import Campaign
from faults import Catalogue
from hours import Hours, say
from months import ADMINS, Months
from pacing import Pace
from people import People, move_in, readers
from sightings import Sightings
from slots import LEASE_SECONDS, Slots
from verdict import Expected, Verdict, judge
from world import OFFICIAL, Company

from tweetnudge import app
from tweetnudge.demo.settings import stand_in_settings
from tweetnudge.demo.slack import BOT, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.outbox import digest_key

FIRST_MORNING = datetime(2026, 7, 31, 0, 0, tzinfo=UTC)  # 9:00 in Tokyo, on the last day of a month
QUIET_DAYS_AT_MOST = 20


def main() -> int:
    """Returns the exit code."""
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # whoever stops us leaves nothing behind either
    with ExitStack() as stack:
        folder = Path(
            stack.enter_context(TemporaryDirectory(prefix="tweetnudge-campaign-", ignore_cleanup_errors=True))
        )
        campaign = _prepared(options, folder, stack)
        _carry_out(campaign, options)
        campaign.hours.stop()
        mistakes = campaign.hours.copies.mistakes()
        verdict = _judged(campaign)
        _tell(campaign, verdict, mistakes)
        sys.stdout.write(_line(campaign, verdict, options) + "\n")
        return 0 if verdict.is_good and not mistakes else 1


def _options() -> Namespace:
    parser = ArgumentParser(prog="python tests/campaign", description="Kill copies of the bot and break Slack and X.")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--days", type=int, default=0, help="go on for so many days")
    parser.add_argument("--kills", type=int, default=0, help="go on until so many copies were killed")
    parser.add_argument("--faults", type=int, default=0, help="go on until so many faults were played")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _prepared(options: Namespace, folder: Path, stack: ExitStack) -> Campaign:
    context, rng = make_context(), Random(options.seed)
    clock = SharedClock(context.Value("d", (FIRST_MORNING - datetime.now(UTC)).total_seconds()))
    store = stack.enter_context(open_store(options.database, folder))
    x, slack = stack.enter_context(XStandIn(now=clock)), stack.enter_context(SlackStandIn(now=clock))
    settings = stand_in_settings(
        x, slack, store.url, x_budget_usd=1_000_000, digest_size=3, post_max_age_days=30, digest_days="mon-sun",
        holidays="", lease_seconds=LEASE_SECONDS, slack_admins=",".join(ADMINS), official_accounts=OFFICIAL,
    )  # fmt: skip
    company, seen = Company(x, rng), Sightings(BOT)
    with app.open_database(settings) as db:  # whoever starts first makes the tables, which is tested elsewhere
        move_in(slack, x, db, clock())
    copies = Copies(clock, folder, settings, context)
    stack.callback(copies.stop)
    pace = Pace(clock, store)
    stack.callback(pace.close)
    hours = Hours(slack, store, copies, pace, Slots(copies, rng, options.copies), seen)
    faults = Catalogue(x, slack, rng, lambda: digest_key(hours.today))
    months = Months(seen, company)
    return Campaign(hours, faults, company, People(slack, x, company, hours, months, rng), months, rng)


def _carry_out(campaign: Campaign, options: Namespace) -> None:
    campaign.start()
    while not _enough(campaign, options):
        campaign.one_day()
        deaths = campaign.hours.copies.deaths()
        say(f"{campaign.hours.today}, day {campaign.day}: {len(deaths)} kills, {campaign.faults.total} faults")
    campaign.faults.end()
    for _ in range(QUIET_DAYS_AT_MOST):
        if not campaign.quiet_day():
            break
    campaign.settle()


def _enough(campaign: Campaign, options: Namespace) -> bool:
    kills, faults = len(campaign.hours.copies.deaths()), campaign.faults.total
    return campaign.day >= options.days and kills >= options.kills and faults >= options.faults


def _judged(campaign: Campaign) -> Verdict:
    hours, faults = campaign.hours, campaign.faults
    unknown = faults.unknown_uploads + sum("completeUpload" in place for place in hours.copies.deaths())
    gone, company = campaign.people.gone, campaign.company
    who = readers(hours.slack, company)
    verdict = judge(
        hours.sightings, Expected(campaign.due, company.eligible, gone, campaign.months.due(), unknown, who)
    )
    return replace(verdict, miscounted=[*campaign.months.miscounted(hours.store, gone)])


def _tell(campaign: Campaign, verdict: Verdict, mistakes: list[str]) -> None:
    for mistake in mistakes[:3]:
        say(mistake)
    for name, count in sorted(campaign.faults.played.items()):
        say(f"{count:4} {name}")
    for place in sorted(set(campaign.hours.copies.deaths())):
        say(f"     died {place}")
    for name in sorted(campaign.hours.sightings.moved):
        say(f"     under another heading later: {name}")
    for name in ("lost", "doubled", "missing", "still", "miscounted"):
        say(f"{name}: {getattr(verdict, name)}")


def _line(campaign: Campaign, verdict: Verdict, options: Namespace) -> str:
    deaths = campaign.hours.copies.deaths()
    return (
        f"kills={len(deaths)} faults={campaign.faults.total} digests_due={verdict.due} digests_seen={verdict.seen} "
        f"posts_lost={len(verdict.lost)} posts_doubled={len(verdict.doubled)} posts_again={verdict.again} "
        f"replies={verdict.replies} personal={verdict.personal} posts_gone={len(campaign.people.gone)} "
        f"results={verdict.results} thanks={verdict.thanks} charts={verdict.charts} "
        f"charts_twice={verdict.charts_twice} months_judged={campaign.months.judged()} "
        f"wrong={len(verdict.missing) + len(verdict.still) + len(verdict.miscounted)} (database={options.database} "
        f"copies={options.copies} days={campaign.day} seed={options.seed} places={len(set(deaths))} "
        f"in_thread={_near(deaths, 'in thread')} direct={_near(deaths, 'direct')})"
    )


def _near(deaths: list[str], what: str) -> int:
    """At how many places of this kind copies died."""
    return sum(what in place for place in set(deaths))


if __name__ == "__main__":
    sys.exit(main())
