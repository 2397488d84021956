"""Modals submitted over Socket Mode and signed HTTP: what is wrong is said beside the field, the rest is done."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient

from tweetnudge.app import Bot
from tweetnudge.demo.slack import ADMIN, CHANNEL, MEMBER, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.i18n import en, ja
from tweetnudge.slack import ids
from tweetnudge.slack.views import add_view
from tweetnudge.store import audit, consents, posts
from tweetnudge.store.engine import Database

pytestmark = pytest.mark.usefixtures("no_thread_left", "company")

HOME, SAID = en.MESSAGES.home, en.MESSAGES.members
Read = Callable[[Any], str]
ONCE = pytest.mark.parametrize("transport", ["socket"], indirect=True)


@pytest.fixture
def adding(slack: SlackStandIn, enter: Any) -> Callable[..., Any]:
    """Somebody with the modal for adding open, however they came by it."""

    def opened(user: str = ADMIN, **options: Any) -> Any:
        somebody = enter(user, **options)
        open_modal(slack, user, add_view(somebody.words))
        return somebody

    return opened


def open_modal(slack: SlackStandIn, user: str, view: dict[str, Any]) -> None:
    with slack.lock:
        trigger = slack.workspace.new_trigger(user)
    WebClient(slack.bot_token, base_url=slack.url).views_open(trigger_id=trigger, view=view)


def listed(db: Database, x: XStandIn, handle: str) -> Any:
    with db.read() as session:
        return consents.consent(session, x.world.user_id(handle))


def test_adding_several(adding: Any, db: Database, x: XStandIn, read: Read) -> None:
    """In any written form, one line each; without the List's keys somebody adds them by hand."""
    for handle in ("cara", "dora"):
        x.world.add_user(handle, handle.title(), listed=False)
    admin = adding()
    modal = admin.submits({"handles": "@cara、https://x.com/dora?s=20\n＠CARA nobody_here"})
    assert HOME.result_title == modal["title"]["text"]
    for said in ("@cara", "@dora", "@nobody_here"):
        assert 1 == read(modal).split().count(said)
    assert (ADMIN, False) == (listed(db, x, "cara").vouched_by, listed(db, x, "dora").official)


def test_adding_an_official_account(adding: Any, db: Database, x: XStandIn) -> None:
    x.world.add_user("acme", "Acme", listed=False)
    adding().submits({"handles": "acme", "official": ["official"]})
    assert listed(db, x, "acme").official


def test_inviting_somebody(adding: Any, slack: SlackStandIn, db: Database, x: XStandIn, read: Read) -> None:
    """They are asked at once, and nothing is shown before they say yes."""
    x.world.add_user("cara", "Cara", listed=False)
    modal = adding().submits({"handles": "cara", "person": MEMBER})
    assert "@cara" in read(modal)
    assert not listed(db, x, "cara").may_be_shown
    with slack.lock:
        direct = slack.workspace.direct(MEMBER).id
    assert 1 == len(slack.messages(direct))


def test_inviting_a_guest(adding: Any, slack: SlackStandIn, read: Read) -> None:
    """The modal says why not."""
    slack.workspace.add_user("U0GUEST", "guest", is_restricted=True)
    modal = adding().submits({"handles": "aya", "person": "U0GUEST"})
    assert SAID.cannot_invite in read(modal)


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"handles": ", 、 "}, {"handles": HOME.no_handle}),
        (
            {"handles": "@aya not-a-handle <!channel>"},
            {"handles": HOME.bad_handles.format(written="not-a-handle !channel")},
        ),
        ({"handles": " ".join(f"h{n}" for n in range(21))}, {"handles": HOME.too_many_handles.format(count=20)}),
        ({"handles": "aya ben", "person": MEMBER}, {"handles": HOME.one_handle_a_person}),
        (
            {"handles": "aya", "person": MEMBER, "official": ["official"]},
            {"official": HOME.official_or_person},
        ),
    ],
    ids=["nothing", "no handles", "too many", "several for one person", "official and a person"],
)
@ONCE
def test_adding_what_cannot_be_added(adding: Any, x: XStandIn, values: Any, wrong: dict[str, str]) -> None:
    """It is said beside the field, X is not asked, and the modal stays."""
    admin, before = adding(), len(x.requests)
    assert wrong == admin.submits_in_vain(values)
    assert HOME.add_title == admin.modal["title"]["text"]
    assert before == len(x.requests)


def test_what_is_wrong_is_said_in_ones_own_language(slack: SlackStandIn, adding: Any) -> None:
    wrong = adding(language="ja-JP").submits_in_vain({"handles": "-"})
    assert ja.MESSAGES.home.bad_handles.format(written="-") == wrong["handles"]


def test_an_admin_no_longer(adding: Any, db: Database, x: XStandIn, read: Read) -> None:
    """Who may is asked when the modal is submitted, not when it was opened."""
    before = len(x.requests)
    modal = adding(MEMBER).submits({"handles": "cara"})
    assert SAID.admins_only in read(modal)
    assert before == len(x.requests)
    with db.read() as session:
        assert [] == audit.concerning(session, MEMBER, [])


def test_joining(enter: Any, db: Database, x: XStandIn, read: Read) -> None:
    """From the Home tab, which knows it at once."""
    colleague = enter()
    colleague.presses(ids.HOME_JOIN, then="views.open")
    assert HOME.join_title == colleague.modal["title"]["text"]
    assert {"handles": HOME.bad_handles.format(written="a.y.a")} == colleague.submits_in_vain({"handles": "a.y.a"})
    assert {"handles": HOME.one_handle_to_join} == colleague.submits_in_vain({"handles": "aya ben"})
    modal = colleague.submits({"handles": "twitter.com/aya"})
    assert "@aya" in read(modal)
    assert MEMBER == listed(db, x, "aya").slack_user
    assert HOME.standing_shown in read(colleague.home)


def menu(post_id: int) -> dict[str, Any]:
    """«Don't show this post» chosen in a post's menu."""
    return {
        "type": "overflow",
        "action_id": ids.MORE,
        "block_id": ids.post_block_id(post_id),
        "selected_option": {"value": ids.menu_value("hide", post_id)},
    }


def first_post(db: Database, x: XStandIn, handle: str) -> int:
    with db.read() as session:
        found = [
            seen.post.id
            for held in (True, False)
            for seen in posts.of_author(session, x.world.user_id(handle), surfaced=held)
        ]
    return found[0]


def test_hiding_a_post_from_its_menu(
    enter: Any, bot: Bot, slack: SlackStandIn, db: Database, x: XStandIn, read: Read
) -> None:
    """One question; then the message is redrawn without the post, for everybody."""
    bot.by_hand(lambda _read: None)
    bot.parts.joining.join(MEMBER, "aya", bot.parts.clock())
    [digest] = slack.messages(CHANNEL)
    author, post_id = enter(), first_post(db, x, "aya")
    author.does(lambda: slack.press(menu(post_id), message_ts=digest["ts"]), "views.open")
    assert HOME.hide_question in read(author.modal)
    modal = author.submits()
    assert SAID.post_hidden in read(modal)
    shown = read(slack.messages(CHANNEL)[0]["blocks"])
    assert ("Hello from aya" in shown, "Hello from ben" in shown) == (False, True)


def test_hiding_somebody_elses_post(
    enter: Any, bot: Bot, slack: SlackStandIn, db: Database, x: XStandIn, read: Read
) -> None:
    """Anybody may ask; only its author and the admins may do it."""
    bot.by_hand(lambda _read: None)
    [digest] = slack.messages(CHANNEL)
    somebody, post_id = enter(), first_post(db, x, "aya")
    somebody.does(lambda: slack.press(menu(post_id), message_ts=digest["ts"]), "views.open")
    assert SAID.not_yours in read(somebody.submits())
    assert "Hello from aya" in read(slack.messages(CHANNEL)[0]["blocks"])


@ONCE
def test_an_answer_that_comes_before_the_modal_changed(slack: SlackStandIn, adding: Any, read: Read) -> None:
    """Slack may be slow to let the modal say «working»: the result waits for it, and is not overwritten by it."""
    slack.fail("views.update", error="not_found", times=3)
    assert "@aya" in read(adding().submits({"handles": "aya"}))


@ONCE
def test_a_modal_closed_meanwhile(
    slack: SlackStandIn, adding: Any, db: Database, x: XStandIn, caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """What was asked for is done all the same; one line in the log."""
    monkeypatch.setattr("tweetnudge.slack.windows.BETWEEN_TRIES", 0)
    x.world.add_user("cara", "Cara", listed=False)
    slack.fail("views.update", error="not_found", times=99)
    adding().submits({"handles": "cara"})
    assert ADMIN == listed(db, x, "cara").vouched_by
    assert "Slack did not change a modal: not_found" in caplog.text
