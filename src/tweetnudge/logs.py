"""Logging: text for people, JSON for machines, and never a secret."""

import logging
import sys
from collections.abc import Iterable
from typing import Any, Literal

import structlog

# These write every request with its headers, the bearer token among them, or repeat what we say ourselves.
CHATTY = ("tweepy", "requests_oauthlib", "oauthlib", "urllib3", "slack_sdk", "slack_bolt", "apscheduler", "alembic")
SAID_BY_US = ("slack_sdk.web.base_client", "waitress.queue")


def configure(level: str, style: Literal["text", "json"], secrets: Iterable[str]) -> None:
    """Send all logging to stderr; `secrets` are masked wherever they turn up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(style))
    handler.addFilter(Masking(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.ERROR if level == "ERROR" else logging.WARNING)
    for name in SAID_BY_US:
        logging.getLogger(name).setLevel(logging.CRITICAL)


class Masking(logging.Filter):
    """Replaces secrets in messages, arguments and tracebacks alike."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        # One may begin with another; a few letters would only tear holes into words.
        self._secrets = sorted((secret for secret in secrets if len(secret) > 3), key=len, reverse=True)

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self._masked(_message(record)), ()
        if record.exc_info:
            record.exc_text = self._masked(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        return True

    def _masked(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:  # noqa: BLE001 (a mistake in a call of logging must not stop what was going on)
        return str(record.msg)


def _formatter(style: Literal["text", "json"]) -> logging.Formatter:
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _traceback,
    ]
    colors = style == "text" and sys.stderr.isatty()
    renderer: Any = structlog.processors.JSONRenderer(ensure_ascii=False)
    if style == "text":
        renderer = structlog.dev.ConsoleRenderer(colors=colors)
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )


def _traceback(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """The masked traceback that Masking left on the record."""
    record: logging.LogRecord = event["_record"]
    return {**event, "exception": record.exc_text} if record.exc_text else event
