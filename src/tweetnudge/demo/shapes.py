"""Rules for JSON as small values that combine: each check yields what is wrong, in Slack's words, and where."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from tweetnudge.demo.server import JSON

Check = Callable[[Any, str], Iterator[str]]


def problem(words: str, place: str) -> str:
    """One complaint, as Slack writes it."""
    return f"{words} [json-pointer:{place}]"


def utf16_length(text: str) -> int:
    """Letters beyond the first 65,536 count twice."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def string(longest: int, shortest: int = 1) -> Check:
    """A text of so many characters, counted in UTF-16 as Slack's clients do."""

    def check(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield problem("must be a string", place)
        elif len(value) < shortest:
            yield problem(f"must be more than {shortest - 1} characters", place)
        elif utf16_length(value) > longest:
            yield problem(f"must be less than {longest + 1} characters", place)

    return check


def web_address(longest: int) -> Check:
    """An address that begins with http."""
    length = string(longest)

    def check(value: Any, place: str) -> Iterator[str]:
        wrong = list(length(value, place))
        yield from wrong
        if not wrong and not value.startswith(("https://", "http://")):
            yield problem("invalid url", place)

    return check


def exactly(kind: type, name: str) -> Check:
    """A value of one JSON type; true is not a number."""

    def check(value: Any, place: str) -> Iterator[str]:
        if type(value) is not kind:
            yield problem(f"must be {name}", place)

    return check


def whole_number(least: int, most: int) -> Check:
    """A number without a fraction, within bounds; true is not a number."""

    def check(value: Any, place: str) -> Iterator[str]:
        if type(value) is not int:
            yield problem("must be an integer", place)
        elif not least <= value <= most:
            yield problem(f"must be between {least} and {most}", place)

    return check


def one_of(*values: str) -> Check:
    """One of a few words."""

    def check(value: Any, place: str) -> Iterator[str]:
        if value not in values:
            yield problem(f"must be one of: {', '.join(values)}", place)

    return check


def items(each: Check, most: int, least: int = 1) -> Check:
    """An array of so many items."""

    def check(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield problem("must be an array", place)
            return
        entries = cast("list[Any]", value)
        if len(entries) > most:
            yield problem(f"no more than {most} items allowed", place)
        if len(entries) < least:
            yield problem(f"no fewer than {least} items allowed", place)
        for number, entry in enumerate(entries):
            yield from each(entry, f"{place}/{number}")

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these fields and no others."""
    known = {**required, **(optional or {})}

    def check(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must be an object", place)
            return
        fields = cast("JSON", value)
        yield from (problem(f"missing required field: {name}", place) for name in required if name not in fields)
        yield from (problem(f"invalid additional property: {name}", place) for name in fields if name not in known)
        for name in known.keys() & fields.keys():
            yield from known[name](fields[name], f"{place}/{name}")

    return check


def typed(kinds: Mapping[str, Check]) -> Check:
    """An object whose `type` says which rules it follows."""

    def check(value: Any, place: str) -> Iterator[str]:
        kind = cast("JSON", value).get("type") if isinstance(value, dict) else None
        if isinstance(kind, str) and kind in kinds:
            fields = {name: item for name, item in cast("JSON", value).items() if name != "type"}
            yield from kinds[kind](fields, place)
        else:
            yield problem(f"unsupported type: {kind}", f"{place}/type")

    return check
