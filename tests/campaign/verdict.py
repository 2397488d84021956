"""Whether Slack saw what it should have seen. Nothing here knows the bot's database."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from readers import Readers, out_of_order
from sightings import NEW, POST, Sightings

from tweetnudge.domain.outbox import PERSONAL

TIMES_AT_MOST = 3  # a post: once among the new ones, twice among those that come again
CHART, ASTRAY = "chart:", "astray:"


@dataclass(frozen=True)
class Expected:
    """What had to happen.

    `due` are the keys of digests, `notes` those of the month's results and their charts; `eligible` has each post's
    thread, named by its first post. `gone` was deleted on X or hidden in Slack. Each upload whose outcome was unknown
    may have brought a chart twice. `readers` asked for personal digests.
    """

    due: Collection[str]
    eligible: Mapping[int, int]
    gone: Collection[int] = ()
    notes: Collection[str] = ()
    unknown_uploads: int = 0
    readers: Readers = field(default_factory=lambda: Readers({}))


@dataclass(frozen=True)
class Verdict:
    """The campaign's result; `lost`, `doubled` and `missing` name posts and messages, `still` posts."""

    due: int
    seen: int
    again: int
    results: int
    thanks: int
    charts: int
    charts_twice: int
    replies: int
    personal: int
    lost: list[int]
    doubled: list[str]
    missing: list[str]
    still: list[int]
    miscounted: list[str] = field(default_factory=list[str])

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.doubled or self.missing or self.still or self.miscounted)


def judge(seen: Sightings, expected: Expected) -> Verdict:
    """By what was seen alone."""
    shown = seen.posts
    charts = {name: times for name, times in seen.at_once.items() if name.startswith(CHART)}
    twice = {name: times - 1 for name, times in charts.items() if times > 1}
    too_often = list(twice) if sum(twice.values()) > expected.unknown_uploads else []
    owed = expected.readers.owed(seen, expected.gone)
    astray = [*out_of_order(seen), *expected.readers.wrong(seen)]
    return Verdict(
        due=len(expected.due),
        seen=sum(seen.at_once[key] == 1 for key in expected.due),
        again=sum(times > 1 for name, times in seen.at_once.items() if name.startswith(POST)),
        results=sum(name.startswith("results:") for name in seen.at_once),
        thanks=sum(name.startswith("thanks:") for name in seen.at_once),
        charts=len(charts),
        charts_twice=sum(twice.values()),
        replies=len(seen.under),
        personal=sum(name.startswith(PERSONAL) and " to " in name for name in seen.at_once),
        lost=[post for post, lead in expected.eligible.items() if not {post, lead} & shown],
        doubled=sorted([*_doubled(seen, set(expected.gone)), *too_often, *astray]),
        missing=[key for key in (*expected.due, *expected.notes, *owed) if not seen.saw(key)],
        still=seen.still(expected.gone),
    )


def _doubled(seen: Sightings, gone: set[int]) -> Iterator[str]:
    """Messages there were two of; posts twice among the new ones, too often at all, or twice in one message."""
    ignored = {f"{kind}{post}" for post in gone for kind in (POST, NEW)}
    yield from seen.twice_in_one
    for name, times in seen.at_once.items():
        at_most = TIMES_AT_MOST if name.startswith(POST) else 1
        too_often = times > at_most and name not in ignored and not name.startswith(CHART)
        if too_often or name.startswith(ASTRAY):
            yield name
