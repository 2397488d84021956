"""Two months in minutes: the real bot on both stand-ins with a moved clock. `python tests/soak --help`.

Prints one line, and exits with 1 where a promise was broken: every eligible post is shown once or expires by rule,
there is one digest a workday at most, with its thread, and none on days off, personal digests repeat nothing, and
memory does not grow.
"""

import argparse
import logging
import os
import sys
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from calendar_of import SEASONS, Season, clock_changes, moment, named, workdays
from on_x import Timeline
from people import OFFICIAL, People
from running import Alarms, Running, database
from verdict import Verdict
from weeks import Weeks

from tweetnudge.demo.clock import Clock
from tweetnudge.demo.settings import stand_in_settings
from tweetnudge.demo.slack import SlackStandIn
from tweetnudge.demo.x import XStandIn

COUNTED = ("digests", "replies", "personal", "eligible", "shown", "expired", "waiting")
BROKEN = ("doubled", "lost", "missed", "on_days_off", "second_digests", "untimely", "unwanted", "still_shown", "errors")
KEYS = dict.fromkeys(("x_consumer_key", "x_consumer_secret", "x_access_token", "x_access_token_secret"), "key")
GROWTH_AT_MOST = 1.10
FULL_LENGTH = 60  # days


def main() -> int:
    """Live through it, judge it, say it."""
    asked = _asked()
    os.environ.update(dict.fromkeys(("NO_PROXY", "no_proxy"), "127.0.0.1"))
    alarms = Alarms()
    logging.getLogger("tweetnudge").addHandler(alarms)
    with ExitStack() as leaving:
        weeks, verdict, season = _live(asked, leaving)
        counts = verdict(weeks.digests, weeks.timeline.posts)
        complaints = [*verdict.complaints, *_still_shown(weeks), *alarms.lines]
        counts["still_shown"], counts["errors"] = len(_still_shown(weeks)), len(alarms.lines)
        day_2, end = weeks.memory[2], weeks.memory[asked.days]
        size = weeks.running.database_bytes() / 2**20
    sys.stderr.writelines(f"{complaint}\n" for complaint in complaints[:20])
    changes = ",".join(map(str, clock_changes(weeks.zone, season.first, asked.days))) or "none"
    line = [f"days={asked.days}", *(f"{name}={counts[name]}" for name in (*COUNTED, *BROKEN))]
    line += [f"restarts={weeks.running.restarts}", f"workdays={sum(day >= season.first for day in verdict.moments)}"]
    line += [f"clock_changes={changes}", f"rss_day2={day_2:.1f}MB", f"rss_end={end:.1f}MB"]
    sys.stdout.write(" ".join([*line, f"ratio={end / day_2:.3f}", f"database={size:.2f}MB\n"]))
    return int(end > day_2 * GROWTH_AT_MOST or any(counts[name] for name in BROKEN))


def _live(asked: argparse.Namespace, leaving: ExitStack) -> tuple[Weeks, Verdict, Season]:
    rng, zone = Random(asked.seed), ZoneInfo(asked.zone)
    season = SEASONS[asked.zone][asked.seed % 2]
    changes = clock_changes(zone, season.first, FULL_LENGTH)
    if asked.days < FULL_LENGTH // 2 and changes:  # what is short should at least see clocks change
        season = replace(season, first=changes[0] - timedelta(days=asked.days // 2))
    first = datetime.combine(season.first, time.min, zone).astimezone(UTC)
    clock = Clock(first)
    x, slack = (leaving.enter_context(stand_in(now=clock)) for stand_in in (XStandIn, SlackStandIn))
    people = People(asked.members, first, asked.days, rng)
    for person in people.everyone:
        x.world.add_user(person.handle, person.handle.title())
        if person.slack_user:
            slack.workspace.add_user(person.slack_user, person.handle)
    folder = Path(leaving.enter_context(TemporaryDirectory()))
    settings = stand_in_settings(
        x, slack, database(asked.database, folder, leaving), **KEYS, slack_admins=("U0ADMIN",), timezone=zone,
        digest_time=f"{asked.digest_time:%H:%M}", digest_days=asked.digest_days, holidays=season.setting,
        official_accounts=",".join(OFFICIAL), x_budget_usd=1000, digest_language="en",
    )  # fmt: skip
    timeline = Timeline(x, people, rng)
    weeks = Weeks(x, slack, clock, Running(settings, clock), people, timeline, zone, asked.digest_time, rng)
    weeks(season.first, asked.days)
    # What was written before the start had turns before it.
    before = timedelta(days=20)
    days = workdays(season.first - before, asked.days + before.days, season, named(asked.digest_days))
    moments = {day: moment(day, asked.digest_time, zone) for day in days}
    return weeks, Verdict(moments, zone, first, clock()), season


def _still_shown(weeks: Weeks) -> list[str]:
    """Posts that messages show in the end though they were hidden, or their authors paused or left."""
    posts = [(weeks.timeline.posts[lead], digest.at) for digest in weeks.still_there() for lead in digest.leads]
    regretted = [post for post, at in posts if post.hidden_at or not post.author.is_shown(at)]
    return [f"still_shown: {post.id} of {post.author.handle}" for post in regretted]


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests/soak", description=__doc__)
    parser.add_argument("--days", type=int, default=FULL_LENGTH)
    parser.add_argument("--members", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--zone", choices=[*SEASONS], default="Europe/Berlin")
    parser.add_argument("--digest-time", type=time.fromisoformat, default=time(9, 30))
    parser.add_argument("--digest-days", default="mon-fri")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
