"""Tokens of who tapped, and how many people tapped under a post; see domain/taps.py."""

from collections.abc import Callable, Collection
from datetime import date, datetime

from sqlalchemy import and_, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from tweetnudge.domain.taps import TapKind
from tweetnudge.store.models import PostRow
from tweetnudge.store.rows import insert_new
from tweetnudge.store.support import TapperRow, TapRow


def record(session: Session, post_id: int, token: bytes, kind: TapKind) -> None:
    """Somebody pressed; whoever pressed under this post before is not counted again."""
    new = insert_new(session, TapRow, [{"post_id": post_id, "token": token, "kinds": kind.value}])
    if new:
        session.execute(update(PostRow).where(PostRow.id == post_id).values(taps=PostRow.taps + 1))
    else:
        mine = TapRow.post_id == post_id, TapRow.token == token
        session.execute(update(TapRow).where(*mine).values(kinds=TapRow.kinds.op("|")(kind.value)))


def count_in_month(session: Session, month: date, token: bytes) -> None:
    """Somebody pressed this month, under whichever post."""
    insert_new(session, TapperRow, [{"month": month, "token": token}])


def forget_tokens(session: Session, posts: Collection[int]) -> None:
    """Nobody has to be counted once any more under these posts; how many it were stays for choosing."""
    session.execute(delete(TapRow).where(TapRow.post_id.in_(posts)))


def forget_old(session: Session, shown_before: datetime, written_before: datetime, month: date) -> None:
    """Tokens of posts whose follow-up never came, and of months before this one."""
    over = or_(PostRow.shown_at < shown_before, and_(PostRow.shown_at.is_(None), PostRow.created_at < written_before))
    session.execute(delete(TapRow).where(exists().where(PostRow.id == TapRow.post_id, over)))
    session.execute(delete(TapperRow).where(TapperRow.month < month))


def forget_person(
    session: Session, token_of_post: Callable[[int], bytes], token_of_month: Callable[[date], bytes]
) -> None:
    """Somebody's own tokens, which can only be told with the key; how many pressed under a post stays as it is."""
    for post in session.scalars(select(TapRow.post_id).distinct()).all():
        session.execute(delete(TapRow).where(TapRow.post_id == post, TapRow.token == token_of_post(post)))
    for month in session.scalars(select(TapperRow.month).distinct()).all():
        session.execute(delete(TapperRow).where(TapperRow.month == month, TapperRow.token == token_of_month(month)))
