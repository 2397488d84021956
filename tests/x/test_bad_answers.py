"""Answers that are not what X documents: an XBadAnswer that names the field, never another exception."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tweetnudge.domain.posts import SeenPost
from tweetnudge.usecases.ports import XBadAnswer
from tweetnudge.x import convert, envelope, people

JSON = dict[str, Any]
POST: JSON = {
    "id": "100",
    "author_id": "7",
    "text": "Hello",
    "created_at": "2026-07-01T00:05:00.000Z",
    "edit_history_tweet_ids": ["100"],
    "public_metrics": {"like_count": 3},
}
USER: JSON = {"id": "7", "username": "aya", "name": "Aya", "protected": False}


def changed(whole: JSON, field: str, value: object) -> JSON:
    """`whole` with `field` (a dotted path) replaced."""
    first, _, rest = field.partition(".")
    return whole | {first: changed(whole[first], rest, value) if rest else value}


@pytest.mark.parametrize("field", ["author_id", "text", "created_at", "edit_history_tweet_ids", "public_metrics"])
def test_a_needed_field_that_did_not_arrive_is_named(field: str) -> None:
    with pytest.raises(XBadAnswer, match=rf"^X did not send {field} for post 100; .*update tweetnudge"):
        convert.page({"data": [changed(POST, field, None)]})


def test_the_count_of_likes_is_named_in_full() -> None:
    with pytest.raises(XBadAnswer, match=r"public_metrics\.like_count for post 100;"):
        convert.page({"data": [changed(POST, "public_metrics.like_count", None)]})


def test_a_post_without_an_id() -> None:
    with pytest.raises(XBadAnswer, match="did not send id for a post"):
        convert.page({"data": [changed(POST, "id", None)]})


@pytest.mark.parametrize("field", ["username", "name", "protected"])
def test_a_needed_field_of_a_user(field: str) -> None:
    with pytest.raises(XBadAnswer, match=f"did not send {field} for user 7"):
        people.members({"data": [changed(USER, field, None)]})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "12a"),
        ("id", "１２"),
        ("id", "9" * 19),
        ("id", 100),
        ("id", "0"),
        ("author_id", ["7"]),
        ("text", 5),
        ("created_at", "yesterday"),
        ("created_at", "2026-07-01T00:05:00"),
        ("created_at", "0001-01-01T00:00:00+23:59"),
        ("created_at", 1782864300),
        ("edit_history_tweet_ids", []),
        ("edit_history_tweet_ids", "100"),
        ("edit_history_tweet_ids", [None]),
        ("public_metrics.like_count", "3"),
        ("public_metrics.like_count", True),
        ("public_metrics.like_count", -1),
        ("public_metrics.like_count", 2.5),
        ("public_metrics.like_count", 2**31),
        ("conversation_id", "x"),
        ("in_reply_to_user_id", {}),
        ("referenced_tweets", "odd"),
        ("referenced_tweets", {"type": "retweeted"}),
        ("referenced_tweets", ["retweeted"]),
        ("referenced_tweets", [{"type": "replied_to"}]),
        ("referenced_tweets", [{"type": ["retweeted"], "id": "5"}]),
    ],
)
def test_a_needed_value_of_an_unknown_form(field: str, value: object) -> None:
    with pytest.raises(XBadAnswer, match=r"^X (sent|did not send) \w+") as error:
        convert.page({"data": [changed(POST, field, value)]})

    assert "yesterday" not in str(error.value)
    assert error.value.__cause__ is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", "a/b"),
        ("username", ""),
        ("username", 5),
        ("name", []),
        ("protected", "false"),
        ("id", "x"),
    ],
)
def test_a_user_of_an_unknown_form(field: str, value: object) -> None:
    with pytest.raises(XBadAnswer, match=f"X sent {field} for"):
        people.members({"data": [changed(USER, field, value)]})


@pytest.mark.parametrize("data", [{}, "posts", 5, ["post"], [None], [[]]])
def test_data_that_is_no_list_of_objects(data: object) -> None:
    for read in (convert.page, people.members, lambda body: convert.lookup(body, [5])):
        with pytest.raises(XBadAnswer, match="X sent data for its answer in an unknown form"):
            read({"data": data})


@pytest.mark.parametrize("meta", [[], "odd", {"next_token": 5}, {"next_token": "\ud800"}, {"next_token": ["a"]}])
def test_an_odd_next_token_does_not_look_like_the_end(meta: object) -> None:
    with pytest.raises(XBadAnswer, match=r"meta(\.next_token)?"):
        convert.page({"data": [], "meta": meta})


@pytest.mark.parametrize(
    "field", ["entities", "attachments", "note_tweet", "lang", "possibly_sensitive", "context_annotations"]
)
@pytest.mark.parametrize("value", [None, [], {}, "odd", 5, {"urls": None}, {"urls": [5]}, {"media_keys": [5, {}]}])
def test_optional_fields_of_any_form_do_no_harm(field: str, value: object) -> None:
    (item,) = convert.page({"data": [changed(POST, field, value)], "includes": {"media": [value]}}).items

    assert isinstance(item, SeenPost)
    assert item.post.text == "Hello"


def json_values(leaves: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
        max_leaves=8,
    )


T_CO = st.sampled_from(["https://t.co/abcdefghij", "https://t.co/ab", "http", "…", "RT @a: ", "/status/100/photo/1"])
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | T_CO
ODD = json_values(PLAIN | st.sampled_from(["100", "7", "2026-07-01T00:05:00Z"]))
TEXT = st.lists(T_CO | st.text(st.characters(), max_size=6), max_size=5).map(" ".join)
IDS = st.lists(st.integers(1, 300).map(str), min_size=1, max_size=3)
URL = st.fixed_dictionaries({}, optional={"url": T_CO | ODD, "expanded_url": T_CO | ODD, "display_url": TEXT | ODD})
URLS = st.fixed_dictionaries({"urls": st.lists(URL, max_size=3) | ODD}) | ODD
REFERENCE = st.fixed_dictionaries(
    {"type": st.sampled_from(["retweeted", "quoted", "replied_to"]) | ODD, "id": st.just("90") | ODD}
)
HARMLESS: dict[str, st.SearchStrategy[object]] = {
    "entities": URLS,
    "note_tweet": st.fixed_dictionaries({"text": TEXT, "entities": URLS}) | ODD,
    "attachments": st.fixed_dictionaries({"media_keys": st.lists(st.just("3_1") | ODD, max_size=2)}) | ODD,
    "lang": ODD,
    "possibly_sensitive": ODD,
}
DECISIVE: dict[str, st.SearchStrategy[object]] = {
    "referenced_tweets": st.lists(REFERENCE, max_size=2) | ODD,
    "conversation_id": st.just("90") | ODD,
    "in_reply_to_user_id": st.just("7") | ODD,
    "withheld": ODD,
}
SOUND: dict[str, st.SearchStrategy[object]] = {
    "id": st.just("100"),
    "author_id": st.just("7"),
    "text": TEXT,
    "created_at": st.just("2026-07-01T00:05:00Z"),
    "edit_history_tweet_ids": IDS,
    "public_metrics": st.fixed_dictionaries({"like_count": st.integers(0, 9)}),
}
SOUND_POSTS = st.fixed_dictionaries(SOUND, optional=HARMLESS)
POSTS = SOUND_POSTS | st.fixed_dictionaries(
    {name: value | ODD for name, value in SOUND.items()}, optional=HARMLESS | DECISIVE
)
USERS = st.fixed_dictionaries({name: st.just(value) | ODD for name, value in USER.items()})
MEDIA = st.fixed_dictionaries({"media_key": st.just("3_1") | ODD, "type": st.just("photo") | ODD, "url": TEXT | ODD})
INCLUDES = st.fixed_dictionaries({"media": st.lists(MEDIA, max_size=2) | ODD}) | ODD
BODIES = ODD | st.fixed_dictionaries(
    {"data": st.lists(POSTS | USERS, max_size=3) | ODD},
    optional={
        "meta": st.fixed_dictionaries({"next_token": ODD}) | ODD,
        "errors": st.lists(st.fixed_dictionaries({"type": TEXT, "resource_id": ODD}), max_size=2) | ODD,
        "includes": INCLUDES,
    },
)


@given(SOUND_POSTS, INCLUDES)
def test_a_post_with_all_that_is_needed_is_always_read(post: JSON, includes: object) -> None:
    (item,) = convert.page({"data": [post], "includes": includes}).items

    if isinstance(item, SeenPost):
        check(item)


def check(item: SeenPost) -> None:
    """What every post promises, whatever X sent."""
    item.post.text.encode()
    assert not [letter for letter in item.post.text if letter < " " and letter not in "\n\t"]
    assert all(link.url in item.post.text and link.display for link in item.post.links)
    assert item.post.latest_id >= item.post.id
    assert item.post.photo is None or item.post.photo.url.startswith("https://")


@given(BODIES)
def test_any_body_is_a_page_or_a_bad_answer(body: object) -> None:
    try:
        page = convert.page(body)
    except XBadAnswer:
        return
    for item in page.items:
        if isinstance(item, SeenPost):
            check(item)


@given(BODIES, BODIES | st.none())
def test_any_body_is_a_lookup_or_a_bad_answer(body: object, newer: object) -> None:
    try:
        convert.superseded(body)
        found = convert.lookup(body, [100, 5], newer)
    except XBadAnswer:
        return
    assert found.gone <= {100, 5}


@given(BODIES)
def test_any_body_is_members_or_a_bad_answer(body: object) -> None:
    envelope.list_is_hidden(body)
    try:
        members = people.members(body)
    except XBadAnswer:
        return
    assert all(number == member.id and member.name for number, member in members.items())
