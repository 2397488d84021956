"""Notes: each said once, to the right people, in their language; and nothing kept of whom they were about."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from tweetnudge.demo.slack import ADMIN, CHANNEL
from tweetnudge.domain.outbox import State
from tweetnudge.domain.requests import Decision
from tweetnudge.store.models import OutboxRow

AYA, SECOND, UNTOLD = "U0AYA", "U0SECOND", "U0UNTOLD"


@pytest.fixture
def asked(office: Any) -> Any:
    """The admins were asked about a request to join, and have not heard of it yet."""
    office.x.world.add_user("aya", "Aya", listed=False)
    office.parts.joining.join(AYA, "aya", office.clock())
    return office


def notes(office: Any) -> list[OutboxRow]:
    with office.db.read() as session:
        return list(session.scalars(select(OutboxRow).order_by(OutboxRow.id)))


def decide(office: Any, decision: Decision = Decision.NO) -> None:
    office.parts.joining.decide(ADMIN, office.request().id, decision, office.clock())


def test_only_slack_admins_are_written_to_each_once(asked: Any) -> None:
    for _ in range(3):
        asked.deliver()
    assert [["join open @aya [ja-JP]"]] * 2 == [asked.told(ADMIN), asked.told(SECOND)]
    assert ([], []) == (asked.told(UNTOLD), asked.slack.messages(CHANNEL))


def test_without_slack_admins_the_first_admin_who_came_is(open_office: Callable[..., Any]) -> None:
    office = open_office(slack_admins=())
    for user in (AYA, UNTOLD, ADMIN):
        office.parts.permissions.met(user, office.clock())
    office.x.world.add_user("aya", "Aya", listed=False)
    office.parts.joining.join(AYA, "aya", office.clock())
    office.deliver()
    assert (["join open @aya [ja-JP]"], []) == (office.told(UNTOLD), office.told(ADMIN))


def test_in_each_readers_language(asked: Any) -> None:
    asked.slack.workspace.users[SECOND]["locale"] = "en-US"
    asked.deliver()
    assert ["join open @aya [en-US]"] == asked.told(SECOND)


def test_in_the_channels_language_when_slack_does_not_say(asked: Any) -> None:
    asked.slack.fail("users.info", status=503, times=2)
    asked.deliver()
    assert [["join open @aya [ja]"]] * 2 == [asked.told(ADMIN), asked.told(SECOND)]


def test_what_was_answered_meanwhile_is_not_asked(asked: Any) -> None:
    decide(asked)
    asked.deliver()
    assert ([], []) == (asked.told(ADMIN), asked.told(SECOND))
    assert ["answered closed @aya [ja-JP]"] == asked.told(AYA)
    assert {State.SKIPPED, State.SENT} == {State(row.state) for row in notes(asked)}


def test_once_slack_is_back(asked: Any) -> None:
    asked.slack.fail("chat.postMessage", status=503, times=2, accept=True)
    for _ in range(10):
        asked.deliver()
        asked.clock.pass_by(minutes=1)
    assert [1, 1] == [len(asked.told(ADMIN)), len(asked.told(SECOND))]


def test_no_handle_is_kept_once_it_was_told(office: Any) -> None:
    office.parts.sync_members(office.clock(), ADMIN)
    office.digest()  # counts as Start
    office.x.world.add_user("new", "New")
    office.parts.sync_members(office.clock(), ADMIN)
    assert [["new"]] * 2 == [row.about["handles"] for row in notes(office) if row.about]
    office.deliver()
    assert ["noticed @new [ja-JP]"] == office.told(ADMIN)
    assert [(None, None)] * 2 == [(row.about, row.payload) for row in notes(office)]


def test_a_question_is_drawn_anew_by_the_id_of_what_it_asks(asked: Any) -> None:
    asked.deliver()
    assert all("aya" not in str(row.about) for row in notes(asked))
    decide(asked, Decision.YES)
    asked.x.world.rename("aya", "aya_new")
    asked.parts.sync_members(asked.clock(), ADMIN)
    asked.deliver()
    assert ["join closed @aya_new [ja-JP]"] == asked.told(SECOND)


@pytest.mark.parametrize("locale", ["ja-JP", "en-GB"])
def test_in_words_that_slack_takes_before_and_after_the_answer(open_office: Callable[..., Any], locale: str) -> None:
    office = open_office(in_words=True)
    office.slack.workspace.users[SECOND]["locale"] = locale
    office.x.world.add_user("aya", "Aya", listed=False)
    office.parts.sync_members(office.clock(), ADMIN)
    office.parts.joining.join(AYA, "aya", office.clock())
    office.deliver()
    office.parts.joining.decide(ADMIN, office.request().id, Decision.NO, office.clock())
    office.deliver()
    asked = [call for call in office.slack.calls("chat.postMessage") if call["channel"] == "D0SECOND"]
    before, after = asked[-1], office.slack.messages("D0SECOND")[-1]
    assert ("actions" in str(before["blocks"]), "actions" in str(after["blocks"])) == (True, False)
    assert "@aya" in str(after["blocks"])
    assert (locale == "ja-JP") is any("ぁ" <= letter <= "ん" for letter in str(after["blocks"]))


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_a_note_deleted_on_its_way_takes_no_other_with_it(office: Any, interrupted: Any) -> None:
    """SQLite gives a deleted row's id to the next one."""
    telling, guide = office.parts.own_account.telling, {"note": "guide"}
    with office.db.write() as session:
        telling.tell(session, AYA, "first:1", guide, office.clock())
    (deleted,) = notes(office)

    def meanwhile() -> None:
        office.parts.own_account.delete_everything(AYA, office.clock())
        with office.db.write() as session:
            telling.tell(session, SECOND, "second:1", guide, office.clock())
        assert [deleted.id] == [row.id for row in notes(office)]

    replace(office.bot.send, slack=interrupted(office.bot.send.slack, "post", meanwhile)).advance()
    replace(office.bot.send, slack=interrupted(office.bot.send.slack, "post", meanwhile)).advance()
    assert [("second:1", State.PENDING)] == [(row.key, row.state) for row in notes(office)]
    office.deliver()
    assert ["guide [ja-JP]"] == office.told(SECOND)
