"""The tables, as they are printed."""

from collections.abc import Iterator

from habits import Sizes
from lives import OTHERS, Figures
from recommended import HALVED, PERSONAL, RAISED, USUAL, Row, stages

Medians = dict[Row, Figures]
HEADS = ("people", "rule", "posts alone", "authors alone", "Gini", "channel/day", "DM/day")
WIDTHS = (6, 26, 11, 13, 6, 11, 7)
FACTOR_NAMES = {USUAL: "as guessed", HALVED: "halved", RAISED: "raised by half"}


def best_other(medians: Medians, people: int, factor: float) -> Row:
    """The rule of other tools that leaves fewest posts alone."""
    others = [Row(people, name, factor) for name in OTHERS]
    return min(others, key=lambda row: medians[row].alone)


def tables(medians: Medians) -> Iterator[str]:
    """Line by line."""
    sizes = sorted({row.people for row in medians})
    yield "How many posts and authors nobody supported, how evenly posts were read, how many messages a reader got"
    yield _line(*HEADS)
    for people in sizes:
        yield from (_figures(row, medians[row]) for row in medians if row[::2] == (people, USUAL))
        yield ""
    for factor in (HALVED, RAISED):
        yield f"Opening and liking {FACTOR_NAMES[factor]}"
        yield _line(*HEADS)
        for people in sizes:
            for row in (best_other(medians, people, factor), Row(people, PERSONAL, factor)):
                yield _figures(row, medians[row])
        yield ""
    yield "Sizes: message + looks / thread / personal digest"
    yield from (f"{people:6,}  {_sizes(stages(people)[PERSONAL])}" for people in sizes)
    yield ""


def _figures(row: Row, of: Figures) -> str:
    shares = f"{100 * of.alone:.1f}%", f"{100 * of.authors_alone:.1f}%"
    return _line(f"{row.people:,}", row.name, *shares, f"{of.gini:.2f}", f"{of.channel:.2f}", f"{of.personal:.2f}")


def _sizes(sizes: Sizes) -> str:
    return f"{sizes.message} + {sizes.again} / {sizes.thread} / {sizes.personal}"


def _line(people: str, rule: str, *figures: str) -> str:
    first = f"{people:>{WIDTHS[0]}}  {rule:<{WIDTHS[1]}}"
    return first + "".join(f"  {one:>{width}}" for one, width in zip(figures, WIDTHS[2:], strict=True))
