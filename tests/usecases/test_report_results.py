"""The month's results: to the admins on the first workday, to the channel when one of them shares them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import delete, select

from tweetnudge.demo.slack import ADMIN, CHANNEL
from tweetnudge.domain.results import Outcome
from tweetnudge.slack import ids
from tweetnudge.slack.manifest import SCOPES
from tweetnudge.store.models import OutboxRow
from tweetnudge.store.support import MonthRow, TapperRow
from tweetnudge.usecases.permissions import Refused

JULY, SECOND = date(2026, 7, 1), "U0SECOND"
LAST_OF_JULY = datetime(2026, 7, 31, 1, 0, tzinfo=UTC)  # a Friday


def lived(office: Any) -> Any:
    """Six posts were shown in July, the last of them on its last day."""
    for n in range(6):
        office.x.world.add_user(f"c{n}", f"Colleague {n}")
    office.x.world.post("c0", "post 0", minutes_ago=60)
    office.digest()
    office.morning()
    office.clock.now = LAST_OF_JULY
    for n in range(1, 6):
        office.x.world.post(f"c{n}", f"post {n}", minutes_ago=60 + n, likes=n % 2)
    office.morning(0)
    return office


@pytest.fixture
def month(office: Any) -> Any:
    return lived(office)


def results(office: Any, user: str = ADMIN) -> list[dict[str, Any]]:
    where = CHANNEL if user == CHANNEL else "D" + user.removeprefix("U")
    return [message for message in office.slack.messages(where) if ":results:" in f":{key(message)}:"]


def key(message: dict[str, Any]) -> str:
    return str(message.get("metadata", {}).get("event_payload", {}).get("key", "")).partition(":")[0]


def charts(office: Any, user: str = ADMIN) -> list[str]:
    """The files in the threads of somebody's results."""
    threads = {message["ts"] for message in results(office, user)}
    where = CHANNEL if user == CHANNEL else "D" + user.removeprefix("U")
    return [
        file["name"] for message in office.slack.messages(where) if message.get("thread_ts") in threads
        for file in message.get("files", [])
    ]  # fmt: skip


def test_on_the_first_workday_every_admin_gets_them_once(month: Any) -> None:
    for _ in range(2):  # the weekend
        month.morning()
    assert [] == results(month)
    month.morning()
    month.morning()
    for admin in (ADMIN, SECOND):
        assert (1, ["results-2026-07.png"]) == (len(results(month, admin)), charts(month, admin))
    assert [] == results(month, CHANNEL)


def test_the_last_days_posts_are_waited_for(month: Any) -> None:
    """X does not answer until noon on Monday."""
    fault = month.x.fail("/2/tweets", times=10_000, status=503)
    month.morning(days=3)
    assert [] == results(month)
    fault.end()
    month.clock.pass_by(hours=3)
    month.tick()
    month.tick()
    report, _shared = month.parts.results.shown_to(ADMIN, JULY, month.clock())
    assert (1, 6, 0) == (len(results(month)), report.figures.judged, report.figures.unknown)


def test_but_not_for_ever(month: Any) -> None:
    month.x.fail("/2/tweets", times=10_000, status=503)
    month.morning(days=3)
    month.clock.pass_by(hours=6)
    month.tick()
    month.tick()
    report, _shared = month.parts.results.shown_to(ADMIN, JULY, month.clock())
    assert (1, 5) == (len(results(month)), report.figures.unknown)


def test_who_was_away_on_the_first_workday_gets_them_on_the_next(month: Any) -> None:
    month.morning(days=5)
    assert 1 == len(results(month))


def test_the_admins_may_choose_to_get_none(open_office: Callable[..., Any]) -> None:
    office = lived(open_office(results="off"))
    office.tap("U0KEN", office.shown()[-1][0])
    office.morning(days=3)
    assert [] == results(office)
    with office.db.read() as session:
        assert [] == session.scalars(select(TapperRow.token)).all()
    assert office.parts.results.shown_to(ADMIN, JULY, office.clock()) is not None


def test_a_month_in_which_nothing_was_known_is_no_news(office: Any) -> None:
    office.x.world.add_user("aya", "Aya")
    office.x.world.post("aya", "Hello.", minutes_ago=60)
    office.digest()
    office.morning()
    assert [] == results(office)


def test_headcounts_are_no_numbers_below_five(month: Any) -> None:
    month.tap("U0KEN", month.shown()[-1][0])
    month.morning(days=3)
    report, _shared = month.parts.results.shown_to(ADMIN, None, month.clock())
    assert (6, None) == (report.posted, report.tapped)


def test_the_tokens_of_a_month_go_when_its_results_exist(month: Any) -> None:
    month.tap("U0KEN", month.shown()[-1][0])
    month.morning(days=3)
    month.x.world.post("c1", "August.", minutes_ago=60)
    month.morning()
    month.tap("U0KEN", month.shown()[-1][0])
    with month.db.read() as session:
        assert [date(2026, 8, 1)] == session.scalars(select(TapperRow.month)).all()


def test_sharing_posts_them_once_with_their_chart(month: Any) -> None:
    month.morning(days=3)
    share = month.parts.results.share
    assert [Outcome.RESULTS_SHARED, Outcome.RESULTS_SHARED_ALREADY] == [
        share(admin, JULY, month.clock()).outcome for admin in (ADMIN, SECOND)
    ]
    month.deliver()
    month.deliver()
    assert (1, ["results-2026-07.png"]) == (len(results(month, CHANNEL)), charts(month, CHANNEL))
    assert (ADMIN, "shared the results") in month.written_down()


def test_what_slack_refused_can_be_shared_again(month: Any) -> None:
    month.morning(days=3)
    month.slack.fail("chat.postMessage", error="is_archived")
    month.parts.results.share(ADMIN, JULY, month.clock())
    month.deliver()
    assert [] == results(month, CHANNEL)
    assert not month.parts.results.shown_to(ADMIN, JULY, month.clock())[1]
    assert Outcome.RESULTS_SHARED == month.parts.results.share(ADMIN, JULY, month.clock()).outcome
    month.deliver()
    month.deliver()
    assert (1, ["results-2026-07.png"]) == (len(results(month, CHANNEL)), charts(month, CHANNEL))


def test_a_month_that_is_not_over_is_not_shared_nor_shown(month: Any) -> None:
    assert Outcome.NO_RESULTS == month.parts.results.share(ADMIN, JULY, month.clock()).outcome
    assert month.parts.results.shown_to(ADMIN, JULY, month.clock()) is None


@pytest.mark.parametrize("act", ["shown_to", "share"])
def test_only_admins(month: Any, act: str) -> None:
    month.morning(days=3)
    with pytest.raises(Refused):
        getattr(month.parts.results, act)("U0KEN", JULY, month.clock())


def test_a_lost_answer_to_the_chart_is_looked_for_before_it_is_sent_again(month: Any) -> None:
    month.slack.fail("files.completeUploadExternal", drop=True, accept=True)
    month.morning(days=3)
    for _ in range(9):
        month.clock.pass_by(minutes=1)
        month.tick()
    assert ["results-2026-07.png"] == charts(month, ADMIN) == charts(month, SECOND)


def test_with_few_posts_nobody_reads_how_they_stood_in_the_channel(open_office: Callable[..., Any]) -> None:
    office = open_office(in_words=True)
    office.x.world.add_user("aya", "Aya")
    office.x.world.post("aya", "Hello.", minutes_ago=60)
    office.digest()
    office.morning()
    office.clock.now = LAST_OF_JULY
    office.morning(days=3)
    office.parts.results.share(ADMIN, JULY, office.clock())
    office.deliver()
    office.deliver()
    assert "いいね」がひとつも" in str(results(office, ADMIN))
    assert "いいね」がひとつも" not in str(results(office, CHANNEL))
    assert ([], ["results-2026-07.png"]) == (charts(office, CHANNEL), charts(office, ADMIN))


def test_without_the_scope_for_files_the_words_come_all_the_same(month: Any) -> None:
    """As where the app was installed before there were charts. Nobody is told that Slack is down, or up again."""
    month.slack.scopes = set(SCOPES) - {"files:write"}
    month.morning(days=3)
    month.morning()
    assert (1, []) == (len(results(month)), charts(month))
    assert [] == [text for text in month.told(ADMIN) if "outage" in text]


def test_a_database_from_before_the_results_finds_them_in_slack(month: Any) -> None:
    """Also on a later day, when they are made again; and nothing is wrong with what is found."""
    month.morning(days=3)
    month.parts.results.share(ADMIN, JULY, month.clock())
    month.deliver()
    month.deliver()
    with month.db.write() as session:
        session.execute(delete(OutboxRow).where(OutboxRow.key.not_like("digest:%")))
        session.execute(delete(MonthRow))
    month.morning()
    month.parts.results.share(ADMIN, JULY, month.clock())
    for _ in range(4):
        month.clock.pass_by(minutes=1)
        month.tick()
    for user in (ADMIN, SECOND, CHANNEL):
        assert (1, ["results-2026-07.png"]) == (len(results(month, user)), charts(month, user))
    with month.db.read() as session:
        assert {"sent"} == set(session.scalars(select(OutboxRow.state).where(OutboxRow.key.not_like("digest:%"))))


def test_both_of_two_months_that_were_missed(month: Any) -> None:
    month.clock.now = datetime(2026, 8, 3, 3, 0, tzinfo=UTC)
    for n in range(6):
        month.tap("U0KEN", month.shown()[-1][n % 5])
        month.x.world.post(f"c{n}", "August.", minutes_ago=60, likes=9)
    month.bot.by_hand(lambda _read: None)
    month.clock.now = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
    month.morning(0)
    assert 2 == len(results(month))


def test_the_copy_for_the_channel_holds_no_headcounts_wherever_it_goes(open_office: Callable[..., Any]) -> None:
    """SLACK_CHANNEL was changed after somebody shared, and before Slack took it."""
    office = lived(open_office(in_words=True))
    office.morning(days=3)
    office.parts.results.share(ADMIN, JULY, office.clock())
    office.slack.workspace.add_channel("C0OTHER", "other")
    later = open_office(in_words=True, slack_channel="C0OTHER")
    later.deliver()
    (shared,) = results(office, CHANNEL)
    assert "管理者" not in str(shared)
    assert "管理者" in str(results(office, ADMIN))


def test_the_button_comes_back_when_slack_refused(open_office: Callable[..., Any]) -> None:
    office = lived(open_office(in_words=True))
    office.morning(days=3)
    assert ids.SHARE_RESULTS in str(results(office))
    office.slack.fail("chat.postMessage", error="is_archived")
    office.parts.results.share(ADMIN, JULY, office.clock())
    office.deliver()
    assert ids.SHARE_RESULTS in str(results(office))
