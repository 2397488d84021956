"""How many posts nobody answers: a simple model of attention, lived through under our rules and those of other tools.

People open the channel on 40% of days and read down the message, with a probability of 0.85 to go on after each post.
15% of those who open it open its thread too, and read down it with 0.95. Of what they read they like a quarter, never
their own. They write 0.2 posts a person and day in the mean; a few write much, most hardly ever (Pareto 1.5). Every day
is a digest day. Judged are posts written after a warm-up of eight days whose seven days were over at the end; likes of
people outside the company do not count. Three in ten asked for a personal digest. It is opened on 40% of days, too;
what was not opened waits, and whoever opens reads on from the newest into the unread, with 0.85 after each post.

Our own choosing runs as it does in the bot, with the likes that stood when the day began. Beside it the rules of other
tools: newest first, most liked first, and one message a post, where whoever opens the channel reads back, newest first,
into all that came since they were last there.

Prints the medians over the seeds, and for each requirement whether it holds; the exit code is 1 where one does not.
"""

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from lives import live, middle
from plot import draw
from recommended import RECOMMENDED, case, rows
from required import requirements
from told import Medians, tables

PICTURE = Path(__file__).with_name("attention.png")


def main() -> int:
    """Live, print, draw, judge."""
    asked = _asked()
    medians = _medians(asked)
    sys.stdout.writelines(f"{line}\n" for line in tables(medians))
    judged = list(requirements(medians))
    sys.stdout.writelines(f"{'holds' if holds else 'FAILS'}  {said}\n" for holds, said in judged)
    draw(medians, asked.plot)
    return int(not all(holds for holds, _ in judged))


def _medians(asked: argparse.Namespace) -> Medians:
    lines = rows(asked.sizes)
    cases = [case(line, asked.days, seed) for line in lines for seed in range(asked.seeds)]
    longest_first = sorted(cases, key=lambda one: one.people, reverse=True)
    with ProcessPoolExecutor(asked.jobs) as pool:
        lived = dict(zip(longest_first, pool.map(live, longest_first), strict=True))
    return {line: middle([lived[case(line, asked.days, n)] for n in range(asked.seeds)]) for line in lines}


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python tests/benchmarks/attention",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--sizes", type=_sizes, default=list(RECOMMENDED), help="people, as 15,150,1500")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--plot", type=Path, default=PICTURE, help="where the picture goes")
    return parser.parse_args()


def _sizes(written: str) -> list[int]:
    return sorted({int(one) for one in written.split(",")})


if __name__ == "__main__":
    sys.exit(main())
