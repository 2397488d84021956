"""The words of personal digests: both languages say the same, kindly, and within Slack's lengths."""

import dataclasses
import re
from string import Formatter

import pytest

from tweetnudge.i18n import en, ja
from tweetnudge.i18n.messages import Messages

BOTH = pytest.mark.parametrize("words", [ja.MESSAGES, en.MESSAGES], ids=["ja", "en"])
PLACEHOLDERS = {"header": {"date"}, "several": {"count"}}


def sentences(words: Messages) -> dict[str, str]:
    return dataclasses.asdict(words.personal)


@BOTH
def test_every_sentence_is_there_with_its_placeholders(words: Messages) -> None:
    for name, sentence in sentences(words).items():
        assert sentence == sentence.strip() != ""
        filled = {field for _, field, _, _ in Formatter().parse(sentence) if field is not None}
        assert PLACEHOLDERS.get(name, set()) == filled


@BOTH
def test_labels_fit_slack(words: Messages) -> None:
    say = words.personal
    assert all(len(label) <= 75 for label in (say.stop, say.off, say.one, say.several))
    assert all(len(heading) <= 120 for heading in (say.header, say.heading))


@BOTH
def test_nothing_presses_or_says_that_nobody_liked_a_post(words: Messages) -> None:
    every = " ".join([*sentences(words).values(), words.members.personal_on, words.members.personal_off]).lower()
    assert not re.search(
        r"follower|popular|ranking|please|must|should|don't forget|nobody|no likes|without a like|unloved|lonely|"
        r"フォロワー|ランキング|人気|ぜひ|忘れず|お願い|ください|誰も|がない投稿|反応のない|孤独|必ず",
        every.replace("should you want", ""),
    )


@BOTH
def test_liking_is_for_what_one_honestly_enjoys(words: Messages) -> None:
    """And reading alone is welcome."""
    assert re.search("読むだけでも|[Jj]ust reading", words.personal.intro)
    assert re.search("本当にいいなと思ったもの|only what you honestly enjoy", words.personal.intro)


@BOTH
def test_the_choice_says_what_one_chooses(words: Messages) -> None:
    """Opt-in, off by default, when it comes, nothing twice, one tap to stop."""
    assert re.search(
        "お届けがある日.*まだお渡ししていない.*届かない設定.*ボタンひとつ|"
        "haven't been given before.*on workdays.*off until you choose it.*one tap",
        words.personal.explained,
    )


@BOTH
def test_what_is_kept_is_told_honestly(words: Messages) -> None:
    """Until when, in what form, who could work it out, and how it goes."""
    told = words.home.stored
    assert re.search(
        "やめるとすぐに.*元に戻せない符号.*30日.*読んだかどうかは保存しません.*すべて削除する|"
        "erases them at once.*token that cannot be turned back.*30 days.*not stored.*Delete everything",
        told.personal_kept.replace("\n", ""),
    )
    assert re.search("誰にお渡ししたか.*データベース.*トークン|who was given.*database.*token", told.personal_honestly)
