"""What is stored comes back as it was, also when the tables of a later version were taken away in between."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import inspect

from tweetnudge.domain.consent import Consent, Standing
from tweetnudge.domain.members import Member
from tweetnudge.domain.outbox import OutboxItem
from tweetnudge.domain.posts import Link, PassedOver, Photo, Post, Reason, SeenPost
from tweetnudge.domain.requests import Decision, Kind, Request
from tweetnudge.store import audit, consents, facts, members, outbox, posts, readings, requests, showings
from tweetnudge.store.engine import Database
from tweetnudge.store.migrations import migrate

NOW = datetime(2026, 7, 1, 1, 0, tzinfo=UTC)
INI = Path(__file__).parents[2] / "alembic.ini"

AGREED = Consent(7, Standing.PAUSED, NOW, slack_user="U0AYA", work_only=True, official=True, vouched_by="U0ADMIN")
ASKED = Request(0, Kind.JOIN, 7, "U0AYA", "U0ADMIN", NOW, NOW.replace(year=2027))


def fill_consent(db: Database) -> Request:
    """Something in each table about consent; returns the request, decided."""
    with db.write() as session:
        consents.save(session, AGREED)
        consents.bury(session, 8)
        asked = requests.ask(session, ASKED)
        requests.decide(session, asked.id, Decision.YES, "U0ADMIN", NOW)
        audit.record(session, audit.Entry(NOW, "U0ADMIN", "join: yes", 7, "U0AYA"))
        facts.done_at(session, facts.MEMBERS_READ, NOW)
        note = OutboxItem("join:1:U0ADMIN", NOW.date(), "U0ADMIN", NOW, NOW, about={"note": "join", "request": 1})
        row = outbox.add(session, note)
        outbox.raise_revision(session, [row])
        showings.surface(session, [2**62], row, NOW)
    return replace(asked, decision=Decision.YES, decided_by="U0ADMIN")


def fill(db: Database) -> SeenPost:
    post = Post(
        id=2**62, latest_id=2**62 + 1, author_id=7, created_at=NOW, text="日本語 <b> 👨‍👩‍👧", conversation_id=2**62,
        links=(Link("https://t.co/a", "example.com/…", media=True),), photo=Photo("https://p.example/1.png", "猫"),
        is_cut=True, parent_id=2**61,
    )  # fmt: skip
    seen = SeenPost(post, likes=3)
    with db.write() as session:
        members.remember(session, [Member(7, "aya", "Aya", "https://a.example/a.png")], NOW)
        posts.remember(session, [seen, PassedOver(5, 5, 7, Reason.REPLY, NOW)], NOW)
        readings.start(session, NOW)
    return seen


def test_what_is_stored_comes_back_as_it_was(db: Database) -> None:
    seen = fill(db)
    with db.read() as session:
        assert [seen] == posts.waiting(session, NOW)
        assert readings.started_at(session) == NOW


def test_what_was_agreed_and_asked_comes_back_as_it_was(db: Database) -> None:
    fill(db)
    asked = fill_consent(db)
    with db.read() as session:
        assert (AGREED, {8}) == (consents.consent(session, 7), consents.gone(session, [7, 8]))
        assert [asked] == requests.of_person(session, "U0AYA")
        assert [audit.Entry(NOW, "U0ADMIN", "join: yes", 7, "U0AYA")] == audit.concerning(session, "U0AYA", [])
        assert facts.moment(session, facts.MEMBERS_READ) == NOW
        (note,) = outbox.with_prefix(session, "join:")
        assert (1, {"note": "join", "request": 1}) == (note.revision, note.about)


def test_consent_down_and_up_again_keeps_posts(db: Database) -> None:
    seen = fill(db)
    fill_consent(db)
    config = Config(str(INI))
    with db.write() as session:
        config.attributes["connection"] = session.connection()
        command.downgrade(config, "0001")
    assert not {"consents", "tombstones", "requests", "audit", "facts"} & set(inspect(db.engine).get_table_names())
    migrate(db)
    with db.read() as session:
        (note,) = outbox.with_prefix(session, "join:")
        assert (0, None) == (note.revision, note.about)
        assert [seen] == posts.waiting(session, NOW, also_in=note.id)
        assert consents.consent(session, 7) is None
