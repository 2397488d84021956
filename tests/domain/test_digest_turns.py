"""Digests day after day: everybody gets a turn within a stated number of days, and nothing waits for ever."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tweetnudge.domain.digest import OFFICIAL_DIGEST_DAYS, Digest, Turn, Window, choose_digest
from tweetnudge.domain.posts import Post, SeenPost
from tweetnudge.domain.workdays import Workdays

START = datetime(2026, 7, 1, 0, 30, tzinfo=UTC)
ALWAYS = Window(START - timedelta(days=999), START - timedelta(days=999), START + timedelta(days=999))
OFFICIAL = frozenset({1, 2, 3})
DAY = timedelta(days=1)

house = settings(deadline=None, max_examples=60)


def places(size: int) -> int:
    """What official accounts leave to colleagues in any digest while colleagues wait."""
    return size - min(2, size // 2)


@dataclass
class Days:
    """Plays the store: what was shown is remembered and waits no more."""

    size: int
    waiting: list[SeenPost] = field(default_factory=list)
    last_surfaced: dict[int, datetime] = field(default_factory=dict)
    count: int = 0

    def post(self, author: int, likes: int = 0, written: datetime = START) -> None:
        self.count += 1
        self.waiting.append(SeenPost(Post(self.count, self.count, author, written, "Hello", self.count), likes))

    def digest(self, now: datetime, window: Window = ALWAYS) -> Digest:
        digest = choose_digest(self.waiting, Turn(window, self.size, OFFICIAL, self.last_surfaced))
        shown = [post for entry in digest.entries for post in entry.posts]
        self.last_surfaced |= {post.author_id: now for post in shown}
        self.waiting = [seen for seen in self.waiting if seen.post not in shown]
        return digest

    def authors_waiting(self) -> set[int]:
        return {seen.post.author_id for seen in self.waiting} - OFFICIAL


@house
@given(st.integers(1, 10), st.lists(st.tuples(st.integers(1, 9), st.integers(0, 5)), min_size=1, max_size=60))
def test_nothing_waits_for_ever(size: int, drawn: list[tuple[int, int]]) -> None:
    """n colleagues' posts are shown within ceil(n / (size - official places)) digests, all n posts within n."""
    days = Days(size)
    for author, likes in drawn:
        days.post(author, likes)
    colleagues_within = ceil(sum(author not in OFFICIAL for author, _ in drawn) / places(size))
    for number in range(1, len(drawn) + 1):
        digest = days.digest(START + number * DAY)
        assert digest.more_waiting == bool(days.waiting)
        assert number < colleagues_within or not days.authors_waiting()
        if not days.waiting:
            break
    assert not days.waiting


@house
@given(st.integers(1, 6), st.lists(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 5))), max_size=15))
def test_everybody_gets_a_turn(size: int, posted: list[list[tuple[int, int]]]) -> None:
    """However much others post, who waits is shown within ceil(people / (size - official places)) digests.

    People are all colleagues who post at all; likes do not help anybody past this bound, nor hold anybody back.
    """
    days, waited = Days(size), dict[int, int]()
    people = {author for new in posted for author, _ in new} - OFFICIAL
    within = ceil(len(people) / places(size))
    for number, new in enumerate(posted, 1):
        for author, likes in new:
            days.post(author, likes)
        before = days.authors_waiting()
        shown = {entry.lead.author_id for entry in days.digest(START + number * DAY).colleagues}
        waited = {author: waited.get(author, 0) + 1 for author in before - shown}
        assert all(count < within for count in waited.values())


def test_a_loud_colleague_does_not_push_anybody_out() -> None:
    """One writes ten posts a day, four write one each: the four are all shown the same day."""
    days = Days(size=5)
    for number in range(1, 11):
        for author in [5] * 10 + [6, 7, 8, 9]:
            days.post(author, likes=0 if author == 5 else 9)
        shown = [entry.lead.author_id for entry in days.digest(START + number * DAY).colleagues]
        assert {5, 6, 7, 8, 9} == set(shown)


def test_a_much_liked_post_is_not_forgotten() -> None:
    """Likes decide only between people who have waited equally long: the star is shown on the second day."""
    days = Days(size=1)
    shown: list[int] = []
    for number in range(1, 5):
        days.post(5, likes=1000)
        days.post(6, likes=0)
        shown += [entry.lead.author_id for entry in days.digest(START + number * DAY).entries]
    assert [6, 5, 6, 5] == shown


def workdays(closed: Mapping[date, str]) -> Workdays:
    return Workdays(ZoneInfo("Asia/Tokyo"), time(9, 30), frozenset(range(5)), closed.__contains__)


def digests(calendar: Workdays, first: date, last: date, max_age_days: int) -> list[tuple[date, Window]]:
    """Each digest day from `first` to `last` with its window."""
    days = [first + n * DAY for n in range((last - first).days + 1)]
    return [
        (
            day,
            Window(
                calendar.fresh_since(day, max_age_days),
                calendar.fresh_since(day, OFFICIAL_DIGEST_DAYS),
                calendar.moment(day),
            ),
        )
        for day in days
        if calendar.is_digest_day(day)
    ]


@pytest.mark.parametrize(
    ("author", "closed", "chances"),
    [
        (1, {}, [date(2026, 7, 3), date(2026, 7, 6)]),
        (1, {date(2026, 7, 6): "closed"}, [date(2026, 7, 3), date(2026, 7, 7)]),
        (5, {}, [date(2026, 7, 3), date(2026, 7, 6), date(2026, 7, 7)]),
    ],
)
def test_official_posts_have_two_chances(author: int, closed: dict[date, str], chances: list[date]) -> None:
    """A post of Thursday noon may come on two digest days if official, on three (the maximum here) if not."""
    days = Days(size=5)
    days.post(author, written=datetime(2026, 7, 2, 3, tzinfo=UTC))
    could = [
        day
        for day, window in digests(workdays(closed), date(2026, 7, 1), date(2026, 7, 20), max_age_days=3)
        if choose_digest(days.waiting, Turn(window, 5, OFFICIAL)).entries
    ]
    assert chances == could


@house
@given(
    st.integers(1, 3),
    st.integers(1, 7),
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 5), st.integers(0, 20 * 24)), max_size=40),
)
def test_shown_or_expired(size: int, max_age_days: int, drawn: list[tuple[int, int, int]]) -> None:
    """Each post is shown at most once, within the digest days of its age, or expires; a free place is never refused."""
    calendar = workdays({date(2026, 7, 20): "a holiday"})
    days, shown = Days(size), list[int]()
    for author, likes, hours in drawn:
        days.post(author, likes, START + timedelta(hours=hours))
    unseen = {seen.post.id: seen.post for seen in days.waiting}
    for day, window in digests(calendar, date(2026, 7, 1), date(2026, 8, 14), max_age_days):
        digest = days.digest(calendar.moment(day), window)
        in_it = [post for entry in digest.entries for post in entry.posts]
        shown += [post.id for post in in_it]
        assert all(window.oldest <= post.created_at <= window.newest for post in in_it)
        if len(digest.entries) < size:
            free = [seen.post for seen in days.waiting if window.takes(seen.post, official=False)]
            assert not {post.author_id for post in free} - OFFICIAL
    assert len(shown) == len(set(shown))
    assert set(shown) <= unseen.keys()
    after = digests(calendar, date(2026, 8, 14), date(2026, 8, 14), max_age_days)
    assert not choose_digest(days.waiting, Turn(after[0][1], size, OFFICIAL)).entries
