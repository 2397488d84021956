"""Taps: how a press is counted once a person without keeping who pressed. Pure.

A token is an HMAC of who pressed what, with a key derived from SLACK_BOT_TOKEN, which no database holds. It differs
from post to post and from month to month, so that tokens cannot be matched with each other either.
"""

import hmac
from datetime import date
from enum import IntFlag

HASH = "sha256"
TOKEN_LENGTH = 16  # bytes: enough for no two people ever to share one


class TapKind(IntFlag):
    """What was pressed; a person may do both."""

    LIKE = 1
    REPOST = 2


def derived_key(secret: str, purpose: str) -> bytes:
    """A key of 32 bytes that says nothing about the secret: HKDF-SHA256 without salt (RFC 5869)."""
    extracted = hmac.digest(bytes(32), secret.encode(), HASH)
    return hmac.digest(extracted, purpose.encode() + b"\x01", HASH)


def post_token(key: bytes, post_id: int, person: str) -> bytes:
    """Somebody pressed under this post."""
    return _token(key, "post", str(post_id), person)


def given_token(key: bytes, post_id: int, person: str) -> bytes:
    """Somebody was given this post in a personal digest."""
    return _token(key, "given", str(post_id), person)


def month_token(key: bytes, month: date, person: str) -> bytes:
    """Somebody pressed under any post in this month, given by its first day."""
    return _token(key, "month", month.isoformat(), person)


def opaque_name(key: bytes, day: date, person: str) -> str:
    """A name for somebody on one day, which logs and keys may hold."""
    return _token(key, "day", day.isoformat(), person).hex()


def _token(key: bytes, *said: str) -> bytes:
    return hmac.digest(key, "\n".join(said).encode(), HASH)[:TOKEN_LENGTH]
