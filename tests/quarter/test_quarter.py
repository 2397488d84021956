"""A month of a small company and a fortnight of a large one, lived through by the tool that is run for a quarter."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

SMALL = ("--people", "15", "--days", "31", "--seed", "1")
NO_THREAD = ("--thread-size", "0")
LARGE = ("--people", "300", "--first", "2026-07-17", "--days", "15", "--seed", "1")


ALWAYS = ("shown", "bare_when_shown", "read_later", "judged", "posted", "tapped")


@pytest.mark.parametrize(
    ("lived", "also"),
    [(SMALL, ["alone"]), (SMALL + NO_THREAD, ["alone", "expired"]), (LARGE, ["personal"])],
    ids=["a month of 15 people", "and without a thread", "a fortnight of 300"],
)
def test_results_are_those_of_an_independent_recount(lived: tuple[str, ...], also: list[str]) -> None:
    command = [sys.executable, str(Path(__file__).parent), *lived]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
    assert "unequal=0" in done.stdout
    for name in (*ALWAYS, *also):
        assert re.search(rf" {name}=[1-9]", done.stdout), f"nothing was {name}, so nothing was shown to be counted"
