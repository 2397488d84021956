"""Reads X through tweepy: which fields are asked for, where X is, how long to wait, and errors translated."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, cast

import requests
import tweepy  # pyright: ignore[reportMissingTypeStubs]
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies
from urllib3.exceptions import HTTPError

from tweetnudge.domain.members import Member
from tweetnudge.usecases.ports import Page, PostLookup, XBadAnswer, XError, XNotFound
from tweetnudge.x import convert, errors

TWEEPY_HOST = "https://api.twitter.com"  # hard-coded in tweepy
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


class XClient:
    """The X of usecases.ports, with an app's bearer token.

    `base_url` may be a proxy or a stand-in, with a path before /2 if need be. `timeout` is in seconds, for
    connecting and for every wait for data. Requests are never repeated here: when to try again is for the caller.
    """

    def __init__(self, bearer_token: str, *, base_url: str = "https://api.x.com", timeout: float = 15.0) -> None:
        untyped = cast("Callable[..., _Tweepy]", tweepy.Client)
        self._tweepy = untyped(bearer_token, return_type=dict, wait_on_rate_limit=False)
        session = self._tweepy.session
        session.mount("https://", _Elsewhere(base_url, timeout))
        session.hooks["response"].append(_refuse)
        session.auth = _as_it_is

    def list_posts(self, list_id: str, *, size: int, token: str | None) -> Page:
        """A page of at most `size` (1 to 100) posts of the List, newest first, starting at `token`.

        https://docs.x.com/x-api/lists/get-list-posts
        """
        body = _call(
            lambda: self._tweepy.get_list_tweets(list_id, max_results=size, pagination_token=token, **POST_FIELDS)
        )
        if convert.list_is_hidden(body):
            raise XNotFound(errors.NO_LIST)
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
        return convert.members(_call(lambda: self._tweepy.get_users(ids=list(ids), **USER_FIELDS)))

    def _posts(self, ids: Sequence[int]) -> object:
        return _call(lambda: self._tweepy.get_tweets(list(ids), **POST_FIELDS))

    def close(self) -> None:
        """Give up the connections kept open."""
        self._tweepy.session.close()


class _Tweepy(Protocol):
    """The part of tweepy.Client used here; tweepy itself has no types."""

    session: requests.Session

    def get_list_tweets(self, id: str, **params: object) -> object: ...  # noqa: A002
    def get_tweets(self, ids: list[int], **params: object) -> object: ...
    def get_users(self, *, ids: list[int], **params: object) -> object: ...


class _Elsewhere(HTTPAdapter):
    """Sends what tweepy addresses to its own host to `base_url` instead, and gives up after `timeout` seconds."""

    def __init__(self, base_url: str, timeout: float) -> None:
        super().__init__(max_retries=0)
        self.base_url = base_url.rstrip("/")
        self.timeout = timeout

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        moved = request.copy()
        moved.url = self.base_url + (request.url or "").removeprefix(TWEEPY_HOST)
        # requests chose proxies for tweepy's host; NO_PROXY and http_proxy are about the host really asked.
        proxies = get_environ_proxies(moved.url)
        return super().send(moved, *args, **{**kwargs, "timeout": self.timeout, "proxies": proxies})


def _refuse(response: requests.Response, *_args: object, **_kwargs: object) -> None:
    """Raises for any status but 2xx, before tweepy sees it.

    tweepy's exceptions fail themselves on bodies such as a list and on an odd x-rate-limit-reset, and a
    redirect would take the token to another address.
    """
    if not 200 <= response.status_code < 300:
        response.close()
        raise errors.refused(response)


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Keeps requests from replacing the bearer token by what a ~/.netrc says."""
    return request


def _call(ask: Callable[[], object]) -> object:
    """X's answer as JSON, or an XError that carries neither the request nor its headers."""
    try:
        return ask()
    except XError as error:
        trouble = error.with_traceback(None)  # its frames hold the token, and some loggers print local variables
    except (OSError, HTTPError, ValueError, RecursionError) as error:
        trouble = errors.broken(error)
    raise trouble
