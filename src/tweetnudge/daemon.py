"""`tweetnudge run`: listening to Slack and doing what is due each minute, until told to stop."""

import logging
import threading
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta

from tweetnudge import app
from tweetnudge.scheduler import Job, Scheduler
from tweetnudge.settings import RunSettings
from tweetnudge.slack.bolt import HttpMode, Listening, build_app
from tweetnudge.slack.parts import Parts
from tweetnudge.slack.socket_mode import SocketMode
from tweetnudge.store.engine import Database, DatabaseUnusable

log = logging.getLogger(__name__)

SECONDS_TO_STOP = 3.0  # for the job under way; closing connections takes its time too


def run(settings: RunSettings, db: Database, stop: threading.Event, *, clock: app.Clock = app.utc_now) -> None:
    """Listen to Slack and do what is due each minute, until `stop` is set."""
    bot = app.build(settings, db, clock=clock)
    bot.reader.collect.may_try_again()
    minutely = jobs(bot, settings, stop.is_set)
    scheduler = Scheduler(
        minutely,
        clock,
        # What another copy left behind is finished about a lease after it died, not at the next minute.
        often={name: minutely[name] for name in ("outbox", "personal")},
        every=max(1.0, settings.lease_seconds / 6),
        common=(DatabaseUnusable,),
        recovered=bot.reader.collect.outages.database_is_back,
    )
    listening = build_listening(settings, bot.parts)
    with ExitStack() as leaving:
        leaving.callback(bot.close)
        listening.start()
        leaving.callback(listening.stop)
        if not bot.daily.is_started():
            log.info("Only collecting: nothing is sent by itself until an admin presses Start on the Home tab")
        scheduler.start()
        leaving.callback(scheduler.stop, SECONDS_TO_STOP)
        stop.wait()
        log.info("Stopping")


def jobs(bot: app.Bot, settings: RunSettings, stopping: Callable[[], bool] = lambda: False) -> dict[str, Job]:
    """What is asked each minute whether it is due, in this order."""
    every = timedelta(minutes=settings.collect_every_minutes)
    return {
        "digest": bot.daily,
        "collect": lambda now: bot.reader.collect.when_due(now, every),
        "follow-up": bot.follow_up.when_due,
        "results": bot.parts.results.when_due,
        "outbox": lambda _now: bot.send(),
        "redraw": bot.redraw,
        "plan personal": bot.plan_personal,
        "personal": lambda _now: bot.send_personal(stopping),
        "thanks": bot.thank,
        "members": bot.parts.sync_members.when_due,
        "slack": lambda _now: bot.parts.people.get_ready(),
        "authors": bot.closed.when_due,
        "people": bot.watch.when_due,
        "forgetting": bot.forget.when_due,
    }


def build_listening(settings: RunSettings, parts: Parts) -> Listening:
    """Socket Mode when there is an app token, else HTTP mode."""
    secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else None
    bolt = build_app(settings.slack_bot_token.get_secret_value(), settings.slack_api_base_url, parts, secret)
    if settings.slack_app_token is not None:
        return SocketMode(bolt, settings.slack_app_token.get_secret_value())
    return HttpMode(bolt, settings.host, settings.port or 0)
