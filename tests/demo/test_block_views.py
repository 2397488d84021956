"""Which modals and Home tabs the Slack stand-in takes."""

from typing import Any

import pytest

from tweetnudge.demo.block_views import view_problems

JSON = dict[str, Any]

DIVIDER = {"type": "divider"}


def plain(text: str = "x") -> JSON:
    return {"type": "plain_text", "text": text}


ALERT = {"type": "alert", "text": plain("x" * 200), "level": "warning"}
INPUT = {"type": "input", "label": plain(), "element": {"type": "plain_text_input"}}


def modal(*blocks: JSON, **fields: Any) -> JSON:
    return {"type": "modal", "title": plain("x" * 24), "blocks": list(blocks), **fields}


def home(*blocks: JSON, **fields: Any) -> JSON:
    return {"type": "home", "blocks": list(blocks), **fields}


EVERYTHING = {
    "submit": plain("x" * 24),
    "close": plain("x" * 24),
    "callback_id": "x" * 255,
    "private_metadata": "x" * 3000,
    "notify_on_close": True,
    "clear_on_close": False,
    "external_id": "e",
}


@pytest.mark.parametrize(
    "view",
    [
        modal(),
        modal(*[DIVIDER] * 100),
        modal(INPUT, ALERT, **EVERYTHING),
        home(*[DIVIDER] * 100, private_metadata="", callback_id="home"),
        home(INPUT),
    ],
)
def test_takes(view: JSON) -> None:
    """What Slack documents."""
    assert [] == view_problems(view)


@pytest.mark.parametrize(
    ("view", "problem"),
    [
        (modal(INPUT), "`submit` is required when there are input blocks [json-pointer:/view]"),
        (modal(title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
        (modal(title={"type": "mrkdwn", "text": "x"}), "unsupported type: mrkdwn [json-pointer:/view/title/type]"),
        (modal(submit=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/submit/text]"),
        (modal(close=plain("")), "must be more than 0 characters [json-pointer:/view/close/text]"),
        (modal(callback_id="x" * 256), "must be less than 256 characters [json-pointer:/view/callback_id]"),
        (modal(private_metadata="x" * 3001), "must be less than 3001 characters [json-pointer:/view/private_metadata]"),
        (modal(notify_on_close="no"), "must be a boolean [json-pointer:/view/notify_on_close]"),
        (modal(color="red"), "invalid additional property: color [json-pointer:/view]"),
        (modal(*[DIVIDER] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
        (modal({"type": "header"}), "missing required field: text [json-pointer:/view/blocks/0]"),
        (modal(blocks={}), "must be an array [json-pointer:/view/blocks]"),
        (
            modal(DIVIDER | {"block_id": "b"}, DIVIDER | {"block_id": "b"}),
            "`block_id` already exists [json-pointer:/view/blocks/1/block_id]",
        ),
        (
            modal(ALERT | {"text": plain("x" * 201)}),
            "must be less than 201 characters [json-pointer:/view/blocks/0/text/text]",
        ),
        (
            modal(ALERT | {"level": "panic"}),
            "must be one of: default, info, warning, error, success [json-pointer:/view/blocks/0/level]",
        ),
        (home(title=plain()), "invalid additional property: title [json-pointer:/view]"),
        (home(ALERT), "unsupported type: alert [json-pointer:/view/blocks/0/type]"),
        ({"type": "home"}, "missing required field: blocks [json-pointer:/view]"),
        ({"type": "workflow_step"}, "unsupported type: workflow_step [json-pointer:/view/type]"),
        ("view", "unsupported type: None [json-pointer:/view/type]"),
    ],
    ids=str,
)  # fmt: skip
def test_refuses(view: Any, problem: str) -> None:
    """What is wrong, and where."""
    assert [problem] == view_problems(view)


def test_the_kind_has_to_fit() -> None:
    """A modal is no Home tab."""
    assert ["unsupported type: modal [json-pointer:/view/type]"] == view_problems(modal(), ("home",))
