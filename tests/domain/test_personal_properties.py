"""What holds for all personal digests of a day, whoever asked for them and whatever waits."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tweetnudge.domain.personal import Subscriber, choose_personal, is_answered
from tweetnudge.domain.posts import Post, SeenPost

NOW = datetime(2026, 7, 1, 0, 30, tzinfo=UTC)
AUTHORS = st.integers(1, 6)
FEW = st.sampled_from([0, 0, 0, 1, 2])
PEOPLE = ["Aoi", "Ren", "Yui", "Sora", "Mei", "Kai"]


@st.composite
def pools(draw: st.DrawFn) -> list[SeenPost]:
    """Posts of a few people, some of them threads, written at few moments, so that ties are common."""
    drawn = draw(st.lists(st.tuples(AUTHORS, st.integers(0, 3), FEW, FEW, FEW, st.integers(0, 4)), max_size=25))
    return [
        SeenPost(Post(n, n, author, NOW + timedelta(hours=hour), "", author * 100 + thread), likes, False, taps, given)
        for n, (author, thread, likes, taps, given, hour) in enumerate(drawn, 1)
    ]


@st.composite
def readers(draw: st.DrawFn) -> list[Subscriber]:
    people = draw(st.lists(st.sampled_from(PEOPLE), unique=True))
    own = st.one_of(st.just(frozenset[int]()), AUTHORS.map(lambda one: frozenset({one})), st.frozensets(AUTHORS))
    return [Subscriber(person, draw(st.integers(1, 7)), draw(own)) for person in people]


house = settings(deadline=None, max_examples=100)
Before = set[tuple[int, str]]
BEFORE = st.sets(st.tuples(st.integers(1, 25), st.sampled_from(PEOPLE)), max_size=40)
days = given(pool=pools(), subscribers=readers(), before=BEFORE)


def chosen(pool: list[SeenPost], subscribers: list[Subscriber], before: Before) -> list[list[int]]:
    """The posts that lead each subscriber's entries, in the order of the subscribers."""
    found = choose_personal(pool, subscribers, lambda number, person: (number, person) in before)
    return [[entry.lead.id for entry in found.get(one.person, ())] for one in subscribers]


@house
@days
def test_never_too_many_an_own_one_one_given_before_or_two_of_an_author(
    pool: list[SeenPost], subscribers: list[Subscriber], before: Before
) -> None:
    found = choose_personal(pool, subscribers, lambda number, person: (number, person) in before)
    by_person = {one.person: one for one in subscribers}
    assert found.keys() <= by_person.keys()
    for person, entries in found.items():
        authors = [entry.lead.author_id for entry in entries]
        assert 1 <= len(authors) <= by_person[person].posts
        assert len(authors) == len(set(authors))
        assert not by_person[person].own & set(authors)
        assert not before & {(entry.lead.id, person) for entry in entries}


@house
@days
def test_entries_are_whole_threads(pool: list[SeenPost], subscribers: list[Subscriber], before: Before) -> None:
    found = choose_personal(pool, subscribers, lambda number, person: (number, person) in before)
    for entry in (entry for entries in found.values() for entry in entries):
        whole = [seen.post for seen in pool if seen.post.conversation_id == entry.lead.conversation_id]
        assert sorted(whole, key=lambda one: (one.created_at, one.id)) == list(entry.posts)


def leads_of(pool: list[SeenPost]) -> list[SeenPost]:
    """The first post of each thread, written down from the promise alone."""
    ordered = sorted(pool, key=lambda seen: (seen.post.created_at, seen.post.id), reverse=True)
    return list({seen.post.conversation_id: seen for seen in ordered}.values())


@house
@days
def test_no_post_that_waits_for_an_answer_is_given_twice_today_while_another_is_given_to_nobody(
    pool: list[SeenPost], subscribers: list[Subscriber], before: Before
) -> None:
    """The same more sharply: what is given has never been given more often today than what might have been given."""
    today: Counter[int] = Counter()
    for one, numbers in zip(subscribers, chosen(pool, subscribers, before), strict=True):
        authors = {seen.post.author_id for seen in pool if seen.post.id in numbers}
        for seen in leads_of(pool):
            number, author = seen.post.id, seen.post.author_id
            might = author not in one.own | authors and (number, one.person) not in before
            if might and not is_answered(seen):
                assert all(today[given] <= today[number] for given in numbers)
                assert len(numbers) == one.posts
        today.update(numbers)


@house
@days
def test_what_somebody_answered_is_given_only_where_nothing_else_is_left(
    pool: list[SeenPost], subscribers: list[Subscriber], before: Before
) -> None:
    answered = {seen.post.id: is_answered(seen) for seen in pool}
    for one, numbers in zip(subscribers, chosen(pool, subscribers, before), strict=True):
        assert [answered[n] for n in numbers] == sorted(answered[n] for n in numbers)
        authors = {seen.post.author_id for seen in pool if seen.post.id in numbers}
        left = [
            seen for seen in leads_of(pool)
            if seen.post.author_id not in one.own | authors and (seen.post.id, one.person) not in before
        ]  # fmt: skip
        assert not left or len(numbers) == one.posts
        assert all(map(is_answered, left)) or not any(answered[n] for n in numbers)


@house
@given(pool=pools(), subscribers=readers(), before=BEFORE, data=st.data())
def test_the_order_of_the_posts_does_not_matter(
    pool: list[SeenPost], subscribers: list[Subscriber], before: Before, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(pool))
    assert chosen(pool, subscribers, before) == chosen(shuffled, subscribers, before)


@house
@days
def test_how_many_answered_does_not_matter(pool: list[SeenPost], subscribers: list[Subscriber], before: Before) -> None:
    """Nobody is ranked by how well they are liked."""
    loud = [replace(seen, likes=seen.likes * 1000, taps=seen.taps * 77) for seen in pool]
    assert chosen(pool, subscribers, before) == chosen(loud, subscribers, before)
