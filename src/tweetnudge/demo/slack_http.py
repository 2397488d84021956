"""Slack's side of HTTP: signed requests to the app, and what the app answers."""

import hashlib
import hmac
import json
import time
from http.client import HTTPConnection, HTTPException
from typing import cast
from urllib.parse import urlencode, urlsplit

from tweetnudge.demo.server import JSON

PATIENCE = 3.0  # seconds, as Slack has
NO_ANSWER = 0  # instead of a status


def signed(kind: str, payload: JSON, secret: str, *, ago: float = 0.0) -> tuple[str, dict[str, str]]:
    """The body and headers with which Slack posts a payload; `ago` seconds old by the real clock."""
    body, content_type = _body(kind, payload)
    stamp = str(int(time.time() - ago))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return body, {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest}",
    }


def post(url: str, body: str, headers: dict[str, str]) -> tuple[int, JSON]:
    """Status and answer; `NO_ANSWER` when there was none in time. No proxy is asked."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    try:
        connection.request("POST", parts.path, body.encode(), headers)
        with connection.getresponse() as answer:
            return answer.status, _answer(answer.read().decode())
    except (OSError, HTTPException, ValueError):  # ValueError: what came is no text
        return NO_ANSWER, {}
    finally:
        connection.close()


def _body(kind: str, payload: JSON) -> tuple[str, str]:
    form = "application/x-www-form-urlencoded"
    if kind == "slash_commands":
        return urlencode(payload), form
    if kind == "interactive":
        return urlencode({"payload": json.dumps(payload)}), form
    return json.dumps(payload), "application/json"


def _answer(text: str) -> JSON:
    """What is no JSON object is the text to show."""
    try:
        read: object = json.loads(text) if text else {}
    except json.JSONDecodeError:
        read = None
    return cast("JSON", read) if isinstance(read, dict) else {"text": text}
