"""Where settings come from, that secrets stay secret on the way, and how Slack reaches the bot."""

import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from tweetnudge.settings import DatabaseSettings, DigestSettings, RunSettings, SettingsError, load

Set = Callable[..., None]

DATABASE = "postgresql+psycopg://bot:hunter2@db.example/nudge"
SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-11-22-botsecret",
    "SLACK_APP_TOKEN": "xapp-1-A1-appsecret",
    "SLACK_SIGNING_SECRET": "0123456789abcdef" * 2,
    "X_BEARER_TOKEN": "A" * 20 + "bearer%2B" * 9 + "%3D",
    "X_CONSUMER_KEY": "xKey9" * 5,
    "X_CONSUMER_SECRET": "xConsumer7" * 5,
    "X_ACCESS_TOKEN": "370773112-" + "xAccess6" * 5,
    "X_ACCESS_TOKEN_SECRET": "xAccSecr5" * 5,
}


@pytest.fixture(autouse=True)
def set_all(monkeypatch: pytest.MonkeyPatch, no_settings: None) -> Set:
    """Call it to set all secrets, what else is required, and more."""

    def set_all(**more: str) -> None:
        for name, value in (
            {"SLACK_CHANNEL": "C01", "X_LIST": "123", "DATABASE_URL": DATABASE} | SECRETS | more
        ).items():
            monkeypatch.setenv(name, value)

    return set_all


def problem(kind: type[DatabaseSettings] = RunSettings) -> SettingsError:
    with pytest.raises(SettingsError) as error:
        load(kind)
    return error.value


def test_secrets_are_known(set_all: Set) -> None:
    """All tokens, and of the database's address the password, so that logs can mask them."""
    set_all()
    assert {*SECRETS.values(), "hunter2"} == set(load(RunSettings).secrets()) - {""}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("postgresql+psycopg://bot:p%40ss@db.example/nudge", {"p%40ss", "p@ss"}),
        ("postgresql+psycopg://bot:a:b/c@db.example:5432/nudge", {"a:b/c"}),
        ("postgresql+psycopg://bot@db.example:5432/nudge", set[str]()),
        ("sqlite:////srv/a:b@c.db", set[str]()),
        ("sqlite:///tweetnudge.db", set[str]()),
    ],
)
def test_the_databases_password(set_all: Set, address: str, expected: set[str]) -> None:
    """As it is written in the address and as it is meant; the rest of the address is no secret."""
    set_all(DATABASE_URL=address)
    assert expected == set(load(DatabaseSettings).secrets())


def test_secrets_are_not_shown(set_all: Set) -> None:
    """Neither in the settings' repr nor in their str."""
    set_all()
    settings = load(RunSettings)
    shown = repr(settings) + str(settings)
    assert not [secret for secret in (*SECRETS.values(), "hunter2") if secret in shown]
    assert "slack_channel='C01'" in shown


FIELDS = [
    name
    for name in RunSettings.model_fields
    if name not in {"host", "official_accounts", "company_words", "database_url"}
]


@pytest.mark.parametrize("secret", [*SECRETS.values(), DATABASE], ids=[*SECRETS, "DATABASE_URL"])
def test_a_secret_in_the_wrong_place_is_not_repeated(set_all: Set, secret: str) -> None:
    """Pasted into any field, a token or the database's address turns up in no sentence and no traceback."""
    set_all(**{name.upper(): secret for name in FIELDS})
    error = problem()
    shown = str(error) + repr(error) + "".join(traceback.format_exception(error))
    assert secret not in shown
    assert secret.upper() not in shown
    assert "hunter2" not in shown
    assert "X_LIST has the wrong form; it must be the List's id" in shown
    assert "DIGEST_DAYS has the wrong form; it must be days such as" in shown


@pytest.mark.parametrize(("name", "start"), [("SLACK_BOT_TOKEN", "xoxb-"), ("SLACK_APP_TOKEN", "xapp-")])
def test_a_short_wrong_token_is_not_repeated_either(set_all: Set, name: str, start: str) -> None:
    """Where a secret belongs, whatever was written may be one."""
    set_all(**{name: "hunter2"})
    (sentence,) = problem().sentences
    assert sentence.startswith(f"{name} has the wrong form; it must be ")
    assert sentence.endswith(f"which starts with {start}.")


@pytest.mark.parametrize(
    ("unset", "reachable"),
    [
        ([], True),
        (["SLACK_SIGNING_SECRET", "PORT"], True),
        (["SLACK_APP_TOKEN"], True),
        (["SLACK_APP_TOKEN", "PORT"], False),
        (["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"], False),
        (["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "PORT"], False),
    ],
)
def test_how_slack_reaches_it(set_all: Set, unset: list[str], *, reachable: bool) -> None:
    """An app token, or a signing secret and a port."""
    set_all(**({"PORT": "8080"} | dict.fromkeys(unset, "")))
    expected = "Set SLACK_APP_TOKEN (xapp-…) for Socket Mode, or SLACK_SIGNING_SECRET and PORT for HTTP mode."
    assert (() if reachable else (expected,)) == (problem().sentences if not reachable else ())
    if reachable:
        load(RunSettings)


def env(content: bytes) -> None:
    Path(".env").write_bytes(content)


@pytest.mark.parametrize(
    "content",
    [
        b"X_LIST=123\nX_BEARER_TOKEN=AAAA\nCOMPANY_WORDS=\xe6\x9d\xb1\xe4\xba\xac\n",
        b"\xef\xbb\xbfX_LIST=123\r\nX_BEARER_TOKEN=AAAA\r\nCOMPANY_WORDS=\xe6\x9d\xb1\xe4\xba\xac\r\n",
        b"# ours\nexport X_LIST='123'\nOTHER=1\n\nx_bearer_token=\"AAAA\"\nCOMPANY_WORDS=\xe6\x9d\xb1\xe4\xba\xac",
    ],
    ids=["plain", "BOM and CRLF", "comments and quotes"],
)
def test_a_file_in_the_current_folder(content: bytes) -> None:
    """`.env` is read as editors on any system save it; names that are not ours are left alone."""
    env(content)
    settings = load(DigestSettings)
    assert ("123", "AAAA", ("東京",)) == (
        settings.x_list,
        settings.x_bearer_token.get_secret_value(),
        settings.company_words,
    )


def test_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over the file, one setting at a time."""
    env(b"LOG_LEVEL=ERROR\nLOG_FORMAT=json\n")
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    settings = load(DatabaseSettings)
    assert ("DEBUG", "json") == (settings.log_level, settings.log_format)


def test_empty_lines_of_the_file_are_unset() -> None:
    """A copied example with empty values means the defaults, save that empty HOLIDAYS means none."""
    env(b"X_LIST=123\r\nX_BEARER_TOKEN=AAAA\r\nDIGEST_SIZE=\r\nTIMEZONE=\r\nDIGEST_DAYS=\r\nHOLIDAYS=\r\n")
    settings = load(DigestSettings)
    assert (5, "Asia/Tokyo", None) == (settings.digest_size, settings.timezone.key, settings.holidays.country)


@pytest.mark.parametrize("content", ["COMPANY_WORDS=東京\n".encode("cp932"), "LOG_FORMAT=text\n".encode("utf-16")])
def test_a_file_that_is_not_utf_8(content: bytes) -> None:
    """One sentence says what to do, without the file's content."""
    env(content)
    assert ("The file .env is not UTF-8 text; save it as UTF-8.",) == problem(DatabaseSettings).sentences


def test_settings_do_not_change() -> None:
    """They are made once; nothing can be put into them later."""
    settings = load(DatabaseSettings)
    with pytest.raises(ValidationError, match="frozen"):
        settings.log_format = "json"
