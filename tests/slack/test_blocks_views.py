"""The answers people can ask a digest for, and what stays of one that is empty."""

from datetime import date

import pytest
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from tweetnudge.domain.digest import Digest
from tweetnudge.i18n.languages import messages
from tweetnudge.slack.blocks import DigestBlocks, how_chosen_view, why_view


@pytest.mark.parametrize("language", ["ja", "en"])
def test_answers_are_modals_slack_takes(language: str) -> None:
    words = messages(language)
    for view, title, answer in (
        (how_chosen_view(words), words.how_chosen_title, words.how_chosen_answer),
        (why_view(words), words.why_title, words.why_answer),
    ):
        assert View(**view).to_dict() == view
        assert view["title"] == {"type": "plain_text", "text": title, "emoji": False}
        assert view["blocks"] == [{"type": "section", "text": {"type": "plain_text", "text": answer, "emoji": False}}]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_digest_of_which_nothing_is_left(language: str) -> None:
    """Its day, and one line; the message stays, because what was in it may come back."""
    blocks = DigestBlocks(language, "99")
    message = blocks.nothing_left(date(2026, 7, 1))
    assert messages(language).nothing_left == message.blocks[1]["text"]["text"]
    assert message.text == message.blocks[0]["text"]["text"] == blocks.digest(Digest(), {}, date(2026, 7, 1)).text
    assert [Block.parse(block).to_dict() for block in message.blocks] == message.blocks
