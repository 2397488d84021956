"""The fault campaign in its short form, and that its verdict can be bad."""

import os
import re
import subprocess
import sys
import time
import uuid
from pathlib import Path
from types import ModuleType
from typing import Any

import psutil
import pytest

from tweetnudge.i18n.ja import MESSAGES

HERE = Path(__file__).parent
MARK = "TWEETNUDGE_CAMPAIGN"


def processes_with(mark: str) -> list[str]:
    """Who was started by the campaign, directly or not, and is still there."""
    found: list[str] = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == mark:
                found.append(" ".join(process.cmdline()))
        except psutil.Error:
            continue
    return found


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_nothing_is_lost_and_nothing_comes_twice(database: str) -> None:
    mark = uuid.uuid4().hex
    command = [sys.executable, str(HERE), "--database", database, "--copies", "2", "--days", "1"]
    done = subprocess.run(
        command, env=os.environ | {MARK: mark}, capture_output=True, text=True, timeout=180, check=False
    )
    assert 0 == done.returncode, done.stderr[-6000:]
    said = {name: int(number) for name, number in re.findall(r"(\w+)=(\d+)", done.stdout)}
    assert said["kills"] > 0
    assert said["faults"] > 0
    assert said["digests_due"] == said["digests_seen"] > 1
    assert (0, 0, 0) == (said["posts_lost"], said["posts_doubled"], said["wrong"])
    assert said["results"] == said["charts"] == len(["an admin", "another", "the channel"])
    assert said["months_judged"] > 0
    assert said["replies"] > 0
    assert said["personal"] > 0
    until = time.monotonic() + 10
    while (left := processes_with(mark)) and time.monotonic() < until:
        time.sleep(0.1)
    assert [] == left


HEADING = {"type": "context", "elements": [{"type": "mrkdwn", "text": f"*{MESSAGES.again_heading}*"}]}


def said(key: str, *posts: int, again: tuple[int, ...] = (), bot: str = "B0US", ts: str = "") -> dict[str, Any]:
    new, old = ([{"type": "actions", "block_id": f"post:{post}"} for post in some] for some in (posts, again))
    metadata = {"event_type": "tweetnudge", "event_payload": {"key": key}}
    return {"bot_id": bot, "ts": ts or key, "blocks": [*new, HEADING, *old], "metadata": metadata}


MON, TUE, WED, THU = (f"2026-08-0{day}" for day in (3, 4, 5, 6))


def message(day: str, *posts: int, **more: Any) -> dict[str, Any]:
    return said(f"digest:{day}", *posts, **more)


def chart(under: str, ts: str = "chart") -> dict[str, Any]:
    return {"bot_id": "B0US", "ts": ts, "thread_ts": under, "files": [{"name": "results-2026-07.png"}]}


def judged(
    verdict: ModuleType,
    *looks: list[dict[str, Any]],
    notes: tuple[str, ...] = (),
    unknown: int = 0,
) -> Any:
    """After these looks at Slack: two digests are due, four posts have to be shown, 3 continues 2, 9 is gone."""
    seen = verdict.Sightings("B0US")
    for look in looks:
        seen.look({"C0": look})
    due = ["digest:2026-08-03", "digest:2026-08-04"]
    return verdict.judge(seen, verdict.Expected(due, {1: 1, 2: 2, 3: 2, 4: 4}, [9], notes, unknown))


def test_all_is_well(verdict: ModuleType) -> None:
    """A message the bot took back, a forged one and a hidden post count for nothing."""
    forged = message(MON, 1, 2, bot="B0OTHER")
    told = judged(verdict, [message(MON, 1, 9)], [message(TUE, 1, 2, 9), forged], [message(TUE, 4), forged])
    assert (2, 2, True) == (told.due, told.seen, told.is_good)


def test_a_post_comes_again_twice(verdict: ModuleType) -> None:
    told = judged(verdict, [message(MON, 1, 2), message(TUE, 4, again=(1,)), message(WED, again=(1,))])
    assert (1, [], True) == (told.again, told.doubled, told.is_good)


def test_a_post_that_comes_again_a_third_time_is_doubled(verdict: ModuleType) -> None:
    again = [message(day, again=(1,)) for day in (WED, THU)]
    told = judged(verdict, [message(MON, 1, 2), message(TUE, 4, again=(1,)), *again])
    assert (["post:1"], False) == (told.doubled, told.is_good)


def test_a_post_among_the_new_ones_of_two_messages_is_doubled(verdict: ModuleType) -> None:
    told = judged(verdict, [message(MON, 1, 2), message(TUE, 2, 4)])
    assert (["new:2"], False) == (told.doubled, told.is_good)


def test_a_post_twice_in_one_message_is_doubled(verdict: ModuleType) -> None:
    told = judged(verdict, [message(MON, 1, 2, again=(1,)), message(TUE, 4)])
    assert (["post:1"], False) == (told.doubled, told.is_good)


def test_what_is_gone_may_have_been_in_two_messages(verdict: ModuleType) -> None:
    shown = [message(MON, 1, 2, 9), message(TUE, 4, 9)]
    assert judged(verdict, shown, [message(MON, 1, 2), message(TUE, 4)]).is_good


def test_what_is_gone_must_not_be_seen_in_the_end(verdict: ModuleType) -> None:
    told = judged(verdict, [message(MON, 1, 2), message(TUE, 4, again=(9,))])
    assert ([9], False) == (told.still, told.is_good)


def test_two_messages_of_one_day_are_doubled(verdict: ModuleType) -> None:
    told = judged(verdict, [message(MON, 1, 2), message(MON, ts="another"), message(TUE, 4)])
    assert (["digest:2026-08-03"], 1, False) == (told.doubled, told.seen, told.is_good)


def test_a_post_in_no_message_is_lost(verdict: ModuleType) -> None:
    told = judged(verdict, [message(MON, 1), message(TUE, 4)])
    assert ([2, 3], False) == (told.lost, told.is_good)


def test_a_day_without_a_message_is_missing(verdict: ModuleType) -> None:
    told = judged(verdict, [message(MON, 1, 2, 4)])
    assert (["digest:2026-08-04"], 1, False) == (told.missing, told.seen, told.is_good)


RESULTS, CHART = "results:2026-07:U0ADMIN", "chart:2026-07:U0ADMIN"


def test_results_have_their_chart(verdict: ModuleType) -> None:
    digests = [message(MON, 1, 2), message(TUE, 4)]
    told = judged(verdict, [*digests, said(RESULTS), chart(RESULTS)], notes=(RESULTS, CHART))
    assert (1, 1, True) == (told.results, told.charts, told.is_good)
    told = judged(verdict, [*digests, said(RESULTS)], notes=(RESULTS, CHART))
    assert ([CHART], False) == (told.missing, told.is_good)


def test_a_note_there_are_two_of_is_doubled(verdict: ModuleType) -> None:
    thanks = [said("thanks:2026-07-02:0f", ts=ts) for ts in ("1", "2")]
    told = judged(verdict, [message(MON, 1, 2), message(TUE, 4), *thanks])
    assert (["thanks:2026-07-02:0f"], False) == (told.doubled, told.is_good)


@pytest.mark.parametrize(("unknown", "doubled"), [(0, [CHART]), (1, [])])
def test_a_chart_comes_twice_only_when_the_outcome_was_unknown(
    verdict: ModuleType, unknown: int, doubled: list[str]
) -> None:
    twice = [said(RESULTS), chart(RESULTS), chart(RESULTS, "another")]
    told = judged(verdict, [message(MON, 1, 2), message(TUE, 4), *twice], notes=(RESULTS, CHART), unknown=unknown)
    assert (1, doubled) == (told.charts_twice, told.doubled)


def test_a_chart_under_another_message_has_gone_astray(verdict: ModuleType) -> None:
    told = judged(verdict, [message(MON, 1, 2), message(TUE, 4), chart("digest:2026-08-03")])
    assert ["astray: results-2026-07.png"] == told.doubled
