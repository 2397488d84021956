"""What the channel sees: digests, and the answers to "how were these chosen?", as Block Kit. Pure; the Renderer.

Words written on X go only into rich_text, plain_text and alt_text, never into mrkdwn, where Slack would parse them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, tzinfo

from tweetnudge.domain.digest import Digest, Entry
from tweetnudge.domain.members import Member
from tweetnudge.domain.notes import Note
from tweetnudge.domain.posts import Photo, Post
from tweetnudge.domain.text import is_web_address, readable
from tweetnudge.i18n.dates import header_date, short_date
from tweetnudge.i18n.languages import messages
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids
from tweetnudge.slack.elements import (
    DIVIDER,
    Block,
    button,
    context,
    header,
    markup,
    option,
    plain,
    row,
    section,
    small,
    texts,
)
from tweetnudge.slack.notes import note_message
from tweetnudge.slack.rich_text import text_block
from tweetnudge.slack.text import address, byline, one_line, shorten, utf16_units
from tweetnudge.slack.views import message_view
from tweetnudge.usecases.ports import Message

BLOCKS_MAX = 50
# Slack publishes no limit for a whole message; messages of 11,000 characters have been refused.
MESSAGE_MAX = 10_000
ALT_MAX = 2_000
IMAGE_URL_MAX = 3_000


class DigestBlocks:
    """Writes digests in the channel's language. `timezone` is for the dates that Slack cannot localise itself."""

    def __init__(self, language: str, list_id: str, *, timezone: tzinfo = UTC) -> None:
        self._words = messages(language)
        self._list_id = list_id
        self._timezone = timezone

    def digest(self, digest: Digest, members: Mapping[int, Member], day: date, *, images: bool = True) -> Message:
        """The digest's message; `images=False` writes it without pictures, for when Slack refuses one.

        Raises ValueError when `members` lacks an author: the post could not be credited, and a post
        without its author's name must not be shown.
        """
        title = self._title(day)
        blocks = [header(title), small(self._words.intro)]
        blocks += self._groups(digest, members, images=images)
        blocks += self._closing(digest)
        return Message(text=title, blocks=blocks)

    def nothing_left(self, day: date) -> Message:
        """What stands where a digest was of which nothing is shown now; its posts may come back."""
        title = self._title(day)
        return Message(text=title, blocks=[header(title), section(self._words.nothing_left)])

    def entries(self, entries: Iterable[Entry], members: Mapping[int, Member], *, images: bool = True) -> list[Block]:
        """Entries as a digest shows them, at most four blocks each, without what surrounds them."""
        return [block for entry in entries for block in self._entry(entry, _author(entry, members), images=images)]

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
        for entry in digest.official:
            yield from self._entry(entry, _author(entry, members), images=images)
        if digest.official and digest.colleagues:
            yield DIVIDER
        if digest.after_days_off and digest.colleagues:
            yield _heading(self._words.days_off_heading)
        for entry in digest.colleagues:
            yield from self._entry(entry, _author(entry, members), images=images)
        if digest.again:
            yield DIVIDER
            yield _heading(self._words.again_heading)
        for entry in digest.again:
            yield from self._entry(entry, _author(entry, members), images=images)

    def _entry(self, entry: Entry, author: Member, *, images: bool) -> Iterator[Block]:
        """At most four blocks, so that ten entries and what surrounds them stay within Slack's fifty."""
        post = entry.lead
        page = address(author, post.latest_id)
        photo = post.photo if images and _can_show(post.photo) else None
        yield self._credit(post, author, page, images=images)
        if text := text_block(entry, page, self._words, photo_shown=photo is not None):
            yield text
        if photo:
            alt = shorten(readable(photo.alt).strip(), ALT_MAX) or self._words.photo_without_description
            yield {"type": "image", "image_url": photo.url, "alt_text": alt}
        yield self._buttons(post, page)

    def _credit(self, post: Post, author: Member, page: str, *, images: bool) -> Block:
        """Whose post it is and from when: each reader's own "today" or "yesterday", without a clock time."""
        elements: list[Block] = [plain(byline(author)), self._date(post, page)]
        if images and _is_https(author.avatar_url):
            alt = self._words.avatar_alt.format(name=one_line(author.name) or byline(author))
            elements.insert(0, {"type": "image", "image_url": author.avatar_url, "alt_text": alt})
        return context(*elements)

    def _date(self, post: Post, page: str) -> Block:
        fallback = short_date(post.created_at.astimezone(self._timezone).date(), self._words.language)
        return markup(f"<!date^{int(post.created_at.timestamp())}^{{date_short_pretty}}^{page}|{fallback}>")

    def _buttons(self, post: Post, page: str) -> Block:
        menu = [
            option(self._words.open_on_x, ids.menu_value("open", post.id), page),
            option(self._words.reply_on_x, ids.menu_value("reply", post.id), _intent("post?in_reply_to", post)),
            option(self._words.why, ids.menu_value("why", post.id)),
            option(self._words.home.hide_post, ids.menu_value("hide", post.id)),
        ]
        return {
            "type": "actions",
            "block_id": ids.post_block_id(post.id),
            "elements": [
                button(self._words.like, ids.TAP_LIKE, url=_intent("like?tweet_id", post)),
                button(self._words.repost, ids.TAP_REPOST, url=_intent("retweet?tweet_id", post)),
                {"type": "overflow", "action_id": ids.MORE, "options": menu},
            ],
        }

    def _closing(self, digest: Digest) -> list[Block]:
        list_link = f"<https://x.com/i/lists/{self._list_id}|{self._words.list_on_x}>"
        lines = [self._words.footer, self._words.more_waiting if digest.more_waiting else "", list_link]
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


def _author(entry: Entry, members: Mapping[int, Member]) -> Member:
    author_id = entry.lead.author_id
    if author_id not in members:
        raise ValueError(f"The digest holds a post by account {author_id}, who is not among the members given.")
    return members[author_id]


def _can_show(photo: Photo | None) -> bool:
    return photo is not None and _is_https(photo.url)


def _is_https(url: str) -> bool:
    return url.startswith("https://") and len(url) <= IMAGE_URL_MAX and is_web_address(url)


def _intent(question: str, post: Post) -> str:
    """X's documented web intents; they act on the newest edit, the one X shows."""
    return f"https://x.com/intent/{question}={post.latest_id}"


def _heading(text: str) -> Block:
    return context(markup(f"*{text}*"))
