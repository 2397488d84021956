"""Personal digests: the message somebody gets, and the choice on their Home tab. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date

from tweetnudge.domain.personal import POSTS_AT_MOST
from tweetnudge.i18n.dates import header_date
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids
from tweetnudge.slack.elements import DIVIDER, Block, button, header, lines, option, row, section, small, text
from tweetnudge.slack.sentences import said
from tweetnudge.usecases.ports import Message


def personal_message(entries: Sequence[Block], day: date, words: Messages, *, thanks: bool) -> Message:
    """A personal digest around its entries, perhaps with thanks first; one sentence where nothing is shown any more."""
    say = words.personal
    title = say.header.format(date=header_date(day, words.language))
    if not entries:
        return Message(title, [section(words.nothing_left_here)])
    blocks = [
        header(title),
        *(_thanks(words) if thanks else ()),
        small(say.intro),
        *entries,
        DIVIDER,
        small(f"{words.footer}\n{say.footer}"),
        *row([button(say.stop, ids.PERSONAL_STOP)]),
    ]
    return Message(words.results.thanks_title if thanks else title, blocks)


def personal_choice(chosen: int, words: Messages) -> list[Block]:
    """The section of the Home tab: what it is, and how many posts a day somebody wants."""
    say = words.personal
    options = [option(amount(posts, words), str(posts)) for posts in range(POSTS_AT_MOST + 1)]
    # Without a block_id: under the same one Slack would go on showing a choice that could not be made.
    menu: Block = {"type": "static_select", "action_id": ids.HOME_PERSONAL, "options": options}
    return [header(say.heading), section(say.explained, menu | {"initial_option": options[chosen]})]


def amount(posts: int, words: Messages) -> str:
    """So many posts a day, as a choice."""
    say = words.personal
    if posts == 0:
        return say.off
    return say.one if posts == 1 else say.several.format(count=posts)


def _thanks(words: Messages) -> Iterator[Block]:
    """What a thank-you note says, here in the same message."""
    yield lines([text(words.results.thanks_title) | {"style": {"bold": True}}])
    yield from said(words, words.results.thanks).blocks
    yield DIVIDER
