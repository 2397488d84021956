"""Sentences as elements: what is filled in is never parsed."""

import pytest
from slack_sdk.models.blocks import Block

from tweetnudge.domain.results import Outcome, Result
from tweetnudge.i18n.languages import messages
from tweetnudge.slack.elements import channel, code, link, text, user
from tweetnudge.slack.sentences import pieces, refused, result_line, said, told
from tweetnudge.usecases.permissions import Refusal

ENGLISH = messages("en")
BOTH = pytest.mark.parametrize("language", ["ja", "en"])
AYA = link("https://x.com/aya", "@aya")


def test_a_sentence_is_split_at_what_is_filled_in() -> None:
    """People and channels become elements, several handles follow one another, what can be typed is marked."""
    split = pieces("{who} in {channel}: `/x`, {handle}", who=user("U1"), channel=channel("C1"), handle=[AYA, AYA])
    assert [user("U1"), text(" in "), channel("C1"), text(": "), code("/x"), text(", "), AYA, AYA] == split


def test_what_is_filled_in_is_not_split_again() -> None:
    """Braces and backticks that somebody typed stay what they are."""
    assert [text("“"), text("`{who}`"), text("”")] == pieces("“{written}”", written=text("`{who}`"))


def test_a_sentence_without_the_account_gets_it_in_front() -> None:
    """So that each of several lines says whom it is about."""
    line = result_line(Result(Outcome.NO_CREDIT, "aya"), ENGLISH, "99")
    assert [AYA, text(": "), text(ENGLISH.members.no_credit)] == line
    assert [text(ENGLISH.members.no_credit)] == result_line(Result(Outcome.NO_CREDIT), ENGLISH, "99")


def test_several_accounts_of_one_person() -> None:
    """As the use cases name them: `a @b`."""
    line = result_line(Result(Outcome.RESUMED, "aya @ben"), ENGLISH, "99")
    assert [AYA, text(" "), link("https://x.com/ben", "@ben")] == line[:3]


def test_by_hand_means_a_link_to_the_members_page() -> None:
    """Where the List's owner can do it."""
    line = result_line(Result(Outcome.ADDED_BY_HAND, "aya"), ENGLISH, "99")
    assert link("https://x.com/i/lists/99/members", ENGLISH.members.members_page) in line


@pytest.mark.parametrize(
    "typed", ["<!channel>", "@here", "<@U1>", "{handle}", "a" * 4_000, "\u202eevil", "\x00", "😀" * 99]
)
def test_what_was_typed_is_named_back_as_letters(typed: str) -> None:
    """Short, on one line, in an element that parses nothing."""
    line = result_line(Result(Outcome.NO_HANDLE, typed), ENGLISH, "99")
    assert {"text"} == {piece["type"] for piece in line}
    assert 0 < len(line[1]["text"]) <= 52
    assert not set("\x00\u202e\n") & set(line[1]["text"])


@BOTH
@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome(language: str, outcome: Outcome) -> None:
    """With an account and without, Slack takes it."""
    words = messages(language)
    message = told(words, "99", [Result(outcome, "aya"), Result(outcome)])
    assert 2 == len(message.blocks[0]["elements"])
    assert [Block.parse(block).to_dict() for block in message.blocks] == message.blocks


@BOTH
@pytest.mark.parametrize("refusal", Refusal)
def test_every_refusal(language: str, refusal: Refusal) -> None:
    """One plain sentence."""
    words = messages(language)
    assert said(words, getattr(words.members, refusal.value)) == refused(words, refusal)
