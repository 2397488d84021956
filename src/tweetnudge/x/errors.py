"""What went wrong between the bot and X, as an XError whose one sentence tells an admin what to do.

No token, header or body of an answer gets into a sentence: they end in logs and messages.
"""

import re
from datetime import UTC, datetime

import requests

from tweetnudge.usecases.ports import (
    XBadAnswer,
    XError,
    XForbidden,
    XNoCredit,
    XNotFound,
    XRateLimited,
    XUnauthorized,
    XUnavailable,
)

UNAUTHORIZED = (
    "X does not accept X_BEARER_TOKEN: create a new bearer token in the X developer console "
    "and put it into the settings."
)
NO_CREDIT = "X gives nothing more until the developer account has credit: buy credit in the X developer console."
FORBIDDEN = (
    "X does not allow this with X_BEARER_TOKEN: "
    "look in the X developer console whether the app is active and may use API v2."
)
NO_LIST = (
    "X shows no List for X_LIST: check its number; a private List is visible only to its owner's tokens, "
    "so make it public or use those."
)
NO_PAGE = "X does not know the address the bot asked: check X_API_BASE_URL; if it is right, please update tweetnudge."
TOO_MANY = "X allows no more requests for now: nothing needs to be done, the bot goes on when X answers again."
DOWN = "X has trouble of its own (status {status}): nothing needs to be done but to try again later."
INVALID = "X calls the request invalid: please update tweetnudge, or report it if there is no newer version."
ODD_LIST = (
    "X calls the request invalid: check X_LIST; if it is the List's number, please update tweetnudge or report it."
)
MOVED = "The address in X_API_BASE_URL sends the bot elsewhere: put the final address into the settings."
UNKNOWN = "X answered with the unknown status {status}: check X_API_BASE_URL; if it is right, please report it."
SILENT = "X did not answer in time: try again later, and check the network if this goes on."
UNTRUSTED = "The connection to X is not to be trusted: check this machine's certificates and X_API_BASE_URL."
UNREACHABLE = (
    "X cannot be reached: try again later, and check the network, the proxy and X_API_BASE_URL if this goes on."
)
NO_JSON = "X answered something that is not JSON: check X_API_BASE_URL, and whether a proxy answers in X's place."
BAD_ADDRESS = "X_API_BASE_URL is not an address the bot can use: write it like https://api.x.com."
ODD_LETTER = "X_BEARER_TOKEN holds a line end or a letter no token has: copy it into the settings again."

BY_STATUS: dict[int, tuple[type[XError], str]] = {
    400: (XBadAnswer, INVALID),
    401: (XUnauthorized, UNAUTHORIZED),
    402: (XNoCredit, NO_CREDIT),
    403: (XForbidden, FORBIDDEN),
    404: (XNotFound, NO_PAGE),
    408: (XUnavailable, SILENT),
}
BY_STATUS_FOR_LISTS: dict[int, tuple[type[XError], str]] = {
    **BY_STATUS,
    400: (XBadAnswer, ODD_LIST),
    404: (XNotFound, NO_LIST),
}

# The first kind that fits counts: requests derives several from ValueError, and connect timeouts from ConnectionError.
BY_FAILURE: tuple[tuple[tuple[type[Exception], ...], type[XError], str], ...] = (
    ((requests.Timeout,), XUnavailable, SILENT),
    ((requests.exceptions.SSLError,), XUnavailable, UNTRUSTED),
    ((requests.exceptions.InvalidHeader, UnicodeEncodeError), XUnauthorized, ODD_LETTER),
    ((requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema), XBadAnswer, BAD_ADDRESS),
    ((requests.JSONDecodeError, requests.exceptions.ContentDecodingError, RecursionError), XBadAnswer, NO_JSON),
    ((requests.RequestException,), XUnavailable, UNREACHABLE),
    ((ValueError,), XBadAnswer, NO_JSON),
)


def refused(response: requests.Response) -> XError:
    """The error for an answer whose status is not 2xx."""
    status = response.status_code
    if status == 429:
        return XRateLimited(TOO_MANY, reset_time(response.headers.get("x-rate-limit-reset")))
    known = BY_STATUS_FOR_LISTS if "/2/lists/" in response.url else BY_STATUS
    if status in known:
        kind, sentence = known[status]
        return kind(sentence)
    if status >= 500:
        return XUnavailable(DOWN.format(status=status))
    return XBadAnswer(MOVED if 300 <= status < 400 else UNKNOWN.format(status=status))


def reset_time(header: str | None) -> datetime | None:
    """The header's seconds since 1970 as an aware datetime in UTC; None when it is absent or nonsense."""
    if header is None or not re.fullmatch(r"\s*[0-9]{1,12}\s*", header):
        return None
    try:
        return datetime.fromtimestamp(int(header), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def broken(error: Exception) -> XError:
    """The error for a request that got no answer, or one that is not JSON."""
    for kinds, kind, sentence in BY_FAILURE:
        if isinstance(error, kinds):
            return kind(sentence)
    return XUnavailable(UNREACHABLE)
