"""A database restored from before yesterday's digest: what Slack has shown since is believed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from tweetnudge.domain.outbox import State
from tweetnudge.store import outbox
from tweetnudge.store.models import OutboxRow, PostRow, ReadingRow


@pytest.fixture
def restored(office: Any) -> Any:
    """Two digests were sent, of which the database knows one."""
    for n in range(12):
        office.x.world.add_user(f"c{n}", f"Colleague {n}")
        office.x.world.post(f"c{n}", f"post {n}", minutes_ago=100 - n, likes=9)  # so that none comes again
    office.digest()
    office.clock.pass_by(days=1)
    office.digest()
    assert [5, 5] == [len(posts) for posts in office.shown()]
    with office.db.write() as session:
        second = session.scalars(select(OutboxRow.id).where(OutboxRow.key == "digest:2026-07-02")).one()
        shown = update(PostRow).where(PostRow.surfaced_in == second)
        session.execute(shown.values(surfaced_in=None, surfaced_at=None, shown_at=None))
        session.execute(delete(OutboxRow).where(OutboxRow.id == second))
    office.clock.pass_by(days=1)
    return office


def each_once(office: Any) -> bool:
    shown = [post for posts in office.shown() for post in posts]
    return len(shown) == len(set(shown))


def test_yesterdays_posts_are_not_shown_again(restored: Any) -> None:
    restored.digest()
    assert [5, 5, 2] == [len(posts) for posts in restored.shown()]
    assert each_once(restored)
    with restored.db.read() as session:
        found = outbox.get(session, "digest:2026-07-02")
    assert found is not None
    assert (State.SENT, set(restored.shown()[1])) == (found.state, set(found.post_ids))


@pytest.mark.parametrize("state", [State.PENDING, State.UNKNOWN, State.EXPIRED, State.FAILED, State.SKIPPED])
def test_whatever_the_older_copy_believed_of_it(restored: Any, state: State) -> None:
    with restored.db.write() as session:
        now = restored.clock() - timedelta(days=1)
        item = outbox.OutboxItem("digest:2026-07-02", now.date(), "C0COLLEAGUES", now, now, state=state)
        outbox.add(session, item)
    restored.bot.send()
    restored.digest()
    assert [5, 5, 2] == [len(posts) for posts in restored.shown()]
    assert each_once(restored)


def test_posts_the_older_copy_had_not_read_yet(restored: Any) -> None:
    """Not while X is down, when only Slack knows of them, and not when they are read again."""
    later = restored.shown()[1]
    with restored.db.write() as session:
        session.execute(delete(PostRow).where(PostRow.id.in_(later)))
        session.execute(update(ReadingRow).values(watermark=0))
    restored.x.fail("/lists/", status=503)
    restored.digest()
    assert [5, 5, 2] == [len(posts) for posts in restored.shown()]
    restored.clock.pass_by(days=1)
    restored.x.world.post("c1", "new", minutes_ago=60)
    restored.digest()
    assert [5, 5, 2, 1] == [len(posts) for posts in restored.shown()]
    assert each_once(restored)
    assert later == restored.shown()[1]
    with restored.db.read() as session:
        assert set(later) <= set(session.scalars(select(PostRow.id).where(PostRow.surfaced_in.is_not(None))))


def test_a_thread_is_not_shown_again_from_its_second_post(office: Any) -> None:
    office.x.world.add_user("aya", "Aya")
    thread = office.x.world.thread("aya", ["one", "two", "three"], minutes_ago=90)
    office.digest()
    assert [thread[:1]] == office.shown()
    with office.db.write() as session:
        session.execute(update(PostRow).values(surfaced_in=None, surfaced_at=None, shown_at=None))
        session.execute(delete(OutboxRow))
    office.clock.pass_by(days=1)
    office.digest()
    assert [thread[:1]] == office.shown()


def test_only_our_own_messages_are_believed(office: Any) -> None:
    """Another app may mark its messages as ours."""
    office.x.world.add_user("aya", "Aya")
    post = office.x.world.post("aya", "hello", minutes_ago=60)
    metadata = {"event_type": "tweetnudge", "event_payload": {"key": "digest:2026-06-30"}}
    office.slack.post_as_other_app(
        "C0COLLEAGUES", metadata, text="x", blocks=[{"type": "divider", "block_id": f"post:{post}"}]
    )
    office.digest()
    assert [post] in office.shown()
    with office.db.read() as session:
        assert outbox.get(session, "digest:2026-06-30") is None
