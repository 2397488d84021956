"""The answers people can ask a digest for."""

import pytest
from slack_sdk.models.views import View

from tweetnudge.i18n.languages import messages
from tweetnudge.slack.blocks import how_chosen_view, why_view


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
