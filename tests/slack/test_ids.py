"""What is written into Slack's ids can be read back, and nothing else can."""

import pytest

from tweetnudge.slack.ids import Chosen, MenuItem, menu_value, parse_menu_value, post_block_id, post_of_block_id


def test_block_ids_name_their_post() -> None:
    assert post_block_id(1940000000000000001) == "post:1940000000000000001"
    assert post_of_block_id("post:1940000000000000001") == 1940000000000000001


@pytest.mark.parametrize("item", ["open", "reply", "why", "hide"])
def test_menu_values_are_read_back(item: MenuItem) -> None:
    assert parse_menu_value(menu_value(item, 12)) == Chosen(item, 12)


@pytest.mark.parametrize(
    "value", ["", "why", "why:", ":1", "why:x", "why:-1", "why:１", "why:1:2", "hidden:1", "why:" + "9" * 5000]
)
def test_other_menu_values_mean_nothing(value: str) -> None:
    assert parse_menu_value(value) is None


@pytest.mark.parametrize("block_id", ["", "post", "post:", "post:x", "xpost:1", "1", "a:post:1", "post:" + "9" * 5000])
def test_other_block_ids_mean_nothing(block_id: str) -> None:
    assert post_of_block_id(block_id) is None
