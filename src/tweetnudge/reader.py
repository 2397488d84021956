"""The half of the composition root that needs no Slack: settings go in, what reads and chooses comes out."""

import os
import socket
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import holidays

from tweetnudge.domain.workdays import Closures, Workdays
from tweetnudge.settings import DigestSettings, SettingsError
from tweetnudge.slack.blocks import DigestBlocks
from tweetnudge.store.engine import Database
from tweetnudge.usecases.choosing import Choosing, Rules
from tweetnudge.usecases.collect_posts import CollectPosts
from tweetnudge.usecases.outages import Outages
from tweetnudge.usecases.recheck_posts import Departed, RecheckPosts, nobody_departed
from tweetnudge.usecases.spending import Purse
from tweetnudge.usecases.sync_members import NewOnList
from tweetnudge.usecases.telling import Telling
from tweetnudge.x.client import OwnerKeys, XClient


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads and chooses; no Slack is needed for it."""

    db: Database
    workdays: Workdays
    choosing: Choosing
    collect: CollectPosts
    recheck: RecheckPosts
    x: XClient
    purse: Purse

    def close(self) -> None:
        """Give up the connections to X."""
        self.x.close()


def build_reader(
    settings: DigestSettings,
    db: Database,
    *,
    money_in: Database | None = None,
    telling: Telling | None = None,
    departed: Departed = nobody_departed,
) -> Reader:
    """Money is counted in `money_in` where that is another database than the one for posts."""
    purse = Purse(
        money_in or db,
        settings.x_budget_usd,
        kept_back=2 * settings.digest_size + settings.digest_thread_size,
        telling=telling,
    )
    workdays = build_workdays(settings)
    x = XClient(
        settings.x_bearer_token.get_secret_value(), owner=_owner_keys(settings), base_url=settings.x_api_base_url
    )
    choosing = Choosing(
        workdays,
        Rules(
            settings.digest_size,
            settings.digest_thread_size,
            timedelta(minutes=settings.post_min_age_minutes),
            settings.post_max_age_days,
            settings.official_accounts,
        ),
        DigestBlocks(settings.digest_language, settings.x_list, timezone=settings.timezone),
    )
    collect = CollectPosts(
        db, x, purse, workdays, settings.x_list, settings.post_max_age_days, _owner(), settings.lease_seconds,
        NewOnList(telling), settings.company_words, Outages(db, telling),
    )  # fmt: skip
    recheck = RecheckPosts(
        db, x, purse, choosing, departed, settings.company_words,
        lambda now: collect.is_current(now, choosing.read_within),
    )  # fmt: skip
    return Reader(db, workdays, choosing, collect, recheck, x, purse)


def build_workdays(settings: DigestSettings) -> Workdays:
    """The company's calendar. Raises SettingsError for a country without known holidays."""
    return Workdays(settings.timezone, settings.digest_time, settings.digest_days, _is_holiday(settings.holidays))


def _is_holiday(closures: Closures) -> Callable[[date], bool]:
    if closures.country is None:
        return closures.covers
    try:
        public = holidays.country_holidays(closures.country)
    except NotImplementedError:
        raise SettingsError(
            f"HOLIDAYS names the country «{closures.country}», whose public holidays are not known; "
            "write another two-letter code such as JP, or only your own days off."
        ) from None
    return lambda day: day in public or closures.covers(day)


def _owner_keys(settings: DigestSettings) -> OwnerKeys:
    return OwnerKeys(
        settings.x_consumer_key.get_secret_value(),
        settings.x_consumer_secret.get_secret_value(),
        settings.x_access_token.get_secret_value(),
        settings.x_access_token_secret.get_secret_value(),
    )


def _owner() -> str:
    """Who holds a lease: unique to this process, readable in the database."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
