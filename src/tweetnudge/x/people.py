"""X's answers about people as domain values. Pure; raises only XBadAnswer.

Field names and their meaning: X's OpenAPI description, schemas User, ListMutateResponse and Problem. X's two
dialects do not differ here.
"""

import re

from tweetnudge.domain.members import Member
from tweetnudge.usecases.ports import MemberPage
from tweetnudge.x.envelope import is_absence, next_token, objects, problems, read
from tweetnudge.x.fields import Record, as_object, is_object
from tweetnudge.x.text import is_picture, one_line


def members(body: object) -> dict[int, Member]:
    """The users X shows, by id, from the answer of GET /2/users."""
    found = [_member(user) for user in objects(read(body, "data"), "user")]
    return {member.id: member for member in found}


def member_page(body: object) -> MemberPage:
    """One page of who is on the List, from the answer of GET /2/lists/:id/members. `errors[]` are ignored."""
    answer = read(body, "data", "meta")
    return MemberPage(tuple(_member(user) for user in objects(answer, "user")), next_token(answer))


def list_size(body: object) -> int:
    """How many people are on the List, from the answer of GET /2/lists/:id."""
    return _one(body, "the List").number("member_count")


def member(body: object) -> Member:
    """The one user in the answer of GET /2/users/by/username/:name."""
    return _member(_one(body, "the user"))


def is_member(body: object) -> bool:
    """Whether the account is on the List now, from the answer of POST or DELETE /2/lists/:id/members."""
    return _one(body, "the account").flag("is_member")


def is_suspended(body: object) -> bool:
    """Whether X answered only that the account is suspended.

    X calls that a resource that was not found, as it does an unknown name; title and detail tell them apart.
    """
    return any(error.string("title") == "Forbidden" or _speaks_of_suspension(error) for error in _absences(body))


def is_absent(body: object) -> bool:
    """Whether X answered only that there is no such account, or none it shows."""
    return bool(_absences(body))


def _absences(body: object) -> list[Record]:
    answer = as_object(body)
    return [] if answer.get("data") is not None else list(filter(is_absence, problems(answer)))


def _speaks_of_suspension(error: Record) -> bool:
    return "suspended" in error.string("detail").lower() + error.string("type")


def _one(body: object, title: str) -> Record:
    answer = read(body, "data")
    data = answer.need("data")
    if not is_object(data):
        raise answer.unreadable("data")
    return Record(data, title)


def _member(user: Record) -> Member:
    handle, avatar = user.text("username"), user.string("profile_image_url")
    if not re.fullmatch("[A-Za-z0-9_]{1,50}", handle):
        raise user.unreadable("username")
    return Member(
        id=user.id("id"),
        handle=handle,
        name=one_line(user.text("name")) or handle,
        avatar_url=avatar if is_picture(avatar) else "",
        protected=user.flag("protected"),
    )
