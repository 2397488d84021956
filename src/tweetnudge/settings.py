"""Settings from the environment or .env: a wrong value becomes one sentence, and no secret is ever printed.

Each command makes the smallest of these classes that holds what it uses, so that `migrate` does not
ask for a Slack token. A field's description completes the sentence «NAME must be …».
"""

import re
from collections.abc import Callable
from datetime import time
from decimal import Decimal
from typing import Annotated, Any, Literal, Self, TypeVar
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from tweetnudge.domain.errors import Trouble
from tweetnudge.domain.members import parse_handle
from tweetnudge.domain.workdays import Closures, parse_closures, parse_digest_days, parse_time

AnySettings = TypeVar("AnySettings", bound="DatabaseSettings")
# Slack's tokens, X's keys and tokens, a signing secret, an address with a password in it, anything long.
LOOKS_SECRET = re.compile(r"xox|xapp|[A-Z0-9_%+=-]{25}|:\S*@|.{60}", re.IGNORECASE)


class SettingsError(Trouble):
    """Settings that cannot be used; `sentences` says for each what is wrong and what to write instead."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def load(kind: type[AnySettings]) -> AnySettings:
    """Read settings of one kind. Raises SettingsError."""
    try:
        return kind()
    except ValidationError as error:
        raise SettingsError(*_sentences(kind, error)) from None
    except UnicodeDecodeError:
        raise SettingsError("The file .env is not UTF-8 text; save it as UTF-8.") from None
    except OSError as error:
        raise SettingsError(f"The file .env cannot be read ({error.strerror}); let the bot's user read it.") from None


def _matching(pattern: str) -> BeforeValidator:
    """Accept text that matches; its first group is the value."""

    def check(value: object) -> str:
        text = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
        found = re.fullmatch(pattern, text.strip())
        if found is None:
            raise ValueError
        return found[1]

    return BeforeValidator(check)


def _read_by(parse: Callable[[str], Any]) -> BeforeValidator:
    return BeforeValidator(lambda value: parse(value) if isinstance(value, str) else value)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name.strip())
    except (KeyError, ValueError, OSError):
        raise ValueError from None


def _handles(text: str) -> tuple[str, ...]:
    return tuple(parse_handle(part) for part in text.split(",") if part.strip())


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


Address = Annotated[str, _matching(r"(https?://[^\s/]+.*?)/*")]
BotToken = Annotated[SecretStr, _matching(r"((?:xoxe\.)?xoxb-[!-~]+)")]
AppToken = Annotated[SecretStr, _matching(r"(xapp-[!-~]+)")]
Channel = Annotated[str, _matching(r"([CG][A-Z0-9]+)")]
UserId = Annotated[str, _matching(r"([UW][A-Z0-9]+)")]
ListId = Annotated[
    str, _matching(r"(?:(?:https?://)?(?:www\.|mobile\.)?(?:x|twitter)\.com/i/lists/)?([0-9]+)(?:[/?#].*)?")
]
NO_SECRET = SecretStr("")


class DatabaseSettings(BaseSettings):
    """Where the bot remembers and how it logs: enough for `migrate`."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8-sig", extra="ignore", frozen=True)

    database_url: Annotated[SecretStr, _matching(r"((?!.*://[^/]*@[^/]*@).*)")] = Field(
        default=SecretStr("sqlite:///tweetnudge.db"),
        description="a database address such as sqlite:///tweetnudge.db or "
        "postgresql+psycopg://user:password@host/name (an @ in a password is %40)",
    )
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], _read_by(str.upper)] = Field(
        default="INFO", description="DEBUG, INFO, WARNING or ERROR"
    )
    log_format: Literal["text", "json"] = Field(default="text", description="text or json")

    def secrets(self) -> list[str]:
        """Everything that must not turn up anywhere; of the database's address that is its password."""
        values = [value.get_secret_value() for _, value in self if isinstance(value, SecretStr)]
        password = re.search(r"://[^:/@]*:([^@]+)@", self.database_url.get_secret_value())
        written_and_meant = [*dict.fromkeys((password[1], unquote(password[1])))] if password else []
        return [value for value in values if "://" not in value] + written_and_meant

    @model_validator(mode="before")
    @classmethod
    def _empty_is_unset(cls, values: dict[str, Any]) -> dict[str, Any]:
        # Only for HOLIDAYS does an empty value mean something of its own: none.
        return {name: value for name, value in values.items() if value != "" or name == "holidays"}


class ReportSettings(DatabaseSettings):
    """In which words and by which calendar: enough for `report`."""

    timezone: Annotated[ZoneInfo, _read_by(_zone)] = Field(
        ZoneInfo("Asia/Tokyo"), description="a name from the tz database, for example Asia/Tokyo"
    )
    digest_language: Literal["ja", "en"] = Field("ja", description="ja or en")


class DigestSettings(ReportSettings):
    """What to read and how to choose: enough for `digest --dry-run`."""

    x_list: ListId = Field(
        description="the List's id or its address, for example https://x.com/i/lists/1234567890123456789"
    )
    x_bearer_token: SecretStr = Field(description="the bearer token of your app in X's developer console")
    x_consumer_key: SecretStr = NO_SECRET
    x_consumer_secret: SecretStr = NO_SECRET
    x_access_token: SecretStr = NO_SECRET
    x_access_token_secret: SecretStr = NO_SECRET
    x_api_base_url: Address = Field("https://api.x.com", description="an address that starts with https:// or http://")
    x_budget_usd: Decimal = Field(Decimal(20), ge=0, le=1_000_000, description="dollars a month, for example 20")

    digest_time: Annotated[time, _read_by(parse_time)] = Field(
        time(9, 30), description="a time of day as HH:MM, for example 09:30"
    )
    digest_days: Annotated[frozenset[int], NoDecode, _read_by(parse_digest_days)] = Field(
        frozenset(range(5)), description="days such as mon-fri, mon,wed or mon-sun"
    )
    holidays: Annotated[Closures, NoDecode, _read_by(parse_closures)] = Field(
        Closures("JP"),
        description="a country code and days off, for example JP,12-29..01-03,2026-08-12..2026-08-14, or empty",
    )
    digest_size: int = Field(5, ge=1, le=10, description="a number from 1 to 10")
    digest_thread_size: int = Field(36, ge=0, le=60, description="a number from 0 to 60")
    post_min_age_minutes: int = Field(30, ge=0, le=1440, description="minutes, from 0 to 1440")
    post_max_age_days: int = Field(7, ge=1, le=30, description="digest days, from 1 to 30")
    official_accounts: Annotated[tuple[str, ...], NoDecode, _read_by(_handles)] = Field(
        (), description="handles separated by commas"
    )
    company_words: Annotated[tuple[str, ...], NoDecode, _read_by(_words)] = Field(
        (), description="words, hashtags and domains separated by commas"
    )
    collect_every_minutes: int = Field(60, ge=1, le=1440, description="minutes, from 1 to 1440")
    lease_seconds: int = Field(60, ge=3, le=3600, description="seconds, from 3 to 3600")
    post_retention_days: int = Field(30, ge=1, le=365, description="days, from 1 to 365")


class Settings(DigestSettings):
    """The whole job by hand: enough for `digest`."""

    slack_bot_token: BotToken = Field(description="the Bot User OAuth Token of your Slack app, which starts with xoxb-")
    slack_channel: Channel = Field(
        description="a channel's id, which starts with C (in Slack: the channel's name, then the end of «About»)"
    )
    slack_admins: Annotated[tuple[UserId, ...], NoDecode, _read_by(_words)] = Field(
        (), description="Slack user ids separated by commas, each starting with U or W"
    )
    slack_api_base_url: Address = Field(
        "https://slack.com/api", description="an address that starts with https:// or http://"
    )
    results: Literal["admins", "off"] = Field("admins", description="admins or off")


class RunSettings(Settings):
    """The daemon: how Slack reaches it."""

    slack_app_token: AppToken | None = Field(
        None, description="an app-level token with connections:write, which starts with xapp-"
    )
    slack_signing_secret: SecretStr | None = Field(
        None, description="the Signing Secret on your app's Basic Information"
    )
    host: str = Field("127.0.0.1", description="an address to listen on, for example 127.0.0.1")
    port: int | None = Field(None, ge=1, le=65535, description="a port from 1 to 65535")

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if self.slack_app_token is None and (self.slack_signing_secret is None or self.port is None):
            raise ValueError(
                "Set SLACK_APP_TOKEN (xapp-…) for Socket Mode, or SLACK_SIGNING_SECRET and PORT for HTTP mode."
            )
        return self


def _sentences(kind: type[DatabaseSettings], error: ValidationError) -> list[str]:
    return list(dict.fromkeys(_sentence(kind, problem) for problem in error.errors()))


def _sentence(kind: type[DatabaseSettings], problem: Any) -> str:
    """One sentence for one of pydantic's errors; the value is shown unless it could be a secret."""
    reason = str(problem.get("ctx", {}).get("error", ""))
    if not problem["loc"]:
        return reason
    field = str(problem["loc"][0])
    name, must_be = field.upper(), f"it must be {kind.model_fields[field].description}."
    if problem["type"] == "missing":
        return f"{name} is not set; {must_be}"
    secret = "Secret" in repr(kind.model_fields[field].annotation) or LOOKS_SECRET.search(str(problem["input"]))
    shown = "has the wrong form" if secret else f"is «{problem['input']}»"
    return f"{name} {shown}{': ' + reason if reason and not secret else ''}; {must_be}"
