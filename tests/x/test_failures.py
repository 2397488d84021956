"""Every kind of failure between the bot and X becomes the XError that says what to do, and tells no secret."""

import socket
import traceback
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest

from tweetnudge.demo.x import XStandIn
from tweetnudge.usecases.ports import (
    X,
    XBadAnswer,
    XError,
    XForbidden,
    XNoCredit,
    XNotFound,
    XRateLimited,
    XUnauthorized,
    XUnavailable,
)
from tweetnudge.x.client import XClient

TOKEN = "AAAA-very-secret"
JSON = dict[str, Any]


@pytest.mark.parametrize(
    ("failure", "kind", "words"),
    [
        ({"status": 400}, XBadAnswer, "check X_LIST"),
        ({"status": 401}, XUnauthorized, "does not accept X_BEARER_TOKEN"),
        ({"status": 402}, XNoCredit, "buy credit"),
        ({"status": 403}, XForbidden, "X_BEARER_TOKEN"),
        ({"status": 404}, XNotFound, "X_LIST"),
        ({"status": 408}, XUnavailable, "in time"),
        ({"status": 418}, XBadAnswer, "418"),
        ({"status": 429}, XRateLimited, "no more requests for now"),
        ({"status": 500}, XUnavailable, "500"),
        ({"status": 503, "body": "<html>"}, XUnavailable, "503"),
        ({"status": 302, "headers": {"Location": "https://elsewhere.example/"}}, XBadAnswer, "X_API_BASE_URL sends"),
        ({"drop": True}, XUnavailable, "cannot be reached"),
        ({"delay": 1.0}, XUnavailable, "in time"),
        (
            {"status": 200, "body": '{"data": [', "headers": {"Content-Length": "400"}},
            XUnavailable,
            "cannot be reached",
        ),
        ({"status": 200, "body": "<html>Login</html>"}, XBadAnswer, "not JSON"),
        ({"status": 200, "body": ""}, XBadAnswer, "not JSON"),
        ({"status": 200, "body": b"\xff\xfe\xff"}, XBadAnswer, "not JSON"),
        ({"status": 200, "body": b"junk", "headers": {"Content-Encoding": "gzip"}}, XBadAnswer, "not JSON"),
        ({"status": 200, "body": "[" * 100_000}, XBadAnswer, "not JSON"),
        ({"status": 200, "body": "1" * 5_000}, XBadAnswer, "not JSON"),
        ({"status": 200, "body": "[]"}, XBadAnswer, "no meta"),
        ({"status": 200, "body": "null"}, XBadAnswer, "no meta"),
        ({"status": 200, "body": {"data": {"id": "1"}}}, XBadAnswer, "data"),
        ({"status": 204, "body": ""}, XBadAnswer, "not JSON"),
    ],
)
def test_every_failure_has_its_error(x: XStandIn, client: X, failure: JSON, kind: type[XError], words: str) -> None:
    x.fail("/tweets", **failure)

    with pytest.raises(kind, match=words) as error:
        client.list_posts(x.world.list_id, size=5, token=None)

    assert type(error.value) is kind
    check_it_tells_nothing(error.value)
    client.list_posts(x.world.list_id, size=5, token=None)  # the next request is none the worse for it


def check_it_tells_nothing(error: XError) -> None:
    """Neither the sentence nor anything a logger prints along with it holds the token; it is one sentence."""
    assert (error.__cause__, error.__context__) == (None, None)
    frames = traceback.TracebackException.from_exception(error, capture_locals=True)
    assert TOKEN not in "".join(frames.format())
    assert str(error).endswith(".")
    assert ". " not in str(error)


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 429, 500])
@pytest.mark.parametrize(
    "body", ["[1]", "null", '"text"', "5", '{"errors": 5}', '{"errors": [5]}', '{"detail": 5}', ""]
)
def test_odd_bodies_of_refusals(x: XStandIn, client: X, status: int, body: str) -> None:
    x.fail("/tweets", status=status, body=body)

    with pytest.raises(XError):
        client.list_posts(x.world.list_id, size=5, token=None)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("1782864300", datetime(2026, 7, 1, 0, 5, tzinfo=UTC)),
        (" 1782864300 ", datetime(2026, 7, 1, 0, 5, tzinfo=UTC)),
        ("soon", None),
        ("", None),
        ("-1", None),
        ("1e9", None),
        ("1782864300.5", None),
        ("999999999999", None),
        ("9" * 400, None),
    ],
)
def test_when_x_answers_again(x: XStandIn, client: X, header: str, expected: datetime | None) -> None:
    x.fail("/tweets", status=429, headers={"x-rate-limit-reset": header})

    with pytest.raises(XRateLimited) as error:
        client.list_posts(x.world.list_id, size=5, token=None)

    assert expected == error.value.reset


@pytest.mark.parametrize("status", [200, 404])
def test_a_list_that_is_not_there(x: XStandIn, client: X, status: int) -> None:
    x.unknown_list = status

    with pytest.raises(XNotFound, match=r"X_LIST.*private List is visible only to its owner's tokens"):
        client.list_posts("1600000000000000009", size=5, token=None)


@pytest.mark.parametrize(
    ("errors", "kind"),
    [
        ([{"type": "https://api.x.com/2/problems/not-authorized-for-resource"}], XNotFound),
        ([{"resource_id": "1", "resource_type": "list", "type": "about:blank"}], XNotFound),
        ([{"message": "Over capacity", "code": 130}], XBadAnswer),
    ],
)
def test_nothing_but_errors(x: XStandIn, client: X, errors: list[JSON], kind: type[XError]) -> None:
    x.fail("/tweets", body={"errors": errors})

    with pytest.raises(kind):
        client.list_posts(x.world.list_id, size=5, token=None)


@pytest.mark.parametrize(("status", "words"), [(404, "X_API_BASE_URL"), (400, "update tweetnudge")])
def test_refused_lookups_do_not_blame_the_list(x: XStandIn, client: X, status: int, words: str) -> None:
    for path, look_up in (("/2/tweets", client.posts), ("/2/users", client.users)):
        x.fail(path, status=status)
        with pytest.raises(XError, match=words) as error:
            look_up([1])
        assert "X_LIST" not in str(error.value)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("http://127.0.0.1:{closed}", XUnavailable),
        ("https://127.0.0.1:{open}", XUnavailable),
        ("api.x.com", XBadAnswer),
        ("http://", XBadAnswer),
        ("gopher://x", XBadAnswer),
        ("http://[x", XBadAnswer),
    ],
)
def test_addresses_nobody_answers_at(x: XStandIn, address: str, kind: type[XError]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        closed = free.getsockname()[1]
    base_url = address.format(closed=closed, open=x.url.rpartition(":")[2])

    with closing(XClient(TOKEN, base_url=base_url, timeout=2)) as client, pytest.raises(kind) as error:
        client.list_posts(x.world.list_id, size=5, token=None)

    check_it_tells_nothing(error.value)


@pytest.mark.parametrize("token", ["line\nend", "トークン", "\r"])
def test_a_token_that_cannot_be_sent(x: XStandIn, token: str) -> None:
    with closing(XClient(token, base_url=x.url)) as client, pytest.raises(XUnauthorized, match="copy it") as error:
        client.list_posts(x.world.list_id, size=5, token=None)

    assert token not in str(error.value)


def test_a_wrong_token(x: XStandIn) -> None:
    with closing(XClient("wrong", base_url=x.url)) as client, pytest.raises(XUnauthorized, match="new bearer token"):
        client.list_posts(x.world.list_id, size=5, token=None)
