"""What each setting accepts, what it is when unset, and the one sentence a wrong value becomes."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tweetnudge.domain.workdays import Closures
from tweetnudge.settings import (
    DatabaseSettings,
    DigestSettings,
    ReportSettings,
    RunSettings,
    Settings,
    SettingsError,
    load,
)

Set = Callable[..., None]

REQUIRED = {
    "SLACK_BOT_TOKEN": "xoxb-1-2-abc",
    "SLACK_APP_TOKEN": "xapp-1-abc",
    "SLACK_CHANNEL": "C0123ABC",
    "X_LIST": "123",
    "X_BEARER_TOKEN": "AAAA-bearer",
}
# As documented: what is written there, and what it means. Empty is the same as unset, except for HOLIDAYS.
DEFAULTS: dict[str, tuple[str, object]] = {
    "SLACK_SIGNING_SECRET": ("", None),
    "SLACK_ADMINS": ("", ()),
    "SLACK_API_BASE_URL": ("https://slack.com/api/", "https://slack.com/api"),
    "X_CONSUMER_KEY": ("", ""),
    "X_CONSUMER_SECRET": ("", ""),
    "X_ACCESS_TOKEN": ("", ""),
    "X_ACCESS_TOKEN_SECRET": ("", ""),
    "X_API_BASE_URL": ("https://api.x.com", "https://api.x.com"),
    "X_BUDGET_USD": ("20", Decimal(20)),
    "DATABASE_URL": ("sqlite:///tweetnudge.db", "sqlite:///tweetnudge.db"),
    "TIMEZONE": ("Asia/Tokyo", ZoneInfo("Asia/Tokyo")),
    "DIGEST_LANGUAGE": ("ja", "ja"),
    "DIGEST_TIME": ("09:30", time(9, 30)),
    "DIGEST_DAYS": ("mon-fri", {0, 1, 2, 3, 4}),
    "HOLIDAYS": ("JP", Closures("JP")),
    "DIGEST_SIZE": ("5", 5),
    "DIGEST_THREAD_SIZE": ("36", 36),
    "POST_MIN_AGE_MINUTES": ("30", 30),
    "POST_MAX_AGE_DAYS": ("7", 7),
    "OFFICIAL_ACCOUNTS": ("", ()),
    "COMPANY_WORDS": ("", ()),
    "COLLECT_EVERY_MINUTES": ("60", 60),
    "LEASE_SECONDS": ("60", 60),
    "POST_RETENTION_DAYS": ("30", 30),
    "RESULTS": ("admins", "admins"),
    "HOST": ("127.0.0.1", "127.0.0.1"),
    "PORT": ("", None),
    "LOG_LEVEL": ("INFO", "INFO"),
    "LOG_FORMAT": ("text", "text"),
}


@pytest.fixture(autouse=True)
def set_all(monkeypatch: pytest.MonkeyPatch, no_settings: None) -> Set:
    """Call it to set what is required and more."""

    def set_all(**more: str) -> None:
        for name, value in (REQUIRED | more).items():
            monkeypatch.setenv(name, value)

    return set_all


def value(settings: DatabaseSettings, name: str) -> Any:
    found = getattr(settings, name.lower())
    return found.get_secret_value() if hasattr(found, "get_secret_value") else found


def sentences(kind: type[DatabaseSettings] = RunSettings) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as error:
        load(kind)
    assert " ".join(error.value.sentences) == str(error.value)
    return error.value.sentences


def test_every_setting_is_documented() -> None:
    """No setting beside those in the table, and none of the table is missing."""
    assert DEFAULTS.keys() | REQUIRED.keys() == {name.upper() for name in RunSettings.model_fields}


@pytest.mark.parametrize("name", DEFAULTS)
def test_defaults(set_all: Set, name: str) -> None:
    """Unset, empty or written out: the same."""
    written, expected = DEFAULTS[name]
    set_all()
    assert expected == value(load(RunSettings), name)
    set_all(**{name: written})
    assert expected == value(load(RunSettings), name)
    if name != "HOLIDAYS":
        set_all(**{name: ""})
        assert expected == value(load(RunSettings), name)


LIST = "/i/lists/1234567890123456789"


@pytest.mark.parametrize(
    ("name", "written", "expected"),
    [
        ("SLACK_BOT_TOKEN", " xoxb-1 ", "xoxb-1"),
        ("SLACK_BOT_TOKEN", "xoxe.xoxb-1", "xoxe.xoxb-1"),
        ("SLACK_CHANNEL", "G01", "G01"),
        ("SLACK_ADMINS", "U01, W02,", ("U01", "W02")),
        ("SLACK_API_BASE_URL", "http://127.0.0.1:80/api//", "http://127.0.0.1:80/api"),
        ("X_LIST", "1234567890123456789", "1234567890123456789"),
        ("X_LIST", f"https://x.com{LIST}", "1234567890123456789"),
        ("X_LIST", f"http://x.com{LIST}/", "1234567890123456789"),
        ("X_LIST", f"x.com{LIST}", "1234567890123456789"),
        ("X_LIST", f"https://www.x.com{LIST}", "1234567890123456789"),
        ("X_LIST", f"https://twitter.com{LIST}?s=20", "1234567890123456789"),
        ("X_LIST", f"mobile.twitter.com{LIST}/members", "1234567890123456789"),
        ("X_LIST", f" https://mobile.x.com{LIST}#top ", "1234567890123456789"),
        ("X_API_BASE_URL", "https://proxy.example/x/", "https://proxy.example/x"),
        ("X_BUDGET_USD", "0", Decimal(0)),
        ("X_BUDGET_USD", "12.50", Decimal("12.5")),
        ("DATABASE_URL", "postgresql+psycopg://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
        ("TIMEZONE", "America/New_York", ZoneInfo("America/New_York")),
        ("DIGEST_LANGUAGE", "en", "en"),
        ("DIGEST_TIME", "9:05", time(9, 5)),
        ("DIGEST_DAYS", "mon,wed", {0, 2}),
        ("HOLIDAYS", "", Closures()),
        ("HOLIDAYS", "DE,2026-08-12", Closures("DE", ((date(2026, 8, 12), date(2026, 8, 12)),))),
        ("DIGEST_SIZE", "1", 1),
        ("DIGEST_SIZE", "10", 10),
        ("DIGEST_THREAD_SIZE", "0", 0),
        ("DIGEST_THREAD_SIZE", "60", 60),
        ("POST_MIN_AGE_MINUTES", "0", 0),
        ("POST_MAX_AGE_DAYS", "1", 1),
        ("OFFICIAL_ACCOUNTS", "@Acme, ＠acme_jobs,", ("acme", "acme_jobs")),
        ("COMPANY_WORDS", "#Acme, our product ,acme.example", ("#Acme", "our product", "acme.example")),
        ("COLLECT_EVERY_MINUTES", "1", 1),
        ("LEASE_SECONDS", "3", 3),
        ("POST_RETENTION_DAYS", "365", 365),
        ("RESULTS", "off", "off"),
        ("HOST", "0.0.0.0", "0.0.0.0"),
        ("PORT", "8080", 8080),
        ("LOG_LEVEL", "debug", "DEBUG"),
        ("LOG_FORMAT", "json", "json"),
    ],
)
def test_good_values(set_all: Set, name: str, written: str, expected: object) -> None:
    """Each in the forms people write them."""
    set_all(**{name: written})
    assert expected == value(load(RunSettings), name)


@pytest.mark.parametrize(
    ("name", "written", "reason"),
    [
        ("SLACK_CHANNEL", "#general", ""),
        ("SLACK_CHANNEL", "c0123", ""),
        ("SLACK_ADMINS", "aya", ""),
        ("SLACK_API_BASE_URL", "slack.com/api", ""),
        ("X_LIST", "my list", ""),
        ("X_LIST", "１２３", ""),
        ("X_LIST", "https://x.com/i/lists/", ""),
        ("X_LIST", "https://x.com/jack/lists/123", ""),
        ("X_LIST", "https://example.com/i/lists/123", ""),
        ("X_LIST", "https://x.com/i/lists/123abc", ""),
        ("X_API_BASE_URL", "ftp://x.com", ""),
        ("X_BUDGET_USD", "$20", ""),
        ("X_BUDGET_USD", "-1", ""),
        ("X_BUDGET_USD", "nan", ""),
        ("TIMEZONE", "Tokyo", ""),
        ("TIMEZONE", "../UTC", ""),
        ("TIMEZONE", "Asia", ""),
        ("DIGEST_LANGUAGE", "fr", ""),
        ("DIGEST_TIME", "9.30", ": not a time of day"),
        ("DIGEST_TIME", "25:00", ": hour must be in 0..23"),
        ("DIGEST_DAYS", "weekdays", ": «weekdays» is not a day"),
        ("DIGEST_DAYS", ",", ": no day is named"),
        ("HOLIDAYS", "JP,2026-02-30", ": «2026-02-30» is not in the calendar"),
        ("DIGEST_SIZE", "0", ""),
        ("DIGEST_SIZE", "11", ""),
        ("DIGEST_SIZE", "five", ""),
        ("DIGEST_THREAD_SIZE", "61", ""),
        ("POST_MIN_AGE_MINUTES", "-1", ""),
        ("POST_MAX_AGE_DAYS", "0", ""),
        ("COLLECT_EVERY_MINUTES", "0", ""),
        ("LEASE_SECONDS", "2", ""),
        ("POST_RETENTION_DAYS", "0", ""),
        ("RESULTS", "everybody", ""),
        ("PORT", "65536", ""),
        ("LOG_LEVEL", "loud", ""),
        ("LOG_FORMAT", "xml", ""),
    ],
)
def test_bad_values(set_all: Set, name: str, written: str, reason: str) -> None:
    """One sentence that names the setting, shows the value, and says what to write."""
    set_all(**{name: written})
    description = RunSettings.model_fields[name.lower()].description
    shown = "LOUD" if written == "loud" else written
    assert (f"{name} is «{shown}»{reason}; it must be {description}.",) == sentences()


@pytest.mark.parametrize("name", ["X_LIST", "X_BEARER_TOKEN", "SLACK_BOT_TOKEN", "SLACK_CHANNEL"])
@pytest.mark.parametrize("empty", [True, False])
def test_required(set_all: Set, monkeypatch: pytest.MonkeyPatch, name: str, *, empty: bool) -> None:
    """What must be set and is not, or is empty, is asked for."""
    set_all(**{name: ""})
    if not empty:
        monkeypatch.delenv(name)
    description = RunSettings.model_fields[name.lower()].description
    assert (f"{name} is not set; it must be {description}.",) == sentences()


def test_each_wrong_setting_has_its_sentence(set_all: Set) -> None:
    """All at once, so that nobody mends them one by one."""
    set_all(X_LIST="", DIGEST_SIZE="11", TIMEZONE="Tokyo", SLACK_ADMINS="aya,ben")
    assert ["TIMEZONE", "X_LIST", "DIGEST_SIZE", "SLACK_ADMINS", "SLACK_ADMINS"] == [
        sentence.split()[0] for sentence in sentences()
    ]


@pytest.mark.parametrize(
    ("kind", "asks_for"),
    [
        (DatabaseSettings, []),
        (ReportSettings, []),
        (DigestSettings, ["X_LIST", "X_BEARER_TOKEN"]),
        (Settings, ["X_LIST", "X_BEARER_TOKEN", "SLACK_BOT_TOKEN", "SLACK_CHANNEL"]),
    ],
)
def test_each_command_asks_for_what_it_uses(kind: type[DatabaseSettings], asks_for: list[str]) -> None:
    """Nothing at all for the database alone and for results, no Slack for a preview."""
    asked = [sentence.split()[0] for sentence in sentences(kind)] if asks_for else []
    assert asks_for == asked
    if not asks_for:
        assert load(kind).secrets() == []
