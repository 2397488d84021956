"""Reads X's JSON without trusting it: a needed value arrives as its own type, or XBadAnswer says which one did not."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TypeGuard

from tweetnudge.usecases.ports import XBadAnswer

LARGEST_ID = 2**63 - 1  # what a database column for ids holds; X's own ids have 19 digits at most
LARGEST_COUNT = 2**31 - 1
CHANGED = "X may have changed its API: please update tweetnudge, or report it if there is no newer version."


class Record:
    """One JSON object of X's answer and what to call it in an error, e.g. «post 123».

    Where a method takes several names they are the same field in X's two dialects; the first that is not null counts.
    """

    def __init__(self, values: object, title: str) -> None:
        """`values` that is not a JSON object counts as an empty one."""
        self.values = as_object(values)
        self.title = title

    def get(self, *names: str) -> object:
        """The value as X sent it; None when it is null or absent."""
        return next((self.values[name] for name in names if self.values.get(name) is not None), None)

    def need(self, *names: str) -> object:
        """The value, or XBadAnswer naming the field by its first name."""
        value = self.get(*names)
        if value is None:
            raise self.missing(names[0])
        return value

    def id(self, *names: str) -> int:
        """An id: X sends them as strings of digits."""
        return self._id(self.need(*names), names[0])

    def id_or_none(self, *names: str) -> int | None:
        """An id that may be absent, but not be something else."""
        value = self.get(*names)
        return None if value is None else self._id(value, names[0])

    def ids(self, *names: str) -> tuple[int, ...]:
        """A list of at least one id."""
        values = self.need(*names)
        if not is_list(values) or not values:
            raise self.unreadable(names[0])
        return tuple(self._id(value, names[0]) for value in values)

    def text(self, name: str) -> str:
        """A string; may be empty."""
        value = self.need(name)
        if not isinstance(value, str):
            raise self.unreadable(name)
        return value

    def flag(self, name: str) -> bool:
        """A JSON true or false."""
        value = self.need(name)
        if not isinstance(value, bool):
            raise self.unreadable(name)
        return value

    def time(self, name: str) -> datetime:
        """An ISO 8601 moment with its offset, as an aware datetime in UTC."""
        try:
            moment = datetime.fromisoformat(self.text(name))
            utc = moment.astimezone(UTC)
        except (ValueError, OverflowError):
            raise self.unreadable(name) from None
        if moment.tzinfo is None:
            raise self.unreadable(name)
        return utc

    def count(self, part: str, name: str) -> int:
        """A number inside the object `part`, e.g. public_metrics.like_count."""
        value = as_object(self.need(part)).get(name)
        if value is None:
            raise self.missing(f"{part}.{name}")
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST_COUNT:
            raise self.unreadable(f"{part}.{name}")
        return value

    def number(self, name: str) -> int:
        """A count of its own, e.g. member_count."""
        value = self.need(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST_COUNT:
            raise self.unreadable(name)
        return value

    def part(self, *names: str) -> "Record":
        """An optional object inside this one; empty when X sent none."""
        return Record(self.get(*names), self.title)

    def parts(self, *names: str) -> list["Record"]:
        """An optional list of objects; anything else in it is left out."""
        return [Record(value, self.title) for value in as_list(self.get(*names)) if is_object(value)]

    def string(self, name: str) -> str:
        """An optional string; empty when X sent none."""
        value = self.get(name)
        return value if isinstance(value, str) else ""

    def missing(self, field: str) -> XBadAnswer:
        """The error for a needed field that did not arrive: X drops names it does not know in silence."""
        return XBadAnswer(f"X did not send {field} for {self.title}; {CHANGED}")

    def unreadable(self, field: str) -> XBadAnswer:
        """The error for a field that arrived as something else. The value itself stays out of the sentence."""
        return XBadAnswer(f"X sent {field} for {self.title} in an unknown form; {CHANGED}")

    def _id(self, value: object, field: str) -> int:
        number = as_id(value)
        if number is None:
            raise self.unreadable(field)
        return number


def as_id(value: object) -> int | None:
    """The id in a string of ASCII digits; None for anything else."""
    if not isinstance(value, str) or not re.fullmatch("[0-9]{1,19}", value):
        return None
    number = int(value)
    return number if 0 < number <= LARGEST_ID else None


def is_object(value: object) -> TypeGuard[dict[str, object]]:
    """Whether this is a JSON object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Whether this is a JSON list."""
    return isinstance(value, list)


def as_object(value: object) -> Mapping[str, object]:
    """A JSON object; empty for anything else."""
    return value if is_object(value) else {}


def as_list(value: object) -> list[object]:
    """A JSON list; empty for anything else."""
    return value if is_list(value) else []
