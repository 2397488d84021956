"""What the benchmark has to show, each as a sentence and whether it holds."""

from collections.abc import Iterator

from recommended import FACTORS, HALVED, PERSONAL, RAISED, USUAL, Row
from told import FACTOR_NAMES, Medians, best_other

AT_MOST = {15: 0.08, 150: 0.06, 1_500: 0.15}  # share of posts nobody supports
OF_THE_BEST_OTHER = 1 / 4


def requirements(medians: Medians) -> Iterator[tuple[bool, str]]:
    """Of the sizes that were lived through."""
    sizes = sorted({row.people for row in medians})
    for people in sizes:
        ours = medians[Row(people, PERSONAL, USUAL)].alone
        if people in AT_MOST:
            yield ours <= AT_MOST[people], f"at {people:,} people at most {AT_MOST[people]:.0%} alone: {ours:.1%}"
    yield from (_compared(medians, people, USUAL, OF_THE_BEST_OTHER) for people in sizes)
    yield from (_compared(medians, people, factor, 1) for factor in (HALVED, RAISED) for people in sizes)
    yield _never_noisy(medians, sizes)


def _compared(medians: Medians, people: int, factor: float, share: float) -> tuple[bool, str]:
    ours = medians[Row(people, PERSONAL, factor)].alone
    other = best_other(medians, people, factor)
    limit = medians[other].alone * share
    than = "never worse than" if share == 1 else "at most a quarter of"
    habits = f"habits {FACTOR_NAMES[factor]}"
    return ours <= limit, f"at {people:,} people, {habits}, {than} “{other.name}”: {ours:.1%} of {limit:.1%}"


def _never_noisy(medians: Medians, sizes: list[int]) -> tuple[bool, str]:
    ours = [medians[Row(people, PERSONAL, factor)] for people in sizes for factor in FACTORS]
    channel, personal = max(one.channel_at_most for one in ours), max(one.personal_at_most for one in ours)
    return (
        channel <= 1 and personal <= 1,
        f"never more than one channel message and one DM a day: {channel}, {personal}",
    )
