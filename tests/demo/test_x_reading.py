"""Reading the X stand-in with tweepy: the List, its pages, exactly the fields asked for, lookups."""

from collections.abc import Callable
from typing import Any

import pytest
import tweepy

from tweetnudge.demo.x import LIST_ID, XStandIn

EVERYTHING = [
    "attachments", "author_id", "conversation_id", "created_at", "edit_history_tweet_ids", "entities",
    "in_reply_to_user_id", "lang", "note_tweet", "possibly_sensitive", "public_metrics", "referenced_tweets",
    "withheld",
]  # fmt: skip


@pytest.fixture
def aya(x: XStandIn) -> int:
    return x.world.add_user("aya", "Aya")


def ids(answer: dict[str, Any]) -> list[int]:
    return [int(post["id"]) for post in answer.get("data", [])]


def test_newest_first_a_page_at_a_time(x: XStandIn, client: tweepy.Client, aya: int) -> None:
    posts = [x.world.post("aya", f"{n}", minutes_ago=n) for n in range(1, 8)]
    first = client.get_list_tweets(LIST_ID, max_results=3)
    x.world.post("aya", "comes while somebody turns the page", minutes_ago=0)
    second = client.get_list_tweets(LIST_ID, max_results=3, pagination_token=first["meta"]["next_token"])
    third = client.get_list_tweets(LIST_ID, max_results=3, pagination_token=second["meta"]["next_token"])
    assert ids(first) + ids(second) + ids(third) == posts
    assert third["meta"] == {"result_count": 1}


def test_pages_may_be_shorter_than_asked_for(x: XStandIn, client: tweepy.Client, aya: int) -> None:
    posts = [x.world.post("aya", f"{n}", minutes_ago=n) for n in range(5)]
    x.page_cap = 2
    first = client.get_list_tweets(LIST_ID, max_results=100)
    assert ids(first) == posts[:2]
    assert "next_token" in first["meta"]


def test_no_more_than_the_newest_800(x: XStandIn, client: tweepy.Client, aya: int) -> None:
    for minute in range(805):
        x.world.post("aya", "x", minutes_ago=minute)
    found, token = 0, None
    while True:
        page = client.get_list_tweets(LIST_ID, max_results=100, pagination_token=token)
        found, token = found + len(page["data"]), page["meta"].get("next_token")
        if token is None:
            break
    assert found == x.returned == 800


def test_an_empty_list_has_no_data(x: XStandIn, client: tweepy.Client) -> None:
    assert client.get_list_tweets(LIST_ID) == {"meta": {"result_count": 0}}


def test_only_what_was_asked_for(x: XStandIn, client: tweepy.Client, aya: int) -> None:
    post = x.world.post("aya", "a < b && c > d \"quoted\" 'too'", likes=3)
    (bare,) = client.get_list_tweets(LIST_ID)["data"]
    text = "a &lt; b &amp;&amp; c &gt; d \"quoted\" 'too'"
    assert bare == {"id": str(post), "text": text, "edit_history_tweet_ids": [str(post)]}
    (more,) = client.get_list_tweets(LIST_ID, tweet_fields=["author_id", "public_metrics", "no_such_field"])["data"]
    assert more.keys() == bare.keys() | {"author_id", "public_metrics"}
    assert (more["author_id"], more["public_metrics"]["like_count"]) == (str(aya), 3)


def test_null_fields_are_absent(x: XStandIn, client: tweepy.Client, aya: int) -> None:
    x.world.post("aya", "plain")
    (post,) = client.get_list_tweets(LIST_ID, tweet_fields=EVERYTHING)["data"]
    assert set(EVERYTHING) - post.keys() == {
        "attachments", "entities", "in_reply_to_user_id", "note_tweet", "referenced_tweets", "withheld",
    }  # fmt: skip
    assert None not in post.values()


def test_expansions(x: XStandIn, client: tweepy.Client, aya: int) -> None:
    x.world.add_user("ken", "Ken", avatar="")
    first = x.world.post("aya", "photo", photo=("https://photos.example/1.png", ""))
    x.world.post("ken", "look", quote_of=first)
    answer = client.get_list_tweets(
        LIST_ID,
        max_results=1,
        expansions=["author_id", "referenced_tweets.id", "referenced_tweets.id.author_id", "attachments.media_keys"],
        user_fields=["profile_image_url", "protected"],
        media_fields=["url", "alt_text"],
    )
    ken, aya_ = answer["includes"]["users"]
    assert ken == {"id": str(x.world.user_id("ken")), "name": "Ken", "username": "ken", "protected": False}
    assert aya_["profile_image_url"] == "https://avatars.example/aya.png"
    assert ids({"data": answer["includes"]["tweets"]}) == [first]
    (photo,) = answer["includes"]["media"]
    assert photo == {"media_key": f"3_{first}", "type": "photo", "url": "https://photos.example/1.png"}


def test_what_a_quote_refers_to_may_be_gone(x: XStandIn, client: tweepy.Client, aya: int) -> None:
    first = x.world.post("aya", "soon gone")
    x.world.post("aya", "look", quote_of=first)
    x.world.delete(first)
    answer = client.get_list_tweets(LIST_ID, expansions=["referenced_tweets.id"])
    assert "includes" not in answer
    assert [error["resource_id"] for error in answer["errors"]] == [str(first)]


def test_lookup_names_what_it_does_not_show(x: XStandIn, client: tweepy.Client, aya: int) -> None:
    x.world.add_user("shy", "Shy")
    x.world.add_user("bad", "Bad")
    kept, deleted, hidden, closed = (x.world.post(name, "x") for name in ("aya", "aya", "shy", "bad"))
    x.world.delete(deleted)
    x.world.protect("shy")
    x.world.suspend("bad")
    answer = client.get_tweets([hidden, kept, deleted, closed])
    assert ids(answer) == [kept]
    kinds = {int(error["resource_id"]): error["type"].rsplit("/", 1)[1] for error in answer["errors"]}
    assert kinds == {
        deleted: "resource-not-found",
        hidden: "not-authorized-for-resource",
        closed: "resource-not-found",
    }
    assert ids(client.get_list_tweets(LIST_ID)) == [kept]


def test_lookup_of_nothing_that_is_left_has_no_data(x: XStandIn, client: tweepy.Client) -> None:
    assert client.get_tweets([123]).keys() == {"errors"}


def test_the_list_shows_the_newest_version_a_lookup_the_one_asked_for(
    x: XStandIn, client: tweepy.Client, aya: int
) -> None:
    old = x.world.post("aya", "old", minutes_ago=60)
    new = x.world.edit(old, "new")
    assert ids(client.get_list_tweets(LIST_ID)) == [new]
    (version,) = client.get_tweets([old])["data"]
    assert (version["text"], version["edit_history_tweet_ids"]) == ("old", [str(old), str(new)])


def test_a_long_posts_text_and_note(x: XStandIn, client: tweepy.Client, aya: int) -> None:
    x.world.post("aya", note_text="<長い> " * 100)
    (post,) = client.get_list_tweets(LIST_ID, tweet_fields=["note_tweet"])["data"]
    assert post["text"].startswith("&lt;長い&gt; ")
    assert post["text"].endswith("…")
    assert post["note_tweet"]["text"] == "&lt;長い&gt; " * 100


def test_bills_each_thing_once_a_utc_day(
    x: XStandIn, connect: Callable[[XStandIn], tweepy.Client], clock: Any, aya: int
) -> None:
    client = connect(x)
    post = x.world.post("aya", "x")
    for _ in range(3):
        client.get_list_tweets(LIST_ID)
    client.get_users(ids=[aya])
    assert {(kind, number) for _, kind, number in x.billed} == {("post", post), ("user", aya)}
    assert x.returned == 3
    clock.pass_by(days=1)
    client.get_tweets([post])
    assert len(x.billed) == 3


def test_notes_every_request(x: XStandIn, client: tweepy.Client, aya: int) -> None:
    client.get_list_tweets(LIST_ID, max_results=5)
    assert x.requests == [("GET", f"/2/lists/{LIST_ID}/tweets", {"max_results": "5"})]
    assert x.authorizations == ["Bearer bearer"]
