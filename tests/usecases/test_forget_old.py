"""What is no longer needed goes: texts after POST_RETENTION_DAYS, notes and answers, audit entries after a year."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from tweetnudge.demo.slack import ADMIN, CHANNEL
from tweetnudge.demo.x_world import SNOWFLAKE_EPOCH_MS
from tweetnudge.domain.budget import Billed
from tweetnudge.domain.members import Member
from tweetnudge.domain.outbox import OutboxItem, State, digest_key
from tweetnudge.domain.posts import PassedOver, Post, Reason, SeenPost
from tweetnudge.store import audit, members, outbox, posts, showings, spending
from tweetnudge.store.models import AuditRow, Base, OutboxRow, PostRow
from tweetnudge.usecases.forget_old import DIGESTS_KEPT_FOR, POSTS_KEPT_FOR

AYA = "U0AYA"


@pytest.fixture
def mine(open_office: Callable[..., Any]) -> Any:
    """Aya's account is hers; she and Ken posted, and a digest showed it."""
    office = open_office(digest_size=2, post_retention_days=10)
    for n, handle in enumerate(["aya", "ken"]):
        office.x.world.add_user(handle, handle.title())
        office.x.world.post(handle, "a secret recipe", minutes_ago=60 - n, photo=("https://p.example/1.png", "soup"))
    office.parts.sync_members(office.clock(), ADMIN)
    office.parts.joining.join(AYA, "aya", office.clock())
    office.x.world.add_user("ken_too", "Ken", listed=False)
    office.parts.joining.join("U0KEN", "ken_too", office.clock())
    office.digest()
    office.deliver()
    return office


def texts(office: Any) -> list[tuple[str, bool]]:
    with office.db.read() as session:
        return [(row.text, bool(row.photo)) for row in session.scalars(select(PostRow).order_by(PostRow.id))]


def forget(office: Any, **later: float) -> None:
    office.clock.pass_by(**later)
    office.bot.forget.when_due(office.clock())


def test_texts_go_after_so_many_days_and_posts_stay_for_the_turns(mine: Any) -> None:
    forget(mine, days=9, hours=23)
    assert all(text and photo for text, photo in texts(mine))
    forget(mine, days=1)
    assert [("", False)] * 2 == texts(mine)
    with mine.db.read() as session:
        assert all(row.surfaced_at for row in session.scalars(select(PostRow)))


def test_what_may_still_be_shown_keeps_its_text(open_office: Callable[..., Any]) -> None:
    """A post may wait longer than texts are kept: nothing is shown empty, and nothing is lost."""
    office = open_office(post_retention_days=1, post_max_age_days=7)
    office.x.world.add_user("aya", "Aya")
    office.digest()
    office.x.world.post("aya", "wait for me")
    office.bot.reader.collect(office.clock())
    forget(office, days=3)
    assert [("wait for me", False)] == texts(office)
    forget(office, days=12)
    assert [("", False)] == texts(office)


def test_a_message_older_than_its_texts_can_still_be_redrawn(mine: Any) -> None:
    """Who leaves is gone from it; the others keep name, date and buttons."""
    forget(mine, days=11)
    mine.parts.own_account.leave(AYA, None, mine.clock())
    mine.deliver()
    [message] = mine.slack.messages(CHANNEL)
    assert ("@aya" in str(message), "@ken" in str(message)) == (False, True)
    assert "secret recipe" not in str(message)


def test_notes_and_answers_go_after_a_while_and_the_audit_after_a_year(mine: Any) -> None:
    with mine.db.read() as session:
        assert session.scalars(select(OutboxRow.id).where(OutboxRow.key.startswith("join:"))).all()
    forget(mine, days=121)
    with mine.db.read() as session:
        assert ["digest:2026-07-01"] == list(session.scalars(select(OutboxRow.key)))
        assert session.scalars(select(AuditRow.id)).all()
    forget(mine, days=245)
    assert [] == mine.written_down()


def test_once_a_day(mine: Any) -> None:
    forget(mine, days=20)
    with mine.db.write() as session:
        session.get_one(PostRow, min(session.scalars(select(PostRow.id)))).text = "again"
    forget(mine, hours=23)
    assert "again" in str(texts(mine))
    forget(mine, hours=1)
    assert "again" not in str(texts(mine))


def test_nothing_to_forget(open_office: Callable[..., Any]) -> None:
    office = open_office()
    forget(office)
    assert [] == texts(office)
    assert datetime(2026, 7, 1, 1, tzinfo=UTC) == office.clock()


def test_posts_without_a_text_are_not_taken_for_private(open_office: Callable[..., Any]) -> None:
    """It was about work when it was shown; its text is gone, and it stays where it is."""
    office = open_office(post_retention_days=30, company_words=("acme",))
    office.x.world.add_user("aya", "Aya")
    posted = office.x.world.post("aya", "a day at acme")
    office.parts.sync_members(office.clock(), ADMIN)
    office.parts.joining.join(AYA, "aya", office.clock())
    office.digest()
    forget(office, days=40)
    office.parts.own_account.choose(AYA, office.clock(), work_only=True)
    office.deliver()
    assert ([("", False)], [[posted]]) == (texts(office), office.shown())


AUTHOR = 7
PART = timedelta(days=30)


def snowflake(at: datetime, number: int) -> int:
    return ((int(at.timestamp() * 1000) - SNOWFLAKE_EPOCH_MS) << 22) + number


def live(office: Any, number: int = 30) -> None:
    """What a while leaves behind: posts, some shown, some passed over, a digest, a note, money spent, a change."""
    now = office.clock()
    written = [
        SeenPost(Post(snowflake(now, n), snowflake(now, n), AUTHOR, now, "words", conversation_id=n + 1), likes=0)
        for n in range(number)
    ]
    aside = [
        PassedOver(post, post, AUTHOR, Reason.REPLY, now)
        for post in (snowflake(now, 10_000 + n) for n in range(number))
    ]
    with office.db.write() as session:
        members.remember(session, [Member(AUTHOR, "aya", "Aya")], now)
        posts.remember(session, [*written, *aside], now)
        for key in (digest_key(now.date()), f"note:{now.isoformat()}"):
            row = outbox.add(session, OutboxItem(key, now.date(), CHANNEL, now, now, state=State.SENT, ts="1.0"))
            if key.startswith("digest:"):
                showings.surface(session, [seen.post.id for seen in written[: number // 2]], row, now)
        spending.record(session, Billed.POST, [seen.post.id for seen in written], now.date())
        audit.record(session, audit.Entry(now, "U1", "changed"))


def rows(office: Any) -> dict[str, int]:
    with office.db.read() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


def test_the_number_of_rows_stays_bounded(office: Any) -> None:
    """However long the bot lives: after some years as much goes as comes."""
    counted: list[dict[str, int]] = []
    for _ in range(60):
        live(office)
        forget(office, days=PART.days)
        counted.append(rows(office))
    third_year, last = counted[-24], counted[-1]
    assert {} == {name: n for name, n in last.items() if n > third_year[name] + 1}
    assert last["posts"] <= 15 * (POSTS_KEPT_FOR // PART + DIGESTS_KEPT_FOR // PART + 2)
    assert last["passed_over"] <= 30 * (POSTS_KEPT_FOR // PART + 2)


def test_posts_and_digests_are_kept_for_the_results_and_turns(office: Any) -> None:
    live(office)
    forget(office, days=399)
    assert (30, 30, 1) == tuple(rows(office)[name] for name in ("posts", "passed_over", "outbox"))
    forget(office, days=2)
    assert (15, 0, 1) == tuple(rows(office)[name] for name in ("posts", "passed_over", "outbox"))
    forget(office, days=DIGESTS_KEPT_FOR.days)
    assert (0, 0, 0) == tuple(rows(office)[name] for name in ("posts", "passed_over", "outbox"))


def test_much_goes_in_portions(office: Any) -> None:
    """More than one transaction takes."""
    live(office, 2_600)
    forget(office, days=DIGESTS_KEPT_FOR.days + 1)
    assert (0, 0) == tuple(rows(office)[name] for name in ("posts", "passed_over"))
