"""The Home tab: today's posts, one's own settings, the guide and, for admins, the bot itself. Pure.

What people wrote on X goes only into plain_text and rich_text, as in a digest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo

from tweetnudge.domain.consent import Consent, Standing
from tweetnudge.domain.posts import Post
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids
from tweetnudge.slack.admin_blocks import admin_blocks
from tweetnudge.slack.blocks import DigestBlocks
from tweetnudge.slack.controls import asking_first, press, row, section
from tweetnudge.slack.elements import Block, header, lines, small, text
from tweetnudge.slack.rich_text import first_words
from tweetnudge.slack.text import byline
from tweetnudge.slack.views import BLOCKS_MAX
from tweetnudge.usecases.show_home import Home, Mine

BEGINNING = 120  # characters of a post of one's own
ACCOUNTS_AT_MOST = 10
POSTS_AT_MOST = 5  # of one's own, of each kind: many accounts must not push the rest off the tab


@dataclass(frozen=True, slots=True)
class Around:
    """What a Home tab shows beside what is in the store: the guide, and what became of the last press."""

    guide: Sequence[Block] = ()
    notice: Sequence[Block] = ()
    timezone: tzinfo = UTC


def home_view(home: Home, words: Messages, blocks: DigestBlocks, around: Around) -> Block:
    """The whole tab; always within Slack's hundred blocks."""
    shown = list(around.notice)
    if home.admin is not None:
        shown += [*admin_blocks(home.admin, words, around.timezone), {"type": "divider"}]
    shown += [header(words.home.today_heading), *_today(home, words, blocks), {"type": "divider"}]
    shown += [header(words.home.settings_heading), *_settings(home, words)]
    if around.guide:
        shown += [{"type": "divider"}, *around.guide]
    return {"type": "home", "blocks": shown[:BLOCKS_MAX]}


def standing_in_words(agreed: Consent, words: Messages) -> str:
    """Whether an account is shown, and if not, why."""
    if agreed.standing is Standing.SHOWN and not agreed.on_list:
        return words.home.standing_off_list
    return getattr(words.home, f"standing_{agreed.standing.value}")


def _today(home: Home, words: Messages, blocks: DigestBlocks) -> list[Block]:
    return blocks.entries(home.entries, home.members) or [section(words.home.today_empty)]


def _settings(home: Home, words: Messages) -> list[Block]:
    if not home.is_colleague:
        return [section(words.home.for_colleagues)]
    stored = press(words.home.stored.button, ids.HOME_STORED)
    if not home.mine:
        return [section(words.home.no_account), *row([press(words.home.join, ids.HOME_JOIN), stored])]
    return [
        _accounts(home.mine, words),
        *row([*_switches(home.mine, words), stored]),
        *_own_posts([post for mine in home.mine for post in mine.waiting], words, waiting=True),
        *_own_posts([post for mine in home.mine for post in mine.shown], words, waiting=False),
    ]


def _accounts(mine: Sequence[Mine], words: Messages) -> Block:
    told = [_account(one, words) for one in mine[:ACCOUNTS_AT_MOST]]
    if len(mine) > ACCOUNTS_AT_MOST:
        told.append([text(words.home.more_accounts.format(count=len(mine) - ACCOUNTS_AT_MOST))])
    return lines(*told)


def _account(one: Mine, words: Messages) -> list[Block]:
    home, agreed = words.home, one.consent
    kinds = [home.official] if agreed.official else []
    kinds.append(home.shows_work if agreed.work_only else home.shows_all)
    return [text(f"{byline(one.member)} ({' · '.join(kinds)}): {standing_in_words(agreed, words)}")]


def _switches(mine: Sequence[Mine], words: Messages) -> Iterator[Block]:
    """The buttons that would change something; each means all accounts of this person."""
    home, standings = words.home, {one.consent.standing for one in mine}
    if Standing.SHOWN in standings:
        yield press(home.pause, ids.HOME_PAUSE)
    if standings & {Standing.PAUSED, Standing.STOPPED}:
        yield press(home.resume, ids.HOME_RESUME)
    if any(not one.consent.work_only for one in mine):
        yield press(home.work_only, ids.HOME_WORK_ONLY)
    if any(one.consent.work_only for one in mine):
        yield press(home.all_posts, ids.HOME_ALL_POSTS)
    leave = press(home.leave, ids.HOME_LEAVE)
    yield asking_first(leave, home.leave_ask_title, home.leave_ask, home.leave_yes, words)


def _own_posts(posts: Sequence[Post], words: Messages, *, waiting: bool) -> Iterator[Block]:
    if not posts:
        return
    home = words.home
    yield small(home.waiting_heading if waiting else home.shown_heading)
    label, yes = (home.withhold, home.withhold_yes) if waiting else (home.withdraw, home.withdraw)
    for post in sorted(posts, key=lambda post: post.id, reverse=True)[:POSTS_AT_MOST]:
        pressed = press(label, ids.HOME_HIDE, str(post.id))
        asked = asking_first(pressed, home.withhold_ask_title, home.withhold_ask, yes, words)
        yield section(first_words(post, BEGINNING) or home.without_text, asked)
