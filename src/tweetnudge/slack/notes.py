"""Notes to one person, and the guide for the channel: words, and buttons while a question is open. Pure."""

from collections.abc import Sequence

from tweetnudge.domain.notes import Note, NoteKind
from tweetnudge.domain.requests import Decision, Request
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids
from tweetnudge.slack.elements import Block, accounts, button, channel, header, lines, small, text, user
from tweetnudge.slack.sentences import members_link, pieces
from tweetnudge.usecases.ports import Message

# What can be answered; a claim stands unless somebody objects.
ANSWERS = {
    NoteKind.INVITATION: (Decision.WORK_ONLY, Decision.ALL_POSTS, Decision.NO),
    NoteKind.JOIN: (Decision.YES, Decision.NO),
    NoteKind.CLAIM: (Decision.NO,),
    NoteKind.LEAVE: (Decision.YES, Decision.NO),
}
NUMBERS = "①②③"


def note_message(note: Note, words: Messages) -> Message:
    """A note as it is now; once a question was answered, what was decided stands in place of its buttons."""
    if note.kind is NoteKind.GUIDE:
        return _guide(words)
    return _question(note, words) if note.kind in ANSWERS else _news(note, words)


def _question(note: Note, words: Messages) -> Message:
    title = _word(words, f"{note.kind}_title")
    if note.request is None or not note.is_open:
        return _titled(title, _what_became(note, words))
    return _titled(title, *_asks(note, words), _buttons(note.kind, note.request, words))


def _asks(note: Note, words: Messages) -> list[Block]:
    asked = _paragraphs(_word(words, f"{note.kind}_asks"), note, words)
    if note.kind is not NoteKind.INVITATION:
        return [asked]
    return [asked, _paragraphs(words.members.notes.invitation_free, note, words), *_legal(words)]


def _buttons(kind: NoteKind, request: Request, words: Messages) -> Block:
    named = ids.answer_id if kind is NoteKind.INVITATION else ids.decide_id
    elements = [
        button(_word(words, f"{kind}_{decision}"), named(decision), ids.request_value(request.id, decision))
        for decision in ANSWERS[kind]
    ]
    return {"type": "actions", "elements": elements}


def _what_became(note: Note, words: Messages) -> Block:
    decision = note.request.decision if note.request else None
    if decision is None:
        return _paragraphs(_word(words, f"{note.kind}_lapsed"), note, words)
    how = "chose" if note.kind is NoteKind.INVITATION else f"{note.kind}_decided"
    return _paragraphs(_word(words, f"{how}_{decision}"), note, words)


def _news(note: Note, words: Messages) -> Message:
    name = note.kind.value
    if note.kind is NoteKind.ANSWERED:
        name = "answered_yes" if note.request and note.request.decision is Decision.YES else "answered_no"
    return _titled(_word(words, f"{note.kind}_title"), _paragraphs(_word(words, name), note, words))


def _guide(words: Messages) -> Message:
    say = words.members.notes
    points = (say.guide_first, say.guide_second, say.guide_third)
    blocks = [
        header(say.guide_title),
        lines(*([text(f"{number} {point}")] for number, point in zip(NUMBERS, points, strict=True))),
        lines(pieces(say.guide_why)),
        lines(pieces(say.guide_free), pieces(say.guide_account)),
        *_legal(words),
    ]
    return Message(say.guide_title, blocks)


def _legal(words: Messages) -> list[Block]:
    say = words.members.notes
    return [small(f"{say.purpose}\n{say.kept}\n{say.abroad}\n{say.as_staff}")]


def _titled(title: str, *blocks: Block) -> Message:
    return Message(title, [header(title), *blocks])


def _paragraphs(sentences: str, note: Note, words: Messages) -> Block:
    """Only what a sentence has a place for is filled in: not every note knows a person."""
    values: dict[str, Block | Sequence[Block]] = {
        "handle": accounts(note.handles) or text(words.members.some_account),
        "link": members_link(note.list_id, words),
    }
    if note.channel:
        values["channel"] = channel(note.channel)
    if note.request:
        asks = note.request.asked_by if note.kind is NoteKind.INVITATION else note.request.slack_user
        values |= {"who": user(asks), "by": user(note.request.decided_by or asks)}
    return lines(*(pieces(part, **values) for part in sentences.split("\n\n")))


def _word(words: Messages, name: str) -> str:
    return getattr(words.members.notes, name)
