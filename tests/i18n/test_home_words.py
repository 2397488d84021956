"""The Home tab's words: both languages say the same, within Slack's lengths and this project's promises."""

import dataclasses
import re
from string import Formatter

import pytest

from tweetnudge.domain.consent import Standing
from tweetnudge.domain.outbox import State
from tweetnudge.i18n import en, ja
from tweetnudge.i18n.messages import Messages

BOTH = pytest.mark.parametrize("words", [ja.MESSAGES, en.MESSAGES], ids=["ja", "en"])
BUTTONS = (
    "join", "pause", "resume", "all_posts", "work_only", "leave", "withhold", "withdraw", "start", "preview",
    "send_now", "skip", "hide_post", "add_official", "start_confirmed", "thanks", "thanks_stop", "guide", "results",
)  # fmt: skip


def sentences(words: Messages) -> dict[str, str]:
    """Every sentence by its name, those of «What is stored about me?» too."""
    own = {field.name: getattr(words.home, field.name) for field in dataclasses.fields(words.home)}
    told = own.pop("stored")
    return own | {f"stored.{field.name}": getattr(told, field.name) for field in dataclasses.fields(told)}


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@BOTH
def test_every_sentence_is_there(words: Messages) -> None:
    assert [] == [name for name, sentence in sentences(words).items() if sentence.strip() != sentence or not sentence]


def test_both_languages_fill_in_the_same() -> None:
    english = {name: placeholders(sentence) for name, sentence in sentences(en.MESSAGES).items()}
    assert english == {name: placeholders(sentence) for name, sentence in sentences(ja.MESSAGES).items()}


@BOTH
def test_labels_fit_slack(words: Messages) -> None:
    """24 characters for a modal's title and button, 100, 300 and 30 for a question, 75 for other buttons."""
    home, told = words.home, words.home.stored
    short = [sentence for name, sentence in sentences(words).items() if re.search(r"(?<!ask)_(title|submit)$", name)]
    assert [] == [sentence for sentence in [*short, home.cancel, told.title] if len(sentence) > 24]
    for ending, limit in (("_ask_title", 100), ("_ask", 300), ("_yes", 30)):
        asked = {name: sentence for name, sentence in sentences(words).items() if name.endswith(ending)}
        assert [] == [
            name
            for name, sentence in asked.items()
            if len(sentence) > limit and not re.search(r"\.(did|answered)_", name)
        ]
    assert [] == [name for name in BUTTONS if len(getattr(home, name)) > 75]
    assert all(len(label) <= 75 for label in (told.button, told.delete))


@BOTH
def test_every_state_and_standing_has_its_words(words: Messages) -> None:
    for state in State:
        assert getattr(words.home, f"day_{state.value}")
    for standing in Standing:
        assert getattr(words.home, f"standing_{standing.value}")


@BOTH
def test_nothing_sounds_like_pressure_or_a_score(words: Messages) -> None:
    """Participation is voluntary: nobody is told to, and nobody is compared."""
    every = " ".join(sentences(words).values()).lower()
    assert not re.search(
        r"follower|popular|please|must|don't forget|ranking|フォロワー|ランキング|ぜひ|忘れず|お願い|ください", every
    )


@BOTH
def test_thank_you_notes_are_a_choice_without_numbers(words: Messages) -> None:
    """Now and then, the morning after, off until chosen: said before anybody switches them on."""
    assert re.search(
        "翌朝.*ときどき.*数字も名前もなく.*届かない設定|"
        "now and then, the morning after.*no numbers.*off until you choose",
        words.home.thanks_explained,
    )


@BOTH
def test_what_becomes_of_a_press_is_told_plainly(words: Messages) -> None:
    """How long tokens are kept, what they say, who could work out what; and nothing claims that presses leave none."""
    told = words.home.stored
    assert re.search("投稿ごとに違い.*3日目|differs from post to post.*third day", told.presses)
    assert re.search(
        "データベースとこのボットのトークン|both the database and this bot's Slack token", told.presses_honestly
    )
    assert re.search("30日で消します|erased after 30 days", told.posts_beside)
    assert not re.search("押したか|button|tapped|press", told.never.lower())
    assert all(len(text) <= 3_000 for text in (told.presses, told.presses_honestly, told.never, told.kept))


@BOTH
def test_nothing_needs_escaping(words: Messages) -> None:
    """Also where somebody later writes it into mrkdwn."""
    for name, sentence in sentences(words).items():
        assert not re.search(r"[&<>*_~`|]", re.sub(r"\{\w+\}|DIGEST_DAYS", "", sentence)), name
