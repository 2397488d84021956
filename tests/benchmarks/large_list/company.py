"""A company on X as large as a List can be, written straight into the database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from tweetnudge.domain.consent import Standing
from tweetnudge.domain.members import Member
from tweetnudge.domain.outbox import State, digest_key
from tweetnudge.domain.posts import Post, SeenPost
from tweetnudge.domain.reading import Reading
from tweetnudge.store import consents, facts, members, readings
from tweetnudge.store.engine import Database
from tweetnudge.store.models import OutboxRow, PostRow
from tweetnudge.store.post_rows import values
from tweetnudge.store.rows import upsert

DAYS = 10
FIRST_MEMBER, FIRST_POST = 1_200_000_001, 2_000_000_000_000_000_000
TEXT = "坂の上のオフィスから、今日の小さな発見をひとつ。手順書を一行だけ短くしました。 https://t.co/abcdefghij "


@dataclass(frozen=True, slots=True)
class Company:
    """So many people who all agreed, and what they wrote within ten days; the oldest posts were shown."""

    people: int
    posts: int
    shown: int
    seed: int = 1

    def move_in(self, db: Database, list_id: str, now: datetime) -> None:
        with db.write() as session:
            colleagues = [self._member(number) for number in range(self.people)]
            members.remember(session, colleagues, now)
            consents.notice(session, [one.id for one in colleagues], Standing.SHOWN, now, "U0ADMIN")
            facts.done_at(session, facts.MEMBERS_READ, now)
            readings.start(session, now - timedelta(days=60))
            readings.trying(session, list_id, now)
            readings.complete(session, list_id, Reading(FIRST_POST + self.posts, now, now, self.posts / DAYS / 24))
            digests = list(self._digests(session, now))
            rows = list(self._rows(now, digests))
            for start in range(0, len(rows), 1000):
                upsert(session, PostRow, rows[start : start + 1000])

    def _member(self, number: int) -> Member:
        return Member(
            FIRST_MEMBER + number, f"member_{number:05}", f"Member {number} 月見坂", "https://a.example/1.png"
        )

    def _digests(self, session: Session, now: datetime) -> Iterator[tuple[int, datetime]]:
        """One a day, as the database numbers it, and when it was sent."""
        for day in range(DAYS, 0, -1):
            at = now - timedelta(days=day)
            digest = {"key": digest_key(at.date()), "day": at.date(), "channel": "C0", "state": State.SENT.value,
                      "entries": [], "created_at": at, "expires_at": at, "ts": "1"}  # fmt: skip
            yield session.execute(insert(OutboxRow).values(digest).returning(OutboxRow.id)).scalar_one(), at

    def _rows(self, now: datetime, digests: list[tuple[int, datetime]]) -> Iterator[dict[str, Any]]:
        rng, began = Random(self.seed), now - timedelta(days=DAYS)
        each = timedelta(days=DAYS) / self.posts
        chosen = set(rng.sample(range(self.posts), self.shown))
        for number in range(self.posts):
            written = began + each * number
            author = FIRST_MEMBER + min(int(rng.expovariate(4 / self.people)), self.people - 1)
            post = Post(FIRST_POST + number, FIRST_POST + number, author, written, TEXT * 2, FIRST_POST + number)
            row = values(SeenPost(post, likes=rng.randrange(4)), written)
            yield row | _standing(next((sent for sent in digests if sent[1] > written), None), shown=number in chosen)


def _standing(sent: tuple[int, datetime] | None, *, shown: bool) -> dict[str, Any]:
    if sent is None or not shown:
        return dict.fromkeys(("surfaced_in", "surfaced_at", "shown_at", "counted_on")) | {"followed_up": 0}
    digest, at = sent
    return {"surfaced_in": digest, "surfaced_at": at, "shown_at": at, "counted_on": at.date(), "followed_up": 1}
