"""The words about members and in notes: all there, the same in both languages, and nothing that presses."""

import dataclasses
import re
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest

from tweetnudge.domain.notes import QUESTIONS, NoteKind
from tweetnudge.domain.outages import OutageKind
from tweetnudge.domain.requests import Kind
from tweetnudge.domain.results import Outcome
from tweetnudge.i18n import en, ja
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack.command_text import Problem
from tweetnudge.slack.notes import ANSWERS, TROUBLE
from tweetnudge.usecases.permissions import Refusal
from tweetnudge.usecases.show_members import Mark

BOTH = pytest.mark.parametrize("words", [ja.MESSAGES, en.MESSAGES], ids=["ja", "en"])
LABELS = {"list_back", "list_on", "invitation_work_only", "invitation_all_posts", "invitation_no"}
LABELS |= {"join_yes", "join_no", "claim_no", "leave_yes", "leave_no"}
ABOUT_RESPONSES = (NoteKind.THANKS, NoteKind.RESULTS)  # their words are in ResultsWords
# What sentences may leave open, and where it is filled in.
OPEN = {"handle", "written", "link", "who", "by", "channel", "old", "new", "page", "pages", "words",
        "what", "budget"}  # fmt: skip


def sentences(words: Any) -> Iterator[tuple[str, str]]:
    """Every field's name and sentence, the notes' too."""
    for field in dataclasses.fields(words):
        value = getattr(words, field.name)
        yield from [(field.name, value)] if isinstance(value, str) else sentences(value)


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@BOTH
def test_everything_that_can_happen_has_its_sentence(words: Messages) -> None:
    """Outcomes, refusals and marks are looked up by name."""
    names = [one.value for kind in (Outcome, Refusal, Problem) for one in kind]
    names += [f"mark_{mark.value}" for mark in Mark]
    assert [] == [name for name in names if not getattr(words.members, name, "")]


@BOTH
def test_every_note_has_its_sentences(words: Messages) -> None:
    """A title each; and for questions what is asked, each answer, what became of it, and what if nobody answers."""
    elsewhere = (*TROUBLE, *ABOUT_RESPONSES)
    names = [f"{kind}_title" for kind in NoteKind if kind.value != "claim" and kind not in elsewhere]
    for kind in QUESTIONS:
        became = "chose" if kind is NoteKind.INVITATION else f"{kind}_decided"
        names += [f"{kind}_asks", f"{kind}_lapsed", *(f"{became}_{answer}" for answer in ANSWERS[Kind(kind.value)])]
    names += [f"{kind}_{answer}" for kind, answers in ANSWERS.items() for answer in answers]
    assert [] == [name for name in names if not getattr(words.members.notes, name, "")]


@BOTH
def test_every_trouble_has_its_sentences(words: Messages) -> None:
    """A title and what an admin can do; for the end of any, and for money, too."""
    kinds = [kind for kind in TROUBLE if kind is not NoteKind.OUTAGE]
    names = [f"{kind}{part}" for kind in (*OutageKind, *kinds) for part in ("", "_title")]
    assert [] == [name for name in names if not getattr(words.members.outages, name, "")]


def test_both_languages_leave_the_same_open() -> None:
    """Placeholders are the same, and known to whoever fills them in."""
    japanese, english = dict(sentences(ja.MESSAGES.members)), dict(sentences(en.MESSAGES.members))
    for name, sentence in japanese.items():
        assert placeholders(sentence) == placeholders(english[name]), name
        assert placeholders(sentence) <= OPEN, name


@BOTH
def test_sentences_are_whole(words: Messages) -> None:
    """None is empty or has space around it, and what can be typed is closed again."""
    for name, sentence in sentences(words.members):
        if name != "and_others":  # it follows names
            assert sentence == sentence.strip() != "", name
        assert 0 == sentence.count("`") % 2, name


@BOTH
def test_labels_and_titles_fit_slack(words: Messages) -> None:
    """Buttons hold 75 characters, headings 150."""
    for name, sentence in sentences(words.members):
        assert name not in LABELS or len(sentence) <= 75, name
        assert not name.endswith("_title") or len(sentence) <= 150, name


@BOTH
def test_nothing_presses_and_nothing_counts(words: Messages) -> None:
    """The guide says that followers are not chased; but for that, no word of theirs, of ranks, or of duties."""
    for name, sentence in sentences(words.members):
        pressing = (
            r"ranking|popular|streak|points|must\b|should post|don't forget|ランキング|人気|忘れず|ぜひ|必ず|頑張"
        )
        assert not re.search(pressing, sentence.lower()), name
        assert name == "guide_first" or not re.search(r"follower|フォロワー", sentence.lower()), name


@BOTH
def test_taking_part_is_voluntary_and_says_so(words: Messages) -> None:
    """Where people are asked, told or helped: no part of any evaluation."""
    say = words.members
    for sentence in (say.notes.invitation_free, say.notes.guide_free, say.list_help):
        assert re.search("評価とは関係ありません|never part of your evaluation", sentence)


@BOTH
def test_the_legal_points_are_there(words: Messages) -> None:
    """What posts are used for, how long they are kept and how to have them deleted, who runs Slack and X, staff."""
    say = words.members.notes
    assert re.search("目的だけ|only so that", say.purpose)
    assert re.search("30日.*削除|30 days.*delete", say.kept)
    assert re.search("国外|outside Japan", say.abroad)
    assert re.search("社員だとわかる|recognisable as staff", say.as_staff)
