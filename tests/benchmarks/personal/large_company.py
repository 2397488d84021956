"""A company of 5,000 on X, with 2,000 posts that wait, and people in Slack who asked for personal digests."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import update

from tweetnudge.demo.slack import SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.consent import Consent, Standing
from tweetnudge.domain.members import Member
from tweetnudge.domain.posts import Post, SeenPost
from tweetnudge.domain.reading import Reading
from tweetnudge.domain.taps import given_token
from tweetnudge.store import consents, facts, members, readings
from tweetnudge.store.engine import Database
from tweetnudge.store.models import PostRow
from tweetnudge.store.post_rows import values
from tweetnudge.store.rows import insert_new, upsert
from tweetnudge.store.support import GivenRow, SubscriberRow

PEOPLE, POSTS, ANSWERED = 5_000, 2_000, 0.2
SPAN = timedelta(days=2)  # within which they were written
TEXT = "坂の上のオフィスから、今日の小さな発見をひとつ。手順書を一行だけ短くしました。"
EVERY_THIRD = 3


@dataclass
class Company:
    """Everything is on X and in Slack as well as in the database: `authors` by post, `accounts` by reader."""

    x: XStandIn
    slack: SlackStandIn
    rng: Random
    authors: dict[int, int] = field(default_factory=dict[int, int])
    answered: set[int] = field(default_factory=set[int])
    accounts: dict[str, int] = field(default_factory=dict[str, int])

    def move_in(self, db: Database, now: datetime) -> None:
        """Members, all of whom agreed, and their posts, as if read just now. The bot was started days ago."""
        people = [self._member(number) for number in range(PEOPLE)]
        rows = list(self._posts(now))
        with db.write() as session:
            members.remember(session, people, now)
            consents.notice(session, [one.id for one in people], Standing.SHOWN, now, "U0ADMIN")
            for done in (facts.MEMBERS_READ, facts.PEOPLE_CHECKED):
                facts.done_at(session, done, now)
            readings.start(session, now - timedelta(days=60))
            readings.trying(session, self.x.world.list_id, now)
            newest = max(self.x.world.posts)
            readings.complete(session, self.x.world.list_id, Reading(newest, now, now, POSTS / 48))
            upsert(session, PostRow, [values(seen, now) for seen in rows])

    def subscribe(self, db: Database, readers: Sequence[str], posts: int, now: datetime) -> None:
        """So many people in Slack want personal digests; every third of them has an account on X."""
        accounts = sorted(self.x.world.members)
        for number, user in enumerate(readers):
            self.slack.workspace.add_user(user, user.lower())
            if number % EVERY_THIRD == 0:
                self.accounts[user] = accounts[number % PEOPLE]
        with db.write() as session:
            upsert(session, SubscriberRow, [self._row(user, posts, now) for user in readers])
            for user, account in self.accounts.items():
                consents.save(session, Consent(account, Standing.SHOWN, now, slack_user=user))

    def were_given(self, db: Database, readers: Sequence[str], posts: int, key: bytes) -> None:
        """As after some days of personal digests: each was given so many of the posts that wait still."""
        ids, given = sorted(self.authors), dict.fromkeys(self.authors, 0)
        rows = [(post, user) for user in readers for post in self.rng.sample(ids, posts)]
        for post, _ in rows:
            given[post] += 1
        with db.write() as session:
            tokens = [{"post_id": post, "token": given_token(key, post, user)} for post, user in rows]
            insert_new(session, GivenRow, tokens)
            session.execute(update(PostRow), [{"id": post, "given": number} for post, number in given.items()])

    def _member(self, number: int) -> Member:
        name = f"member_{number:05}"
        return Member(self.x.world.add_user(name, name), name, name, "https://avatars.example/1.png")

    def _posts(self, now: datetime) -> Iterator[SeenPost]:
        for number in range(POSTS):
            # Some write far more than others.
            handle = f"member_{min(int(self.rng.expovariate(4 / PEOPLE)), PEOPLE - 1):05}"
            at = now - SPAN + number * (SPAN - timedelta(hours=1)) / POSTS
            likes = self.rng.randint(1, 3) if self.rng.random() < ANSWERED else 0
            post = self.x.world.post(handle, TEXT, at=at.replace(microsecond=0), likes=likes)
            author = int(self.x.world.posts[post]["author_id"])
            self.authors[post] = author
            self.answered |= {post} if likes else set()
            yield SeenPost(Post(post, post, author, at.replace(microsecond=0), TEXT, post), likes)

    def _row(self, user: str, posts: int, now: datetime) -> dict[str, object]:
        where = self.slack.workspace.direct(user).id
        return {"slack_user": user, "posts": posts, "conversation": where, "language": "ja-JP", "since": now}


def reader(number: int) -> str:
    """Somebody in Slack."""
    return f"U0READER{number:05}"
