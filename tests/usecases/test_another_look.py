"""Posts hardly anybody has answered come again, after what is new, twice at most."""

from collections.abc import Callable
from typing import Any

import pytest

from tweetnudge.demo.slack import ADMIN, CHANNEL

AGAIN = "見逃した方へ"


@pytest.fixture
def shown(office: Any) -> Any:
    """A post nobody has answered, shown on the first day; somebody else writes every day."""
    office.x.world.add_user("aya", "Aya")
    office.x.world.add_user("ken", "Ken")
    office.aya = office.x.world.post("aya", "Hello.", minutes_ago=90)
    office.digest()
    return office


def next_day(office: Any, likes: int = 9) -> list[int]:
    """What the next day's digest shows, in which there is something new."""
    office.clock.pass_by(days=1)
    office.x.world.post("ken", "Something new.", minutes_ago=60, likes=likes)
    office.morning(0)
    return office.shown()[-1]


def under_the_heading(office: Any) -> list[int]:
    """Posts of the newest message that stand under the heading for what comes again."""
    blocks = office.slack.messages(CHANNEL)[-1]["blocks"]
    at = next((n for n, block in enumerate(blocks) if AGAIN in str(block)), len(blocks))
    named = [str(block.get("block_id", "")) for block in blocks[at:]]
    return [int(name.removeprefix("post:")) for name in named if name.startswith("post:")]


def test_it_comes_again_after_what_is_new(shown: Any) -> None:
    new, again = next_day(shown)
    assert shown.aya == again != new
    assert [again] == under_the_heading(shown)


def test_twice_at_most(shown: Any) -> None:
    shows = [shown.aya in next_day(shown) for _ in range(2)]
    shown.clock.pass_by(days=2)  # over the weekend
    shows += [shown.aya in next_day(shown) for _ in range(3)]
    assert [True, True, False, False, False] == shows


def test_a_day_with_nothing_new_stays_silent(shown: Any) -> None:
    shown.morning()
    assert 1 == len(shown.shown())


@pytest.mark.parametrize(("likes", "comes"), [(0, True), (1, True), (2, False)])
def test_what_was_answered_on_x_does_not(shown: Any, likes: int, comes: bool) -> None:
    shown.x.world.like(shown.aya, likes)
    assert comes == (shown.aya in next_day(shown))


@pytest.mark.parametrize(("people", "comes"), [(2, True), (3, False)])
def test_nor_what_several_people_tapped_here(shown: Any, people: int, comes: bool) -> None:
    for n in range(people):
        shown.slack.workspace.add_user(f"U0READER{n}", f"reader{n}")
        shown.tap(f"U0READER{n}", shown.aya)
    assert comes == (shown.aya in next_day(shown))


def test_those_with_the_fewest_answers_come_first_and_two_a_day(open_office: Callable[..., Any]) -> None:
    office = open_office(digest_size=4)
    posts = []
    for n, likes in enumerate([1, 0, 1, 0]):
        office.x.world.add_user(f"c{n}", f"Colleague {n}")
        posts.append(office.x.world.post(f"c{n}", f"post {n}", minutes_ago=100 - n, likes=likes))
    office.x.world.add_user("ken", "Ken")
    office.digest()
    assert [posts[1], posts[3]] == next_day(office)[1:]


def test_they_stand_in_the_order_they_were_written(open_office: Callable[..., Any]) -> None:
    """Which got fewer answers is for nobody to read from their order."""
    office = open_office()
    for handle in ("aya", "bea", "ken"):
        office.x.world.add_user(handle, handle.title())
    first = office.x.world.post("aya", "liked once", minutes_ago=90, likes=1)
    second = office.x.world.post("bea", "not at all", minutes_ago=80)
    office.digest()
    assert [first, second] == next_day(office)[1:]


def test_official_accounts_do_not_come_again(open_office: Callable[..., Any]) -> None:
    office = open_office(official_accounts="company")
    for handle in ("company", "ken"):
        office.x.world.add_user(handle, handle.title())
    news = office.x.world.post("company", "Our news.", minutes_ago=90)
    office.digest()
    assert news not in next_day(office)


def test_a_thread_comes_again_whole(shown: Any) -> None:
    thread = shown.x.world.thread("aya", ["One.", "Two."], minutes_ago=60)
    shown.clock.pass_by(hours=1)
    shown.x.world.like(shown.aya, 9)
    next_day(shown)
    assert thread[0] in next_day(shown)
    assert "このスレッドの続き" in str(shown.slack.messages(CHANNEL)[-1])


def test_whoever_paused_is_gone_from_every_message(shown: Any) -> None:
    next_day(shown)
    shown.parts.sync_members(shown.clock(), ADMIN)
    shown.parts.joining.join("U0AYA", "aya", shown.clock())
    shown.parts.own_account.pause("U0AYA", shown.clock())
    shown.deliver()
    assert shown.aya not in {post for message in shown.shown() for post in message}
    assert shown.aya not in next_day(shown)


def test_what_was_deleted_meanwhile_is_gone_from_every_message(shown: Any) -> None:
    next_day(shown)
    shown.x.world.delete(shown.aya)
    shown.morning()
    assert shown.aya not in {post for message in shown.shown() for post in message}


def test_while_it_is_not_known_how_it_stands_it_does_not_come(shown: Any) -> None:
    """X does not answer when yesterday's posts are looked up, and does so again when the new one is."""
    shown.x.fail("/2/tweets", status=503)
    assert [False, True] == [shown.aya in next_day(shown) for _ in range(2)]


def test_it_does_not_take_the_place_of_what_is_new(open_office: Callable[..., Any]) -> None:
    office = open_office(digest_size=1)
    office.x.world.add_user("aya", "Aya")
    office.x.world.add_user("ken", "Ken")
    aya = office.x.world.post("aya", "Hello.", minutes_ago=90)
    office.digest()
    assert [aya] == next_day(office)[1:]


def test_a_digest_that_was_given_up_does_not_count_as_a_look(shown: Any) -> None:
    shown.clock.pass_by(days=1)
    shown.x.world.post("ken", "Something new.", minutes_ago=60, likes=9)
    shown.slack.fail("chat.postMessage", error="is_archived", times=1)
    shown.morning(0)
    assert 1 == len(shown.shown())
    shows = [shown.aya in next_day(shown) for _ in range(2)]
    assert [True, True] == shows


def test_a_post_that_expired_and_is_young_again_is_new_and_nothing_else(
    open_office: Callable[..., Any],
) -> None:
    """POST_MAX_AGE_DAYS was raised: it waits again, and was never shown."""
    office = open_office(digest_size=1, post_max_age_days=1)
    for handle in ("aya", "ken"):
        office.x.world.add_user(handle, handle.title())
        office.x.world.post(handle, f"Hello from {handle}.", minutes_ago=90)
    office.digest()
    office.parts.steer_day.skip(ADMIN, office.clock.pass_by(days=1))
    office.tick()
    wider = open_office(digest_size=5, post_max_age_days=7)
    shown = next_day(wider)
    assert len(shown) == len(set(shown)) > 1


def test_what_continued_a_thread_never_comes_without_its_beginning(shown: Any) -> None:
    """The author goes on with it on another day, and by then its beginning has come again twice."""
    first, _second = shown.x.world.thread("aya", ["One.", "Two."], minutes_ago=60)
    shown.x.world.like(shown.aya, 9)
    next_day(shown)
    third = shown.x.world.post("aya", "Three.", minutes_ago=-60, reply_to=_second)
    shows = [next_day(shown)]
    shown.clock.pass_by(days=2)
    shows += [next_day(shown) for _ in range(3)]
    assert _second not in {post for posts in shows for post in posts}
    assert {first, third} & {post for posts in shows for post in posts}


@pytest.mark.parametrize("how", ["suspended", "called gone by mistake"])
def test_what_x_did_not_show_for_a_while_has_had_its_turn(shown: Any, how: str) -> None:
    world, aya = shown.x.world, shown.x.world.user_id("aya")
    if how == "suspended":
        world.suspend("aya")
    else:
        shown.x.fail("/2/tweets", body={"errors": [
            {"resource_id": str(shown.aya), "type": "https://api.x.com/2/problems/resource-not-found",
             "title": "Not Found", "detail": "?", "resource_type": "tweet"}
        ]})  # fmt: skip
    next_day(shown)
    world.users[aya].pop("suspended", None)
    for _ in range(3):
        assert shown.aya not in next_day(shown)
        shown.clock.pass_by(days=2)
