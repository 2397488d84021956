"""Reading a List that only pages newest first: when, how much is asked for, and when a read is complete."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tweetnudge.domain.posts import PassedOver, Post, Reason, SeenPost
from tweetnudge.domain.reading import (
    WINDOW,
    Reading,
    completed,
    created_at,
    first_page_size,
    has_gap,
    is_due,
    latest_id,
    meets_what_is_known,
    next_page_size,
    oldest_wanted,
    read_every,
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
    after = completed(last, 80, [NOW] * new, hours * HOUR, NOW)
    assert (80, NOW, NOW, pytest.approx(expected)) == (
        after.watermark, after.tried_at, after.completed_at, after.posts_per_hour,
    )  # fmt: skip


@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 50))
def test_the_watermark_never_goes_down(watermark: int, newest: int, new: int) -> None:
    """A read that found less (the newest posts were deleted) does not make known posts new again."""
    after = completed(Reading(watermark=watermark), newest, [NOW] * new, HOUR, NOW)
    assert max(watermark, newest) == after.watermark


@pytest.mark.parametrize("item", [seen(80, 3), passed_over(80, 3)])
def test_where_a_post_stands_in_the_list(item: SeenPost | PassedOver) -> None:
    """At the id of its newest edit, shown or passed over."""
    assert (80, NOW - 3 * HOUR) == (latest_id(item), created_at(item))


def evenly(number: int, over: timedelta, until: datetime = NOW) -> list[datetime]:
    """So many posts, newest first, as a List gives them."""
    return [until - over * n / number for n in range(number)]


def busiest(known: float | None, written: list[datetime], span: timedelta) -> float | None:
    return completed(Reading(busiest_per_hour=known), 80, written, span, NOW).busiest_per_hour


@pytest.mark.parametrize(
    ("known", "number", "minutes", "expected"),
    [
        (None, 0, 60, 0),
        (None, 60, 60, 60),
        (40, 60, 60, 60),
        (None, 3, 0, 36),
        (None, 3, 0.1, 36),
        (None, 3, -90, 36),
        (100, 0, 3 * 24 * 60, 50),
        (100, 0, 6 * 24 * 60, 25),
        (100, 5, 1, 100),
        (100, 0, -365 * 24 * 60, 100),
    ],
)
def test_the_busiest_hour_is_remembered_for_days(
    known: float | None, number: int, minutes: float, expected: float
) -> None:
    """Half of it after three days; moments count as five minutes, and a clock that was wrong as no time at all."""
    after = busiest(known, evenly(number, timedelta(minutes=max(minutes, 0))), timedelta(minutes=minutes))
    assert pytest.approx(expected, rel=0.01) == after


def test_a_burst_counts_as_fast_as_it_was() -> None:
    """Half a window in ten minutes of an hour, and hardly anything before and after."""
    burst = [*evenly(10, HOUR / 2), *evenly(400, HOUR / 6, NOW - HOUR / 2), NOW - 0.9 * HOUR]
    assert pytest.approx(2400, rel=0.05) == busiest(None, burst, HOUR)


def test_a_week_away_does_not_make_a_busy_list_look_quiet() -> None:
    """X lists what was written last: all of it within two hours."""
    assert pytest.approx(400, rel=0.01) == busiest(None, evenly(WINDOW, 2 * HOUR), 7 * 24 * HOUR)


@pytest.mark.parametrize(
    ("busiest_per_hour", "usual", "expected"),
    [
        (None, 60, 60),
        (0.0, 60, 60),
        (30.0, 60, 60),
        (400.0, 60, 60),
        (800.0, 60, 30),
        (2400.0, 60, 10),
        (1e9, 60, 5),
        (1e9, 1, 1),
        (100.0, 1440, 240),
        (1.0, 1440, 1440),
    ],
)
def test_a_busy_list_is_read_before_half_a_window_is_written(
    busiest_per_hour: float | None, usual: float, expected: float
) -> None:
    """Never less often than usual (all in minutes), and not more often than every five minutes."""
    every = read_every(Reading(busiest_per_hour=busiest_per_hour), timedelta(minutes=usual))
    assert timedelta(minutes=expected) == every


@pytest.mark.parametrize(
    ("read_ago", "tried_ago", "paused_for", "expected"),
    [
        (9, 9, None, False),
        (10, 10, None, True),
        (60, 4, None, False),
        (60, 5, None, True),
        (60, 60, 1, False),
        (None, None, None, True),
    ],
)
def test_when_a_busy_list_is_due(
    read_ago: float | None, tried_ago: float | None, paused_for: float | None, *, expected: bool
) -> None:
    """Ten minutes after a complete read, but five after one that failed, and not while X is left in peace."""
    tried, read, pause = (None if ago is None else NOW - timedelta(minutes=ago) for ago in (
        tried_ago, read_ago, None if paused_for is None else -paused_for,
    ))  # fmt: skip
    last = Reading(50, tried, read, 100.0, 2400.0, 0, pause)
    assert expected == is_due(last, NOW, HOUR)


@pytest.mark.parametrize(
    ("watermark", "read", "expected"),
    [(50, 800, True), (50, 400, True), (50, 399, False), (50, 0, False), (0, 800, False)],
)
def test_a_read_to_the_end_of_what_x_lists_that_met_nothing_known(watermark: int, read: int, *, expected: bool) -> None:
    """A List of few posts has an end, too; and the first read of all knows nothing it could meet."""
    assert expected == has_gap(Reading(watermark=watermark), read)
