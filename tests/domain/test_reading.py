"""Reading a List that only pages newest first: how much is asked for, and when a read is complete."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tweetnudge.domain.posts import PassedOver, Post, Reason, SeenPost
from tweetnudge.domain.reading import (
    Reading,
    completed,
    created_at,
    first_page_size,
    latest_id,
    meets_what_is_known,
    next_page_size,
    oldest_wanted,
)

NOW = datetime(2026, 7, 1, 0, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def seen(latest: int, hours_ago: float = 1) -> SeenPost:
    """A post that was edited since: in the List it stands at its newest id."""
    return SeenPost(Post(latest - 1, latest, 7, NOW - hours_ago * HOUR, "Hello", latest - 1), likes=0)


def passed_over(latest: int, hours_ago: float = 1) -> PassedOver:
    return PassedOver(latest - 1, latest, 7, Reason.REPLY, NOW - hours_ago * HOUR)


@pytest.mark.parametrize(
    ("rate", "hours", "expected"),
    [
        (None, 1, 10),
        (0.0, 1, 1),
        (2.0, 1, 3),
        (2.0, 1.1, 4),
        (0.1, 1, 2),
        (5.0, 24, 100),
        (9.9, 10, 100),
        (9.8, 10, 99),
        (3.0, -1, 1),
    ],
)
def test_the_first_page(rate: float | None, hours: float, expected: int) -> None:
    """What is expected and one more, the one that meets the watermark; ten the first time, never over a hundred."""
    assert expected == first_page_size(Reading(5, NOW, NOW - hours * HOUR, rate), NOW)


def test_the_first_page_after_reads_that_were_interrupted() -> None:
    """Nothing was ever completed, so nothing can be expected."""
    assert first_page_size(Reading(), NOW) == first_page_size(Reading(tried_at=NOW, posts_per_hour=50.0), NOW)


def test_further_pages_grow() -> None:
    """Twice as much each time, up to the hundred X allows."""
    sizes = [3]
    while len(sizes) < 8:
        sizes.append(next_page_size(sizes[-1]))
    assert [3, 6, 12, 24, 48, 96, 100, 100] == sizes


@pytest.mark.parametrize("item", [seen, passed_over])
@pytest.mark.parametrize(
    ("latest", "hours_ago", "expected"),
    [(51, 1, False), (50, 1, True), (49, 1, True), (51, 48, False), (51, 48.1, True)],
)
def test_a_page_meets_what_is_known(item: type[SeenPost], latest: int, hours_ago: float, *, expected: bool) -> None:
    """Its oldest post is one already read, or too old: whatever kind of post it is."""
    page = [seen(90, 0.5), item(latest, hours_ago)]
    assert expected == meets_what_is_known(page, Reading(watermark=50), NOW - 48 * HOUR)


def test_only_the_oldest_post_of_a_page_tells() -> None:
    """A known or old post further up (an edit, a clock that is off) does not end the read early."""
    page = [seen(40), seen(90, hours_ago=99), seen(60)]
    assert not meets_what_is_known(page, Reading(watermark=50), NOW - 48 * HOUR)


def test_an_empty_page_meets_nothing() -> None:
    """X sends such pages in between; the read goes on while there are more."""
    assert not meets_what_is_known([], Reading(watermark=50), NOW)


@pytest.mark.parametrize(
    ("fresh_since", "started", "expected"), [(170, 24, 72), (170, 24 * 30, 170), (24, 1, 24), (49, 1, 49), (50, 1, 49)]
)
def test_how_far_back_a_read_goes(fresh_since: int, started: int, expected: int) -> None:
    """As far as posts are fresh, but not more than two days before the bot was started (all in hours ago)."""
    assert NOW - expected * HOUR == oldest_wanted(NOW - fresh_since * HOUR, NOW - started * HOUR)


@pytest.mark.parametrize(
    ("known", "new", "hours", "expected"),
    [
        (None, 6, 3, 2.0),
        (2.0, 6, 3, 2.0),
        (10.0, 0, 1, 9.6),
        (10.0, 0, 24, 5.0),
        (0.0, 10, 1, 0.4),
        (None, 1, 0, 60.0),
        (None, 0, 5, 0.0),
    ],
)
def test_the_rate_follows_slowly(known: float | None, new: int, hours: float, expected: float) -> None:
    """The first rate is taken as it is, later ones weigh by the time they span; no time at all counts as a minute."""
    last = Reading(50, NOW - HOUR, NOW - HOUR, known)
    assert Reading(80, NOW, NOW, pytest.approx(expected)) == completed(last, 80, new, hours * HOUR, NOW)


@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 50))
def test_the_watermark_never_goes_down(watermark: int, newest: int, new: int) -> None:
    """A read that found less (the newest posts were deleted) does not make known posts new again."""
    after = completed(Reading(watermark=watermark), newest, new, HOUR, NOW)
    assert max(watermark, newest) == after.watermark


@pytest.mark.parametrize("item", [seen(80, 3), passed_over(80, 3)])
def test_where_a_post_stands_in_the_list(item: SeenPost | PassedOver) -> None:
    """At the id of its newest edit, shown or passed over."""
    assert (80, NOW - 3 * HOUR) == (latest_id(item), created_at(item))
