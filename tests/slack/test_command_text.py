"""What people type behind the commands, in whatever form; and anything else."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tweetnudge.domain.results import Outcome, Result
from tweetnudge.i18n.languages import messages
from tweetnudge.slack.blocks import DigestBlocks
from tweetnudge.slack.command_answers import list_help, posts_message, results_message, tweets_help, unclear
from tweetnudge.slack.command_text import (
    Help,
    Problem,
    Show,
    Typed,
    Unclear,
    Verb,
    parse_tweetlist,
    parse_tweets,
)
from tweetnudge.usecases.ports import Message
from tweetnudge.usecases.show_posts import Shown

WRITER = DigestBlocks("en", "99")
STARTS = st.sampled_from(
    [
        "",
        "add ",
        "ADD　",
        "results 2026-",
        "remove ",
        "join ",
        "leave ",
        "pause ",
        "help",
        "追加 ",
        "@",
        "＠",
        "10",
        "x.com/",
    ]
)
SHARDS = st.sampled_from(
    ["\x00", "\x1b[2J", "\ud800", "\udfff", "\u202e", "\u2066", "مرحبا", "😀", "、", "，", ",", "　", "@a"]
)
TEXTS = st.builds(
    lambda start, parts, times: (start + "".join(parts) * times)[:4_000],
    STARTS, st.lists(SHARDS | st.text(max_size=6), max_size=8), st.sampled_from([1, 1, 1, 400]),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Show()), ("  　 ", Show()), ("1", Show(1)), ("10", Show(10)), ("１０", Show(10)), (" 5 ", Show(5)),
        ("@Aya_T", Show(handle="aya_t")), ("＠aya", Show(handle="aya")), ("@10", Show(handle="10")),
        ("https://x.com/Aya?s=20", Show(handle="aya")), ("twitter.com/aya/", Show(handle="aya")),
        ("<https://x.com/aya|x.com/aya>", Show(handle="aya")), ("\u2066@aya\u2069", Show(handle="aya")),
        ("help", Help()), ("HELP", Help()), ("ｈｅｌｐ", Help()), ("ヘルプ", Help()), ("?", Help()),
    ],
)  # fmt: skip
def test_tweets(text: str, expected: Show | Help) -> None:
    """Nothing, a number, a handle, or help, however it is written."""
    assert expected == parse_tweets(text)


@pytest.mark.parametrize(
    "text",
    ["0", "11", "-1", "1.5", "9" * 4_000, "aya", "@", "@日本", "@a @b", "5 @a", "@" + "a" * 16, "x.com/", "１１"],
)
def test_tweets_that_are_none(text: str) -> None:
    """A bare word may be anything, so it is no handle here; the answer says what can be typed."""
    assert Help(asked=False) == parse_tweets(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Typed(Verb.LIST)), ("list", Typed(Verb.LIST)), ("一覧", Typed(Verb.LIST)),
        ("add", Typed(Verb.ADD)), ("Add @Aya", Typed(Verb.ADD, ("aya",))),
        ("add aya,ben、 ＠cho，https://x.com/dai", Typed(Verb.ADD, ("aya", "ben", "cho", "dai"))),
        ("ADD　@aya　AYA @Aya", Typed(Verb.ADD, ("aya",))), ("追加 @aya", Typed(Verb.ADD, ("aya",))),
        ("add @aya no-handle!", Typed(Verb.ADD, ("aya", "no-handle!"))),
        ("remove aya", Typed(Verb.REMOVE, ("aya",))), ("削除 aya", Typed(Verb.REMOVE, ("aya",))),
        ("join", Typed(Verb.JOIN)), ("join @aya", Typed(Verb.JOIN, ("aya",))), ("参加", Typed(Verb.JOIN)),
        ("pause", Typed(Verb.PAUSE)), ("ｐａｕｓｅ", Typed(Verb.PAUSE)), ("お休み", Typed(Verb.PAUSE)),
        ("resume", Typed(Verb.RESUME)), ("再開", Typed(Verb.RESUME)), ("sync", Typed(Verb.SYNC)),
        ("leave", Typed(Verb.LEAVE)), ("leave @aya", Typed(Verb.LEAVE, ("aya",))), ("退出", Typed(Verb.LEAVE)),
        ("welcome", Typed(Verb.WELCOME)), ("案内", Typed(Verb.WELCOME)), ("ご案内", Typed(Verb.WELCOME)),
        ("results", Typed(Verb.RESULTS)), ("報告", Typed(Verb.RESULTS)), ("ご報告", Typed(Verb.RESULTS)),
        ("results 2026-11", Typed(Verb.RESULTS, month=date(2026, 11, 1))),
        ("ご報告　２０２６－１１", Typed(Verb.RESULTS, month=date(2026, 11, 1))),
        ("help", Typed(Verb.HELP)), ("使い方", Typed(Verb.HELP)), ("help me", Typed(Verb.HELP, ("me",))),
    ],
)  # fmt: skip
def test_tweetlist(text: str, expected: Typed) -> None:
    """Every verb in both languages, handles in every form and each only once."""
    assert expected == parse_tweetlist(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@aya", Unclear(Problem.UNKNOWN)), ("delete", Unclear(Problem.UNKNOWN)), ("add@aya", Unclear(Problem.UNKNOWN)),
        ("remove", Unclear(Problem.NEEDS_HANDLE, Verb.REMOVE)),
        ("pause @aya", Unclear(Problem.NOTHING_MORE, Verb.PAUSE)),
        ("sync now", Unclear(Problem.NOTHING_MORE, Verb.SYNC)),
        ("welcome @aya", Unclear(Problem.NOTHING_MORE, Verb.WELCOME)),
    ],
)  # fmt: skip
def test_tweetlist_that_is_none(text: str, expected: Unclear) -> None:
    """Nobody's pause, above all, is taken for one's own."""
    assert expected == parse_tweetlist(text)


@pytest.mark.parametrize(
    "month",
    ["2026-13", "2026-00", "0000-01", "2026", "202611", "11-2026", "2026-11-01", "10月", "2026-11 2026-12", "@aya",
     "2026-" + "9" * 30, "2026-" + "9" * 3_000, "-"],
)  # fmt: skip
def test_results_of_what_is_no_month(month: str) -> None:
    assert Unclear(Problem.NEEDS_MONTH, Verb.RESULTS) == parse_tweetlist(f"results {month}")


@settings(max_examples=10_000, deadline=None)
@given(TEXTS, st.sampled_from(["ja", "en"]))
def test_whatever_is_typed_has_an_answer(text: str, language: str) -> None:
    """Slack takes it, and it holds no control character that was typed."""
    words, typed, tweets = messages(language), parse_tweetlist(text), parse_tweets(text)
    answers: list[Message]
    if isinstance(typed, Unclear):
        answers = [unclear(typed, words)]
    else:
        results = [Result(Outcome.NO_HANDLE, written) for written in typed.written[:25]]
        answers = [results_message(results, typed.written[25:], "99", words)] if results else []
        answers.append(list_help(words, for_admin=True))
    if isinstance(tweets, Help):
        answers.append(tweets_help(tweets, words))
    else:
        answers.append(posts_message(Shown((), {}), tweets, words, WRITER))
    for answer in answers:
        assert WRITER.fits(answer)
        written = str(answer.blocks).encode()  # a lone surrogate would raise
        assert b"\x00" not in written
        assert b"\x1b" not in written
