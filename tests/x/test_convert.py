"""What each rule makes of X's JSON, in both of its dialects."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tweetnudge.domain.members import Member
from tweetnudge.domain.posts import PassedOver, Post, Reason, SeenPost
from tweetnudge.usecases.ports import XBadAnswer
from tweetnudge.x import convert, people

JSON = dict[str, Any]
AT = datetime(2026, 7, 1, 0, 5, tzinfo=UTC)
NEW_NAMES = {
    "edit_history_tweet_ids": "edit_history_post_ids",
    "referenced_tweets": "referenced_posts",
    "note_tweet": "note_post",
}


def post(**fields: object) -> JSON:
    """A plain post as X sends it; None takes a field away."""
    plain: JSON = {
        "id": "100",
        "author_id": "7",
        "text": "Hello",
        "created_at": "2026-07-01T00:05:00.000Z",
        "edit_history_tweet_ids": ["100"],
        "conversation_id": "100",
        "lang": "en",
        "public_metrics": {"like_count": 3, "retweet_count": 9},
    }
    return {name: value for name, value in (plain | fields).items() if value is not None}


def user(**fields: object) -> JSON:
    plain: JSON = {"id": "7", "username": "aya", "name": "Aya", "protected": False}
    return {name: value for name, value in (plain | fields).items() if value is not None}


def refers(**ids: str) -> list[JSON]:
    return [{"type": kind, "id": number} for kind, number in ids.items()]


def only(**fields: object) -> SeenPost | PassedOver:
    (item,) = convert.page({"data": [post(**fields)], "meta": {}}).items
    return item


def seen(**fields: object) -> Post:
    item = only(**fields)
    assert isinstance(item, SeenPost)
    return item.post


def test_a_plain_post() -> None:
    expected = Post(id=100, latest_id=100, author_id=7, created_at=AT, text="Hello", conversation_id=100)

    assert SeenPost(expected, likes=3) == only()


def test_an_offset_is_turned_into_utc() -> None:
    assert seen(created_at="2026-07-01T09:05:00+09:00").created_at == AT


@pytest.mark.parametrize("dialect", [{}, NEW_NAMES], ids=["old", "new"])
@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"referenced_tweets": refers(retweeted="5")}, Reason.REPOST),
        ({"text": "RT @some_one: what they said"}, Reason.REPOST),
        ({"text": "RT @some_one: again", "referenced_tweets": refers(quoted="5")}, Reason.REPOST),
        ({"text": "RT if you like it"}, None),
        ({"text": "Today: RT @some_one: words"}, None),
        ({"referenced_tweets": refers(replied_to="5"), "in_reply_to_user_id": "8"}, Reason.REPLY),
        ({"in_reply_to_user_id": "8"}, Reason.REPLY),
        ({"referenced_tweets": refers(replied_to="5")}, Reason.REPLY),
        ({"referenced_tweets": refers(replied_to="5", quoted="6"), "in_reply_to_user_id": "8"}, Reason.REPLY),
        ({"conversation_id": "50"}, Reason.REPLY),
        ({"conversation_id": "50", "in_reply_to_user_id": "7"}, Reason.REPLY),
        ({"conversation_id": "50", "referenced_tweets": refers(quoted="5")}, Reason.REPLY),
        ({"conversation_id": None}, None),
        ({"referenced_tweets": refers(replied_to="50"), "in_reply_to_user_id": "7", "conversation_id": "50"}, None),
        ({"referenced_tweets": refers(quoted="5")}, None),
        ({"referenced_tweets": refers(new_kind="5")}, None),
        ({"withheld": {"country_codes": ["JP"]}}, Reason.WITHHELD),
        ({"withheld": {}, "text": None, "public_metrics": None}, Reason.WITHHELD),
        ({"withheld": {}, "referenced_tweets": refers(retweeted="5")}, Reason.WITHHELD),
    ],
)
def test_what_is_passed_over(fields: JSON, reason: Reason | None, dialect: dict[str, str]) -> None:
    body = {dialect.get(name, name): value for name, value in post(**fields).items()}

    (item,) = convert.page({"data": [body]}).items

    assert (PassedOver(100, 100, 7, reason, AT) if reason else None) == (item if isinstance(item, PassedOver) else None)


def test_an_own_thread_knows_its_parent_and_its_first_post() -> None:
    reply = refers(replied_to="60")

    continued = seen(referenced_tweets=reply, in_reply_to_user_id="7", conversation_id="50")

    assert (continued.parent_id, continued.conversation_id) == (60, 50)


@pytest.mark.parametrize("history", ["edit_history_tweet_ids", "edit_history_post_ids"])
def test_an_edited_post_keeps_its_first_id(history: str) -> None:
    fields = {"edit_history_tweet_ids": None, history: ["90", "95", "100"]}

    edited = seen(**fields, conversation_id="95")

    assert (edited.id, edited.latest_id, edited.conversation_id) == (90, 100, 90)


def test_an_outdated_version_points_at_the_newest() -> None:
    assert seen(edit_history_tweet_ids=["100", "120"]).latest_id == 120


@pytest.mark.parametrize(("sent", "expected"), [(True, True), (False, False), (None, False), ("yes", False)])
def test_sensitive(sent: object, expected: bool) -> None:
    item = only(possibly_sensitive=sent)

    assert isinstance(item, SeenPost)
    assert expected is item.sensitive


@pytest.mark.parametrize(
    "body",
    [{"meta": {"result_count": 0}}, {"data": []}, {"data": [], "meta": {}}, {"data": None, "meta": {}}],
)
def test_an_empty_page(body: JSON) -> None:
    assert convert.Page((), (), None) == convert.page(body)


def test_a_page_keeps_xs_order_and_counts_what_is_billed() -> None:
    edited = post(id="100", edit_history_tweet_ids=["90", "100"])
    body = {
        "data": [edited, post(id="80", edit_history_tweet_ids=["80"], conversation_id="80")],
        "meta": {"next_token": "abc"},
        "errors": [1],
    }

    page = convert.page(body)

    assert (page.returned, page.next_token) == ((100, 80), "abc")
    assert [item.post.id for item in page.items if isinstance(item, SeenPost)] == [90, 80]


@pytest.mark.parametrize(
    ("errors", "gone"),
    [
        ([], set()),
        ("odd", set()),
        ([{"type": "https://x/problems/resource-not-found"}], set()),
        ([{"type": "https://x/problems/operational-disconnect", "resource_id": "5"}], set()),
        ([{"type": "https://x/problems/resource-unavailable", "resource_id": "5"}], set()),
        ([{"type": "https://x/problems/resource-not-found", "resource_id": "6"}], set()),
        ([{"type": "https://x/problems/resource-not-found", "resource_id": "5"}], {5}),
        ([{"type": "https://y/problems/not-authorized-for-resource", "resource_id": "5"}], {5}),
    ],
)
def test_only_what_x_calls_gone_is_gone(errors: object, gone: set[int]) -> None:
    assert gone == convert.lookup({"data": [post()], "errors": errors}, [100, 5]).gone


def test_what_an_unusable_answer_cost_is_known() -> None:
    assert (100, 7) == convert.billed({"data": [post(public_metrics=None), {"id": "7"}, {"id": []}, 3]})
    assert () == convert.billed([])


def test_a_post_is_found_by_any_id_of_its_history() -> None:
    body = {"data": [post(edit_history_tweet_ids=["90", "95", "100"])]}

    found = convert.lookup(body, [95])

    assert (frozenset(), (100,)) == (found.gone, found.returned)


@pytest.mark.parametrize("kind", ["resource-not-found", "not-authorized-for-resource"])
@pytest.mark.parametrize("host", ["https://api.twitter.com/2", "https://api.x.com/2"])
def test_when_every_post_is_gone(kind: str, host: str) -> None:
    body = {"errors": [{"type": f"{host}/problems/{kind}", "resource_id": "5"}]}

    closed = frozenset({5} if kind.endswith("not-authorized-for-resource") else ())
    assert convert.PostLookup((), frozenset({5}), (), closed) == convert.lookup(body, [5])


@pytest.mark.parametrize(
    "body", [{}, {"errors": [{"message": "Over capacity", "code": 130}]}, {"errors": []}, [], None]
)
def test_an_answer_about_nothing_is_not_taken_for_absence(body: object) -> None:
    for read in (convert.page, people.members, lambda body: convert.lookup(body, [5])):
        with pytest.raises(XBadAnswer, match=r"has no (meta|data)"):
            read(body)


def test_a_newer_version_takes_the_place_of_an_outdated_one() -> None:
    outdated = {"data": [post(text="old", edit_history_tweet_ids=["100", "120"])]}
    newest = {"data": [post(id="120", text="new", edit_history_tweet_ids=["100", "120"])]}

    assert convert.superseded(outdated) == [120]
    found = convert.lookup(outdated, [100], newest)

    assert [item.post.text for item in found.items if isinstance(item, SeenPost)] == ["new"]
    assert (frozenset(), (100, 120)) == (found.gone, found.returned)


def test_a_newer_version_that_is_gone_takes_the_post_along() -> None:
    outdated = {"data": [post(edit_history_tweet_ids=["100", "120"])]}

    found = convert.lookup(outdated, [100], {"errors": [{"type": "/resource-not-found", "resource_id": "120"}]})

    assert convert.PostLookup((), frozenset({100}), (100,)) == found


def test_members() -> None:
    body = {"data": [user(profile_image_url="https://pbs.example/a.jpg"), user(id="8", username="Ben", protected=True)]}

    expected = {7: Member(7, "aya", "Aya", "https://pbs.example/a.jpg"), 8: Member(8, "Ben", "Aya", protected=True)}

    assert expected == people.members(body)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("A\nB\x00 C", "A B C"), ("\ud83d!", "\ufffd!"), (" \t ", "aya"), ("😀", "😀"), ("<b>&amp;", "<b>&amp;")],
)
def test_names_are_one_readable_line(name: str, expected: str) -> None:
    assert expected == people.members({"data": [user(name=name)]})[7].name


@pytest.mark.parametrize("picture", [None, "http://pbs.example/a.jpg", "javascript:1", 5, "https://pbs.example/a b"])
def test_a_picture_slack_cannot_fetch_is_none(picture: object) -> None:
    assert people.members({"data": [user(profile_image_url=picture)]})[7].avatar_url == ""
