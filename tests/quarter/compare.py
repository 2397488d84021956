"""The bot's results beside the recount: what is in the database, and what the admins were told."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

from recount import Recount
from told import FEW, expected, numbers_in

from tweetnudge.domain.report import Figures
from tweetnudge.store.engine import Database
from tweetnudge.usecases.results import Results

NAMES = [*asdict(Figures())]


def differences(db: Database, recount: Recount, month: date) -> Iterator[str]:
    """A line for each thing that is not the same."""
    report, told = Results(db).of(month), recount.told[month]
    if report is None:
        yield f"{month:%Y-%m}: no results"
        return
    counted = recount.month(month)
    yield from _unequal(f"{month:%Y-%m}", {name: counted[name] for name in NAMES}, asdict(report.figures))
    people = {"posted": _people(told.posted), "tapped": _people(told.tapped)}
    yield from _unequal(f"{month:%Y-%m}", people, {"posted": report.posted, "tapped": report.tapped})
    for week in report.weeks[:-1]:  # the month's last week goes on in the next
        counted = recount.week(week.begins)
        yield from _unequal(f"week of {week.begins}", {name: counted[name] for name in NAMES}, asdict(week.figures))
    in_words = expected(told.figures, told.posted, told.tapped)
    yield from _unequal(f"{month:%Y-%m} in words", in_words, numbers_in(told.text))


def line_of(recount: Recount, month: date) -> str:
    """A month as counted again."""
    counted, told = recount.month(month), recount.told[month]
    eligible = counted["shown"] + counted["expired"]
    figures = [f"{name}={counted[name]}" for name in NAMES]
    unknown = f"unknown={eligible - counted['judged']}"
    share = f"share_alone={counted['alone'] / max(1, counted['judged']):.0%}"
    return " ".join([f"{month:%Y-%m}", *figures, unknown, share, f"posted={told.posted} tapped={told.tapped}\n"])


def _unequal(where: str, counted: dict, said: dict) -> Iterator[str]:
    for name in sorted({*counted, *said}):
        if counted.get(name) != said.get(name):
            yield f"{where}: {name}: counted {counted.get(name)}, the bot says {said.get(name)}"


def _people(count: int) -> int | None:
    return count if count >= FEW else None
