"""What is around the posts and people in X's answers: data, meta and errors. Pure; raises only XBadAnswer."""

import re
from collections.abc import Mapping

from tweetnudge.usecases.ports import XBadAnswer
from tweetnudge.x.fields import CHANGED, Record, as_id, as_list, as_object, is_list, is_object


def read(body: object, *needed: str) -> Record:
    """X's answer, which has one of `needed` or says in `errors[]` that what was asked for is absent.

    Any other answer, such as `{}` or a fault of X's own, must not pass for «there is nothing».
    """
    values = as_object(body)
    if all(values.get(name) is None for name in needed) and not any(map(is_absence, problems(values))):
        raise XBadAnswer(f"X's answer has no {needed[-1]}: check X_API_BASE_URL; if it is right, {CHANGED}")
    return Record(values, "its answer")


def problems(answer: Mapping[str, object]) -> list[Record]:
    """The entries of `errors[]`."""
    return [Record(error, "an error") for error in as_list(answer.get("errors"))]


def is_absence(error: Record) -> bool:
    """Whether an entry of `errors[]` is about one thing asked for. Hosts in `type` vary, so only its end counts."""
    ends = ("/resource-not-found", "/not-authorized-for-resource", "/resource-unavailable")
    return error.string("type").endswith(ends) or error.get("resource_id") is not None


def objects(answer: Record, word: str) -> list[Record]:
    """What `data` holds, called «`word` 123» in errors; nothing when there is no `data`."""
    data = answer.get("data")
    if data is not None and not (is_list(data) and all(map(is_object, data))):
        raise answer.unreadable("data")
    return [Record(one, _title(one, word)) for one in as_list(data)]


def _title(one: object, word: str) -> str:
    number = as_id(as_object(one).get("id"))
    return f"{word} {number}" if number else f"a {word}"


def next_token(answer: Record) -> str | None:
    """The token of the next page. One of an unknown form must not look like the end of the List."""
    meta = answer.get("meta")
    if meta is not None and not is_object(meta):
        raise answer.unreadable("meta")
    token = as_object(meta).get("next_token")
    if not token:
        return None
    if not isinstance(token, str) or not re.fullmatch("[!-~]+", token):
        raise answer.unreadable("meta.next_token")
    return token


def list_is_hidden(body: object) -> bool:
    """Whether X answered only `errors[]` that say the List itself is not to be seen."""
    answer = as_object(body)
    if answer.get("data") is not None:
        return False
    absent = {error.string("resource_type") for error in problems(answer) if is_absence(error)}
    return "list" in absent or ("" in absent and answer.get("meta") is None)
