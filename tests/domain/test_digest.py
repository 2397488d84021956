"""What a digest shows, by example: whose turn it is, threads, sizes, and what is never shown."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, get_args, get_type_hints

import pytest

from tweetnudge.domain.digest import Digest, Entry, Turn, Window, choose_digest
from tweetnudge.domain.posts import Link, Photo, Post, SeenPost

NOW = datetime(2026, 7, 1, 0, 30, tzinfo=UTC)
WINDOW = Window(NOW - timedelta(days=7), NOW - timedelta(days=2), NOW - timedelta(minutes=30))
AYA, BEN, CHIE, DAN = 1, 2, 3, 4
TURN = Turn(WINDOW, size=5)


def seen(
    author: int,
    post_id: int,
    *,
    likes: int = 0,
    age: timedelta | None = None,
    thread: int | None = None,
    sensitive: bool = False,
) -> SeenPost:
    """A post; unless said otherwise a higher id is a younger post, all between a day and an hour old."""
    written = NOW - (age or timedelta(days=1) - timedelta(minutes=post_id))
    return SeenPost(Post(post_id, post_id, author, written, "Hello", thread or post_id), likes, sensitive)


def ids(entries: Iterable[Entry]) -> list[list[int]]:
    return [[post.id for post in entry.posts] for entry in entries]


def test_a_quiet_day() -> None:
    """Where nothing waits there is nothing to show."""
    assert Digest() == choose_digest([], TURN)


@pytest.mark.parametrize(
    ("size", "expected"),
    [(1, [[1]]), (2, [[1], [4]]), (3, [[1], [4], [6]]), (4, [[1], [2], [4], [6]]), (5, [[1], [2], [4], [5], [6]])],
)
def test_one_each_before_anybodys_second(size: int, expected: list[list[int]]) -> None:
    """Aya's second post is shown only when Ben's and Chie's first are, her third only after Ben's second."""
    waiting = [seen(AYA, 1), seen(AYA, 2), seen(AYA, 3), seen(BEN, 4), seen(BEN, 5), seen(CHIE, 6)]
    assert expected == ids(choose_digest(waiting, replace(TURN, size=size)).colleagues)


@pytest.mark.parametrize(
    ("waiting", "shown", "why"),
    [
        ([seen(AYA, 1), seen(BEN, 2, likes=9), seen(CHIE, 3)], [[2]], "Ben was shown longest ago"),
        ([seen(AYA, 1), seen(BEN, 2), seen(DAN, 3, likes=99)], [[3]], "Dan was never shown"),
        ([seen(AYA, 1, likes=4), seen(CHIE, 2, likes=3)], [[2]], "Aya and Chie are level, hers has fewer likes"),
        ([seen(AYA, 2, likes=4), seen(CHIE, 1, likes=4)], [[1]], "level in likes too, Chie's is older"),
        ([seen(AYA, 1, likes=5), seen(AYA, 2, likes=1), seen(CHIE, 3, likes=3)], [[2]], "the post, not the author"),
        ([seen(AYA, 1, likes=2), seen(AYA, 2, likes=2)], [[1]], "of two equal posts the older"),
    ],
)
def test_whose_turn_it_is(waiting: list[SeenPost], shown: list[list[int]], why: str) -> None:
    """Whoever was shown longest ago; then the post with the fewest likes; then the oldest."""
    last = {AYA: NOW - timedelta(days=1), CHIE: NOW - timedelta(days=1), BEN: NOW - timedelta(days=9)}
    assert shown == ids(choose_digest(waiting, replace(TURN, size=1, last_surfaced=last)).colleagues), why


def test_two_posts_of_the_same_second() -> None:
    """Even then the choice is the same every time: the lower id."""
    waiting = [seen(BEN, 2, age=timedelta(hours=2)), seen(AYA, 1, age=timedelta(hours=2))]
    digest = choose_digest(waiting, replace(TURN, size=1))
    assert [[1]] == ids(digest.colleagues)
    assert [[1], [2]] == ids(choose_digest(waiting, TURN).colleagues)


def test_the_display_is_chronological() -> None:
    """The order shown says when, not how well: likes and turns leave no trace in it."""
    waiting = [seen(AYA, 3, likes=0), seen(BEN, 1, likes=50), seen(CHIE, 2, likes=7), seen(9, 5), seen(8, 4, likes=9)]
    digest = choose_digest(waiting, replace(TURN, official=frozenset({8, 9}), last_surfaced={BEN: NOW}))
    assert [[1], [2], [3]] == ids(digest.colleagues)
    assert [[4], [5]] == ids(digest.official)
    assert [4, 5, 1, 2, 3] == [number for entry in digest.entry_ids for number in entry]


def test_a_thread_is_one_entry() -> None:
    """An author's own thread takes one place and reads from its beginning."""
    waiting = [seen(AYA, 3, thread=1), seen(AYA, 1, thread=1), seen(AYA, 2), seen(BEN, 4)]
    digest = choose_digest(waiting, replace(TURN, size=2))
    assert [[1, 3], [4]] == ids(digest.colleagues)
    thread, single = digest.colleagues
    assert (True, False) == (thread.is_thread, single.is_thread)
    assert 1 == thread.lead.id
    assert [1, 3, 4] == [number for entry in digest.entry_ids for number in entry]
    assert [[1, 3], [2], [4]] == ids(choose_digest(waiting, TURN).colleagues)


@pytest.mark.parametrize("thread", [1, 9])
def test_a_thread_whose_first_post_was_edited(thread: int) -> None:
    """X may call the thread by the first id or by the edit's: it stays one entry."""
    edited = seen(AYA, 1, thread=thread)
    edited = replace(edited, post=replace(edited.post, latest_id=9))
    waiting = [seen(AYA, 2, thread=1), seen(AYA, 3, thread=9), edited]
    assert [[1, 2, 3]] == ids(choose_digest(waiting, TURN).colleagues)


def test_a_thread_is_judged_by_its_first_post() -> None:
    """Likes on a thread's later posts do not count for or against it."""
    waiting = [seen(AYA, 1, likes=2), seen(AYA, 2, likes=90, thread=1), seen(BEN, 3, likes=3), seen(BEN, 4, thread=3)]
    assert [[1, 2]] == ids(choose_digest(waiting, replace(TURN, size=1)).colleagues)


@pytest.mark.parametrize(
    ("size", "official", "colleagues", "expected"),
    [
        (5, 3, 9, (2, 3)),
        (5, 1, 9, (1, 4)),
        (5, 0, 9, (0, 5)),
        (10, 5, 20, (2, 8)),
        (4, 3, 9, (2, 2)),
        (3, 3, 9, (1, 2)),
        (2, 3, 9, (1, 1)),
        (1, 3, 9, (0, 1)),
        (5, 3, 3, (2, 3)),
        (5, 3, 2, (3, 2)),
        (5, 3, 1, (3, 1)),
        (5, 9, 1, (4, 1)),
        (5, 9, 0, (5, 0)),
        (1, 1, 0, (1, 0)),
    ],
)
def test_places_for_official_accounts(size: int, official: int, colleagues: int, expected: tuple[int, int]) -> None:
    """Two at most and never more than half while colleagues wait; what these leave free is theirs."""
    accounts = range(101, 101 + official)
    waiting = [seen(author, author) for author in [*accounts, *range(1, 1 + colleagues)]]
    digest = choose_digest(waiting, replace(TURN, size=size, official=frozenset(accounts)))
    assert expected == (len(digest.official), len(digest.colleagues))


def test_an_official_account_is_shown_once() -> None:
    """One post per account, its least liked, even where places stay empty."""
    waiting = [seen(9, 1, likes=8), seen(9, 2, likes=7), seen(9, 3, likes=9), seen(AYA, 4)]
    digest = choose_digest(waiting, replace(TURN, official=frozenset({9})))
    assert ([[2]], [[4]], True) == (ids(digest.official), ids(digest.colleagues), digest.more_waiting)


def test_official_accounts_take_turns_too() -> None:
    """The account shown longest ago comes first."""
    waiting = [seen(7, 1), seen(8, 2), seen(9, 3, likes=5), seen(AYA, 4), seen(BEN, 5)]
    last = {7: NOW - timedelta(days=1), 8: NOW - timedelta(days=3), 9: NOW - timedelta(days=2)}
    turn = replace(TURN, size=3, official=frozenset({7, 8, 9}), last_surfaced=last)
    assert [[2]] == ids(choose_digest(waiting, turn).official)


SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("author", "age", "shown"),
    [
        (AYA, timedelta(minutes=30), True),
        (AYA, timedelta(minutes=30) - SECOND, False),
        (AYA, timedelta(days=7), True),
        (AYA, timedelta(days=7) + SECOND, False),
        (9, timedelta(minutes=30) - SECOND, False),
        (9, timedelta(days=2), True),
        (9, timedelta(days=2) + SECOND, False),
    ],
)
def test_too_fresh_and_too_old(author: int, age: timedelta, *, shown: bool) -> None:
    """Young posts may still be regretted, old ones are past; official accounts' (9) age sooner."""
    digest = choose_digest([seen(author, 1, age=age)], replace(TURN, official=frozenset({9})))
    assert shown == bool(digest.entries)
    assert not digest.more_waiting


def test_official_posts_never_outlive_colleagues() -> None:
    """Where all posts expire after less than two digest days, official ones do too."""
    window = replace(WINDOW, oldest=NOW - timedelta(days=1), oldest_official=NOW - timedelta(days=2))
    waiting = [seen(9, 1, age=timedelta(hours=25)), seen(9, 2, age=timedelta(hours=23), likes=5)]
    assert [[2]] == ids(choose_digest(waiting, Turn(window, 5, frozenset({9}))).official)


def test_sensitive_posts_are_never_shown() -> None:
    """Neither alone, nor within a thread, nor when nothing else waits; nor do they count as waiting."""
    waiting = [seen(AYA, 1, sensitive=True), seen(BEN, 2), seen(BEN, 3, thread=2, sensitive=True)]
    digest = choose_digest(waiting, TURN)
    assert ([[2]], False) == (ids(digest.colleagues), digest.more_waiting)


@pytest.mark.parametrize(("posts", "expected"), [(4, False), (5, False), (6, True)])
def test_more_waiting(posts: int, *, expected: bool) -> None:
    """Says whether posts that could be shown are left; a thread with a place is not left."""
    waiting = [seen(author, author) for author in range(1, posts + 1)]
    assert expected == choose_digest([*waiting, seen(1, 99, thread=1)], TURN).more_waiting


@pytest.mark.parametrize("after_days_off", [True, False])
def test_after_days_off_is_handed_on(*, after_days_off: bool) -> None:
    """The heading changes after days off, the choice and the size do not."""
    waiting = [seen(author, author) for author in range(1, 9)]
    expected = replace(choose_digest(waiting, TURN), after_days_off=after_days_off)
    assert expected == choose_digest(waiting, replace(TURN, after_days_off=after_days_off))


def numbers(kind: type[Any]) -> set[str]:
    """The names of all number fields of a dataclass and the dataclasses within it."""
    found: set[str] = set()
    hints = get_type_hints(kind)
    for field in fields(kind):
        inside = {hints[field.name], *get_args(hints[field.name])}
        found |= {field.name} if inside & {int, float} else set()
        found |= {name for inner in inside if is_dataclass(inner) for name in numbers(inner)}
    return found


def test_there_is_no_place_for_a_count() -> None:
    """The only numbers in a digest are ids: a count has no field it could be shown from."""
    assert {"id", "latest_id", "author_id", "conversation_id", "parent_id"} == numbers(Digest)
    shown = {field.name for kind in (Digest, Entry, Post, Link, Photo) for field in fields(kind)}
    assert not {name for name in shown for word in ("like", "tap", "count", "score", "rank", "follow") if word in name}
