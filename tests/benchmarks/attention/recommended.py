"""Which sizes README recommends for how many people, and what is compared at each."""

from typing import NamedTuple

from habits import Habits, Sizes
from lives import OTHERS, Case

from tweetnudge.domain.digest import AGAIN_AT_MOST

# People at most: posts in the message, in its thread, in a personal digest.
RECOMMENDED: dict[int, tuple[int, int, int]] = {
    15: (5, 0, 3),
    50: (5, 12, 2),
    150: (5, 24, 3),
    500: (5, 36, 5),
    1_500: (5, 60, 7),
    5_000: (5, 60, 7),
}
MAIN, LOOKS, THREAD, PERSONAL = STAGES = (
    "ours: the message alone",
    "ours: + another look",
    "ours: + the thread",
    "ours: + personal digests",
)
ONLY_TODAYS = "… only today's ever read"
USUAL, HALVED, RAISED = FACTORS = (1.0, 0.5, 1.5)


class Row(NamedTuple):
    """One line of the tables: a rule at one size; `factor` is how much of the usual opening and liking there is."""

    people: int
    name: str
    factor: float


def stages(people: int) -> dict[str, Sizes]:
    """What is recommended, built up part by part."""
    found = [sizes for most, sizes in RECOMMENDED.items() if people <= most]
    message, thread, personal = found[0] if found else RECOMMENDED[max(RECOMMENDED)]
    return {
        MAIN: Sizes(message),
        LOOKS: Sizes(message, AGAIN_AT_MOST),
        THREAD: Sizes(message, AGAIN_AT_MOST, thread),
        PERSONAL: Sizes(message, AGAIN_AT_MOST, thread, personal),
    }


def rows(sizes: list[int]) -> list[Row]:
    """Everything that is compared."""
    usual = [Row(people, name, USUAL) for people in sizes for name in (*OTHERS, *STAGES, ONLY_TODAYS)]
    varied = [Row(n, name, factor) for factor in (HALVED, RAISED) for n in sizes for name in (*OTHERS, PERSONAL)]
    return usual + varied


def case(row: Row, days: int, seed: int) -> Case:
    """One life of a row."""
    habits = Habits(unread_waits=row.name != ONLY_TODAYS).times(row.factor)
    rule = row.name if row.name in OTHERS else stages(row.people)[PERSONAL if row.name == ONLY_TODAYS else row.name]
    return Case(row.people, rule, habits, days, seed)
