"""Which interactive elements the Slack stand-in takes, and in which blocks."""

from typing import Any

import pytest

from tweetnudge.demo.block_rules import problems

JSON = dict[str, Any]


def plain(text: str = "x") -> JSON:
    return {"type": "plain_text", "text": text}


def option(value: str = "v", **fields: Any) -> JSON:
    return {"text": plain(), "value": value, **fields}


def field(element: JSON, **more: Any) -> JSON:
    return {"type": "input", "label": plain(), "element": element, **more}


def section(accessory: JSON) -> JSON:
    return {"type": "section", "text": plain(), "accessory": accessory}


def actions(*elements: JSON) -> JSON:
    return {"type": "actions", "elements": list(elements)}


TEXT = {"type": "plain_text_input", "action_id": "t"}
USER = {"type": "users_select", "placeholder": plain("x" * 150), "initial_user": "U1"}
USERS = {"type": "multi_users_select", "initial_users": ["U1"], "max_selected_items": 3}
CHANNEL = {"type": "channels_select", "initial_channel": "C1"}
MENU = {"type": "static_select", "options": [option(f"{n}") for n in range(100)]}
GROUPS = {"type": "static_select", "option_groups": [{"label": plain(), "options": [option()]}]}
BOXES = {"type": "checkboxes", "options": [option(f"{n}") for n in range(10)], "initial_options": [option("1")]}
RADIO = {"type": "radio_buttons", "options": [option(text={"type": "mrkdwn", "text": "*x*"})]}
BUTTON = {"type": "button", "text": plain()}
OVERFLOW = {"type": "overflow", "options": [option()]}

CHOICES = [USER, CHANNEL, MENU, GROUPS, BOXES, RADIO]


@pytest.mark.parametrize("element", [*CHOICES, USERS, TEXT], ids=lambda element: element["type"])
def test_inputs(element: JSON) -> None:
    """An input block holds whatever has a value."""
    whole = field(element, hint=plain("x" * 2000), optional=True, dispatch_action=False, block_id="b")
    assert [] == problems([whole])


@pytest.mark.parametrize("element", [*CHOICES, BUTTON, OVERFLOW], ids=lambda element: element["type"])
def test_elements_of_sections_and_actions(element: JSON) -> None:
    """Buttons and choices stand beside a text or in a row."""
    assert [] == problems([section(element), actions(element)])


def test_several_people_stand_beside_a_text_but_not_in_a_row() -> None:
    """Slack documents sections and inputs for menus in which several can be chosen."""
    assert [] == problems([section(USERS)])
    refused = ["unsupported type: multi_users_select [json-pointer:/blocks/0/elements/0/type]"]
    assert refused == problems([actions(USERS)])


@pytest.mark.parametrize(
    ("block", "place"),
    [
        (section(TEXT), "accessory/type"),
        (actions(TEXT), "elements/0/type"),
        (field(BUTTON), "element/type"),
        (field(OVERFLOW), "element/type"),
    ],
)
def test_elements_in_the_wrong_place(block: JSON, place: str) -> None:
    """A text cannot be typed outside an input, and an input needs a value."""
    [refused] = problems([block])
    assert refused.startswith("unsupported type")
    assert refused.endswith(f"[json-pointer:/blocks/0/{place}]")


@pytest.mark.parametrize(
    ("element", "words"),
    [
        (TEXT | {"placeholder": plain("x" * 151)}, "must be less than 151 characters"),
        (TEXT | {"initial_value": "x" * 3001}, "must be less than 3001 characters"),
        (TEXT | {"max_length": 3001}, "must be between 1 and 3000"),
        (TEXT | {"max_length": 0}, "must be between 1 and 3000"),
        (TEXT | {"min_length": 1.5}, "must be an integer"),
        (TEXT | {"min_length": 5, "max_length": 4}, "`min_length` must not be greater than `max_length`"),
        (TEXT | {"options": []}, "invalid additional property: options"),
        (USER | {"initial_user": 1}, "must be a string"),
        (USERS | {"initial_users": []}, "no fewer than 1 items allowed"),
        (BOXES | {"options": [option(f"{n}") for n in range(11)]}, "no more than 10 items allowed"),
        (BOXES | {"initial_options": [option("elsewhere")]}, "`initial_options` must be among the options"),
        (RADIO | {"options": []}, "no fewer than 1 items allowed"),
        (RADIO | {"initial_option": option()}, "`initial_option` must be among the options"),
        (MENU | {"options": [option()] * 101}, "no more than 100 items allowed"),
        (MENU | {"options": RADIO["options"]}, "unsupported type: mrkdwn"),
        (MENU | {"options": [option("x" * 151)]}, "must be less than 151 characters"),
        (MENU | {"options": [option(url="https://x.com")]}, "invalid additional property: url"),
        (MENU | GROUPS, "must define either `options` or `option_groups`"),
        ({"type": "static_select"}, "must define either `options` or `option_groups`"),
    ],
    ids=str,
)
def test_what_elements_may_not_be(element: JSON, words: str) -> None:
    """Everything beyond Slack's limits is named."""
    [refused] = problems([field(element)])
    assert refused.startswith(words)


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ({"type": "input", "element": TEXT}, "missing required field: label"),
        ({"type": "input", "label": plain()}, "missing required field: element"),
        (field(TEXT, label=plain("x" * 2001)), "must be less than 2001 characters"),
        (field(TEXT, label={"type": "mrkdwn", "text": "x"}), "unsupported type: mrkdwn"),
        (field(TEXT, optional="yes"), "must be a boolean"),
        ({"type": "alert", "text": plain()}, "unsupported type: alert"),
    ],
    ids=str,
)
def test_what_blocks_may_not_be(block: JSON, words: str) -> None:
    """As for every block; alerts are for modals only."""
    [refused] = problems([block])
    assert refused.startswith(words)
