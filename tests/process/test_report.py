"""`tweetnudge report`, as an admin meets it in a terminal."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tweetnudge.domain.report import Figures, month_before, month_of
from tweetnudge.i18n.languages import messages
from tweetnudge.i18n.results_words import month_name
from tweetnudge.store import figures
from tweetnudge.store.engine import Database

Run = Callable[..., subprocess.CompletedProcess[str]]

OCTOBER = date(2026, 10, 1)
MONTH = Figures(shown=14, bare_when_shown=6, read_later=13, bare_later=2, expired=2, judged=14, alone=1)


@pytest.fixture
def run(environment: dict[str, str], tmp_path: Path) -> Run:
    """Runs `report` in an empty folder, with nothing set but where the database is, and what is given by name."""
    needed = {name: environment[name] for name in ("PATH", "PYTHONUTF8", "PYTHONWARNINGS", "DATABASE_URL")}

    def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tweetnudge", "report", *arguments]
        return subprocess.run(
            command, env=needed | settings, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60, check=False
        )

    return run


@pytest.fixture
def october(db: Database) -> None:
    """Two weeks of it."""
    with db.write() as session:
        figures.add(session, date(2026, 10, 5), MONTH)
        figures.add(session, date(2026, 10, 12), MONTH)


def test_a_month_in_the_companys_language(run: Run, october: None) -> None:
    """What the admins read in Slack, with nothing to press; it needs neither Slack nor X."""
    done = run("--month", "2026-10", DIGEST_LANGUAGE="en")
    assert (0, "") == (done.returncode, done.stderr)
    lines = done.stdout.splitlines()
    assert "Results for October 2026" == lines[0]
    assert "Without a single like: 12 (43%) when shown, 4 (15%) a day later." in lines
    assert "Authors shown: fewer than 5. People who tapped a button: fewer than 5." in lines
    assert messages("en").results.share not in done.stdout
    assert "2026年10月のご報告" == run("--month", "2026-10").stdout.splitlines()[0]


def test_nothing_is_known_of_a_month(run: Run, october: None) -> None:
    done = run("--month", "2026-09")
    assert (0, "There are no results of 2026-09.\n", "") == (done.returncode, done.stdout, done.stderr)


def test_without_a_month_it_is_the_one_before(run: Run, db: Database) -> None:
    """By the company's calendar: where the new month begins long before it does elsewhere, and long after."""
    for zone, hours in (("Etc/GMT-14", 14), ("Etc/GMT+12", -12)):
        month = month_before(month_of((datetime.now(UTC) + timedelta(hours=hours)).date()))
        with db.write() as session:
            figures.add(session, month, MONTH)
        done = run(TIMEZONE=zone, DIGEST_LANGUAGE="en")
        assert f"Results for {month_name(month, 'en')}" == done.stdout.splitlines()[0]


@pytest.mark.parametrize("written", ["October", "2026", "2026-13", "2026-00", "26-10", "2026/10", "2026-10-01", " "])
def test_what_is_no_month_gets_one_sentence(run: Run, written: str) -> None:
    """It says what to type, before anything is opened."""
    done = run("--month", written, DATABASE_URL="sqlite:////no/such/folder/x.db")
    assert (2, "--month takes a year and a month, for example 2026-11.\n") == (done.returncode, done.stderr)
    assert "" == done.stdout


@pytest.mark.parametrize(
    ("wrong", "code", "expected"),
    [
        ({"TIMEZONE": "Mars/Base"}, 2, "TIMEZONE is «Mars/Base»"),
        ({"DIGEST_LANGUAGE": "fr"}, 2, "DIGEST_LANGUAGE is «fr»"),
        ({"DATABASE_URL": "sqlite:////no/such/folder/x.db"}, 1, "check DATABASE_URL"),
    ],
)
def test_wrong_settings_get_one_sentence(run: Run, wrong: dict[str, str], code: int, expected: str) -> None:
    done = run(**wrong)
    assert code == done.returncode
    assert expected in done.stderr
    assert 1 == len(done.stderr.splitlines())
    assert "" == done.stdout
