"""«What is stored about me?»: everything, as far as it can be told to be somebody's."""

from dataclasses import dataclass

from tweetnudge.domain.consent import Consent
from tweetnudge.domain.members import Member
from tweetnudge.domain.posts import SeenPost
from tweetnudge.domain.requests import Request
from tweetnudge.store import audit, consents, members, posts, requests, subscribers
from tweetnudge.store.engine import Database


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database holds about one person in Slack and the accounts tied to them."""

    accounts: tuple[tuple[Member, Consent], ...] = ()
    posts: tuple[SeenPost, ...] = ()
    requests: tuple[tuple[Request, str], ...] = ()  # with the handle it was about
    changes: tuple[audit.Entry, ...] = ()
    personal: int = 0  # posts a day in a personal digest

    @property
    def is_empty(self) -> bool:
        return not (self.accounts or self.posts or self.requests or self.changes or self.personal)


@dataclass(frozen=True, slots=True)
class StoredAbout:
    """Call it with the person who asks; nobody else can."""

    db: Database

    def __call__(self, user: str) -> Stored:
        with self.db.read() as session:
            mine = consents.of_person(session, user)
            asked = requests.of_person(session, user)
            known = members.members(session, {one.account for one in (*mine, *asked)})
            kept = [seen for one in mine for held in (False, True)
                    for seen in posts.of_author(session, one.account, surfaced=held)]  # fmt: skip
            changes = audit.concerning(session, user, [one.account for one in mine])
            personal = subscribers.posts_of(session, user)
        return Stored(
            tuple((known[one.account], one) for one in mine if one.account in known),
            tuple(sorted(kept, key=lambda seen: seen.post.id, reverse=True)),
            tuple((one, known[one.account].handle if one.account in known else "") for one in asked),
            tuple(changes),
            personal,
        )
