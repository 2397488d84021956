"""People on the X stand-in, the List's members, and who may do what."""

from collections.abc import Callable

import pytest
import requests
import tweepy

from tweetnudge.demo.x import LIST_ID, XStandIn


@pytest.fixture
def aya(x: XStandIn) -> int:
    return x.world.add_user("aya", "Aya")


def test_the_list_itself(x: XStandIn, client: tweepy.Client, aya: int) -> None:
    assert client.get_list(LIST_ID) == {"data": {"id": LIST_ID, "name": "Our colleagues"}}
    more = client.get_list(LIST_ID, list_fields=["member_count", "owner_id", "private"])["data"]
    assert (more["member_count"], more["owner_id"], more["private"]) == (1, str(x.world.owner), False)


def test_members_a_page_at_a_time(x: XStandIn, client: tweepy.Client) -> None:
    everyone = [str(x.world.add_user(f"user{n}", f"User {n}", protected=n == 2)) for n in range(5)]
    first = client.get_list_members(LIST_ID, max_results=3, user_fields=["protected"])
    second = client.get_list_members(LIST_ID, max_results=3, pagination_token=first["meta"]["next_token"])
    assert [user["id"] for user in first["data"] + second["data"]] == everyone
    assert [user["protected"] for user in first["data"]] == [False, False, True]
    assert second["meta"] == {"result_count": 2}


def test_adding_and_removing_a_member(x: XStandIn, client: tweepy.Client, aya: int) -> None:
    ken = x.world.add_user("ken", "Ken", listed=False)
    x.world.post("ken", "hello")
    assert client.add_list_member(LIST_ID, ken) == {"data": {"is_member": True}}
    assert client.get_list_tweets(LIST_ID)["meta"]["result_count"] == 1
    assert client.remove_list_member(LIST_ID, ken) == {"data": {"is_member": False}}
    assert x.world.members == [aya]
    assert sum(kind == "write" for _, kind, _ in x.billed) == 2
    with pytest.raises(tweepy.BadRequest):
        client.add_list_member(LIST_ID, 999)


def test_members_change_only_for_a_user(x: XStandIn, client: tweepy.Client, aya: int) -> None:
    with pytest.raises(tweepy.Forbidden, match="Application-Only"):
        client.add_list_member(LIST_ID, aya, user_auth=False)
    with pytest.raises(tweepy.Forbidden):
        client.remove_list_member(LIST_ID, aya, user_auth=False)
    with pytest.raises(tweepy.Forbidden):
        client.get_me(user_auth=False)
    assert client.get_me()["data"]["username"] == "list_owner"


def test_only_its_owner_changes_the_list(x: XStandIn, client: tweepy.Client, aya: int) -> None:
    x.world.writer = aya

    for change in (client.add_list_member, client.remove_list_member):
        with pytest.raises(tweepy.Forbidden, match="not permitted"):
            change(LIST_ID, aya)

    assert [aya] == x.world.members
    assert "aya" == client.get_me()["data"]["username"]


def test_people_by_id_and_by_handle(x: XStandIn, client: tweepy.Client, aya: int) -> None:
    shown = {"id": str(aya), "name": "Aya", "username": "aya"}
    assert client.get_users(ids=[aya]) == {"data": [shown]}
    assert client.get_user(username="AYA") == {"data": shown}
    several = client.get_users(usernames=["aya", "nobody"])
    assert several["data"] == [shown]
    (error,) = several["errors"]
    assert (error["value"], error["parameter"]) == ("nobody", "usernames")
    assert error["type"].endswith("/resource-not-found")
    assert client.get_user(username="nobody").keys() == {"errors"}
    assert client.get_users(ids=[99]).keys() == {"errors"}


def test_a_suspended_account_is_not_shown(x: XStandIn, client: tweepy.Client, aya: int) -> None:
    x.world.suspend("aya")
    (error,) = client.get_users(ids=[aya])["errors"]
    assert error["title"] == "Forbidden"


def test_an_unknown_list(x: XStandIn, client: tweepy.Client) -> None:
    for read in (client.get_list, client.get_list_tweets, client.get_list_members):
        with pytest.raises(tweepy.NotFound, match="Could not find list"):
            read("123")
    x.unknown_list = 200
    (error,) = client.get_list_tweets("123")["errors"]
    assert error["resource_type"] == "list"


def test_a_private_list_is_its_owners(x: XStandIn, client: tweepy.Client, aya: int) -> None:
    x.world.private = True
    with pytest.raises(tweepy.NotFound):
        client.get_list_tweets(LIST_ID)
    assert client.get_list_tweets(LIST_ID, user_auth=True)["meta"]["result_count"] == 0
    x.world.writer = aya
    with pytest.raises(tweepy.NotFound):
        client.get_list_tweets(LIST_ID, user_auth=True)


def test_without_a_token_nothing(x: XStandIn, connect: Callable[..., tweepy.Client]) -> None:
    with pytest.raises(tweepy.Unauthorized):
        connect(x, bearer=None).get_list_tweets(LIST_ID)
    assert requests.get(f"{x.url}/2/users/me", timeout=2).json()["status"] == 401
    x.bearer = "the right one"
    with pytest.raises(tweepy.Unauthorized):
        connect(x).get_list_tweets(LIST_ID)
    assert connect(x, bearer="the right one").get_list_tweets(LIST_ID)


@pytest.mark.parametrize(
    "path",
    [
        f"/2/lists/{LIST_ID}/tweets?max_results=0",
        f"/2/lists/{LIST_ID}/tweets?max_results=101",
        f"/2/lists/{LIST_ID}/tweets?pagination_token=nonsense",
        "/2/lists/name/tweets",
        "/2/tweets",
        "/2/tweets?ids=1,two",
        "/2/tweets?ids=" + ",".join(map(str, range(101))),
        "/2/users/by?usernames=a-b",
    ],
)
def test_what_is_wrong_with_a_request(x: XStandIn, path: str) -> None:
    answer = requests.get(x.url + path, headers={"Authorization": "Bearer b"}, timeout=2)
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/invalid-request")
    assert answer.json()["errors"][0]["message"]


def test_an_unknown_address(x: XStandIn) -> None:
    answer = requests.get(f"{x.url}/2/dm_events", headers={"Authorization": "Bearer b"}, timeout=2)
    assert (answer.status_code, answer.json()["title"]) == (404, "Not Found")
