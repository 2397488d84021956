"""The attention benchmark in companies of 15 and 50: its figures add up, and each part of our rules helps."""

from dataclasses import astuple
from datetime import timedelta
from functools import cache
from statistics import fmean

import pytest
from company import FIRST, MAX_AGE, Company
from crowd import Readers
from habits import Habits, Shown, Sizes
from lives import OTHERS, Case, Figures, gini, live
from others import most_liked_first, newest_first
from ours import Ours

from tweetnudge.domain.digest import AGAIN_AT_MOST, LOOKS_AT_MOST

SEEDS, DAYS, USUAL = 3, 60, Habits()
PARTS = {
    "message": Sizes(5),
    "one look": Sizes(5, 1),
    "looks": Sizes(5, AGAIN_AT_MOST),
    "thread": Sizes(5, AGAIN_AT_MOST, 12),
    "personal": Sizes(5, AGAIN_AT_MOST, 12, 3),
}


@cache
def lived(people: int, rule: str | Sizes, habits: Habits = USUAL) -> tuple[Figures, ...]:
    return tuple(live(Case(people, rule, habits, DAYS, seed)) for seed in range(SEEDS))


def alone(people: int, rule: str | Sizes) -> float:
    return fmean(one.alone for one in lived(people, rule))


@pytest.mark.parametrize("rule", [*OTHERS, *PARTS.values()], ids=[*OTHERS, *PARTS])
def test_every_post_judged_has_exactly_one_fate(rule: str | Sizes) -> None:
    company = Company(50, USUAL.posts, seed=0)
    for number in range(DAYS):
        company.write(FIRST + timedelta(days=number))
    first, last = FIRST + timedelta(days=8), FIRST + timedelta(days=DAYS - 1) - MAX_AGE
    judged = sum(first <= post.created_at <= last for post in company.posts.values())
    assert judged == lived(50, rule)[0].fates.total() > 300


def days_of(sizes: Sizes, days: int = 30, people: int = 50) -> tuple[Company, list[Shown]]:
    """What ours showed, day by day."""
    company = Company(people, USUAL.posts, seed=1)
    readers = Readers(company.people, company.posts, USUAL, seed=2)
    ours, shown = Ours(company, readers, sizes, USUAL, seed=3), []
    for number in range(days):
        company.write(FIRST + timedelta(days=number))
        shown.append(ours.choose(FIRST + timedelta(days=number)))
        readers.a_day(shown[-1])
    return company, shown


def test_nothing_is_shown_twice_but_what_comes_again() -> None:
    _, days = days_of(PARTS["personal"])
    times: dict[int, int] = {}
    for day in days:
        together = (*day.channel, *day.thread)
        assert len(together) == len(set(together))
        assert not set(day.thread) & times.keys()
        times |= {number: times.get(number, 0) + 1 for number in together}
    assert max(times.values()) <= 1 + LOOKS_AT_MOST


def test_nobody_is_given_a_post_twice_an_own_one_or_too_many() -> None:
    company, days = days_of(PARTS["personal"])
    given = [(reader, number) for day in days for reader, numbers in day.personal.items() for number in numbers]
    assert len(given) == len(set(given)) > 500
    assert all(company.posts[number].author_id != reader for reader, number in given)
    assert all(0 < len(numbers) <= 3 for day in days for numbers in day.personal.values())
    assert all(not set(day.channel) & {n for numbers in day.personal.values() for n in numbers} for day in days)


def test_ours_leaves_far_fewer_alone_than_any_other_rule() -> None:
    for people in (15, 50):
        assert alone(people, PARTS["personal"]) < min(alone(people, other) for other in OTHERS) / 2


def test_in_a_small_company_another_look_leaves_less_than_half_of_what_is_left_without() -> None:
    assert alone(15, PARTS["looks"]) < alone(15, PARTS["message"]) / 2


@pytest.mark.parametrize("other", ["newest first, 7", "newest first, 10", "most liked first, 7"])
def test_in_a_small_company_the_message_with_looks_does_better_than_any_other_message(other: str) -> None:
    assert alone(15, PARTS["looks"]) < alone(15, other) / 2


def test_one_place_for_looks_helps_less_than_two() -> None:
    assert alone(15, PARTS["looks"]) < alone(15, PARTS["one look"]) < alone(15, PARTS["message"])


def test_without_looks_turns_alone_do_not_make_more_people_read() -> None:
    """They are fair; that is all."""
    assert alone(15, PARTS["message"]) == pytest.approx(alone(15, "newest first, 7"), abs=0.1)


def test_in_a_larger_company_the_thread_and_personal_digests_each_help() -> None:
    assert alone(50, PARTS["personal"]) < alone(50, PARTS["thread"]) / 2 < alone(50, PARTS["looks"]) / 4


@pytest.mark.parametrize("sizes", PARTS.values(), ids=PARTS)
def test_nobody_gets_more_than_one_channel_message_and_one_dm_a_day(sizes: Sizes) -> None:
    for one in lived(50, sizes):
        assert 1 == one.channel_at_most
        assert bool(sizes.personal) == one.personal_at_most
        assert one.channel <= 1
        assert one.personal <= 1


def test_one_message_a_post_is_as_many_messages_as_posts() -> None:
    assert all(one.channel > 5 for one in lived(50, "one message a post"))


@pytest.mark.parametrize("rule", [*OTHERS, PARTS["personal"]], ids=[*OTHERS, "ours"])
def test_the_same_seed_says_the_same_and_another_something_else(rule: str | Sizes) -> None:
    case = Case(15, rule, USUAL, 40, 7)
    assert astuple(live(case)) == astuple(live(case)) != astuple(live(case._replace(seed=8)))


def test_every_rule_meets_the_same_posts() -> None:
    assert 1 == len({lived(50, rule)[0].fates.total() for rule in (*OTHERS, *PARTS.values())})


def test_unread_personal_digests_that_wait_leave_fewer_alone() -> None:
    sizes, only_todays = Sizes(5, AGAIN_AT_MOST, 0, 2), Habits(unread_waits=False)
    assert alone(50, sizes) < fmean(one.alone for one in lived(50, sizes, only_todays))


def test_the_other_rules_choose_as_they_say() -> None:
    company = Company(50, USUAL.posts, seed=4)
    company.write(FIRST)
    written = sorted(company.posts, key=lambda number: company.posts[number].created_at)
    assert tuple(reversed(written[-7:])) == newest_first(7)(company, FIRST).channel
    best = most_liked_first(company, FIRST).channel[0]
    fame = {number: (likes + 1) * (reposts + 1) for number, (likes, reposts) in company.fame.items()}
    assert max(fame.values()) == fame[best]


@pytest.mark.parametrize(
    ("values", "expected"), [([], 0), ([0, 0], 0), ([3, 3, 3], 0), ([0, 0, 0, 8], 0.75), ([2, 1], 1 / 6)]
)
def test_gini_is_zero_when_even_and_near_one_when_one_has_it_all(values: list[int], expected: float) -> None:
    assert expected == pytest.approx(gini(values))
