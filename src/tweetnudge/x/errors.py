"""What went wrong between the bot and X, as an XError whose one sentence tells an admin what to do.

No token, header or body of an answer gets into a sentence: they end in logs and messages.
"""

import re
from datetime import UTC, datetime

import requests
from urllib3.exceptions import HTTPError

from tweetnudge.usecases.ports import (
    XBadAnswer,
    XError,
    XForbidden,
    XNoCredit,
    XNotFound,
    XNotOurList,
    XRateLimited,
    XUnauthorized,
    XUnavailable,
)
from tweetnudge.x.fields import Record, is_object

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

NOBODY = "X shows nobody of this name: check how the handle is written."
SUSPENDED = "X has suspended this account: nothing can be done here until X shows it again."
NO_KEYS = (
    "The bot cannot change the List before X_CONSUMER_KEY, X_CONSUMER_SECRET, X_ACCESS_TOKEN and "
    "X_ACCESS_TOKEN_SECRET are all set: set the four, or change the List on X by hand."
)
WRONG_KEYS = (
    "X does not accept the credentials for changing the List: copy X_CONSUMER_KEY, X_CONSUMER_SECRET, X_ACCESS_TOKEN "
    "and X_ACCESS_TOKEN_SECRET from the X developer console into the settings again, and check this machine's clock."
)
NOT_OUR_LIST = (
    "The List belongs to another X account than the one whose credentials are set: put its owner's X_ACCESS_TOKEN "
    "and X_ACCESS_TOKEN_SECRET into the settings, or change the List on X by hand."
)
READ_ONLY = (
    "The app may only read: allow it to read and write in the X developer console, "
    "then put a new X_ACCESS_TOKEN and X_ACCESS_TOKEN_SECRET into the settings."
)
OWNER_SUSPENDED = (
    "X has suspended the account whose credentials are set: "
    "put the credentials of another account and a List of its own into the settings."
)
NO_WRITING = (
    "X does not allow this with the credentials that are set: "
    "look in the X developer console whether the app is active and may use API v2."
)
NOT_BY_X = (
    "The List was not changed, and X gave no reason: "
    "check X_API_BASE_URL, and whether a proxy or a firewall answers in X's place."
)
ODD_CHANGE = (
    "X calls the change of the List invalid: check X_LIST and whether the account still exists; "
    "if both are right, please update tweetnudge or report it."
)
NO_PLACE = "X shows no such List or account: check X_LIST and whether the account still exists."
NOT_ADDED = "X did not put the account on the List and gave no reason: try it on X by hand."
NOT_REMOVED = "X did not take the account off the List and gave no reason: try it on X by hand."

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
BY_STATUS_FOR_HANDLES: dict[int, tuple[type[XError], str]] = {**BY_STATUS, 404: (XNotFound, NOBODY)}
BY_STATUS_FOR_WRITES: dict[int, tuple[type[XError], str]] = {
    **BY_STATUS,
    400: (XBadAnswer, ODD_CHANGE),
    401: (XUnauthorized, WRONG_KEYS),
    404: (XNotFound, NO_PLACE),
}
# Why X forbids a change, by the end of the problem's type. Any other reason is that the List is somebody else's.
FORBIDDEN_WRITES = {
    "oauth1-permissions": READ_ONLY,
    "user-suspended": OWNER_SUSPENDED,
    "client-forbidden": NO_WRITING,
    "unsupported-authentication": NO_WRITING,
}

BAD_ADDRESSES = (
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidSchema,
    requests.exceptions.MissingSchema,
)
# The first kind that fits counts: requests derives several from ValueError, and connect timeouts from ConnectionError.
BY_FAILURE: tuple[tuple[tuple[type[Exception], ...], type[XError], str], ...] = (
    ((requests.Timeout,), XUnavailable, SILENT),
    ((requests.exceptions.SSLError,), XUnavailable, UNTRUSTED),
    ((requests.exceptions.InvalidHeader, UnicodeEncodeError), XUnauthorized, ODD_LETTER),
    (BAD_ADDRESSES, XBadAnswer, BAD_ADDRESS),
    ((requests.JSONDecodeError, requests.exceptions.ContentDecodingError, RecursionError), XBadAnswer, NO_JSON),
    ((requests.RequestException,), XUnavailable, UNREACHABLE),
    ((ValueError,), XBadAnswer, NO_JSON),
)


def refused(response: requests.Response) -> XError:
    """The error for an answer whose status is not 2xx."""
    status = response.status_code
    if status == 429:
        return XRateLimited(TOO_MANY, reset_time(response.headers.get("x-rate-limit-reset")))
    is_write = response.request.method != "GET"
    if status == 403 and is_write:
        return _forbidden_write(response)
    known = BY_STATUS_FOR_WRITES if is_write else _known(response.url)
    if status in known:
        kind, sentence = known[status]
        return kind(sentence)
    if status >= 500:
        return XUnavailable(DOWN.format(status=status))
    return XBadAnswer(MOVED if 300 <= status < 400 else UNKNOWN.format(status=status))


def _known(address: str) -> dict[int, tuple[type[XError], str]]:
    if "/2/lists/" in address:
        return BY_STATUS_FOR_LISTS
    return BY_STATUS_FOR_HANDLES if "/2/users/by/username/" in address else BY_STATUS


def _forbidden_write(response: requests.Response) -> XError:
    """The error for a 403: the app may not write, or the List is not the writer's. Only X's body tells."""
    try:
        body: object = response.json()
    except (OSError, HTTPError, ValueError, RecursionError):
        body = None
    if not is_object(body):
        return XForbidden(NOT_BY_X)
    reason = FORBIDDEN_WRITES.get(Record(body, "a refusal").string("type").rpartition("/")[2])
    return XForbidden(reason) if reason else XNotOurList(NOT_OUR_LIST)


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
