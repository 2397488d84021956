"""No secret gets out: not by settings, errors or a process's arguments, and the search for them finds what there is."""

import re
import shutil
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil
import pytest

from tweetnudge import app
from tweetnudge.demo.settings import StandInSettings, stand_in_settings
from tweetnudge.demo.slack import CHANNEL, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.errors import Trouble
from tweetnudge.settings import DatabaseSettings, DigestSettings, RunSettings, Settings, SettingsError, load
from tweetnudge.store.engine import Database

HERE = Path(__file__).parent
MARK = "NeverToBeSeen"
LEAKS = """
import logging, sys
import pytest
from sqlalchemy import text

def test_printed(secrets):
    print(secrets["slack_bot_token"])
def test_printed_as_an_error(secrets):
    print("half of it:", secrets["slack_app_token"][:20], file=sys.stderr)
def test_logged(secrets):
    logging.getLogger("tweetnudge.x").debug("with %s", secrets["x_bearer_token"])
def test_logged_as_a_traceback(secrets):
    try:
        raise RuntimeError(secrets["x_access_token"])
    except RuntimeError:
        logging.getLogger("tweetnudge").exception("failed")
def test_written(secrets, tmp_path):
    (tmp_path / "child.log").write_bytes(b"\\0\\xff" + secrets["x_consumer_key"].encode())
@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_stored_in_sqlite(secrets, db):
    with db.write() as session:
        session.execute(text("INSERT INTO facts VALUES ('a', :it)"), {"it": secrets["slack_signing_secret"]})
def test_nothing(secrets, tmp_path):
    logging.getLogger("tweetnudge").debug("all is well")
    (tmp_path / "child.log").write_text("all is well")
@pytest.mark.parametrize("database_kind", ["postgresql"])
def test_stored_in_postgresql(secrets, db):
    test_stored_in_sqlite(secrets, db)
"""


@pytest.fixture
def full(x: XStandIn, slack: SlackStandIn, postgresql_url: str, secrets: dict[str, str]) -> StandInSettings:
    """Settings with every secret there is."""
    given = {name: secret for name, secret in secrets.items() if name in RunSettings.model_fields}
    return stand_in_settings(x, slack, postgresql_url, **given)


@pytest.fixture
def postgresql_url(secrets: dict[str, str]) -> str:
    """Nobody is there."""
    return f"postgresql+psycopg://tweetnudge:{secrets['database_password']}@127.0.0.1:1/tweetnudge"


def test_every_secret_of_the_settings_is_one_of_those_searched_for(
    full: StandInSettings, secrets: dict[str, str]
) -> None:
    assert set(secrets.values()) == set(full.secrets())
    assert all(MARK in secret for secret in secrets.values())


@pytest.mark.parametrize("kind", [DatabaseSettings, DigestSettings, Settings, RunSettings, StandInSettings])
def test_settings_are_shown_without_secrets(kind: type[DatabaseSettings], full: StandInSettings) -> None:
    settings = kind.model_construct(**dict(full))
    for shown in (repr, str, lambda settings: settings.model_dump_json(), lambda settings: str(settings.model_dump())):
        assert MARK not in shown(settings)


def test_the_bot_is_shown_without_secrets(full: StandInSettings) -> None:
    with closing(Database(full.database_url.get_secret_value())) as db:
        reader = app.build_reader(full, db)
        reader.close()
        assert not [part for part in (reader, reader.x, db, db.engine, db.shown) if MARK in f"{part!r} {part}"]


TROUBLE: dict[str, Callable[[app.Bot], object]] = {
    "X": lambda bot: bot.reader.x.list_posts("84839422", size=5, token=None),
    "X, signed": lambda bot: bot.reader.x.add_to_list("84839422", 7),
    "Slack": lambda bot: bot.parts.people.person("U0NOBODY", fresh=True),
    "Slack, sending": lambda bot: bot.send.slack.delete("C0NOBODY", "1.2"),
    "database": lambda bot: bot.daily.is_started(),
}


@pytest.mark.parametrize("down", [False, True], ids=["refused", "down"])
@pytest.mark.parametrize("name", TROUBLE)
def test_errors_hold_no_secret(
    full: StandInSettings, x: XStandIn, slack: SlackStandIn, clock: Any, name: str, down: bool
) -> None:
    """Nor do those they came from, which a traceback shows."""
    if down:
        x.stop()
        slack.stop()
    else:
        x.fail(status=401, times=9)
        slack.fail(error="invalid_auth", times=9)
    with closing(Database(full.database_url.get_secret_value())) as db:
        bot = app.build(full, db, clock=clock)
        with pytest.raises(Trouble) as caught:
            TROUBLE[name](bot)
        bot.reader.close()
    whole = "".join(traceback.format_exception(caught.value))
    assert MARK not in f"{caught.value!r} {caught.value} {whole}"


def test_a_secret_in_the_wrong_place_is_not_repeated(
    no_settings: None, monkeypatch: pytest.MonkeyPatch, secrets: dict[str, str]
) -> None:
    """Whichever token went into whichever setting by mistake."""
    told: list[str] = []
    for name in RunSettings.model_fields:
        for known, secret in secrets.items():
            if known != "database_password":  # which nobody can tell from a word
                monkeypatch.setenv(name.upper(), secret)
                with pytest.raises(SettingsError) as caught:  # most of them are not set at all
                    load(RunSettings)
                told.extend(caught.value.sentences)
        monkeypatch.delenv(name.upper())
    assert any("has the wrong form" in sentence for sentence in told)
    assert not [sentence for sentence in told if MARK in sentence]


def test_a_running_bots_arguments_hold_no_secret(
    x: XStandIn, slack: SlackStandIn, databases: Any, secrets: dict[str, str], tmp_path: Path
) -> None:
    environment = {
        "DATABASE_URL": databases.empty(), "X_LIST": x.world.list_id, "X_BEARER_TOKEN": secrets["x_bearer_token"],
        "X_API_BASE_URL": x.url, "SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_CHANNEL": CHANNEL, "SLACK_API_BASE_URL": slack.url, "LOG_LEVEL": "DEBUG",
    }  # fmt: skip
    with (tmp_path / "log").open("wb") as log:
        bot = subprocess.Popen(
            [sys.executable, "-m", "tweetnudge", "run"], cwd=tmp_path, env=environment, stdout=log, stderr=log
        )
    try:
        assert slack.wait_connected(timeout=40)
        family = [psutil.Process(bot.pid), *psutil.Process(bot.pid).children(recursive=True)]
        shown = [" ".join(process.cmdline()) for process in family]
    finally:
        bot.terminate()
        bot.wait(20)
    assert "tweetnudge run" in shown[0]
    assert not [line for line in shown if MARK in line]


def test_the_search_finds_what_got_out() -> None:
    """Tests that let secrets out, run by themselves: each that did fails, by name, and the harmless one does not."""
    with TemporaryDirectory() as folder:
        shutil.copy(HERE / "conftest.py", folder)
        shutil.copytree(HERE / "plugins", Path(folder) / "plugins")
        (Path(folder) / "test_leaks.py").write_text(LEAKS)
        (Path(folder) / "pytest.ini").write_text("[pytest]\naddopts = --import-mode=importlib -p no:cacheprovider\n")
        command = [sys.executable, "-m", "pytest", "-q", "-rEp", "--tb=line", "--show-capture=no"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    failed = {line.split("::")[1].split(" ")[0] for line in done.stdout.splitlines() if line.startswith("ERROR ")}
    leaking = set(re.findall(r"def (test_\w+)", LEAKS)) - {"test_nothing"}
    assert leaking == {name.partition("[")[0] for name in failed}
    assert "8 passed, 7 errors" in done.stdout
    assert {"slack_bot_token", "a part of one", "database"} & set(re.findall(r"\w+", done.stdout))
