"""The connection to X under tweepy: where X is, how long to wait, what is refused, and errors translated."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, cast

import requests
import tweepy  # pyright: ignore[reportMissingTypeStubs]
from urllib3.exceptions import HTTPError

from tweetnudge.usecases.ports import XError
from tweetnudge.x import errors

TWEEPY_HOST = "https://api.twitter.com"  # hard-coded in tweepy


class Tweepy(Protocol):
    """The part of tweepy.Client used here; tweepy itself has no types. The last two sign with the owner's keys."""

    session: requests.Session

    def get_list_tweets(self, id: str, **params: object) -> object: ...  # noqa: A002
    def get_tweets(self, ids: list[int], **params: object) -> object: ...
    def get_users(self, *, ids: list[int], **params: object) -> object: ...
    def get_user(self, *, username: str, **params: object) -> object: ...
    def get_list(self, id: str, **params: object) -> object: ...  # noqa: A002
    def get_list_members(self, id: str, **params: object) -> object: ...  # noqa: A002
    def add_list_member(self, id: str, user_id: int) -> object: ...  # noqa: A002
    def remove_list_member(self, id: str, user_id: int) -> object: ...  # noqa: A002


def connect(bearer_token: str, keys: Mapping[str, str], base_url: str, timeout: float) -> Tweepy:
    """A tweepy that speaks to `base_url`. `keys` are tweepy's own names for the credentials that sign writes."""
    untyped = cast("Callable[..., Tweepy]", tweepy.Client)
    made = untyped(bearer_token, **keys, return_type=dict, wait_on_rate_limit=False)
    made.session = _Session(base_url, timeout)
    return made


def call(ask: Callable[[], object]) -> object:
    """X's answer as JSON, or an XError that carries neither the request nor its headers."""
    try:
        return ask()
    except XError as error:
        trouble = error.with_traceback(None)  # its frames hold the token, and some loggers print local variables
    except (OSError, HTTPError, ValueError, RecursionError) as error:
        trouble = errors.broken(error)
    raise trouble


class _Session(requests.Session):
    """Asks `base_url` for what tweepy addresses to its own host, and gives up after `timeout` seconds.

    The address changes before the request is put together: OAuth signs the address, NO_PROXY and http_proxy are
    about the host in it, and both have to be the one that is really asked.
    """

    def __init__(self, base_url: str, timeout: float) -> None:
        super().__init__()
        self._base_url = base_url.rstrip("/")
        self._timeout = timeout
        self.hooks["response"].append(_refuse)
        self.auth = _as_it_is

    def request(self, method: str, url: Any, *args: Any, **kwargs: Any) -> requests.Response:
        moved = self._base_url + str(url).removeprefix(TWEEPY_HOST)
        return super().request(method, moved, *args, **kwargs, timeout=self._timeout, allow_redirects=False)


def _refuse(response: requests.Response, *_args: object, **_kwargs: object) -> None:
    """Raises for any status but 2xx, before tweepy sees it.

    tweepy's exceptions fail themselves on bodies such as a list and on an odd x-rate-limit-reset, and a
    redirect would take the token to another address.
    """
    if not 200 <= response.status_code < 300:
        with response:
            raise errors.refused(response)


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Keeps requests from replacing the bearer token by what a ~/.netrc says. A signature takes its place."""
    return request
