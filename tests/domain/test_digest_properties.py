"""What holds for every digest, whatever waits: fairness, sizes, order, and that no count leaks."""

from collections import Counter, defaultdict
from dataclasses import astuple, replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tweetnudge.domain.digest import NEVER, Entry, Turn, Window, choose_digest
from tweetnudge.domain.posts import Post, SeenPost

NOW = datetime(2026, 7, 1, 0, 30, tzinfo=UTC)
WINDOW = Window(NOW - timedelta(hours=70), NOW - timedelta(hours=40), NOW - timedelta(hours=2))
AUTHORS = st.integers(1, 7)
SENTINEL = 987_654_321_000

house = settings(deadline=None, max_examples=100)


@st.composite
def posts(draw: st.DrawFn) -> SeenPost:
    """A post by one of a few people, with few kinds of ages and likes, so that ties are common."""
    author, thread = draw(AUTHORS), draw(st.integers(0, 5))
    written = NOW - timedelta(hours=draw(st.integers(0, 75)))
    post = Post(0, 0, author, written, "Hello", conversation_id=author * 100 + thread)
    return SeenPost(post, draw(st.integers(0, 3)), draw(st.sampled_from([False] * 5 + [True])))


def numbered(drawn: list[SeenPost]) -> list[SeenPost]:
    return [replace(seen, post=replace(seen.post, id=n, latest_id=n)) for n, seen in enumerate(drawn, 1)]


WAITING = st.one_of(st.lists(posts(), max_size=6), st.lists(posts(), min_size=15, max_size=40)).map(numbered)
TURNS = st.builds(
    Turn,
    window=st.just(WINDOW),
    size=st.integers(1, 10),
    official=st.sampled_from([frozenset(range(1, count + 1)) for count in (4, 3, 1, 0)]),
    last_surfaced=st.dictionaries(AUTHORS, st.integers(1, 3).map(lambda days: NOW - timedelta(days=days))),
)
choices = given(waiting=WAITING, turn=TURNS)


def entries_of(waiting: list[SeenPost], turn: Turn) -> dict[int, list[list[SeenPost]]]:
    """By author: what could be shown, each thread oldest first, written down from the promises alone."""
    threads: defaultdict[tuple[int, int], list[SeenPost]] = defaultdict(list)
    for seen in sorted(waiting, key=lambda seen: (seen.post.created_at, seen.post.id)):
        hours = (NOW - seen.post.created_at) / timedelta(hours=1)
        if not seen.sensitive and 2 <= hours <= (40 if seen.post.author_id in turn.official else 70):
            threads[seen.post.author_id, seen.post.conversation_id].append(seen)
    entries: defaultdict[int, list[list[SeenPost]]] = defaultdict(list)
    for (author, _), thread in threads.items():
        entries[author].append(thread)
    return dict(entries)


def by_author(entries: tuple[Entry, ...]) -> Counter[int]:
    return Counter(entry.lead.author_id for entry in entries)


@house
@choices
def test_nobody_twice_while_another_waits(waiting: list[SeenPost], turn: Turn) -> None:
    """Whoever has an entry left over was shown at most one time less often than anybody else."""
    shown = by_author(choose_digest(waiting, turn).colleagues)
    for author, entries in entries_of(waiting, turn).items():
        if author not in turn.official and shown[author] < len(entries):
            assert all(count <= shown[author] + 1 for count in shown.values())


@house
@choices
def test_only_whole_entries_that_may_be_shown(waiting: list[SeenPost], turn: Turn) -> None:
    """Nothing sensitive, too fresh or too old; a thread is complete, oldest first, and shown once."""
    digest = choose_digest(waiting, turn)
    possible = [tuple(seen.post for seen in thread) for all_ in entries_of(waiting, turn).values() for thread in all_]
    assert all(entry.posts in possible for entry in digest.entries)
    assert len(digest.entries) == len({entry.posts for entry in digest.entries})


@house
@choices
def test_no_place_is_wasted_and_none_is_invented(waiting: list[SeenPost], turn: Turn) -> None:
    """As many entries as fit: all of the colleagues' and one per official account."""
    digest, entries = choose_digest(waiting, turn), entries_of(waiting, turn)
    could = sum(1 if author in turn.official else len(threads) for author, threads in entries.items())
    assert min(turn.size, could) == len(digest.entries)
    assert digest.more_waiting == (sum(map(len, entries.values())) > len(digest.entries))


@house
@choices
def test_official_accounts_stay_in_their_places(waiting: list[SeenPost], turn: Turn) -> None:
    """One per account; two at most and never more than half while a colleague's entry is left over."""
    digest, entries = choose_digest(waiting, turn), entries_of(waiting, turn)
    assert all(author in turn.official and count == 1 for author, count in by_author(digest.official).items())
    assert not by_author(digest.colleagues).keys() & turn.official
    left_over = sum(len(threads) for author, threads in entries.items() if author not in turn.official)
    if left_over > len(digest.colleagues):
        assert len(digest.official) <= 2
        assert 2 * len(digest.official) <= turn.size


@house
@choices
def test_authors_come_by_their_turn(waiting: list[SeenPost], turn: Turn) -> None:
    """Nobody left out was ahead of anybody shown: shown longest ago, fewest likes, oldest post."""
    digest, entries = choose_digest(waiting, turn), entries_of(waiting, turn)

    def place(author: int) -> tuple[object, ...]:
        best = min((thread[0].likes, thread[0].post.created_at, thread[0].post.id) for thread in entries[author])
        return ((turn.last_surfaced or {}).get(author, NEVER), *best)

    for group, official in ((digest.official, True), (digest.colleagues, False)):
        shown = set(by_author(group))
        left_out = {author for author in entries if (author in turn.official) == official} - shown
        assert all(place(one) < place(other) for one in shown for other in left_out)


@house
@choices
def test_the_least_liked_entry_of_an_author_comes_first(waiting: list[SeenPost], turn: Turn) -> None:
    """What is kept for later has more likes than what is shown, or as many and is younger."""
    shown = {entry.lead.id for entry in choose_digest(waiting, turn).entries}
    for threads in entries_of(waiting, turn).values():
        leads = sorted((thread[0] for thread in threads), key=lambda lead: (lead.likes, lead.post.created_at))
        taken = [lead.post.id in shown for lead in leads]
        keys = [(lead.likes, lead.post.created_at) for lead in leads]
        count = sum(taken)
        assert sorted(key for key, took in zip(keys, taken, strict=True) if took) == keys[:count]


@house
@choices
def test_each_group_is_chronological(waiting: list[SeenPost], turn: Turn) -> None:
    """Oldest first, in both groups and within a thread."""
    digest = choose_digest(waiting, turn)
    leads = [[entry.lead for entry in group] for group in (digest.official, digest.colleagues)]
    for shown in (*leads, *(entry.posts for entry in digest.entries)):
        moments = [(post.created_at, post.id) for post in shown]
        assert sorted(moments) == moments


@house
@given(waiting=WAITING, turn=TURNS, data=st.data())
def test_the_order_of_the_input_does_not_matter(waiting: list[SeenPost], turn: Turn, data: st.DataObject) -> None:
    """However the store returns the posts, the digest is the same."""
    shuffled = data.draw(st.permutations(waiting))
    assert choose_digest(waiting, turn) == choose_digest(shuffled, turn)


def values_of(whole: object) -> list[object]:
    """All values in nested tuples."""
    return [value for part in whole for value in values_of(part)] if isinstance(whole, tuple) else [whole]


@house
@choices
def test_counts_do_not_leak(waiting: list[SeenPost], turn: Turn) -> None:
    """Likes multiplied beyond measure, in the same order: the same digest, and no trace of them in it."""
    loud = [replace(seen, likes=SENTINEL + seen.likes * SENTINEL) for seen in waiting]
    digest = choose_digest(loud, turn)
    assert choose_digest(waiting, turn) == digest
    assert all(value < SENTINEL for value in values_of(astuple(digest)) if isinstance(value, int))


@house
@given(waiting=WAITING, turn=TURNS, likes=st.lists(st.integers(0, SENTINEL), min_size=40, max_size=40))
def test_likes_decide_who_is_shown_and_nothing_else(waiting: list[SeenPost], turn: Turn, likes: list[int]) -> None:
    """Where other likes lead to the same posts, they lead to an equal digest."""
    other = [replace(seen, likes=count) for seen, count in zip(waiting, likes, strict=False)]
    one, two = choose_digest(waiting, turn), choose_digest(other, turn)
    assert (set(one.entry_ids) == set(two.entry_ids)) == (one == two)


@house
@given(waiting=WAITING, shown=WAITING, turn=TURNS)
def test_what_comes_again_takes_nothing_from_what_is_new(
    waiting: list[SeenPost], shown: list[SeenPost], turn: Turn
) -> None:
    """Two at most, of two colleagues, with few answers, and never on a day without anything new."""
    digest, without = choose_digest(waiting, turn, shown), choose_digest(waiting, turn)
    assert without == replace(digest, again=())
    assert without.entries or not digest.again
    leads = [entry.lead for entry in digest.again]
    assert len(leads) == len({lead.author_id for lead in leads}) <= 2
    known = {seen.post.id: seen for seen in shown}
    assert all(known[lead.id].likes <= 1 and lead.author_id not in turn.official for lead in leads)
    assert leads == sorted(leads, key=lambda lead: (lead.created_at, lead.id))
