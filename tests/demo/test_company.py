"""The sample company: enough people, enough posts, of every awkward kind, and no address that could be real."""

import re

import pytest
import tweepy

from tweetnudge.demo import company
from tweetnudge.demo.x import LIST_ID, XStandIn


@pytest.fixture
def filled(x: XStandIn) -> XStandIn:
    company.fill(x)
    return x


def test_fifteen_people_and_an_official_account(filled: XStandIn) -> None:
    assert len(filled.world.members) == 16
    assert all(re.fullmatch(r"[a-z_]{1,15}", handle) for handle in company.PEOPLE)


def test_thirty_posts_of_three_days(filled: XStandIn, client: tweepy.Client) -> None:
    page = client.get_list_tweets(LIST_ID, max_results=100, tweet_fields=["created_at", "author_id"])
    assert 20 <= len(page["data"]) <= 30
    assert page["data"][0]["created_at"] == "2026-07-01T02:55:00.000Z"
    assert page["data"][-1]["created_at"] > "2026-06-28T00"
    authors = {int(post["author_id"]) for post in page["data"]}
    assert authors == set(filled.world.members) - {filled.world.user_id(company.PROTECTED)}


@pytest.mark.parametrize(
    "awkward",
    [
        "*bold* と <!channel> と @here", "&lt;b&gt;", "5 < 7 && 7 > 5",
        "\N{ZERO WIDTH JOINER}", "\N{ARABIC LETTER SHEEN}",
    ],
)  # fmt: skip
def test_awkward_texts(filled: XStandIn, awkward: str) -> None:
    assert any(awkward in post["text"] for post in filled.world.posts.values())


def test_every_kind_of_post(filled: XStandIn) -> None:
    posts = filled.world.posts.values()
    kinds = {reference["type"] for post in posts for reference in post["referenced_tweets"] or []}
    assert kinds == {"retweeted", "quoted", "replied_to"}
    assert any(re.fullmatch(r"https://t\.co/\w+", post["text"]) for post in posts)
    assert any(post.get("note_tweet") and post["text"].endswith("…") for post in posts)
    assert any(len(post["edit_history_tweet_ids"]) == 2 for post in posts)
    assert any("attachments" in post for post in posts)


def test_only_example_domains(filled: XStandIn) -> None:
    links = [link for post in filled.world.posts.values() for link in (post["entities"] or {}).get("urls", [])]
    pictures = [user["profile_image_url"] for user in filled.world.users.values()]
    pictures += [media["url"] for media in filled.world.media.values()]
    for address in [link["expanded_url"] for link in links] + pictures:
        assert re.match(r"https://([a-z]+\.)*(example|x\.com)/", address), address
