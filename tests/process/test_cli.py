"""The command line as a person meets it: exit codes, one sentence for each trouble, no traceback, no secret."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from tweetnudge.demo.slack import CHANNEL, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.budget import Billed
from tweetnudge.store.engine import Database
from tweetnudge.store.models import Base, SpendingRow

SECRETS = ("xoxb-NeverToBeSeen", "AAAA-NeverToBeSeen", "hunter2")

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def posts(x: XStandIn) -> list[int]:
    for n in range(6):
        x.world.add_user(f"c{n}", f"Colleague {n}")
    return [x.world.post(f"c{n}", f"post {n}", minutes_ago=100 - n) for n in range(6)]


@pytest.fixture
def run(environment: dict[str, str], tmp_path: Path) -> Run:
    """Runs a command in an empty folder; settings given as None are not set."""

    def run(*arguments: str, **settings: str | None) -> subprocess.CompletedProcess[str]:
        chosen = {name: value for name, value in {**environment, **settings}.items() if value is not None}
        command = [sys.executable, "-m", "tweetnudge", *arguments]
        encoding = chosen.get("PYTHONIOENCODING", "utf-8")
        return subprocess.run(
            command, env=chosen, cwd=tmp_path, capture_output=True, encoding=encoding, timeout=60, check=False
        )

    return run


def in_channel(slack: SlackStandIn) -> list[Any]:
    """What everybody sees who opens the channel; what did not fit is in its thread."""
    return [message for message in slack.messages(CHANNEL) if message.get("thread_ts", message["ts"]) == message["ts"]]


def everything_in(db: Database) -> dict[str, int]:
    """How many rows each table holds."""
    with db.read() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Base.metadata.tables.items()
        }


@pytest.mark.parametrize(
    ("wrong", "code", "expected"),
    [
        ({"SLACK_BOT_TOKEN": None}, 2, "SLACK_BOT_TOKEN is not set"),
        ({"X_BEARER_TOKEN": ""}, 2, "X_BEARER_TOKEN is not set"),
        ({"X_LIST": "foo"}, 2, "X_LIST is «foo»"),
        ({"DIGEST_TIME": "25:00"}, 2, "DIGEST_TIME is «25:00»"),
        ({"TIMEZONE": "Mars/Base"}, 2, "TIMEZONE is «Mars/Base»"),
        ({"HOLIDAYS": "ZZ"}, 2, "HOLIDAYS names the country «ZZ»"),
        ({"SLACK_CHANNEL": "xoxb-NeverToBeSeen"}, 2, "SLACK_CHANNEL has the wrong form"),
        ({"DATABASE_URL": "postgresql+psycopg://me:hunter2@127.0.0.1:1/x"}, 1, "check DATABASE_URL"),
        ({"DATABASE_URL": "sqlite:////no/such/folder/x.db"}, 1, "check DATABASE_URL"),
        ({"DATABASE_URL": "postgresql+psycopg://me:hun@ter2@127.0.0.1:1/x"}, 2, "DATABASE_URL has the wrong form"),
        ({"DATABASE_URL": "mysql://me:hunter2@localhost/x"}, 1, "DATABASE_URL is not an address"),
        ({"X_API_BASE_URL": "http://127.0.0.1:1"}, 1, "X"),
    ],
)
def test_wrong_settings_get_one_sentence(run: Run, wrong: dict[str, str | None], code: int, expected: str) -> None:
    done = run("digest", **wrong)
    told = done.stdout + done.stderr
    assert code == done.returncode
    assert expected in told
    assert 1 == len(told.strip().splitlines())
    assert "Traceback" not in told
    assert not [secret for secret in SECRETS if secret in told]


def test_digest_posts_once_and_says_so(run: Run, slack: SlackStandIn, posts: list[int]) -> None:
    first, second = run("digest"), run("digest")
    assert (0, f"Posted today's digest to {CHANNEL}.\n") == (first.returncode, first.stdout)
    assert (0, f"Today's digest is in {CHANNEL} already; nothing was posted twice.\n") == (
        second.returncode, second.stdout,
    )  # fmt: skip
    assert (1, 2) == (len(in_channel(slack)), len(slack.messages(CHANNEL)))


def test_digest_prints_the_payload_it_sent(run: Run, slack: SlackStandIn, posts: list[int]) -> None:
    sent = json.loads(run("digest", "--json").stdout)
    assert CHANNEL == sent["channel"]
    assert [message["blocks"] for message in in_channel(slack)] == [sent["blocks"]]
    assert json.loads(run("digest", "--json").stdout) is None


def test_nothing_to_say_is_said_plainly(run: Run, slack: SlackStandIn) -> None:
    done = run("digest")
    assert (0, "Nothing to say today.\n") == (done.returncode, done.stdout)
    assert [] == slack.messages(CHANNEL)


def test_dry_run_sends_nothing_and_remembers_only_what_x_bills(
    run: Run, x: XStandIn, slack: SlackStandIn, posts: list[int], db: Database
) -> None:
    done = run("digest", "--dry-run", SLACK_BOT_TOKEN=None, SLACK_CHANNEL=None, DIGEST_LANGUAGE="en")
    assert (0, "") == (done.returncode, done.stderr)
    assert "Colleague 0 @c0" in done.stdout
    assert [] == slack.requests
    remembered = {table: rows for table, rows in everything_in(db).items() if rows}
    assert {"billed": len(x.billed), "spending": 2} == remembered
    assert 5 == run("digest", "--dry-run", "--json").stdout.count("intent/like")


def test_dry_run_costs_are_counted(run: Run, posts: list[int], db: Database) -> None:
    run("digest", "--dry-run")
    with db.read() as session:
        counted = {row.kind: row.objects for row in session.scalars(select(SpendingRow))}
    assert {Billed.POST: 6, Billed.USER: 6} == counted


def test_refusals_end_in_a_remedy(run: Run, x: XStandIn, slack: SlackStandIn, posts: list[int]) -> None:
    slack.fail("chat.postMessage", error="not_in_channel")
    refused = run("digest")
    assert 1 == refused.returncode
    assert "/invite" in refused.stderr
    x.fail(status=401, times=100)
    unread = run("digest", DATABASE_URL="sqlite:///another.db")
    assert 1 == unread.returncode
    assert "X_BEARER_TOKEN" in unread.stderr
    assert "Traceback" not in refused.stderr + unread.stderr


def test_migrate_needs_only_the_database(run: Run, environment: dict[str, str]) -> None:
    nothing = dict.fromkeys(("SLACK_BOT_TOKEN", "SLACK_CHANNEL", "X_LIST", "X_BEARER_TOKEN"))
    done = run("migrate", **nothing)
    assert (0, "") == (done.returncode, done.stderr)
    assert environment["DATABASE_URL"] in done.stdout


@pytest.mark.parametrize(
    ("language", "expected"), [("ja", "みんなの投稿・"), ("en", "Posts from colleagues · ")], ids=["ja", "en"]
)
def test_demo_shows_a_digest_and_posts_nothing_twice(run: Run, language: str, expected: str) -> None:
    # Settings of the reader's own company do not leak into the demo.
    done = run("demo", "--once", "--language", language, DIGEST_SIZE="1", DATABASE_URL="sqlite:////no/x.db")
    assert (0, "") == (done.returncode, done.stderr)
    assert expected in done.stdout
    assert 5 + 3 == done.stdout.count("♡")  # what is in the thread is shown below the message
    again = {"ja": "1通のまま", "en": "still 1"}[language]
    assert again in done.stdout.replace("\n", "")


def test_wrong_usage_is_exit_code_two(run: Run) -> None:
    for arguments in (["dance"], ["digest", "--size=3"], ["demo", "--language", "fr", "--once"]):
        done = run(*arguments)
        assert 2 == done.returncode
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("fault", [{"delay": 30.0}, {"drop": True}], ids=["answers too late", "cuts the connection"])
def test_what_slack_accepted_is_never_posted_again(
    run: Run, slack: SlackStandIn, posts: list[int], tmp_path: Path, fault: dict[str, object]
) -> None:
    slack.fail("chat.postMessage", accept=True, **fault)
    done = run("digest", LEASE_SECONDS="4")
    assert 0 == done.returncode, done.stderr
    assert 1 == len(in_channel(slack))
    assert len(slack.messages(CHANNEL)) == len(slack.calls("chat.postMessage")) == 2


def test_dry_run_after_todays_digest_says_so(run: Run, posts: list[int]) -> None:
    run("digest", DIGEST_THREAD_SIZE="0")
    again = run("digest", "--dry-run", DIGEST_THREAD_SIZE="0")
    assert "posted already" in again.stderr
    assert "Colleague 5 @c5" in again.stdout
    assert 1 == again.stdout.count("♡")


@pytest.mark.parametrize("command", [["demo", "--once"], ["digest", "--json"]])
def test_output_of_another_encoding_loses_letters_not_the_digest(
    run: Run, posts: list[int], command: list[str]
) -> None:
    done = run(*command, PYTHONIOENCODING="cp932", PYTHONUTF8=None)
    assert (0, "") == (done.returncode, done.stderr.replace("Posted today's digest to C0COLLEAGUES.\n", ""))


def test_demo_needs_no_proxy_though_one_is_set(run: Run) -> None:
    nowhere = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:1")
    done = run("demo", "--once", **nowhere)
    assert (0, "") == (done.returncode, done.stderr)


def test_env_file_that_cannot_be_read_is_a_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("X_LIST=日本".encode("cp932"))
    done = run("digest")
    assert (2, "The file .env is not UTF-8 text; save it as UTF-8.\n") == (done.returncode, done.stderr)


def test_manifest_needs_no_settings(run: Run) -> None:
    done = run("manifest", **dict.fromkeys(("SLACK_BOT_TOKEN", "SLACK_CHANNEL", "X_LIST", "X_BEARER_TOKEN")))
    assert (0, "") == (done.returncode, done.stderr)
    assert "みんなの投稿便" in done.stdout
    assert "https://api.slack.com/apps?new_app=1&manifest_yaml=" in done.stdout
    assert 2 == run("manifest", "--http", "bot.example.com").returncode
