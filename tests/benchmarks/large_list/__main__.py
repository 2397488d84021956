"""How long people wait where the List holds 5,000 members: each answer beside a small company's.

`python tests/benchmarks/large_list` (`--url postgresql+psycopg://…` for an empty database of your own instead of
SQLite). Prints milliseconds, the median of some rounds; then how many times that is the same answer in a company of 15,
and how many times reading 25 members by their keys. Machines differ: only the ratios compare.
"""

import argparse
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from company import Company
from questions import Questions

from tweetnudge import app
from tweetnudge.demo.clock import Clock
from tweetnudge.demo.settings import stand_in_settings
from tweetnudge.demo.slack import ADMIN, SlackStandIn
from tweetnudge.demo.x import XStandIn

SMALL = Company(people=15, posts=60, shown=40)


def main() -> int:
    """Fill, ask, print."""
    asked = _asked()
    os.environ.update(dict.fromkeys(("NO_PROXY", "no_proxy"), "127.0.0.1"))
    logging.getLogger("tweetnudge").setLevel(logging.ERROR)
    with TemporaryDirectory() as folder:
        small = _measured(f"sqlite:///{Path(folder) / 'small.db'}", SMALL, asked.rounds)
        large = Company(asked.people, asked.posts, asked.shown)
        times = _measured(asked.url or f"sqlite:///{Path(folder) / 'large.db'}", large, asked.rounds)
        read = _members_read(f"sqlite:///{Path(folder) / 'members.db'}", asked.people)
    _say(f"{asked.people} members, {asked.posts} posts, {asked.shown} of them shown")
    _say(f"{'':36}{'ms':>8}{'x small':>10}{'x baseline':>12}")
    for name, took in times.items():
        _say(f"{name:36}{1000 * took:8.1f}{took / small[name]:10.1f}{took / times['baseline']:12.0f}")
    _say(f"{'the members read from X, compared':36}{1000 * read:8.0f}")
    return 0


def _measured(url: str, company: Company, rounds: int) -> dict[str, float]:
    with _bot(url) as (bot, clock, x):
        company.move_in(bot.reader.db, x.world.list_id, clock())
        questions = Questions(bot, clock())
        questions.claim()
        every = {"baseline": questions.baseline, **questions.all()}
        return {name: median(_seconds(ask) for _ in range(rounds)) for name, ask in every.items()}


def _members_read(url: str, people: int) -> float:
    with _bot(url) as (bot, clock, x):
        for number in range(people):
            x.world.add_user(f"member_{number:05}", f"Member {number}")
        return _seconds(lambda: bot.parts.sync_members(clock(), ADMIN))


@contextmanager
def _bot(url: str) -> Iterator[tuple[app.Bot, Clock, XStandIn]]:
    clock = Clock()
    with ExitStack() as open_now:
        x, slack = open_now.enter_context(XStandIn(now=clock)), open_now.enter_context(SlackStandIn(now=clock))
        settings = stand_in_settings(x, slack, url, x_budget_usd="1000")
        bot = app.build(settings, open_now.enter_context(app.open_database(settings)), clock=clock, sleep=clock.sleep)
        open_now.callback(bot.close)
        yield bot, clock, x


def _seconds(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests/benchmarks/large_list", description=__doc__)
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--posts", type=int, default=40_000)
    parser.add_argument("--shown", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--url", default="")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
