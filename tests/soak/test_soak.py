"""A week around a clock change, lived through by the tool that is run for sixty: `python tests/soak`."""

import re
import subprocess
import sys
from pathlib import Path

WEEK = ("--days", "7", "--members", "30", "--zone", "Europe/Berlin", "--seed", "1")
IN_THE_SKIPPED_HOUR = ("--digest-time", "02:30", "--digest-days", "mon-sun")


def test_a_week_around_a_clock_change_loses_and_repeats_nothing() -> None:
    command = [sys.executable, str(Path(__file__).parent), *WEEK, *IN_THE_SKIPPED_HOUR]
    lived = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert 0 == lived.returncode, lived.stderr + lived.stdout
    assert "clock_changes=2027-03-28" in lived.stdout
    assert re.search(r" shown=[1-9]", lived.stdout)
