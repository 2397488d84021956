"""Notes to one person, and the guide for the channel: words, and buttons while a question is open. Pure."""

from collections.abc import Iterator, Sequence

from tweetnudge.domain.notes import QUESTIONS, Note, NoteKind
from tweetnudge.domain.requests import Decision, Kind, Request
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids
from tweetnudge.slack.elements import (
    Block,
    accounts,
    asking_first,
    button,
    channel,
    header,
    lines,
    person,
    row,
    small,
    text,
)
from tweetnudge.slack.results import no_results, results_message
from tweetnudge.slack.sentences import members_link, pieces, work_posts
from tweetnudge.usecases.ports import Message

# What can be answered; a claim stands unless somebody objects.
ANSWERS = {
    Kind.INVITATION: (Decision.WORK_ONLY, Decision.ALL_POSTS, Decision.NO),
    Kind.JOIN: (Decision.YES, Decision.NO),
    Kind.CLAIM: (Decision.NO,),
    Kind.LEAVE: (Decision.YES, Decision.NO),
}
TROUBLE = (
    NoteKind.OUTAGE, NoteKind.OUTAGE_OVER, NoteKind.DATABASE_BACK, NoteKind.BUDGET_NEARLY, NoteKind.BUDGET_SPENT,
)  # fmt: skip
NUMBERS = "①②③"


def note_message(note: Note, words: Messages) -> Message:
    """A note as it is now; once a question was answered, what was decided stands in place of its buttons."""
    if note.kind is NoteKind.GUIDE:
        return _guide(words)
    if note.kind is NoteKind.RESULTS:
        return _results(note, words)
    return _question(note, words) if note.kind in QUESTIONS else _news(note, words)


def _question(note: Note, words: Messages) -> Message:
    title = _word(words, f"{note.kind}_title")
    if note.request is None or not note.is_open:
        return _titled(title, _what_became(note, words))
    return _titled(title, *_asks(note, words), *answer_buttons(note.request, words))


def answer_buttons(request: Request, words: Messages) -> list[Block]:
    """The answers to a question, as buttons; what cannot be undone asks first."""
    return row(_answers(request, words))


def _answers(request: Request, words: Messages) -> Iterator[Block]:
    say = words.members.notes
    named = ids.answer_id if request.kind is Kind.INVITATION else ids.decide_id
    for decision in ANSWERS[request.kind]:
        label = _word(words, f"{request.kind}_{decision}")
        answer = button(label, named(decision), ids.request_value(request.id, decision))
        if (request.kind, decision) == (Kind.LEAVE, Decision.YES):
            answer = asking_first(answer, say.leave_yes_ask_title, say.leave_yes_ask, label, words)
        yield answer


def _asks(note: Note, words: Messages) -> list[Block]:
    asked = _paragraphs(_word(words, f"{note.kind}_asks"), note, words)
    if note.kind is not NoteKind.INVITATION:
        return [asked]
    free = _paragraphs(words.members.notes.invitation_free, note, words)
    return [asked, lines(work_posts(note.company_words, words)), free, *_legal(words)]


def _what_became(note: Note, words: Messages) -> Block:
    decision = note.request.decision if note.request else None
    if decision is None:
        return _paragraphs(_word(words, f"{note.kind}_lapsed"), note, words)
    how = "chose" if note.kind is NoteKind.INVITATION else f"{note.kind}_decided"
    return _paragraphs(_word(words, f"{how}_{decision}"), note, words)


def _news(note: Note, words: Messages) -> Message:
    name = note.kind.value
    if note.kind in TROUBLE:
        return _trouble(note, words)
    if note.kind is NoteKind.THANKS:
        return _titled(words.results.thanks_title, _paragraphs(words.results.thanks, note, words))
    if note.kind is NoteKind.ANSWERED:
        name = "answered_yes" if note.request and note.request.decision is Decision.YES else "answered_no"
    return _titled(_word(words, f"{note.kind}_title"), _paragraphs(_word(words, name), note, words))


def _trouble(note: Note, words: Messages) -> Message:
    """For the admins: what is wrong and what they can do, or that it is over; or how the month's money stands."""
    name = note.outage if note.kind is NoteKind.OUTAGE else note.kind.value
    say = words.members.outages
    return _titled(getattr(say, f"{name}_title"), _paragraphs(getattr(say, name), note, words))


def _results(note: Note, words: Messages) -> Message:
    if note.report is None:
        return no_results(words)
    return results_message(note.report, words, for_channel=note.for_channel, shared=not note.is_open)


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
    if note.outage:
        values["what"] = text(getattr(words.members.outages, f"{note.outage}_title"))
    if note.budget_usd:
        values["budget"] = text(note.budget_usd)
    if note.channel:
        values["channel"] = channel(note.channel)
    if note.request:
        asks = note.request.asked_by if note.kind is NoteKind.INVITATION else note.request.slack_user
        values |= {"who": person(asks, words), "by": person(note.request.decided_by or asks, words)}
    return lines(*(pieces(part, **values) for part in sentences.split("\n\n")))


def _word(words: Messages, name: str) -> str:
    return getattr(words.members.notes, name)
