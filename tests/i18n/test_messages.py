"""Both languages say the same things, within Slack's lengths and this project's promises."""

import dataclasses
import re
from string import Formatter

import pytest

from tweetnudge.i18n import en, ja
from tweetnudge.i18n.languages import messages
from tweetnudge.i18n.messages import Messages

WITH_TESTS_OF_THEIR_OWN = {"language", "members", "home", "results", "personal"}
FIELDS = [field.name for field in dataclasses.fields(Messages) if field.name not in WITH_TESTS_OF_THEIR_OWN]
PLACEHOLDERS = {"header": {"date"}, "avatar_alt": {"name"}, "terminal_photo": {"alt"}, "demo_again": {"messages"}}
BOTH = pytest.mark.parametrize("words", [ja.MESSAGES, en.MESSAGES], ids=["ja", "en"])


@BOTH
@pytest.mark.parametrize("field", FIELDS)
def test_every_sentence_is_there_with_its_placeholders(words: Messages, field: str) -> None:
    sentence = getattr(words, field)
    assert sentence == sentence.strip() != ""
    assert {name for _, name, _, _ in Formatter().parse(sentence) if name is not None} == PLACEHOLDERS.get(field, set())


@BOTH
def test_labels_fit_slack(words: Messages) -> None:
    assert all(len(title) <= 24 for title in (words.how_chosen_title, words.why_title, words.view_close))
    buttons = (words.like, words.repost, words.how_chosen, words.open_on_x, words.reply_on_x, words.why)
    assert all(len(label) <= 75 for label in buttons)


@BOTH
@pytest.mark.parametrize("field", FIELDS)
def test_no_sentence_needs_escaping_in_mrkdwn(words: Messages, field: str) -> None:
    assert not re.search(r"[&<>*_~`|]", re.sub(r"\{\w+\}", "", getattr(words, field)))


@BOTH
def test_nothing_sounds_like_pressure_or_a_score(words: Messages) -> None:
    every = " ".join(getattr(words, field) for field in FIELDS).lower()
    pressing = r"follower|most liked|popular posts|please|must|don't forget|フォロワー|ぜひ|忘れず|お願い|ください"
    assert not re.search(pressing, every)


@BOTH
def test_no_answer_gives_likes_as_the_reason(words: Messages) -> None:
    assert not re.search(r"\blikes?\b|いいね", f"{words.how_chosen_answer} {words.why_answer}".lower())


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ja", "ja"), ("ja-JP", "ja"), ("JA", "ja"), ("en", "en"), ("en-GB", "en"), ("fr-FR", "en"), ("", "en")],
)
def test_every_language_has_words(language: str, expected: str) -> None:
    assert messages(language).language == expected
