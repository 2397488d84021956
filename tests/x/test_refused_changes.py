"""Changes of the List that X refuses: each says why, is sent once, and tells no secret."""

import traceback
from collections.abc import Callable
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
    XNotOurList,
    XRateLimited,
    XSuspended,
    XUnauthorized,
    XUnavailable,
)

SECRETS = ("AAAA-very-secret", "consumer-key", "consumer/secret+", "700-access-token", "access&secret=")
PROBLEM = "https://api.x.com/2/problems/"
JSON = dict[str, Any]
Change = Callable[[X, str, int], None]


def test_somebody_elses_list(x: XStandIn, writer: X, aya: int, change: Change) -> None:
    x.world.writer = aya

    with pytest.raises(XNotOurList, match=r"^The List belongs to another X account") as error:
        change(writer, x.world.list_id, aya)

    check_it_tells_nothing(error.value)
    assert [aya] == x.world.members


def refusal(kind: str) -> JSON:
    return {"status": 403, "body": {"title": "Forbidden", "status": 403, "type": kind, "detail": "Because."}}


@pytest.mark.parametrize(
    ("kind", "words", "failure"),
    [
        (XBadAnswer, "whether the account still exists", {"status": 400}),
        (XUnauthorized, r"X_CONSUMER_KEY, X_CONSUMER_SECRET, X_ACCESS_TOKEN", {"status": 401}),
        (XNoCredit, "buy credit", {"status": 402}),
        (XNotOurList, "another X account", {"status": 403}),
        (XNotOurList, "another X account", refusal(PROBLEM + "unheard-of")),
        (XForbidden, "may only read", refusal(PROBLEM + "oauth1-permissions")),
        (XForbidden, "has suspended the account whose", refusal(PROBLEM + "user-suspended")),
        (XForbidden, "whether the app is active", refusal(PROBLEM + "client-forbidden")),
        (XForbidden, "whether the app is active", refusal(PROBLEM + "unsupported-authentication")),
        (XForbidden, "firewall", {"status": 403, "body": "<html>Forbidden</html>"}),
        (XForbidden, "firewall", {"status": 403, "body": "[1]"}),
        (XForbidden, "firewall", {"status": 403, "body": b"\xff"}),
        (XForbidden, "firewall", {"status": 403, "body": "{", "headers": {"Content-Length": "400"}}),
        (XForbidden, "firewall", {"status": 403, "body": b"junk", "headers": {"Content-Encoding": "gzip"}}),
        (XNotFound, "no such List or account", {"status": 404}),
        (XUnavailable, "in time", {"status": 408}),
        (XBadAnswer, "418", {"status": 418}),
        (XRateLimited, "no more requests", {"status": 429}),
        (XUnavailable, "500", {"status": 500}),
        (XUnavailable, "503", {"status": 503, "body": "<html>"}),
        (XBadAnswer, "sends the bot elsewhere", {"status": 302, "headers": {"Location": "/2/elsewhere"}}),
        (XBadAnswer, "sends the bot elsewhere", {"status": 308, "headers": {"Location": "/2/elsewhere"}}),
        (XUnavailable, "cannot be reached", {"drop": True}),
        (XUnavailable, "cannot be reached", {"drop": True, "accept": True}),
        (XUnavailable, "in time", {"delay": 1.0}),
        (XBadAnswer, "not JSON", {"body": "<html>Login</html>"}),
        (XBadAnswer, "not JSON", {"status": 204, "body": ""}),
        (XBadAnswer, "no data", {"body": {}}),
        (XBadAnswer, "no data", {"body": "[]"}),
        (XBadAnswer, "sent data", {"body": {"data": [True]}}),
        (XBadAnswer, "did not send is_member", {"body": {"data": {"member": True}}}),
        (XBadAnswer, "sent is_member", {"body": {"data": {"is_member": "yes"}}}),
    ],
)
def test_a_failed_change_is_explained_and_never_repeated(
    x: XStandIn, writer: X, aya: int, change: Change, kind: type[XError], words: str, failure: JSON
) -> None:
    x.fail("/members", **failure)

    with pytest.raises(kind, match=words) as error:
        change(writer, x.world.list_id, aya)

    assert kind is type(error.value)
    assert 1 == len(x.requests)
    check_it_tells_nothing(error.value)
    change(writer, x.world.list_id, aya)  # the next change is none the worse for it


def check_it_tells_nothing(error: XError) -> None:
    """Neither the sentence nor anything a logger prints along with it holds a credential; it is one sentence."""
    assert (None, None) == (error.__cause__, error.__context__)
    frames = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    for secret in SECRETS:
        assert secret not in frames + str(error) + repr(error)
    assert str(error).endswith(".")
    assert ". " not in str(error)


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        (XSuspended, {"title": "Forbidden", "resource_type": "user", "type": PROBLEM + "resource-not-found"}),
        (XNotFound, {"title": "Not Found Error", "resource_type": "user", "type": PROBLEM + "resource-not-found"}),
        (XNotFound, {"title": "Not Found Error", "resource_type": "list", "type": PROBLEM + "resource-not-found"}),
        (XBadAnswer, {"message": "Over capacity", "code": 130}),
    ],
)
def test_nothing_but_errors(x: XStandIn, writer: X, aya: int, change: Change, kind: type[XError], error: JSON) -> None:
    x.fail("/members", body={"errors": [error]})

    with pytest.raises(kind) as raised:
        change(writer, x.world.list_id, aya)

    assert kind is type(raised.value)


def test_a_change_that_did_not_happen(x: XStandIn, writer: X, aya: int) -> None:
    """X takes the request and leaves the List as it is."""
    x.fail("/members", body={"data": {"is_member": False}})
    with pytest.raises(XBadAnswer, match="did not put the account on the List"):
        writer.add_to_list(x.world.list_id, aya)

    x.fail("/members", body={"data": {"is_member": True}})
    with pytest.raises(XBadAnswer, match="did not take the account off the List"):
        writer.remove_from_list(x.world.list_id, aya)


@pytest.mark.parametrize("status", [200, 404])
def test_a_list_that_is_not_there(x: XStandIn, writer: X, aya: int, change: Change, status: int) -> None:
    x.unknown_list = status

    with pytest.raises(XNotFound, match="X_LIST"):
        change(writer, "1600000000000000009", aya)
