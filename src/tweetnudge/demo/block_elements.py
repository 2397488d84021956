"""What Slack accepts as text objects, options and interactive elements, and which blocks may hold which element."""

from collections.abc import Iterator
from typing import Any

from tweetnudge.demo.shapes import (
    Check,
    exactly,
    items,
    one_of,
    problem,
    shape,
    string,
    typed,
    web_address,
    whole_number,
)  # fmt: skip

an_id = string(255)
a_flag = exactly(bool, "a boolean")
a_url = web_address(3000)
_color = one_of("primary", "danger")
_dispatch = shape({}, {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 2)})


def plain_text(longest: int, shortest: int = 1) -> Check:
    """A text object in which nothing is parsed but emoji."""
    return typed({"plain_text": shape({"text": string(longest, shortest)}, {"emoji": a_flag})})


def text_object(longest: int) -> Check:
    """A text object of either kind."""
    return typed(
        {
            "plain_text": shape({"text": string(longest)}, {"emoji": a_flag}),
            "mrkdwn": shape({"text": string(longest)}, {"verbatim": a_flag}),
        }
    )


_confirm = shape(
    {"title": plain_text(100), "text": text_object(300), "confirm": plain_text(30), "deny": plain_text(30)},
    {"style": _color},
)
_option = shape({"text": plain_text(75), "value": string(150)}, {"description": plain_text(75)})
_menu_option = shape({"text": plain_text(75), "value": string(150)}, {"description": plain_text(75), "url": a_url})
_box = shape({"text": text_object(75), "value": string(150)}, {"description": text_object(75)})
_group = shape({"label": plain_text(75), "options": items(_option, 100)})

_used = {"action_id": an_id, "confirm": _confirm}
_focused = {**_used, "focus_on_load": a_flag}
_select = {**_focused, "placeholder": plain_text(150)}


def _choice(fields: Check, initial: str) -> Check:
    """An element with options; what is chosen at first has to be one of them, word for word."""

    def check(value: Any, place: str) -> Iterator[str]:
        wrong = list(fields(value, place))
        yield from wrong
        if not wrong and initial in value:
            groups = [group["options"] for group in value.get("option_groups", [])]
            offered = [option for options in [value.get("options", []), *groups] for option in options]
            chosen = value[initial] if isinstance(value[initial], list) else [value[initial]]
            if any(option not in offered for option in chosen):
                yield problem(f"`{initial}` must be among the options", f"{place}/{initial}")

    return check


def _static_select(value: Any, place: str) -> Iterator[str]:
    lists = {"options": items(_option, 100), "option_groups": items(_group, 100)}
    yield from _choice(shape({}, {**lists, **_select, "initial_option": _option}), "initial_option")(value, place)
    if len(value.keys() & lists.keys()) != 1:
        yield problem("must define either `options` or `option_groups`", f"{place}/type")


def _text_input(value: Any, place: str) -> Iterator[str]:
    fields = {
        "action_id": an_id, "placeholder": plain_text(150), "initial_value": string(3000, 0), "multiline": a_flag,
        "min_length": whole_number(0, 3000), "max_length": whole_number(1, 3000),
        "focus_on_load": a_flag, "dispatch_action_config": _dispatch,
    }  # fmt: skip
    wrong = list(shape({}, fields)(value, place))
    yield from wrong
    if not wrong and value.get("min_length", 0) > value.get("max_length", 3000):
        yield problem("`min_length` must not be greater than `max_length`", f"{place}/min_length")


_BUTTONS: dict[str, Check] = {
    "button": shape(
        {"text": plain_text(75)},
        {**_used, "url": a_url, "value": string(2000), "style": _color, "accessibility_label": string(75)},
    ),
    "overflow": shape({"options": items(_menu_option, 5)}, _used),
}
_CHOICES: dict[str, Check] = {
    "static_select": _static_select,
    "users_select": shape({}, {**_select, "initial_user": an_id}),
    "channels_select": shape({}, {**_select, "initial_channel": an_id, "response_url_enabled": a_flag}),
    "checkboxes": _choice(
        shape({"options": items(_box, 10)}, {**_focused, "initial_options": items(_box, 10)}), "initial_options"
    ),
    "radio_buttons": _choice(
        shape({"options": items(_box, 10)}, {**_focused, "initial_option": _box}), "initial_option"
    ),
}  # fmt: skip
_SEVERAL: dict[str, Check] = {
    "multi_users_select": shape(
        {}, {**_select, "initial_users": items(an_id, 100), "max_selected_items": whole_number(1, 10**6)}
    ),
}

IN_ACTIONS = {**_BUTTONS, **_CHOICES}
IN_SECTION = {**_BUTTONS, **_CHOICES, **_SEVERAL}
IN_INPUT: dict[str, Check] = {**_CHOICES, **_SEVERAL, "plain_text_input": _text_input}
