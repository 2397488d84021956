"""The tool that measures a List of 5,000, on one of 250: what it prints, not how long anything takes."""

import subprocess
import sys
from pathlib import Path

SMALL = ("--people", "250", "--posts", "500", "--shown", "100", "--rounds", "1")


def test_every_answer_is_measured() -> None:
    command = [sys.executable, str(Path(__file__).parent), *SMALL]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
    first, _, *lines = done.stdout.splitlines()
    assert "250 members, 500 posts, 100 of them shown" == first
    assert 11 == len(lines)
    assert {"baseline", "/tweets", "Home, an admin"} <= {line[:36].strip() for line in lines}
