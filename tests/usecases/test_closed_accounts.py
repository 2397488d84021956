"""Authors are looked for once a day, as far as money goes: what turned protected or was suspended has to go."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from tweetnudge.store.models import PostRow


def shown(office: Any, people: int = 3) -> Any:
    """Everybody's post was shown a month ago and followed up to the end."""
    for n in range(people):
        office.x.world.add_user(f"c{n}", f"Colleague {n}")
        office.x.world.post(f"c{n}", f"post {n}", minutes_ago=90 - n, likes=9)
    office.digest()
    for days in (1, 2, 4, 25):
        office.morning(days)
    office.x.requests.clear()
    return office


def asked_for(office: Any) -> list[int]:
    """How many posts each request asked for."""
    return [len(asked.query["ids"].split(",")) for asked in office.x.requests if asked.path.endswith("/2/tweets")]


@pytest.fixture
def month_later(office: Any) -> Any:
    return shown(office)


def test_everybody_is_looked_for_in_one_request_a_day(month_later: Any) -> None:
    for _ in range(3):
        month_later.morning()
        month_later.clock.pass_by(hours=2)
        month_later.tick()
        month_later.clock.pass_by(hours=-2)
    assert [3, 3, 3] == asked_for(month_later)


def test_who_was_seen_anyhow_is_not_looked_for(month_later: Any) -> None:
    month_later.clock.pass_by(days=1)
    month_later.x.world.post("c1", "new", minutes_ago=60, likes=9)
    month_later.morning(0)
    month_later.x.requests.clear()
    month_later.morning()
    assert [1, 2] == sorted(asked_for(month_later))


def test_while_x_is_down_it_is_tried_every_hour(month_later: Any) -> None:
    month_later.x.fail("/2/tweets", times=2, status=503)
    month_later.morning()
    for _ in range(12):
        month_later.clock.pass_by(minutes=15)
        month_later.tick()
    assert [3, 3, 3] == asked_for(month_later)


def test_it_takes_no_more_than_a_quarter_of_what_a_day_may_cost(open_office: Callable[..., Any]) -> None:
    """$2.40 a month is about 16 posts a day, kept back ones aside; in turn everybody is looked for."""
    office = shown(open_office(x_budget_usd="2.40", digest_size=10), people=8)
    looked = [(office.morning(), asked_for(office)[-1])[1] for _ in range(2)]
    assert all(1 <= number < 8 for number in looked)
    office.x.world.protect("c7")
    for _ in range(8):
        office.morning()
    assert 7 == len({post for message in office.shown() for post in message})


def test_a_deleted_post_goes_and_its_author_stays(month_later: Any) -> None:
    ((first, *others),) = month_later.shown()
    month_later.x.world.delete(first)
    month_later.morning()
    assert [others] == month_later.shown()


def test_what_was_forgotten_for_its_age_is_not_read_again(month_later: Any) -> None:
    """Only that the post is there is of interest, not what it says."""
    month_later.clock.pass_by(days=30)
    month_later.morning()
    month_later.morning()
    assert [3] == asked_for(month_later)[-1:]
    with month_later.db.read() as session:
        assert {("", None)} == {(row.text, row.likes) for row in session.scalars(select(PostRow))}


def test_within_a_day_whenever_it_happens(office: Any) -> None:
    """Just after somebody was last seen is the worst moment."""
    office.x.world.add_user("aya", "Aya")
    office.x.world.post("aya", "Hello.", minutes_ago=60, likes=9)
    office.clock.pass_by(hours=-3)
    office.bot.closed.when_due(office.clock())
    office.clock.pass_by(hours=3)
    office.digest()
    office.morning()
    office.x.world.protect("aya")
    hours = 0
    while office.shown() != [[]] and hours < 48:
        office.clock.pass_by(hours=1)
        office.tick()
        hours += 1
    assert hours <= 24


def test_a_withheld_post_goes_and_one_x_says_nothing_of_is_not_called_seen(month_later: Any) -> None:
    ((first, second, third),) = month_later.shown()
    posts = month_later.x.world.posts
    posts[first]["withheld"] = {"copyright": True, "country_codes": ["XX"]}
    month_later.x.fail("/2/tweets", skip=1, body={"data": [], "errors": []})
    month_later.morning()
    assert first not in month_later.shown()[0]
    assert {second, third} <= {*month_later.shown()[0]}
