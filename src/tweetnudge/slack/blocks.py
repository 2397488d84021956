"""What people see of digests, and the answers to "how were these chosen?", as Block Kit. Pure; the Renderer.

Of a digest this is what surrounds its entries: headings, an introduction, what the buttons do. See entry_blocks.py.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, tzinfo

from tweetnudge.domain.digest import Digest, Entry
from tweetnudge.domain.members import Member
from tweetnudge.domain.notes import Note
from tweetnudge.i18n.dates import header_date
from tweetnudge.i18n.languages import messages
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids
from tweetnudge.slack.elements import DIVIDER, Block, button, context, header, markup, row, section, small, texts
from tweetnudge.slack.entry_blocks import EntryBlocks
from tweetnudge.slack.notes import note_message
from tweetnudge.slack.personal import personal_message
from tweetnudge.slack.text import utf16_units
from tweetnudge.slack.views import message_view
from tweetnudge.usecases.ports import Message

BLOCKS_MAX = 50
# Slack publishes no limit for a whole message; messages of 11,000 characters have been refused.
MESSAGE_MAX = 10_000


class DigestBlocks:
    """Writes digests in the channel's language. `timezone` is for the dates that Slack cannot localise itself."""

    def __init__(self, language: str, list_id: str, *, timezone: tzinfo = UTC) -> None:
        self._words = messages(language)
        self._list_id = list_id
        self._timezone = timezone
        self._entries = EntryBlocks(self._words, timezone)

    def digest(self, digest: Digest, members: Mapping[int, Member], day: date, *, images: bool = True) -> Message:
        """The digest's message; `images=False` writes it without pictures, for when Slack refuses one.

        Raises ValueError when `members` lacks an author: the post could not be credited, and a post
        without its author's name must not be shown.
        """
        groups = list(self._groups(digest, members, images=images))
        if digest.in_thread:
            return Message(self._words.thread_notice, self._in_thread(digest, groups))
        title = self._title(day)
        return Message(title, [header(title), small(self._words.intro), *groups, *self._closing(digest)])

    def nothing_left(self, day: date, *, in_thread: bool = False) -> Message:
        """What stands where posts were of which none is shown now; they may come back."""
        if in_thread:
            return Message(self._words.thread_notice, [small(self._words.nothing_left_here)])
        title = self._title(day)
        return Message(text=title, blocks=[header(title), section(self._words.nothing_left)])

    def personal(
        self, entries: Sequence[Entry], members: Mapping[int, Member], day: date, language: str, *,
        thanks: bool = False, images: bool = True,
    ) -> Message:  # fmt: skip
        """A personal digest in its reader's language, which need not be the channel's."""
        words = messages(language)
        shown = list(EntryBlocks(words, self._timezone).draw(entries, members, images=images))
        return personal_message(shown, day, words, thanks=thanks)

    def entries(self, entries: Iterable[Entry], members: Mapping[int, Member], *, images: bool = True) -> list[Block]:
        """Entries as a digest shows them, at most four blocks each, without what surrounds them."""
        return list(self._entries.draw(entries, members, images=images))

    def answer(self, entries: Sequence[Entry], members: Mapping[int, Member]) -> Message:
        """What /tweets answers: as many of these entries as fit, from the first on."""
        # Without pictures: one that Slack cannot fetch would cost the whole answer, and an acknowledgement
        # can neither be told so nor be given again.
        intro, footer = small(self._words.members.tweets_intro), small(self._words.footer)
        most = len(entries)
        while True:
            shown = self.entries(entries[:most], members, images=False)
            message = Message(self._words.app_name, [intro, *shown, DIVIDER, footer])
            if most <= 1 or self.fits(message):
                return message
            most -= 1

    def note(self, note: Note, language: str) -> Message:
        """A note in its reader's language, which need not be the channel's."""
        return note_message(note, messages(language))

    def fits(self, message: Message) -> bool:
        """Whether Slack will take a message of this size; texts are measured in UTF-16 units."""
        return len(message.blocks) <= BLOCKS_MAX and sum(map(utf16_units, texts(message.blocks))) <= MESSAGE_MAX

    def _title(self, day: date) -> str:
        return self._words.header.format(date=header_date(day, self._words.language))

    def _groups(self, digest: Digest, members: Mapping[int, Member], *, images: bool) -> Iterator[Block]:
        if digest.official:
            yield _heading(self._words.official_heading)
        yield from self._entries.draw(digest.official, members, images=images)
        if digest.official and digest.colleagues:
            yield DIVIDER
        if digest.after_days_off and digest.colleagues:
            yield _heading(self._words.days_off_heading)
        yield from self._entries.draw(digest.colleagues, members, images=images)
        if digest.again:
            yield DIVIDER
            yield _heading(self._words.again_heading)
        yield from self._entries.draw(digest.again, members, images=images)

    def _in_thread(self, digest: Digest, groups: list[Block]) -> list[Block]:
        """Nothing but posts, and at the very end that others wait: twelve entries leave room for little else."""
        waiting = digest.more_waiting and not digest.goes_on
        blocks = [*groups, *([small(self._words.more_waiting)] if waiting else [])]
        if len(blocks) > BLOCKS_MAX:  # twelve long ones in two groups
            blocks = [block for block in blocks if block != DIVIDER]
        return blocks

    def _closing(self, digest: Digest) -> list[Block]:
        left_over = self._words.more_in_thread if digest.goes_on else self._words.more_waiting
        list_link = f"<https://x.com/i/lists/{self._list_id}|{self._words.list_on_x}>"
        lines = [self._words.footer, left_over if digest.more_waiting else "", list_link]
        return [
            DIVIDER,
            context(markup("\n".join(line for line in lines if line))),
            *row([button(self._words.how_chosen, ids.HOW_CHOSEN)]),
        ]


def how_chosen_view(words: Messages) -> Block:
    """The answer to "how were these chosen?", as a modal."""
    return message_view(words.how_chosen_title, words.how_chosen_answer, words)


def why_view(words: Messages) -> Block:
    """The answer to "why this post?", as a modal. It is the same for every post: the rule, not a verdict."""
    return message_view(words.why_title, words.why_answer, words)


def _heading(text: str) -> Block:
    return context(markup(f"*{text}*"))
