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
from tweetnudge.domain.posts import Photo, Post
from tweetnudge.domain.requests import Kind, Request
from tweetnudge.i18n import en, ja
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids
from tweetnudge.slack.blocks import DigestBlocks
from tweetnudge.slack.home_blocks import Around, home_view
from tweetnudge.slack.home_tab import guide
from tweetnudge.usecases.permissions import Refusal
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


def question(number: int, kind: Kind) -> tuple[Request, Member]:
    return Request(number, kind, 1, "U0ASKS", "U0ASKS", NOW, NOW + timedelta(days=30)), AYA


def admin(**more: Any) -> AdminPart:
    asked = tuple(question(number, kind) for number, kind in enumerate((Kind.JOIN, Kind.LEAVE) * 3))[:5]
    part = AdminPart(
        started_at=NOW,
        list_read_at=NOW,
        today=None,
        comes_today=True,
        next_digest=NOW + timedelta(days=1),
        last_sent=date(2026, 6, 30),
        spent_usd=Decimal("1.234"),
        budget_usd=Decimal(20),
        requests=asked,
        claims=tuple(question(number, Kind.CLAIM) for number in range(10, 15)),
    )
    return dataclasses.replace(part, **more)


def home(**more: Any) -> Home:
    return dataclasses.replace(Home((), {1: AYA}, (), refusal=None, admin=None), **more)


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
        home(), home(refusal=Refusal.COLLEAGUES_ONLY), home(mine=(mine(),)), fullest(),
        home(refusal=Refusal.CANNOT_TELL), home(admin=admin(started_at=None)),
        home(admin=admin(list_read_at=None, next_digest=None, last_sent=None, requests=(), claims=())),
        home(mine=tuple(mine(standing, first=100 * n) for n, standing in enumerate(Standing, 1))),
    ],
    ids=["nothing", "guest", "account", "fullest", "unknown", "before Start", "little known", "every standing"],
)  # fmt: skip
def test_slack_takes_every_tab(words: Messages, shown: Home) -> None:
    """By the stand-in's rules and by Slack's own models; with a notice on top as well."""
    for notice in ((), guide(words)):
        view = drawn(shown, words, notice=notice)
        assert [] == view_problems(view, ("home",))
        assert view["blocks"] == [Block.parse(block).to_dict() for block in view["blocks"]]


def test_the_fullest_tab_loses_nothing_but_old_posts() -> None:
    """Ten posts, thirty accounts, five requests and claims: the guide still stands at the end."""
    view = drawn(fullest(), notice=guide(en.MESSAGES)[:2], company_words=["acme"] * 99)
    assert len(view["blocks"]) <= 100
    assert guide(en.MESSAGES)[-1] == view["blocks"][-1]
    assert 10 == str(view).count("'action_id': 'home_hide'")


def test_todays_posts_look_as_in_the_digest() -> None:
    entries = (Entry((post(1),)),)
    blocks = DigestBlocks("en", "99").entries(entries, {1: AYA})
    shown = drawn(home(entries=entries))["blocks"]
    assert blocks == shown[1 : 1 + len(blocks)]


@BOTH
@pytest.mark.parametrize("chosen", range(8))
def test_everybody_is_offered_a_personal_digest(words: Messages, chosen: int) -> None:
    """None, or up to seven posts a day; what is chosen now is shown. Guests are not asked."""
    [section] = [block for block in drawn(home(personal=chosen), words)["blocks"] if "accessory" in block]
    menu = section["accessory"]
    assert (words.personal.explained, ids.HOME_PERSONAL) == (section["text"]["text"], menu["action_id"])
    assert [str(posts) for posts in range(8)] == [option["value"] for option in menu["options"]]
    assert menu["options"][chosen] == menu["initial_option"]
    assert "block_id" not in section  # under the same one Slack keeps what was chosen there


def test_guests_are_offered_no_personal_digest_but_may_stop_one() -> None:
    for posts in (0, 3):
        view = drawn(home(refusal=Refusal.COLLEAGUES_ONLY, personal=posts))
        assert bool(posts) is (ids.HOME_PERSONAL in button_ids(view))


def test_whoever_paused_can_only_resume() -> None:
    buttons = button_ids(drawn(home(mine=(mine(Standing.PAUSED),))))
    assert (True, False) == (ids.HOME_RESUME in buttons, ids.HOME_PAUSE in buttons)


@pytest.mark.parametrize("kinds", [(True,), (False,), (True, False)], ids=str)
def test_thank_you_notes_can_be_switched_where_that_changes_something(kinds: tuple[bool, ...]) -> None:
    """Both ways where a second account was added after the first had them."""
    view = drawn(home(mine=tuple(mine(first=100 * n, thanks=wanted) for n, wanted in enumerate(kinds, 1))))
    assert en.MESSAGES.home.thanks_explained in str(view)
    assert (False in kinds, True in kinds) == (
        ids.HOME_THANKS_ON in button_ids(view), ids.HOME_THANKS_OFF in button_ids(view),
    )  # fmt: skip


def test_whoever_has_no_account_hears_nothing_of_thank_you_notes() -> None:
    view = drawn(home())
    assert en.MESSAGES.home.thanks_explained not in str(view)
    assert {ids.HOME_THANKS_ON, ids.HOME_THANKS_OFF} & button_ids(view) == set()


def elements(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = [element for block in view["blocks"] for element in block.get("elements", [])]
    return {element["action_id"]: element for element in found if "action_id" in element}


def test_choosing_work_posts_asks_first() -> None:
    """It is offered once the company has set its words; what it takes away does not come back."""
    one = home(mine=(mine(),))
    assert ids.HOME_WORK_ONLY not in elements(drawn(one))
    pressed = elements(drawn(one, company_words=["acme"]))[ids.HOME_WORK_ONLY]
    assert en.MESSAGES.home.work_only_ask == pressed["confirm"]["text"]["text"]


@BOTH
def test_what_a_work_post_is(words: Messages) -> None:
    """Which words count, the first ten of them; and the truth where there are none."""
    say, one = words.members.notes, home(mine=(mine(),))
    shown = str(drawn(one, words, company_words=[f"w{number}" for number in range(11)]))
    assert say.work_posts_more.partition("{")[0] in shown
    assert ("w9" in shown, "w10" in shown) == (True, False)
    assert say.work_posts.partition("{")[0] in str(drawn(one, words, company_words=["acme"]))
    assert say.work_posts_undecided not in str(drawn(one, words))
    view = drawn(home(mine=(mine(work_only=True),)), words)
    assert say.work_posts_undecided in str(view)
    assert ids.HOME_ALL_POSTS in elements(view)


def test_several_accounts_are_switched_together() -> None:
    """Whoever has more than one is told once."""
    told = en.MESSAGES.home.all_accounts
    assert told not in str(drawn(home(mine=(mine(),))))
    assert 1 == str(drawn(home(mine=(mine(), mine(first=200), mine(first=300))))).count(told)


@BOTH
def test_a_reader_of_whom_slack_says_nothing(words: Messages) -> None:
    """May well be a colleague."""
    shown = str(drawn(home(refusal=Refusal.CANNOT_TELL), words))
    assert words.members.cannot_tell in shown
    assert words.home.for_colleagues not in shown


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
