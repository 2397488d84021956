"""Notes: what each says, its buttons while a question is open, and what stands there afterwards."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_sdk.models.blocks import Block

from tweetnudge.domain.notes import QUESTIONS, Note, NoteKind
from tweetnudge.domain.outages import OutageKind
from tweetnudge.domain.requests import Decision, Kind, Request
from tweetnudge.i18n.languages import messages
from tweetnudge.slack import ids
from tweetnudge.slack.blocks import DigestBlocks
from tweetnudge.slack.elements import channel, link, user
from tweetnudge.slack.notes import ANSWERS, note_message

NOW = datetime(2026, 7, 1, tzinfo=UTC)
BOTH = pytest.mark.parametrize("language", ["ja", "en"])
ENGLISH = messages("en")
SAID = [kind for kind in NoteKind if kind.value != "claim"]  # of claims nobody is told
AYA = link("https://x.com/aya", "@aya")


def note(kind: NoteKind, decision: Decision | None = None, *, is_open: bool = False) -> Note:
    """A note with everything it may need."""
    asked = Kind(kind.value) if kind in QUESTIONS else Kind.JOIN
    request = Request(7, asked, 1, "U0ASKS", "U0ADMIN1", NOW, NOW, decision, "U0ADMIN2" if decision else None)
    return Note(kind, ("aya",), request, is_open, "C0COLLEAGUES", "99", outage="x_down", budget_usd="20")


def written(blocks: Any) -> list[dict[str, Any]]:
    """All elements of the rich texts, in order."""
    rich = [block for block in blocks if block["type"] == "rich_text"]
    return [element for block in rich for line in block["elements"] for element in line["elements"]]


def buttons(blocks: Any) -> dict[str, str]:
    rows = [block for block in blocks if block["type"] == "actions"]
    return {button["action_id"]: button["value"] for row in rows for button in row["elements"]}


def every_note() -> list[Note]:
    open_ones = [note(kind, is_open=True) for kind in SAID]
    outages = [
        replace(note(kind), outage=wrong) for kind in (NoteKind.OUTAGE, NoteKind.OUTAGE_OVER) for wrong in OutageKind
    ]
    return open_ones + outages + [note(kind, decision) for kind in SAID for decision in (None, *answers(kind))]


def answers(kind: NoteKind) -> tuple[Decision, ...]:
    return ANSWERS[Kind(kind.value)] if kind in QUESTIONS else ()


@BOTH
@pytest.mark.parametrize("one", every_note(), ids=lambda one: f"{one.kind}-{one.is_open}-{one.request.decision}")
def test_slack_takes_every_note(language: str, one: Note) -> None:
    """In both languages, as the digest's renderer writes it, whatever the channel's language."""
    message = DigestBlocks("ja", "99").note(one, language)
    assert note_message(one, messages(language)) == message
    assert [Block.parse(block).to_dict() for block in message.blocks] == message.blocks
    assert DigestBlocks("en", "99").fits(message)
    assert "@" not in message.text


def test_an_invitation() -> None:
    """It says who asks, about which account and where, that it is free, and what happens to what is stored."""
    blocks = note_message(note(NoteKind.INVITATION, is_open=True), ENGLISH).blocks
    elements = written(blocks)
    assert user("U0ADMIN1") == elements[0]
    assert AYA in elements
    assert channel("C0COLLEAGUES") in elements
    say = ENGLISH.members.notes
    assert say.invitation_free in str(blocks)
    for legal in (say.purpose, say.kept, say.abroad, say.as_staff):
        assert legal in blocks[-2]["elements"][0]["text"]
    assert {
        "answer_work_only": "7:work_only", "answer_all_posts": "7:all_posts", "answer_no": "7:no"
    } == buttons(blocks)  # fmt: skip


@pytest.mark.parametrize("decision", ANSWERS[Kind.INVITATION])
def test_an_invitation_answered(decision: Decision) -> None:
    """What was chosen stands in place of everything else."""
    blocks = note_message(note(NoteKind.INVITATION, decision), ENGLISH).blocks
    assert {} == buttons(blocks)
    assert 2 == len(blocks)
    assert AYA in written(blocks)


@pytest.mark.parametrize("kind", QUESTIONS)
def test_nobody_answered(kind: NoteKind) -> None:
    """It says so quietly, without buttons."""
    blocks = note_message(note(kind), ENGLISH).blocks
    assert {} == buttons(blocks)
    assert 2 == len(blocks)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (NoteKind.JOIN, {"decide_yes": "7:yes", "decide_no": "7:no"}),
        (NoteKind.LEAVE, {"decide_yes": "7:yes", "decide_no": "7:no"}),
    ],
)
def test_admins_are_asked(kind: NoteKind, expected: dict[str, str]) -> None:
    """With the person and the account."""
    blocks = note_message(note(kind, is_open=True), ENGLISH).blocks
    assert expected == buttons(blocks)
    assert user("U0ASKS") in written(blocks)
    assert AYA in written(blocks)


@pytest.mark.parametrize("kind", [NoteKind.JOIN, NoteKind.LEAVE])
@pytest.mark.parametrize("decision", [Decision.YES, Decision.NO])
def test_admins_decided(kind: NoteKind, decision: Decision) -> None:
    """Who decided what."""
    blocks = note_message(note(kind, decision), ENGLISH).blocks
    assert {} == buttons(blocks)
    assert user("U0ADMIN2") in written(blocks)
    assert AYA in written(blocks)


def test_only_deletion_asks_first() -> None:
    """What is deleted does not come back; every other answer can be mended."""
    asking = {
        element["value"]
        for kind in QUESTIONS
        for block in note_message(note(kind, is_open=True), ENGLISH).blocks
        for element in block.get("elements", [])
        if "confirm" in element
    }
    assert {"7:yes"} == asking
    assert "confirm" not in str(note_message(note(NoteKind.JOIN, is_open=True), ENGLISH).blocks)


@pytest.mark.parametrize(
    ("count", "expected", "absent"), [(0, "hasn't set", "such as"), (10, "w9", "such as"), (11, "such as", "w10")]
)
def test_an_invitation_says_what_a_work_post_is(count: int, expected: str, absent: str) -> None:
    """The first ten words; that nothing would be shown while there are none. The three answers stay."""
    words = tuple(f"w{number}" for number in range(count))
    blocks = note_message(replace(note(NoteKind.INVITATION, is_open=True), company_words=words), ENGLISH).blocks
    assert expected in str(written(blocks))
    assert absent not in str(written(blocks))
    assert 3 == len(buttons(blocks))


@BOTH
@pytest.mark.parametrize("kind", [NoteKind.INVITATION, NoteKind.JOIN])
def test_an_admin_who_had_everything_deleted(language: str, kind: NoteKind) -> None:
    """Is «an admin», as letters: Slack knows nobody of that name."""
    asked = note(kind, Decision.NO if kind is NoteKind.JOIN else None, is_open=kind is NoteKind.INVITATION)
    assert asked.request
    gone = replace(asked, request=replace(asked.request, asked_by="deleted", decided_by="deleted"))
    elements = written(note_message(gone, messages(language)).blocks)
    assert "deleted" not in [element.get("user_id") for element in elements]
    assert messages(language).members.an_admin in str(elements)


@pytest.mark.parametrize("kind", [NoteKind.PUT_ON, NoteKind.TAKE_OFF])
def test_by_hand(kind: NoteKind) -> None:
    """With the way to the List's members."""
    elements = written(note_message(replace(note(kind), request=None), ENGLISH).blocks)
    assert link("https://x.com/i/lists/99/members", ENGLISH.members.members_page) in elements
    assert AYA in elements


def test_several_accounts_in_one_note() -> None:
    """As when a comparison found new members."""
    elements = written(note_message(Note(NoteKind.NOTICED, ("aya", "ben")), ENGLISH).blocks)
    assert AYA in elements
    assert link("https://x.com/ben", "@ben") in elements


def test_an_account_that_is_forgotten() -> None:
    """Its owner left meanwhile: nothing names it any more."""
    elements = written(note_message(replace(note(NoteKind.JOIN, Decision.YES), handles=()), ENGLISH).blocks)
    assert "this account" in str(elements)


@BOTH
def test_the_guide(language: str) -> None:
    """All that is promised, and all that is to be known."""
    say = messages(language).members.notes
    blocks = note_message(Note(NoteKind.GUIDE), messages(language)).blocks
    assert say.guide_title == blocks[0]["text"]["text"]
    shown = "".join(element["text"] for element in written(blocks)) + blocks[-1]["elements"][0]["text"]
    for sentence in (
        say.guide_first, say.guide_second, say.guide_third, say.guide_why, say.guide_free.replace("`", ""),
        say.guide_account, say.purpose, say.kept, say.abroad, say.as_staff,
    ):  # fmt: skip
        assert sentence in shown


@pytest.mark.parametrize("value", ["", "7", "7:", ":yes", "x:yes", "7:maybe", "-7:yes", "7:yes:no", "9" * 30 + ":yes"])
def test_other_values_mean_nothing(value: str) -> None:
    """Values arrive from outside."""
    assert ids.parse_request_value(value) is None


def test_values_are_read_back() -> None:
    """What a button says of the question and the answer."""
    for decision in Decision:
        assert (7, decision) == ids.parse_request_value(ids.request_value(7, decision))
    assert 3 == ids.parse_page("3")
    assert 1 == ids.parse_page("x") == ids.parse_page("")
