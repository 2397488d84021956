"""People over HTTP: one by handle, and who is on the List, a page at a time."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.members import Member
from tweetnudge.usecases.ports import (
    X,
    XBadAnswer,
    XError,
    XForbidden,
    XNoCredit,
    XNotFound,
    XRateLimited,
    XSuspended,
    XUnauthorized,
    XUnavailable,
)
from tweetnudge.x import people
from tweetnudge.x.client import XClient

TOKEN = "AAAA-very-secret"
JSON = dict[str, Any]


@pytest.fixture(params=["old", "new"])
def dialects(request: pytest.FixtureRequest) -> Iterator[XStandIn]:
    with XStandIn(bearer=TOKEN, dialect=request.param) as server:
        server.world.add_user("Aya_S", "Aya")
        yield server


@pytest.mark.parametrize("handle", ["Aya_S", "aya_s", "AYA_S"])
def test_somebody_by_handle(dialects: XStandIn, handle: str) -> None:
    """In any case of letters; the answer has it as X shows it."""
    with closing(XClient(TOKEN, base_url=dialects.url)) as client:
        found = client.user(handle)

    aya = dialects.world.user_id("aya_s")
    assert Member(aya, "Aya_S", "Aya", "https://avatars.example/Aya_S.png") == found
    assert [f"/2/users/by/username/{handle}"] == [asked.path for asked in dialects.requests]
    assert {("user", aya)} == {(kind, number) for _, kind, number in dialects.billed}


def test_a_protected_account_is_found(x: XStandIn, client: X) -> None:
    x.world.protect("aya")

    assert client.user("aya").protected


@pytest.mark.parametrize("status", [200, 404])
def test_nobody_of_that_name(x: XStandIn, client: X, status: int) -> None:
    if status == 404:
        x.fail("/2/users/by", status=status)

    with pytest.raises(XNotFound, match="nobody of this name"):
        client.user("nobody")

    assert 1 == len(x.requests)


@pytest.mark.parametrize("handle", ["", "@aya", "a/../b", "me?x=1", "文字", "aya\n", "a" * 16])
def test_a_handle_nobody_can_have(x: XStandIn, client: X, handle: str) -> None:
    with pytest.raises(XNotFound, match="nobody of this name"):
        client.user(handle)

    assert [] == x.requests


def test_a_suspended_account(x: XStandIn, client: X) -> None:
    x.world.suspend("aya")

    with pytest.raises(XSuspended, match="suspended this account") as error:
        client.user("aya")

    assert ". " not in str(error.value)


NOT_FOUND = "https://api.x.com/2/problems/resource-not-found"


@pytest.mark.parametrize(
    ("expected", "error"),
    [
        (XSuspended, {"title": "Forbidden", "type": NOT_FOUND}),
        (XSuspended, {"title": "Odd", "detail": "User has been Suspended: [aya].", "resource_id": "aya"}),
        (XSuspended, {"type": "https://api.x.com/2/problems/user-suspended", "resource_id": "aya"}),
        (XNotFound, {"title": "Not Found Error", "type": NOT_FOUND}),
        (XNotFound, {"title": 5, "detail": [], "type": NOT_FOUND}),
        (XNotFound, {"type": "https://api.x.com/2/problems/not-authorized-for-resource"}),
        (XBadAnswer, {"message": "Over capacity", "code": 130}),
        (XBadAnswer, {"title": "Forbidden", "type": "about:blank"}),
    ],
)
def test_nothing_but_errors(x: XStandIn, client: X, expected: type[XError], error: JSON) -> None:
    x.fail("/users", body={"errors": [error]})

    with pytest.raises(expected) as raised:
        client.user("aya")

    assert expected is type(raised.value)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "no data"),
        ({"data": [{"id": "1"}]}, "sent data for its answer in an unknown form"),
        ({"data": {"id": "1", "username": "aya", "name": "Aya"}}, "did not send protected for the user"),
        ({"data": {"username": "aya", "name": "Aya", "protected": False}}, "did not send id"),
        ({"data": {"id": "1", "username": "<a>", "name": "Aya", "protected": False}}, "username .* unknown form"),
    ],
)
def test_a_user_x_does_not_describe_as_documented(x: XStandIn, client: X, body: JSON, words: str) -> None:
    x.fail("/users", body=body)

    with pytest.raises(XBadAnswer, match=words):
        client.user("aya")


@pytest.mark.parametrize("method", ["user", "list_members"])
@pytest.mark.parametrize(
    ("kind", "failure"),
    [
        (XUnauthorized, {"status": 401}),
        (XNoCredit, {"status": 402}),
        (XForbidden, {"status": 403}),
        (XRateLimited, {"status": 429}),
        (XUnavailable, {"status": 503}),
        (XUnavailable, {"delay": 1.0}),
        (XBadAnswer, {"body": "<html>"}),
    ],
)
def test_failures(x: XStandIn, client: X, method: str, kind: type[XError], failure: JSON) -> None:
    x.fail(**failure)

    with pytest.raises(kind) as error:
        client.user("aya") if method == "user" else client.list_members(x.world.list_id, token=None)

    assert kind is type(error.value)
    assert 1 == len(x.requests)


def read_all(client: X, list_id: str) -> list[tuple[Member, ...]]:
    pages = [client.list_members(list_id, token=None)]
    while pages[-1].next_token is not None:
        pages.append(client.list_members(list_id, token=pages[-1].next_token))
    return [page.members for page in pages]


def test_250_members_in_three_pages(dialects: XStandIn) -> None:
    for number in range(249):
        dialects.world.add_user(f"user{number}", f"User {number}", protected=number == 5)

    with closing(XClient(TOKEN, base_url=dialects.url)) as client:
        pages = read_all(client, dialects.world.list_id)

    everyone = [one for page in pages for one in page]
    assert [100, 100, 50] == [len(page) for page in pages]
    assert dialects.world.members == [one.id for one in everyone]
    assert ["user5"] == [one.handle for one in everyone if one.protected]


def test_how_many_are_on_the_list(dialects: XStandIn) -> None:
    with closing(XClient(TOKEN, base_url=dialects.url)) as client:
        assert 1 == client.list_size(dialects.world.list_id)


@pytest.mark.parametrize("body", [{"data": {"id": "1"}}, {"data": {"id": "1", "member_count": "3"}}, {}], ids=str)
def test_a_size_that_cannot_be_read(x: XStandIn, client: X, body: JSON) -> None:
    x.fail(body=body)
    with pytest.raises(XBadAnswer):
        client.list_size(x.world.list_id)


def test_small_pages(x: XStandIn, client: X) -> None:
    x.world.add_user("ken", "Ken")

    page = client.list_members(x.world.list_id, size=1, token=None)

    assert (["aya"], True) == ([one.handle for one in page.members], page.next_token is not None)
    assert "1" == x.requests[-1].query["max_results"]


def test_an_empty_list(x: XStandIn, client: X) -> None:
    x.world.members.clear()

    assert [()] == read_all(client, x.world.list_id)


@pytest.mark.parametrize("status", [200, 404])
def test_members_of_a_list_that_is_not_there(x: XStandIn, client: X, status: int) -> None:
    x.unknown_list = status

    with pytest.raises(XNotFound, match="X_LIST"):
        client.list_members("1600000000000000009", token=None)
    with pytest.raises(XNotFound, match="X_LIST"):
        client.list_size("1600000000000000009")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "no meta"),
        ({"data": {"id": "1"}, "meta": {}}, "sent data"),
        ({"data": [{"id": "7", "username": "aya", "name": "Aya"}]}, "did not send protected for user 7"),
        ({"data": [], "meta": {"next_token": 5}}, r"sent meta\.next_token"),
    ],
)
def test_odd_pages_are_not_the_end_of_the_list(body: JSON, words: str) -> None:
    with pytest.raises(XBadAnswer, match=words):
        people.member_page(body)
