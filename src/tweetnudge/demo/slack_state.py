"""What is in the fields of a view: what Slack sends as `state`, from what somebody typed and chose."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple, cast

from tweetnudge.demo.server import JSON
from tweetnudge.demo.shapes import utf16_length

Given = str | list[str] | None
Values = Mapping[str, Given]  # what somebody did, by action_id

# What an element's value is called in `state`, what it is called in the element, and what an empty one holds.
FIELDS: dict[str, tuple[str, str, Any]] = {
    "plain_text_input": ("value", "initial_value", None),
    "users_select": ("selected_user", "initial_user", None),
    "multi_users_select": ("selected_users", "initial_users", []),
    "channels_select": ("selected_channel", "initial_channel", None),
    "static_select": ("selected_option", "initial_option", None),
    "radio_buttons": ("selected_option", "initial_option", None),
    "checkboxes": ("selected_options", "initial_options", []),
}


class Field(NamedTuple):
    """An element that holds a value, and the block it is in."""

    block: JSON
    element: JSON

    @property
    def is_required(self) -> bool:
        return self.block["type"] == "input" and not self.block.get("optional")


def named(view: JSON) -> JSON:
    """A view as Slack hands it to the app: blocks and elements that were given no id have one, new with each view."""
    told = deepcopy(view)
    for number, block in enumerate(cast("list[JSON]", told.get("blocks", []))):
        block.setdefault("block_id", f"{told['id']}-{told.get('hash', '')}-{number}")
        for nth, element in enumerate(_elements(block)):
            if element["type"] != "image":
                element.setdefault("action_id", f"{block['block_id']}-{nth}")
    return told


def used(view: JSON, action_id: object) -> JSON:
    """What Slack says of a field somebody used: its kind, where it is, and what is in it now; nothing of a button."""
    for block, element in _fields(view):
        if element["action_id"] == action_id:
            return {"block_id": block["block_id"], **view["state"]["values"][block["block_id"]][action_id]}
    return {}


def kept(view: JSON, before: JSON) -> JSON:
    """The values of a view's fields: those before where the field is still there, else those it starts with."""
    values: JSON = {}
    for block, element in _fields(view):
        name, initial, empty = FIELDS[element["type"]]
        start = {"type": element["type"], name: element.get(initial, deepcopy(empty))}
        was = before.get(block["block_id"], {}).get(element["action_id"])
        same = was is not None and was["type"] == element["type"]
        values.setdefault(block["block_id"], {})[element["action_id"]] = was if same else start
    return values


def fill(view: JSON, values: Values) -> None:
    """Somebody fills in fields. Raises ValueError for a field or an option that is not there."""
    fields = list(_fields(view))
    if unknown := values.keys() - {field.element["action_id"] for field in fields}:
        raise ValueError(f"no field has this action_id: {', '.join(sorted(unknown))}")
    for block, element in fields:
        if (action := element["action_id"]) in values:
            name, _, empty = FIELDS[element["type"]]
            chosen = _chosen(element, values[action]) or deepcopy(empty)
            view["state"]["values"][block["block_id"]][action] = {"type": element["type"], name: chosen}


def check_complete(view: JSON) -> None:
    """Slack's own window does not submit a field that must not be empty or is too long. Raises ValueError."""
    for field in _fields(view):
        state = view["state"]["values"][field.block["block_id"]][field.element["action_id"]]
        value = state[FIELDS[field.element["type"]][0]]
        least, most = field.element.get("min_length", 0), field.element.get("max_length", 3000)
        if field.is_required and not value:
            raise ValueError(f"Slack does not submit without {field.element['action_id']}")
        if isinstance(value, str) and "value" in state and not least <= utf16_length(value) <= most:
            raise ValueError(f"Slack does not submit so many characters: {field.element['action_id']}")


def _fields(view: JSON) -> Iterator[Field]:
    for block in named(view).get("blocks", []):
        yield from (Field(block, element) for element in _elements(block) if element["type"] in FIELDS)


def _elements(block: JSON) -> list[JSON]:
    if block["type"] == "input":
        return [block["element"]]
    if block["type"] == "section":
        return [block["accessory"]] if "accessory" in block else []
    return block["elements"] if block["type"] == "actions" else []


def _chosen(element: JSON, given: Given) -> Any:
    """A value as `state` holds it: whole options instead of their values."""
    several = isinstance(FIELDS[element["type"]][2], list)
    if given is not None and isinstance(given, list) != several:
        raise ValueError(f"{element['action_id']} takes {'a list' if several else 'one value'}")
    groups = [group["options"] for group in element.get("option_groups", [])]
    offered = {option["value"]: option for options in [element.get("options", []), *groups] for option in options}
    if not given or not offered:
        return given
    picked = [given] if isinstance(given, str) else given
    if unknown := [value for value in picked if value not in offered]:
        raise ValueError(f"{element['action_id']} has no option {', '.join(unknown)}")
    options = [offered[value] for value in picked]
    return options[0] if isinstance(given, str) else options
