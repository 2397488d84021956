"""Reads X and changes the List through tweepy: which endpoints and fields are asked for, and with which credentials."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, field

from tweetnudge.domain.members import Member
from tweetnudge.usecases.ports import (
    MemberPage,
    Page,
    PostLookup,
    XBadAnswer,
    XCannotWrite,
    XError,
    XNotFound,
    XSuspended,
)
from tweetnudge.x import convert, errors, people
from tweetnudge.x.connection import call, connect
from tweetnudge.x.envelope import list_is_hidden

HANDLE = re.compile("[A-Za-z0-9_]{1,15}")
# author_id is asked for as a field, not as an expansion: that would bill a user read for every author.
POST_FIELDS = {
    "tweet_fields": [
        "attachments",
        "author_id",
        "conversation_id",
        "created_at",
        "edit_history_tweet_ids",
        "entities",
        "in_reply_to_user_id",
        "note_tweet",
        "possibly_sensitive",
        "public_metrics",
        "referenced_tweets",
        "withheld",
    ],
    "expansions": ["attachments.media_keys"],
    "media_fields": ["alt_text", "media_key", "type", "url"],
}
USER_FIELDS = {"user_fields": ["profile_image_url", "protected"]}


@dataclass(frozen=True, slots=True)
class OwnerKeys:
    """What signs changes of the List in its owner's name (OAuth 1.0a)."""

    consumer_key: str = field(repr=False)
    consumer_secret: str = field(repr=False)
    access_token: str = field(repr=False)
    access_token_secret: str = field(repr=False)


class XClient:
    """The X of usecases.ports. Reads with an app's bearer token, writes with the List owner's keys.

    `base_url` may be a proxy or a stand-in, with a path before /2 if need be; what is signed is the address asked
    there. `timeout` is in seconds, for connecting and for every wait for data. Requests are never repeated here:
    when to try again is for the caller. Without `owner`, or with an empty key in it, nothing can be written.
    """

    def __init__(
        self,
        bearer_token: str,
        *,
        owner: OwnerKeys | None = None,
        base_url: str = "https://api.x.com",
        timeout: float = 15.0,
    ) -> None:
        self._can_write = owner is not None and all(astuple(owner))
        self._tweepy = connect(bearer_token, asdict(owner) if owner else {}, base_url, timeout)

    def list_posts(self, list_id: str, *, size: int, token: str | None) -> Page:
        """A page of at most `size` (1 to 100) posts of the List, newest first, starting at `token`.

        https://docs.x.com/x-api/lists/get-list-posts
        """
        body = _call_list(
            lambda: self._tweepy.get_list_tweets(list_id, max_results=size, pagination_token=token, **POST_FIELDS)
        )
        try:
            return convert.page(body)
        except XBadAnswer as error:
            trouble = XBadAnswer(str(error), returned=convert.billed(body))
        raise trouble

    def posts(self, ids: Sequence[int]) -> PostLookup:
        """Look up at most 100 posts by id; without ids X is not asked.

        Posts edited since are asked for once more, by their newest ids.
        https://docs.x.com/x-api/posts/get-posts-by-ids
        """
        if not ids:
            return PostLookup((), frozenset(), ())
        body = self._posts(ids)
        newest = convert.superseded(body)
        if not newest:
            return convert.lookup(body, ids)
        try:
            return convert.lookup(body, ids, self._posts(newest))
        except XError:  # the first answer is billed and better than none
            return convert.lookup(body, ids)

    def users(self, ids: Sequence[int]) -> Mapping[int, Member]:
        """Look up at most 100 users by id; users X does not show are absent; without ids X is not asked.

        https://docs.x.com/x-api/users/get-users-by-ids
        """
        if not ids:
            return {}
        return people.members(call(lambda: self._tweepy.get_users(ids=list(ids), **USER_FIELDS)))

    def user(self, handle: str) -> Member:
        """Look up one user by handle; one that nobody can have is not asked for.

        https://docs.x.com/x-api/users/get-user-by-username
        """
        if not HANDLE.fullmatch(handle):
            raise XNotFound(errors.NOBODY)
        body = call(lambda: self._tweepy.get_user(username=handle, **USER_FIELDS))
        _need_account(body)
        return people.member(body)

    def list_members(self, list_id: str, *, size: int = 100, token: str | None) -> MemberPage:
        """A page of at most `size` (1 to 100) members of the List, starting at `token`.

        https://docs.x.com/x-api/lists/get-list-members
        """
        body = _call_list(
            lambda: self._tweepy.get_list_members(list_id, max_results=size, pagination_token=token, **USER_FIELDS)
        )
        return people.member_page(body)

    def list_size(self, list_id: str) -> int:
        """How many people are on the List.

        https://docs.x.com/x-api/lists/get-list-by-id
        """
        return people.list_size(_call_list(lambda: self._tweepy.get_list(list_id, list_fields=["member_count"])))

    @property
    def can_write(self) -> bool:
        """Whether all four keys are there; X may still refuse them."""
        return self._can_write

    def add_to_list(self, list_id: str, account: int) -> None:
        """Put the account on the List; it may be there already.

        https://docs.x.com/x-api/lists/add-list-member
        """
        if not self._write(lambda: self._tweepy.add_list_member(list_id, account)):
            raise XBadAnswer(errors.NOT_ADDED)

    def remove_from_list(self, list_id: str, account: int) -> None:
        """Take the account off the List; it may be gone already.

        https://docs.x.com/x-api/lists/remove-list-member
        """
        if self._write(lambda: self._tweepy.remove_list_member(list_id, account)):
            raise XBadAnswer(errors.NOT_REMOVED)

    def close(self) -> None:
        """Give up the connections kept open."""
        self._tweepy.session.close()

    def _posts(self, ids: Sequence[int]) -> object:
        return call(lambda: self._tweepy.get_tweets(list(ids), **POST_FIELDS))

    def _write(self, ask: Callable[[], object]) -> bool:
        """Whether the account is on the List after the change."""
        if not self._can_write:
            raise XCannotWrite(errors.NO_KEYS)
        body = _call_list(ask)
        _need_account(body)
        return people.is_member(body)


def _call_list(ask: Callable[[], object]) -> object:
    body = call(ask)
    if list_is_hidden(body):
        raise XNotFound(errors.NO_LIST)
    return body


def _need_account(body: object) -> None:
    """Raises when X answered no more than that the account is suspended or not there."""
    if people.is_suspended(body):
        raise XSuspended(errors.SUSPENDED)
    if people.is_absent(body):
        raise XNotFound(errors.NOBODY)
