"""Who asked for a personal digest, and what they were given."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from tweetnudge.domain.personal import Subscriber
from tweetnudge.store.models import ConsentRow, PostRow
from tweetnudge.store.rows import insert_new, portions, upsert
from tweetnudge.store.support import GivenRow, SubscriberRow


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody's personal digest goes, and in which language."""

    person: str
    conversation: str
    language: str


def subscribe(session: Session, user: str, posts: int, conversation: str, language: str, now: datetime) -> None:
    """From now on so many posts a day, or another number than before."""
    row = {"slack_user": user, "posts": posts, "conversation": conversation, "language": language, "since": now}
    upsert(session, SubscriberRow, [row], kept=["since"])


def unsubscribe(session: Session, user: str) -> bool:
    """No longer; False when it was so already."""
    gone = session.execute(delete(SubscriberRow).where(SubscriberRow.slack_user == user))
    return bool(getattr(gone, "rowcount", 0))


def speaks(session: Session, user: str, language: str) -> None:
    """The language somebody uses Slack in by now."""
    session.execute(update(SubscriberRow).where(SubscriberRow.slack_user == user).values(language=language))


def forget_tokens(session: Session, token_of: Callable[[int], bytes]) -> None:
    """Somebody's own tokens, which can only be told with the key."""
    given_to = [{"post": post, "mine": token_of(post)} for post in session.scalars(select(GivenRow.post_id).distinct())]
    table: Any = GivenRow.__table__  # many deletions at once, which only the table takes
    one = delete(table).where(table.c.post_id == bindparam("post"), table.c.token == bindparam("mine"))
    if given_to:
        session.connection().execute(one, given_to)


def posts_of(session: Session, user: str) -> int:
    """How many posts a day somebody asked for; 0 for none."""
    row = session.get(SubscriberRow, user)
    return row.posts if row else 0


def people(session: Session) -> set[str]:
    """Everybody who asked for a personal digest."""
    return set(session.scalars(select(SubscriberRow.slack_user)))


def everyone(session: Session) -> list[tuple[Subscriber, Address]]:
    """Everybody who asked for one, with what it takes to choose and to send."""
    own: dict[str, set[int]] = {}
    for user, account in session.execute(select(ConsentRow.slack_user, ConsentRow.account_id)):
        own.setdefault(user or "", set()).add(account)
    return [
        (Subscriber(row.slack_user, row.posts, frozenset(own.get(row.slack_user, ()))), _address(row))
        for row in session.scalars(select(SubscriberRow))
    ]


def of_person(session: Session, user: str) -> Address | None:
    """Where somebody's goes; None for who did not ask for one."""
    row = session.get(SubscriberRow, user)
    return _address(row) if row else None


def in_conversation(session: Session, conversation: str) -> Address | None:
    """Whose conversation with the bot this is, if they ask for personal digests."""
    row = session.scalar(select(SubscriberRow).where(SubscriberRow.conversation == conversation))
    return _address(row) if row else None


def given(session: Session, tokens: Mapping[int, bytes]) -> None:
    """These posts were given to somebody; what is known already is not counted again."""
    known = select(GivenRow.post_id, GivenRow.token).where(GivenRow.post_id.in_(tokens))
    before = {post for post, token in session.execute(known) if tokens[post] == token}
    here = select(PostRow.id).where(PostRow.id.in_(tokens.keys() - before))  # some may be gone since
    new = session.scalars(here).all()
    insert_new(session, GivenRow, [{"post_id": post, "token": tokens[post]} for post in new])
    session.execute(update(PostRow).where(PostRow.id.in_(new)).values(given=PostRow.given + 1))


def tokens(session: Session, ids: Collection[int]) -> set[tuple[int, bytes]]:
    """To whom these posts were given, by token."""
    found = (select(GivenRow.post_id, GivenRow.token).where(GivenRow.post_id.in_(some)) for some in portions(ids))
    return {(post, token) for query in found for post, token in session.execute(query)}


def _address(row: SubscriberRow) -> Address:
    return Address(row.slack_user, row.conversation, row.language)
