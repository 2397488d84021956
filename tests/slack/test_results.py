"""A month's results as people read them: what each reader is told, and what nobody is."""

import re
from datetime import date
from typing import Any

import pytest
from slack_sdk.models.blocks import Block

from tweetnudge.demo.block_rules import problems
from tweetnudge.domain.notes import Note, NoteKind
from tweetnudge.domain.report import Figures, Report
from tweetnudge.i18n import en, ja
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids
from tweetnudge.slack.elements import texts
from tweetnudge.slack.notes import note_message
from tweetnudge.slack.results import results_message
from tweetnudge.usecases.ports import Message

BOTH = pytest.mark.parametrize("words", [ja.MESSAGES, en.MESSAGES], ids=["ja", "en"])
OCTOBER = date(2026, 10, 1)
SMALL = Figures(shown=14, bare_when_shown=6, read_later=13, bare_later=2, expired=2, judged=14, alone=1)
LARGE = Figures(shown=812, bare_when_shown=410, read_later=800, bare_later=66, expired=12, judged=810, alone=21)
CASES = {
    "small": SMALL,
    "large": LARGE,
    "nothing": Figures(),
    "only expired": Figures(expired=3, judged=2, alone=2),
    "not read again": Figures(shown=3, bare_when_shown=1),
    "nobody left alone": Figures(shown=14, bare_when_shown=6, read_later=14, judged=14),
    "never alone": Figures(shown=1, read_later=1, judged=1),
    "huge": Figures(*[10**9] * 7),
}


def report(figures: Figures, posted: int | None = 6, tapped: int | None = None) -> Report:
    return Report(OCTOBER, figures, (), posted, tapped)


def read(message: Message) -> str:
    return "\n".join(texts(message.blocks))


def share_button(message: Message) -> dict[str, Any] | None:
    found = [element for block in message.blocks if block["type"] == "actions" for element in block["elements"]]
    assert len(found) <= 1
    return found[0] if found else None


@BOTH
@pytest.mark.parametrize("figures", CASES.values(), ids=CASES)
@pytest.mark.parametrize(("for_channel", "shared"), [(False, False), (False, True), (True, False)])
def test_slack_takes_every_report(words: Messages, figures: Figures, *, for_channel: bool, shared: bool) -> None:
    """Few blocks, and a short notification."""
    message = results_message(report(figures), words, for_channel=for_channel, shared=shared)
    assert [Block.parse(block).to_dict() for block in message.blocks] == message.blocks
    assert [] == problems(message.blocks)
    assert len(message.blocks) <= 5
    assert 0 < len(message.text) <= 30
    assert message.text == message.blocks[0]["text"]["text"]


def test_the_channel_in_japanese() -> None:
    """Counts below twenty posts, and what is unknown."""
    assert [
        "2026年10月のご報告",
        (
            "同僚の投稿を14件ご紹介しました。\n"
            "まだ「いいね」がひとつもなかった投稿は、ご紹介したときに6件、翌日には2件でした。\n"
            "ほかに1件は、翌日のようすを読み直せなかったので不明です。\n"
            "読んでくださった方、反応してくださった方、発信してくださった方、ありがとうございます。"
        ),
        "社外の方からの「いいね」も含みます。個人別の集計はしていません。",
    ] == list(texts(results_message(report(SMALL), ja.MESSAGES, for_channel=True).blocks))


def test_the_channel_in_english() -> None:
    """From twenty posts on with shares; those of the day after are of the posts read then."""
    assert [
        "Results for October 2026",
        (
            "Colleagues' posts shown: 812.\n"
            "Without a single like: 410 (50%) when shown, 66 (8%) a day later.\n"
            "Unknown a day later (not read again): 12.\n"
            "Thank you to everyone who read, responded or spoke up."
        ),
        "Likes from outside the company are included; nothing is counted per person.",
    ] == list(texts(results_message(report(LARGE), en.MESSAGES, for_channel=True).blocks))


def test_the_admins_part() -> None:
    """The measure of it all with its definition, and the headcounts; below five nobody can be told from a number."""
    admins = results_message(report(SMALL), en.MESSAGES).blocks[2]["text"]["text"]
    assert [
        "The rest is for admins only.",
        "Posts that could be shown: 16, of which 2 ran out of time before their turn.",
        (
            "Posts with neither a like on X nor a tap here, 24 hours after they were last shown or when time ran out: "
            "1 of 14 known."
        ),
        "Unknown (not read again): 2.",
        "Authors shown: 6. People who tapped a button: fewer than 5.",
    ] == admins.splitlines()
    japanese = read(results_message(report(LARGE, 88, 140), ja.MESSAGES))
    assert "わかっている810件のうち21件(3%)でした" in japanese
    assert "ご紹介した投稿を書いた方は88人、ボタンを押した方は140人です。" in japanese


@BOTH
@pytest.mark.parametrize("figures", CASES.values(), ids=CASES)
def test_the_channel_reads_nothing_of_headcounts_or_of_those_alone(words: Messages, figures: Figures) -> None:
    """Whatever they are: the same words as without them."""
    public = Figures(figures.shown, figures.bare_when_shown, figures.read_later, figures.bare_later)
    shown = results_message(report(figures, 77, 88), words, for_channel=True)
    assert results_message(report(public, 5, None), words, for_channel=True) == shown
    assert words.results.for_admins not in read(shown)
    assert share_button(shown) is None


@BOTH
@pytest.mark.parametrize("figures", CASES.values(), ids=CASES)
def test_the_admins_read_all_that_the_channel_reads(words: Messages, figures: Figures) -> None:
    admins = read(results_message(report(figures), words)).replace("\n", " ")
    assert [] == [
        told
        for block in texts(results_message(report(figures), words, for_channel=True).blocks)
        for told in block.splitlines()
        if told not in admins
    ]
    assert words.results.for_admins in admins


@BOTH
def test_a_month_without_posts_is_a_kind_sentence(words: Messages) -> None:
    """Nothing is counted in front of the channel, and there is nothing to share."""
    channel = read(results_message(report(Figures()), words, for_channel=True))
    assert words.results.quiet in channel
    assert not re.search(r"\b0|[^0-9]0件", channel)
    assert share_button(results_message(report(Figures()), words)) is None


@BOTH
def test_what_was_not_read_again_is_unknown_and_not_nought(words: Messages) -> None:
    told = read(results_message(report(CASES["not read again"]), words))
    assert re.search("不明|unknown", told)
    assert not re.search(r"翌日には0|0 a day later|later: none", told)


@BOTH
@pytest.mark.parametrize(("figures", "name"), [("nobody left alone", "bare_then_none"), ("never alone", "bare_never")])
def test_a_day_after_which_nobody_was_without_a_like(words: Messages, figures: str, name: str) -> None:
    """Is said as what it is, when all were read again."""
    told = read(results_message(report(CASES[figures]), words))
    assert getattr(words.results, name).format(before=words.results.posts.format(count=6)) in told
    assert not re.search("不明|[Uu]nknown", told)
    partly = Figures(shown=14, bare_when_shown=6, read_later=13)
    assert re.search("翌日には0件|0 a day later", read(results_message(report(partly), words)))


@BOTH
def test_sharing_asks_first(words: Messages) -> None:
    """The button says which month."""
    button = share_button(results_message(report(SMALL), words))
    assert button is not None
    assert (ids.SHARE_RESULTS, "2026-10") == (button["action_id"], button["value"])
    assert words.results.share_ask == button["confirm"]["text"]["text"]


@BOTH
def test_what_was_shared_says_so(words: Messages) -> None:
    """To the admins, in place of the button."""
    shared = results_message(report(SMALL), words, shared=True)
    assert share_button(shared) is None
    assert words.results.shared == shared.blocks[-1]["elements"][0]["text"]
    assert words.results.shared not in read(results_message(report(SMALL), words, for_channel=True, shared=True))


@BOTH
def test_the_note_is_the_message(words: Messages) -> None:
    """As the note says for whom it is, and whether it can still be shared."""
    month = report(SMALL)
    assert results_message(month, words) == note_message(Note(NoteKind.RESULTS, is_open=True, report=month), words)
    assert results_message(month, words, shared=True) == note_message(Note(NoteKind.RESULTS, report=month), words)
    assert results_message(month, words, for_channel=True) == note_message(
        Note(NoteKind.RESULTS, report=month, for_channel=True), words
    )


@BOTH
def test_a_note_whose_figures_are_gone(words: Messages) -> None:
    message = note_message(Note(NoteKind.RESULTS, is_open=True), words)
    assert [words.results.none] == list(texts(message.blocks))
    assert [] == problems(message.blocks)


@BOTH
def test_a_thank_you_note(words: Messages) -> None:
    """No number, no post, nobody's name."""
    message = note_message(Note(NoteKind.THANKS, ("aya",)), words)
    assert words.results.thanks_title == message.text
    assert [] == problems(message.blocks)
    assert not re.search(r"\d|aya|@|x\.com", "".join(texts(message.blocks)))
