"""Who is given what in a personal digest."""

from datetime import UTC, datetime, timedelta

import pytest

from tweetnudge.domain.personal import Subscriber, choose_personal, is_answered
from tweetnudge.domain.posts import Post, SeenPost

NOW = datetime(2026, 7, 1, 0, 30, tzinfo=UTC)


def post(number: int, author: int, *, likes: int = 0, taps: int = 0, given: int = 0, thread: int = 0) -> SeenPost:
    """Numbers go with the time of writing."""
    written = Post(number, number, author, NOW + timedelta(minutes=number), "Hello", thread or number)
    return SeenPost(written, likes, taps=taps, given=given)


def chosen(
    pool: list[SeenPost], *subscribers: Subscriber, before: set[tuple[int, str]] | None = None
) -> list[list[int]]:
    """The posts that lead each subscriber's entries, in the order of the subscribers."""
    found = choose_personal(pool, subscribers, lambda number, person: (number, person) in (before or set()))
    return [[entry.lead.id for entry in found.get(one.person, ())] for one in subscribers]


def test_the_oldest_come_first_where_all_else_is_equal() -> None:
    assert [[1, 2]] == chosen([post(3, 30), post(1, 10), post(2, 20)], Subscriber("Aoi", 2))


def test_each_is_given_what_nobody_else_is_given() -> None:
    readers = Subscriber("Aoi", 2), Subscriber("Ren", 2)
    assert [[1, 2], [3, 4]] == chosen([post(number, number) for number in range(1, 5)], *readers)


def test_when_everything_was_given_once_it_goes_round_again() -> None:
    readers = Subscriber("Aoi", 2), Subscriber("Ren", 2)
    assert [[1, 2], [3, 1]] == chosen([post(number, number) for number in range(1, 4)], *readers)


def test_what_few_were_given_earlier_comes_first() -> None:
    pool = [post(1, 10, given=4), post(2, 20, given=1), post(3, 30, given=2)]
    assert [[2, 3]] == chosen(pool, Subscriber("Aoi", 2))


def test_who_is_given_it_today_counts_before_who_was_given_it_earlier() -> None:
    """Yesterday's readers may have answered by now."""
    pool = [post(1, 10), post(2, 20, given=9)]
    assert [[1], [2], [1]] == chosen(pool, *(Subscriber(name, 1) for name in ("Aoi", "Ren", "Yui")))


@pytest.mark.parametrize("answer", [{"likes": 1}, {"taps": 1}])
def test_what_somebody_answered_already_comes_after_all_else(answer: dict[str, int]) -> None:
    answered = post(1, 10, **answer)
    assert is_answered(answered)
    pool = [answered, post(2, 20, given=9), post(3, 30)]
    assert [[3, 2], [3, 2], [3, 2, 1]] == chosen(pool, Subscriber("Aoi", 2), Subscriber("Ren", 2), Subscriber("Yui", 3))


def test_nobody_is_given_an_own_post() -> None:
    own = frozenset({10, 20})
    assert [[3]] == chosen([post(1, 10), post(2, 20), post(3, 30)], Subscriber("Aoi", 7, own))


def test_nobody_is_given_a_post_again() -> None:
    reader = Subscriber("Aoi", 7)
    assert [[2]] == chosen([post(1, 10), post(2, 20)], reader, before={(1, "Aoi"), (2, "Ren")})


def test_a_post_passed_over_by_one_reader_is_given_to_the_next() -> None:
    readers = Subscriber("Aoi", 1, frozenset({10})), Subscriber("Ren", 1)
    assert [[2], [1]] == chosen([post(1, 10), post(2, 20)], *readers)


def test_one_of_an_author() -> None:
    pool = [post(1, 10), post(2, 10), post(3, 20)]
    assert [[1, 3], [2, 3]] == chosen(pool, Subscriber("Aoi", 7), Subscriber("Ren", 7))


def test_a_thread_is_one_entry() -> None:
    pool = [post(2, 10, thread=1), post(1, 10), post(3, 10, thread=1), post(4, 20)]
    found = choose_personal(pool, [Subscriber("Aoi", 7)], lambda *_: False)
    assert [[1, 2, 3], [4]] == [[one.id for one in entry.posts] for entry in found["Aoi"]]


def test_it_is_the_threads_first_post_that_was_given_or_answered() -> None:
    pool = [post(1, 10, likes=1), post(2, 10, thread=1), post(3, 20), post(4, 20, thread=3, likes=5)]
    assert [[3, 1]] == chosen(pool, Subscriber("Aoi", 7))
    assert [[3]] == chosen(pool, Subscriber("Aoi", 7), before={(1, "Aoi"), (4, "Aoi")})


def test_who_is_given_nothing_is_left_out() -> None:
    assert {} == choose_personal([], [Subscriber("Aoi", 7)], lambda *_: False)
    assert {} == choose_personal([post(1, 10)], [Subscriber("Aoi", 7, frozenset({10}))], lambda *_: False)
    assert {} == choose_personal([post(1, 10)], [], lambda *_: False)
