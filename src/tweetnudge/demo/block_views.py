"""What Slack accepts as a view: a modal or a Home tab."""

from typing import Any, cast

from tweetnudge.demo.block_elements import a_flag, an_id, plain_text
from tweetnudge.demo.block_rules import BLOCKS, MODAL_BLOCKS, problems
from tweetnudge.demo.server import JSON
from tweetnudge.demo.shapes import Check, exactly, problem, shape, string, typed

MOST_BLOCKS = 100

_any_list = exactly(list, "an array")  # what is in it is judged apart, by the tables of blocks
_common: dict[str, Check] = {"private_metadata": string(3000, 0), "callback_id": string(255, 0), "external_id": an_id}
_label = plain_text(24)

VIEWS: dict[str, Check] = {
    "modal": shape(
        {"title": _label, "blocks": _any_list},
        {**_common, "submit": _label, "close": _label, "notify_on_close": a_flag, "clear_on_close": a_flag},
    ),
    "home": shape({"blocks": _any_list}, _common),
}
KINDS = {"modal": MODAL_BLOCKS, "home": BLOCKS}


def view_problems(view: Any, kinds: tuple[str, ...] = ("modal", "home")) -> list[str]:
    """Everything Slack would refuse in a view that has to be of one of these kinds."""
    wrong = list(typed({kind: VIEWS[kind] for kind in kinds})(view, "/view"))
    known: JSON = cast("JSON", view) if isinstance(view, dict) else {}
    blocks = known.get("blocks")
    if isinstance(blocks, list) and known.get("type") in kinds:
        wrong += problems(blocks, KINDS[known["type"]], MOST_BLOCKS, "/view/blocks")
        if not wrong and known["type"] == "modal" and "submit" not in known and _asks(cast("list[JSON]", blocks)):
            wrong.append(problem("`submit` is required when there are input blocks", "/view"))
    return wrong


def _asks(blocks: list[JSON]) -> bool:
    return any(block["type"] == "input" for block in blocks)
