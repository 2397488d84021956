"""What the attention benchmark prints, draws and judges."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from lives import OTHERS, Figures
from recommended import RECOMMENDED, rows
from required import requirements
from told import tables

from tweetnudge.domain.personal import POSTS_AT_MOST


def test_recommended_sizes_are_such_as_the_settings_take() -> None:
    for message, thread, personal in RECOMMENDED.values():
        assert 1 <= message <= 10
        assert 0 <= thread <= 60
        assert 1 <= personal <= POSTS_AT_MOST


def medians(figures: Mapping[str, Figures]) -> dict[object, Figures]:
    """As if every line at 15 people had turned out like this."""
    return {row: figures["other" if row.name in OTHERS else "ours"] for row in rows([15])}


@pytest.mark.parametrize(
    ("ours", "holds"),
    [
        (Figures(0.04, channel_at_most=1, personal_at_most=1), [True] * 5),
        (Figures(0.07, channel_at_most=1, personal_at_most=1), [True, False, True, True, True]),
        (Figures(0.21, channel_at_most=1, personal_at_most=1), [False] * 4 + [True]),
        (Figures(0.04, channel_at_most=2, personal_at_most=1), [True] * 4 + [False]),
        (Figures(0.04, channel_at_most=1, personal_at_most=2), [True] * 4 + [False]),
    ],
)
def test_requirements_can_fail(ours: Figures, holds: list[bool]) -> None:
    said = requirements(medians({"other": Figures(0.2), "ours": ours}))
    assert holds == [one for one, _ in said]


def test_figures_stand_in_columns() -> None:
    lines = list(tables(medians({"other": Figures(0.2), "ours": Figures(0.04)})))
    figures = [line for line in lines if line.endswith("0.00")]
    assert len(figures) > 10
    assert 1 == len({len(line) for line in figures})


def test_the_command_prints_draws_and_judges(tmp_path: Path) -> None:
    picture = tmp_path / "attention.png"
    asked = ("--sizes", "15,50", "--seeds", "1", "--days", "30", "--jobs", "1", "--plot", str(picture))
    command = [sys.executable, str(Path(__file__).parent), *asked]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert not done.stderr
    assert picture.read_bytes().startswith(b"\x89PNG")
    judged = [line for line in done.stdout.splitlines() if line.startswith(("holds", "FAILS"))]
    assert 8 == len(judged)
    assert done.returncode == any(line.startswith("FAILS") for line in judged)
