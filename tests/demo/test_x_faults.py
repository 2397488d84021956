"""The X stand-in when it is told to fail, and when it speaks the newer dialect."""

import time

import pytest
import requests
import tweepy

from tweetnudge.demo.x import LIST_ID, XStandIn

HEADERS = {"Authorization": "Bearer b"}


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, tweepy.BadRequest),
        (401, tweepy.Unauthorized),
        (402, tweepy.HTTPException),
        (403, tweepy.Forbidden),
        (404, tweepy.NotFound),
        (429, tweepy.TooManyRequests),
        (500, tweepy.TwitterServerError),
        (529, tweepy.TwitterServerError),
    ],
)
def test_statuses(x: XStandIn, client: tweepy.Client, status: int, error: type[Exception]) -> None:
    x.fail("/tweets", status=status)
    with pytest.raises(error):
        client.get_list_tweets(LIST_ID)
    assert client.get_list_tweets(LIST_ID)


def test_headers_and_body(x: XStandIn) -> None:
    x.fail(status=429, headers={"x-rate-limit-reset": "1790000000"}, body={"title": "Too Many Requests"})
    answer = requests.get(f"{x.url}/2/tweets", headers=HEADERS, timeout=2)
    assert answer.headers["x-rate-limit-reset"] == "1790000000"
    assert answer.json() == {"title": "Too Many Requests"}


def test_every_answer_may_carry_headers(x: XStandIn) -> None:
    x.headers["x-rate-limit-remaining"] = "7"
    assert requests.get(f"{x.url}/2/tweets", headers=HEADERS, timeout=2).headers["x-rate-limit-remaining"] == "7"


def test_only_some_requests_fail(x: XStandIn, client: tweepy.Client) -> None:
    x.fail("/members", status=500, times=2, skip=1)
    outcomes: list[bool] = []
    for _ in range(5):
        client.get_list_tweets(LIST_ID)
        try:
            client.get_list_members(LIST_ID)
        except tweepy.TwitterServerError:
            outcomes.append(False)
        else:
            outcomes.append(True)
    assert outcomes == [True, False, False, True, True]


def test_a_cut_connection(x: XStandIn, client: tweepy.Client) -> None:
    x.fail(drop=True)
    with pytest.raises(requests.ConnectionError):
        client.get_list_tweets(LIST_ID)
    assert x.billed == set()


def test_half_an_answer(x: XStandIn, client: tweepy.Client) -> None:
    x.fail(body=b'{"data": [', headers={"Content-Length": "500"})
    with pytest.raises((requests.exceptions.ChunkedEncodingError, requests.ConnectionError)):
        client.get_list_tweets(LIST_ID)


@pytest.mark.parametrize("body", ["<html>", b"\xff\xfe", ""])
def test_no_json(x: XStandIn, client: tweepy.Client, body: str | bytes) -> None:
    x.fail(body=body)
    with pytest.raises(requests.exceptions.JSONDecodeError):
        client.get_list_tweets(LIST_ID)


def test_a_late_answer_is_still_an_answer(x: XStandIn, client: tweepy.Client) -> None:
    x.fail(delay=0.1)
    begun = time.perf_counter()
    assert client.get_list_tweets(LIST_ID)
    assert time.perf_counter() - begun >= 0.1


def test_accepted_and_then_cut(x: XStandIn, client: tweepy.Client) -> None:
    aya = x.world.add_user("aya", "Aya", listed=False)
    x.fail("/members", drop=True, accept=True)
    with pytest.raises(requests.ConnectionError):
        client.add_list_member(LIST_ID, aya)
    assert x.world.members == [aya]


def test_the_newer_dialect(x: XStandIn, client: tweepy.Client) -> None:
    x.dialect = "new"
    x.world.add_user("aya", "Aya")
    first = x.world.post("aya", note_text="長" * 300)
    second = x.world.post("aya", "続き", quote_of=first)
    answer = client.get_list_tweets(
        LIST_ID,
        tweet_fields=["note_tweet", "referenced_tweets", "public_metrics"],
        expansions=["referenced_tweets.id"],
    )
    newest, oldest = answer["data"]
    assert newest["edit_history_post_ids"] == [str(second)]
    assert newest["referenced_posts"] == [{"type": "quoted", "id": str(first)}]
    assert "repost_count" in newest["public_metrics"]
    assert "retweet_count" not in newest["public_metrics"]
    assert oldest["note_post"]["text"] == "長" * 300
    assert answer["includes"].keys() == {"posts"}


def test_the_newer_dialects_own_parameters(x: XStandIn) -> None:
    x.world.add_user("aya", "Aya")
    x.world.post("aya", "again", quote_of=x.world.post("aya", "x", minutes_ago=50))
    query = {"post.fields": "referenced_posts,author_id", "expansions": "referenced_posts.id", "max_results": "1"}

    def read() -> dict[str, object]:
        return requests.get(f"{x.url}/2/lists/{LIST_ID}/tweets", query, headers=HEADERS, timeout=2).json()

    assert read()["data"][0].keys() == {"id", "text", "edit_history_tweet_ids"}
    x.dialect = "new"
    assert read()["data"][0].keys() == {"id", "text", "edit_history_post_ids", "referenced_posts", "author_id"}
    assert read()["includes"].keys() == {"posts"}
