"""What can happen on X: posts of every kind, edits, deletions, and the ids they get."""

from datetime import UTC, datetime, timedelta

import pytest

from tweetnudge.demo import x_text
from tweetnudge.demo.x_world import SNOWFLAKE_EPOCH_MS, World

NOW = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    world = World(now=lambda: NOW)
    world.add_user("aya", "Aya")
    world.add_user("ken", "Ken")
    return world


def test_ids_sort_by_time_and_are_never_used_twice(world: World) -> None:
    late = [world.post("aya", "same moment", minutes_ago=10) for _ in range(50)]
    early = world.post("ken", "earlier, though posted here later", minutes_ago=11)
    assert late == sorted(set(late))
    assert early < late[0]


def test_an_id_holds_its_time(world: World) -> None:
    post = world.post("aya", "x", minutes_ago=90)
    moment = datetime.fromtimestamp(((post >> 22) + SNOWFLAKE_EPOCH_MS) / 1000, UTC)
    assert moment == NOW - timedelta(minutes=90)
    assert world.posts[post]["created_at"] == "2026-07-01T01:30:00.000Z"


def test_an_exact_moment(world: World) -> None:
    post = world.post("aya", "x", at=datetime(2026, 6, 30, 12, tzinfo=UTC))
    assert world.posts[post]["created_at"] == "2026-06-30T12:00:00.000Z"


def test_links_become_t_co_links(world: World) -> None:
    address = "https://www.example.com/a/long/way/to/go?x=1&y=2"
    post = world.posts[world.post("aya", f"読んで {address} ね #本 @ken")]
    (link,) = post["entities"]["urls"]
    assert post["text"] == f"読んで {link['url']} ね #本 @ken"
    assert (link["expanded_url"], link["display_url"]) == (address, "example.com/a/long/way/to/…")
    assert post["text"][link["start"] : link["end"]] == link["url"]
    assert post["entities"]["mentions"][0]["username"] == "ken"
    assert post["entities"]["hashtags"][0]["tag"] == "本"


def test_a_photo_is_a_link_with_a_media_key(world: World) -> None:
    post = world.posts[world.post("aya", "猫です", photo=("https://photos.example/1.png", "三毛猫"))]
    (key,) = post["attachments"]["media_keys"]
    (link,) = post["entities"]["urls"]
    assert post["text"] == f"猫です {link['url']}"
    assert link["media_key"] == key
    assert world.media[key]["alt_text"] == "三毛猫"


def test_a_long_post_is_cut(world: World) -> None:
    post = world.posts[world.post("aya", note_text="長" * 500)]
    assert post["text"] == "長" * 139 + "…"
    assert post["note_tweet"]["text"] == "長" * 500
    assert x_text.cut("a" * 280) == "a" * 280
    assert x_text.cut("a" * 281) == "a" * 279 + "…"


def test_replies_quotes_and_reposts_say_what_they_refer_to(world: World) -> None:
    first = world.post("aya", "最初")
    reply, quote, repost = (
        world.posts[world.post("ken", "うん", **{kind: first})] for kind in ("reply_to", "quote_of", "repost_of")
    )
    assert reply["referenced_tweets"] == [{"type": "replied_to", "id": str(first)}]
    assert (reply["text"], reply["in_reply_to_user_id"]) == ("@aya うん", world.posts[first]["author_id"])
    assert quote["referenced_tweets"][0]["type"] == "quoted"
    assert quote["entities"]["urls"][0]["expanded_url"] == f"https://x.com/aya/status/{first}"
    assert repost["referenced_tweets"][0]["type"] == "retweeted"
    assert repost["text"] == "RT @aya: 最初"
    metrics = world.posts[first]["public_metrics"]
    assert [metrics[name] for name in ("reply_count", "quote_count", "retweet_count")] == [1, 1, 1]


def test_a_thread_is_one_conversation(world: World) -> None:
    ids = world.thread("aya", ["一", "二", "三"], minutes_ago=60)
    posts = [world.posts[number] for number in ids]
    assert [post["text"] for post in posts] == ["一", "二", "三"]
    assert {post["conversation_id"] for post in posts} == {str(ids[0])}
    assert posts[2]["referenced_tweets"] == [{"type": "replied_to", "id": str(ids[1])}]


def test_an_edit_is_the_same_post_under_a_new_id(world: World) -> None:
    old = world.post("aya", "まちがい", photo=("https://photos.example/1.png", ""), minutes_ago=60)
    new = world.edit(old, "なおした", minutes_ago=50)
    world.like(old, 3)
    assert (
        world.posts[new]["edit_history_tweet_ids"] == world.posts[old]["edit_history_tweet_ids"] == [str(old), str(new)]
    )
    assert world.posts[new]["public_metrics"]["like_count"] == 3
    assert world.posts[new]["text"].startswith("なおした https://t.co/")
    world.delete(new)
    assert world.posts == {}


def test_anything_else_goes_into_the_json(world: World) -> None:
    post = world.posts[world.post("aya", "x", sensitive=True, withheld=["JP"], lang="und", reply_settings="everyone")]
    assert post["possibly_sensitive"] is True
    assert post["withheld"] == {"copyright": False, "country_codes": ["JP"]}
    assert (post["lang"], post["reply_settings"]) == ("und", "everyone")


@pytest.mark.parametrize(
    ("text", "lang"), [("ねこ", "ja"), ("a cat", "en"), ("https://x.example", "zxx"), ("🐈", "zxx")]
)
def test_guesses_the_language(world: World, text: str, lang: str) -> None:
    assert world.posts[world.post("aya", text)]["lang"] == lang


def test_a_renamed_account_keeps_its_id(world: World) -> None:
    before = world.user_id("AYA")
    world.rename("aya", "aya_new")
    assert world.user_id("aya_new") == before
    with pytest.raises(KeyError):
        world.user_id("aya")
