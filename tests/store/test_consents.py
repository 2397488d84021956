"""Consents, requests, audit entries and facts in the database: what is decided once, and what is forgotten when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from tweetnudge.domain.consent import Consent, Standing
from tweetnudge.domain.members import Member
from tweetnudge.domain.posts import Post, SeenPost
from tweetnudge.domain.requests import Decision, Kind, Request
from tweetnudge.store import audit, consents, facts, members, posts, requests
from tweetnudge.store.audit import Entry
from tweetnudge.store.engine import Database

NOW = datetime(2026, 7, 1, 1, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=14)


@pytest.fixture
def db(db: Database) -> Database:
    with db.write() as session:
        members.remember(session, [Member(7, "aya", "Aya"), Member(8, "ken", "Ken", protected=True)], NOW)
        posts.remember(session, [SeenPost(Post(n, n, n, NOW, "hello", n), likes=0) for n in (7, 8)], NOW)
    return db


def ask(db: Database, kind: Kind = Kind.INVITATION, account: int = 7) -> Request:
    with db.write() as session:
        return requests.ask(session, Request(0, kind, account, "U0AYA", "U0ADMIN", NOW, LATER))


def decide(db: Database, request: Request, decision: Decision, now: datetime = NOW) -> bool:
    with db.write() as session:
        return requests.decide(session, request.id, decision, "U0AYA", now)


@pytest.mark.parametrize("standing", list(Standing))
def test_the_queries_condition_is_the_domains(db: Database, standing: Standing) -> None:
    for on_list in (True, False):
        consent = Consent(7, standing, NOW, on_list=on_list)
        with db.write() as session:
            consents.save(session, consent)
        with db.read() as session:
            assert consent.may_be_shown == ([7] == [seen.post.id for seen in posts.waiting(session, NOW)])


def test_protected_and_buried_accounts_are_not_shown(db: Database) -> None:
    with db.read() as session:
        assert [7] == list(posts.shown(session, [7, 8]))
    with db.write() as session:
        consents.bury(session, 7)
        consents.bury(session, 7)
    with db.read() as session:
        assert [] == list(posts.shown(session, [7, 8]))
    with db.write() as session:
        consents.unbury(session, 7)
        assert [7] == list(posts.shown(session, [7, 8]))


def test_before_the_members_were_read_everybody_met_counts_as_listed(db: Database) -> None:
    with db.write() as session:
        known, unknown = (consents.assumed(session, account, NOW) for account in (7, 99))
        assert ((True, True), (False, False)) == (
            (known.may_be_shown, known.on_list), (unknown.may_be_shown, unknown.on_list),
        )  # fmt: skip
        facts.done_at(session, facts.MEMBERS_READ, NOW)
        assert not consents.assumed(session, 7, NOW).on_list


def test_noticing_changes_nothing_that_is_known(db: Database) -> None:
    with db.write() as session:
        consents.save(session, Consent(7, Standing.PAUSED, NOW))
        consents.notice(session, [7, 8], Standing.SHOWN, NOW, None)
        consents.notice(session, [9], Standing.NOTICED, NOW, None)
        consents.vouch_for_all(session, "U0ADMIN", LATER)
        found = consents.everyone(session)
    assert Consent(7, Standing.PAUSED, NOW) == found[7]
    assert Consent(8, Standing.SHOWN, LATER, vouched_by="U0ADMIN") == found[8]
    assert Consent(9, Standing.NOTICED, NOW) == found[9]


def test_answered_once_however_many_press(db: Database) -> None:
    request = ask(db)
    with ThreadPoolExecutor(4) as people:
        assert [False] * 3 + [True] == sorted(people.map(lambda _: decide(db, request, Decision.NO), range(4)))


def test_not_after_it_expired(db: Database) -> None:
    assert not decide(db, ask(db), Decision.ALL_POSTS, LATER)


@pytest.mark.parametrize(("decision", "expected"), [(None, {7}), (Decision.NO, {7}), (Decision.ALL_POSTS, set[int]())])
def test_no_looks_like_silence_until_both_lapse(db: Database, decision: Decision | None, expected: set[int]) -> None:
    request = ask(db)
    if decision is not None:
        decide(db, request, decision)
    with db.read() as session:
        assert (expected, set()) == (requests.invited(session, NOW), requests.invited(session, LATER))


def test_old_requests_are_forgotten_but_no_invitation(db: Database) -> None:
    invitation, old, still_open = ask(db), ask(db, Kind.JOIN), ask(db, Kind.CLAIM)
    decide(db, invitation, Decision.NO)
    decide(db, old, Decision.YES)
    with db.write() as session:
        requests.forget_decided(session, NOW + timedelta(days=1))
        left = requests.of_person(session, "U0AYA")
        assert [still_open.id, invitation.id] == [one.id for one in left]
        requests.forget_decided(session, LATER + timedelta(days=1))
        assert [invitation.id] == [one.id for one in requests.of_person(session, "U0AYA")]


def test_what_was_done_is_kept_for_a_year(db: Database) -> None:
    with db.write() as session:
        for days in (0, 1):
            audit.record(session, Entry(NOW + timedelta(days=days), "U0ADMIN", "added", 7, "U0AYA"))
        audit.forget_old(session, NOW + audit.KEPT_FOR + timedelta(hours=1))
        (left,) = audit.concerning(session, "U0AYA", [])
        assert (NOW + timedelta(days=1), [left]) == (left.at, audit.concerning(session, "nobody", [7]))
        audit.anonymise(session, "U0AYA", own=[7], kept=[])
        assert [] == audit.concerning(session, "U0AYA", [7])
        assert [Entry(left.at, "U0ADMIN", "added")] == audit.concerning(session, "U0ADMIN", [])


def test_a_fact_is_learnt_once(db: Database) -> None:
    with db.write() as session:
        facts.learn(session, facts.FIRST_ADMIN, "U0ADMIN")
        facts.learn(session, facts.FIRST_ADMIN, "U0LATER")
        assert "U0ADMIN" == facts.get(session, facts.FIRST_ADMIN)
        facts.forget(session, facts.FIRST_ADMIN)
        assert facts.get(session, facts.FIRST_ADMIN) is None
