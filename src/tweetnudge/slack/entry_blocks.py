"""An entry as people see it, in a digest or on a Home tab: whose it is, its text, a photo, its buttons. Pure.

Words written on X go only into rich_text, plain_text and alt_text, never into mrkdwn, where Slack would parse them.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo

from tweetnudge.domain.digest import Entry
from tweetnudge.domain.members import Member
from tweetnudge.domain.posts import Photo, Post
from tweetnudge.domain.text import is_web_address, readable
from tweetnudge.i18n.dates import short_date
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids
from tweetnudge.slack.elements import Block, button, context, markup, option, plain
from tweetnudge.slack.rich_text import text_block
from tweetnudge.slack.text import address, byline, one_line, shorten

ALT_MAX = 2_000
IMAGE_URL_MAX = 3_000


class EntryBlocks:
    """Writes entries in one language. `timezone` is for the dates that Slack cannot localise itself."""

    def __init__(self, words: Messages, timezone: tzinfo) -> None:
        self._words = words
        self._timezone = timezone

    def draw(self, entries: Iterable[Entry], members: Mapping[int, Member], *, images: bool = True) -> Iterator[Block]:
        """Each at most four blocks. Raises ValueError when `members` lacks an author."""
        for entry in entries:
            yield from self._entry(entry, _author(entry, members), images=images)

    def _entry(self, entry: Entry, author: Member, *, images: bool) -> Iterator[Block]:
        """At most four blocks, so that twelve entries stay within Slack's fifty."""
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
