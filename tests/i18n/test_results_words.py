"""The words of results and thank-you notes: both languages say the same, kindly, and within Slack's lengths."""

import dataclasses
import re
from datetime import date
from string import Formatter

import pytest

from tweetnudge.i18n import en, ja
from tweetnudge.i18n.messages import Messages
from tweetnudge.i18n.results_words import month_name, percent, some_of

BOTH = pytest.mark.parametrize("words", [ja.MESSAGES, en.MESSAGES], ids=["ja", "en"])


def sentences(words: Messages) -> dict[str, str]:
    return dataclasses.asdict(words.results)


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@BOTH
def test_every_sentence_is_there(words: Messages) -> None:
    assert [] == [name for name, sentence in sentences(words).items() if sentence.strip() != sentence or not sentence]


def test_both_languages_fill_in_the_same() -> None:
    english = {name: placeholders(sentence) for name, sentence in sentences(en.MESSAGES).items()}
    assert english == {name: placeholders(sentence) for name, sentence in sentences(ja.MESSAGES).items()}


def test_the_charts_comment_stands_as_it_is() -> None:
    assert set() == placeholders(en.MESSAGES.results.chart_comment)


@BOTH
def test_labels_fit_slack(words: Messages) -> None:
    """75 characters for a button, 100, 300 and 30 for its question, 150 for a heading."""
    say = words.results
    assert [] == [
        label
        for label, limit in (
            (say.share, 75), (say.share_ask_title, 100), (say.share_ask, 300), (say.share_yes, 30),
            (say.title, 120), (say.thanks_title, 150),
        )
        if len(label) > limit
    ]  # fmt: skip


@BOTH
def test_nothing_presses_blames_or_compares(words: Messages) -> None:
    """No call for more, no duty, no rank, no remark on who did not."""
    every = " ".join(sentences(words).values()).lower()
    assert not re.search(
        r"follower|popular|ranking|please|must|should|more posts|more likes|goal|target|only \{|unfortunately|failed|"
        r"フォロワー|ランキング|人気|増やし|もっと|目標|達成|ぜひ|忘れず|お願い|ください|残念|しか|頑張|必ず",
        every,
    )


@BOTH
def test_a_thank_you_has_no_number_and_says_how_to_stop(words: Messages) -> None:
    told = f"{words.results.thanks_title} {words.results.thanks}"
    assert not re.search(r"\d|[一二三]件|人の|several|many|people liked|\bone of your\b", told)
    assert set() == placeholders(told)
    assert re.search("ホーム.*止められます|stop.*Home tab", told)
    assert re.search("ありがとうございます|Thank you", told)


@BOTH
def test_results_thank_and_say_what_is_counted(words: Messages) -> None:
    assert re.search("ありがとうございます|Thank you", words.results.thank_you)
    assert re.search("ありがとうございます|Thank you", words.results.quiet)
    assert re.search("社外.*個人別の集計はしていません|outside.*nothing is counted per person", words.results.explained)


@pytest.mark.parametrize("name", ["chart_title", "chart_comment", "chart_alt"])
def test_what_the_charts_bars_mean_is_said_in_words(name: str) -> None:
    """Wherever the chart goes: light ones first, dark ones a day later."""
    assert re.search("薄い棒はご紹介したとき、濃い.*棒は翌日", getattr(ja.MESSAGES.results, name))
    assert re.search("[Ll]ight bars:? when shown.*[Dd]ark.* bars:? a day later", getattr(en.MESSAGES.results, name))


@pytest.mark.parametrize(
    ("month", "language", "expected"),
    [
        (date(2026, 10, 1), "ja", "2026年10月"),
        (date(2026, 10, 1), "en", "October 2026"),
        (date(2027, 1, 1), "ja", "2027年1月"),
        (date(2027, 1, 1), "en", "January 2027"),
    ],
)
def test_months(month: date, language: str, expected: str) -> None:
    assert expected == month_name(month, language)


@pytest.mark.parametrize(
    ("part", "whole", "japanese", "english"),
    [
        (0, 0, "0件", "0"),
        (6, 19, "6件", "6"),
        (6, 20, "6件(30%)", "6 (30%)"),
        (0, 20, "0件(0%)", "0 (0%)"),
        (20, 20, "20件(100%)", "20 (100%)"),
        (5, 40, "5件(13%)", "5 (13%)"),
        (1, 300, "1件(1%未満)", "1 (under 1%)"),
        (299, 300, "299件(99%)", "299 (99%)"),
    ],
)
def test_shares_stand_beside_counts_of_twenty_or_more(part: int, whole: int, japanese: str, english: str) -> None:
    assert japanese == some_of(part, whole, ja.MESSAGES.results)
    assert english == some_of(part, whole, en.MESSAGES.results)


def test_shares_are_whole_numbers_rounded_as_people_do_it() -> None:
    assert [0, 0, 1, 13, 33, 67, 99, 100] == [
        percent(part, whole)
        for part, whole in ((0, 9), (1, 300), (1, 200), (1, 8), (1, 3), (2, 3), (999, 1000), (7, 7))
    ]
