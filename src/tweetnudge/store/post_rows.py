"""A post as a row, and back."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from tweetnudge.domain.posts import Link, Photo, Post, SeenPost
from tweetnudge.store.consents import may_be_shown
from tweetnudge.store.models import MemberRow, PostRow


def of_those_shown() -> Select[PostRow]:
    """Posts of authors who may be shown."""
    return select(PostRow).join(MemberRow, MemberRow.id == PostRow.author_id).where(may_be_shown())


def values(item: SeenPost, seen_at: datetime) -> dict[str, Any]:
    """What a read brought, as columns."""
    post = item.post
    return {
        "id": post.id,
        "latest_id": post.latest_id,
        "author_id": post.author_id,
        "created_at": post.created_at,
        "text": post.text,
        "links": [[link.url, link.display, link.media] for link in post.links],
        "photo": [post.photo.url, post.photo.alt] if post.photo else None,
        "is_cut": post.is_cut,
        "conversation_id": post.conversation_id,
        "parent_id": post.parent_id,
        "sensitive": item.sensitive,
        "likes": item.likes,
        "seen_at": seen_at,
    }


def seen_post(row: PostRow) -> SeenPost:
    """A row as the domain knows it; likes that were erased count as none."""
    post = Post(
        id=row.id,
        latest_id=row.latest_id,
        author_id=row.author_id,
        created_at=row.created_at,
        text=row.text,
        conversation_id=row.conversation_id,
        links=tuple(Link(*link) for link in row.links),
        photo=Photo(*row.photo) if row.photo else None,
        is_cut=row.is_cut,
        parent_id=row.parent_id,
    )
    return SeenPost(post, row.likes or 0, row.sensitive, row.taps, row.given)
