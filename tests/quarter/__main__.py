"""A quarter in minutes: the real bot, colleagues who read and like, and its results counted again from a raw log.

`python tests/quarter --people 300 --days 92 --seed 1`. Prints a line a month, and exits with 1 where the bot's figures,
what it told the admins, or its headcounts are not those of the recount.
"""

import argparse
import logging
import os
import sys
import time
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from compare import differences, line_of
from days import Days
from recount import Recount

from tweetnudge import app
from tweetnudge.demo.clock import Clock


def main() -> int:
    """Live through it, count again, compare."""
    asked = _asked()
    os.environ.update(dict.fromkeys(("NO_PROXY", "no_proxy"), "127.0.0.1"))
    logging.getLogger("tweetnudge").setLevel(logging.ERROR)
    began, recount = time.monotonic(), Recount()
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'tweetnudge.db'}"
        days = Days(asked.people, asked.thread_size, url, Random(asked.seed), Clock())
        days(asked.first, asked.days)
        for event in days.log.events:
            recount(event)
        with app.open_database(days.settings) as db:
            unequal = [line for month in recount.told for line in differences(db, recount, month)] + recount.broken
    sys.stdout.writelines(line_of(recount, month) for month in recount.told)
    sys.stdout.writelines(f"unequal: {line}\n" for line in unequal)
    seconds, events = time.monotonic() - began, len(days.log.events)
    sys.stdout.write(
        f"people={asked.people} days={asked.days} events={events} personal={days.personal} unequal={len(unequal)} "
        f"seconds={seconds:.0f}\n"
    )
    return int(bool(unequal) or not recount.told)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests/quarter", description=__doc__)
    parser.add_argument("--people", type=int, default=15)
    parser.add_argument("--days", type=int, default=92)
    parser.add_argument("--thread-size", type=int, default=36, help="DIGEST_THREAD_SIZE; 0 for no thread")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=date.fromisoformat, default=date(2026, 7, 1))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
