"""Who is on the List, as far as a digest needs to know."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on the List: X's account id, and name, handle (without @) and picture as X shows them."""

    id: int
    handle: str
    name: str
    avatar_url: str = ""
    protected: bool = False


def same_handle(one: str, other: str) -> bool:
    """X handles are compared without regard to case or a leading @."""
    return plain_handle(one) == plain_handle(other)


def plain_handle(written: str) -> str:
    """`@Name`, `＠name` and `name` are the same handle: `name`."""
    return written.strip().lstrip("@＠").lower()
