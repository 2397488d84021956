"""The Home tab's blocks: always within Slack's limits, and only what concerns its reader."""

import dataclasses
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from slack_sdk.models.blocks import Block

from tweetnudge.demo.block_views import view_problems
from tweetnudge.domain.consent import Consent, Standing
from tweetnudge.domain.digest import Entry
from tweetnudge.domain.members import Member
from tweetnudge.domain.outbox import OutboxItem, State
from tweetnudge.domain.posts import Photo, Post
from tweetnudge.domain.requests import Decision, Kind, Request
from tweetnudge.i18n import en, ja
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids
from tweetnudge.slack.blocks import DigestBlocks
from tweetnudge.slack.home_blocks import Around, home_view
from tweetnudge.slack.home_tab import guide
from tweetnudge.usecases.show_home import AdminPart, Home, Mine

NOW = datetime(2026, 7, 1, 1, 0, tzinfo=UTC)
TOKYO = ZoneInfo("Asia/Tokyo")
AYA = Member(1, "aya", "Aya <!here>", "https://pbs.twimg.com/aya.jpg")
PHOTO = Photo("https://pbs.twimg.com/p.jpg", "a photo")
BOTH = pytest.mark.parametrize("words", [ja.MESSAGES, en.MESSAGES], ids=["ja", "en"])


def post(number: int, text: str = "Hello <!channel>") -> Post:
    return Post(number, number, 1, NOW, text, number, photo=PHOTO)


def mine(standing: Standing = Standing.SHOWN, *, first: int = 100, **more: Any) -> Mine:
    posts = tuple(post(first + number) for number in range(10))
    return Mine(AYA, Consent(1, standing, NOW, slack_user="U1", **more), posts[:5], posts[5:])


def item(state: State) -> OutboxItem:
    return OutboxItem("digest:2026-07-01", date(2026, 7, 1), "C1", NOW, NOW, state=state)


def question(number: int, kind: Kind) -> tuple[Request, Member]:
    return Request(number, kind, 1, "U2", "U2", NOW, NOW + timedelta(days=30)), AYA


def admin(**more: Any) -> AdminPart:
    asked = tuple(question(number, kind) for number, kind in enumerate((Kind.JOIN, Kind.CLAIM, Kind.LEAVE) * 2))[:5]
    part = AdminPart(NOW, NOW, NOW, NOW + timedelta(days=1), None, Decimal("1.234"), Decimal(20), asked)
    return dataclasses.replace(part, **more)


def home(**more: Any) -> Home:
    return dataclasses.replace(Home((), {1: AYA}, (), is_colleague=True, admin=None), **more)


def drawn(shown: Home, words: Messages = en.MESSAGES, **around: Any) -> dict[str, Any]:
    given = {"guide": guide(words), "timezone": TOKYO, **around}
    return home_view(shown, words, DigestBlocks(words.language, "99"), Around(**given))


def fullest() -> Home:
    entries = tuple(Entry((post(number), post(50 + number))) for number in range(10))
    accounts = tuple(mine(first=1_000 * n, work_only=n % 2 == 0, official=True) for n in range(1, 31))
    return home(entries=entries, mine=accounts, admin=admin())


def button_ids(view: dict[str, Any]) -> set[str]:
    inside = [element for block in view["blocks"] for element in block.get("elements", [])]
    beside = [block["accessory"] for block in view["blocks"] if "accessory" in block]
    return {element["action_id"] for element in inside + beside if "action_id" in element}


@BOTH
@pytest.mark.parametrize(
    "shown",
    [
        home(), home(is_colleague=False), home(mine=(mine(),)), fullest(), home(admin=admin(started_at=None)),
        home(admin=admin(list_read_at=None, next_digest=None, requests=())),
        home(mine=tuple(mine(standing, first=100 * n) for n, standing in enumerate(Standing, 1))),
    ],
    ids=["nothing", "guest", "account", "fullest", "before Start", "little known", "every standing"],
)  # fmt: skip
def test_slack_takes_every_tab(words: Messages, shown: Home) -> None:
    """By the stand-in's rules and by Slack's own models; with a notice on top as well."""
    for notice in ((), guide(words)):
        view = drawn(shown, words, notice=notice)
        assert [] == view_problems(view, ("home",))
        assert view["blocks"] == [Block.parse(block).to_dict() for block in view["blocks"]]


def test_the_fullest_tab_loses_nothing_but_old_posts() -> None:
    """Ten posts, thirty accounts, five requests: the guide still stands at the end."""
    view = drawn(fullest())
    assert len(view["blocks"]) <= 100
    assert guide(en.MESSAGES)[-1] == view["blocks"][-1]
    assert 10 == str(view).count("'action_id': 'home_hide'")


def test_todays_posts_look_as_in_the_digest() -> None:
    entries = (Entry((post(1),)),)
    blocks = DigestBlocks("en", "99").entries(entries, {1: AYA})
    shown = drawn(home(entries=entries))["blocks"]
    assert blocks == shown[1 : 1 + len(blocks)]


def test_whoever_paused_can_only_resume() -> None:
    buttons = button_ids(drawn(home(mine=(mine(Standing.PAUSED),))))
    assert (True, False) == (ids.HOME_RESUME in buttons, ids.HOME_PAUSE in buttons)


def test_who_agreed_but_is_not_on_the_list_yet() -> None:
    """Without the List's keys an admin adds the account on X; until then nothing can be shown."""
    shown = str(drawn(home(mine=(mine(on_list=False),))))
    assert en.MESSAGES.home.standing_off_list in shown
    assert en.MESSAGES.home.standing_shown not in shown


def test_leaving_asks_first() -> None:
    """And says what happens."""
    for block in drawn(home(mine=(mine(),)))["blocks"]:
        for element in block.get("elements", []):
            if element.get("action_id") == ids.HOME_LEAVE:
                assert en.MESSAGES.home.leave_ask == element["confirm"]["text"]["text"]
                return
    raise AssertionError("no button")


@BOTH
@pytest.mark.parametrize("state", [None, *State])
def test_the_day_in_words(words: Messages, state: State | None) -> None:
    """Never as the name of a state."""
    sentence = getattr(words.home, f"day_{state.value}") if state else words.home.day_open
    view = drawn(home(admin=admin(today=item(state) if state else None)), words)
    assert sentence in str(view)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (None, {ids.HOME_SEND, ids.HOME_SKIP}),
        (State.PENDING, {ids.HOME_SEND, ids.HOME_SKIP}),
        (State.SENDING, set()),
        (State.UNKNOWN, set()),
        (State.SENT, set()),
        (State.SKIPPED, {ids.HOME_SEND}),
        (State.FAILED, {ids.HOME_SEND, ids.HOME_SKIP}),
    ],
)
def test_only_what_would_do_something(state: State | None, expected: set[str]) -> None:
    view = drawn(home(admin=admin(today=item(state) if state else None)))
    assert expected == button_ids(view) & {ids.HOME_SEND, ids.HOME_SKIP}


def test_moments_and_money() -> None:
    """In the company's time zone, in its language; dollars with two digits."""
    shown = str(drawn(home(admin=admin()), ja.MESSAGES))
    for part in ("7月1日(水) 10:00", "7月2日(木) 10:00", "$1.23 / 上限 $20.00"):
        assert part in shown


def test_before_start_nothing_is_said_of_days() -> None:
    view = drawn(home(admin=admin(started_at=None)))
    assert en.MESSAGES.home.not_started in str(view)
    assert en.MESSAGES.home.day_open not in str(view)
    assert {ids.HOME_PREVIEW, ids.HOME_SEND, ids.HOME_SKIP} & button_ids(view) == set()


def test_requests_name_people_and_carry_the_notes_buttons() -> None:
    """Who asks is an element, so Slack writes the name its reader knows."""
    view = drawn(home(admin=admin(requests=(question(7, Kind.JOIN),))))
    at = next(n for n, block in enumerate(view["blocks"]) if "'user_id': 'U2'" in str(block))
    pressed = [(element["action_id"], element["value"]) for element in view["blocks"][at + 1]["elements"]]
    assert [(ids.decide_id(one), ids.request_value(7, one)) for one in (Decision.YES, Decision.NO)] == pressed
