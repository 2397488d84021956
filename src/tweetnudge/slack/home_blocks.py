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
from tweetnudge.slack.elements import DIVIDER, Block, asking_first, button, header, lines, row, section, small, text
from tweetnudge.slack.personal import personal_choice
from tweetnudge.slack.rich_text import first_words
from tweetnudge.slack.sentences import work_posts
from tweetnudge.slack.text import byline
from tweetnudge.slack.views import BLOCKS_MAX
from tweetnudge.usecases.permissions import Refusal
from tweetnudge.usecases.show_home import Home, Mine

BEGINNING = 120  # characters of a post of one's own
ACCOUNTS_AT_MOST = 10
POSTS_AT_MOST = 5  # of one's own, of each kind: many accounts must not push the rest off the tab


@dataclass(frozen=True, slots=True)
class Around:
    """What a Home tab shows beside what is in the store: the guide, what became of the last press, the settings."""

    guide: Sequence[Block] = ()
    notice: Sequence[Block] = ()
    timezone: tzinfo = UTC
    company_words: Sequence[str] = ()


def home_view(home: Home, words: Messages, blocks: DigestBlocks, around: Around) -> Block:
    """The whole tab; always within Slack's hundred blocks."""
    shown = list(around.notice)
    if home.admin is not None:
        shown += [*admin_blocks(home.admin, words, around.timezone), DIVIDER]
    shown += [header(words.home.today_heading), *_today(home, words, blocks), DIVIDER]
    shown += [header(words.home.settings_heading), *_settings(home, words, around.company_words)]
    if home.refusal is None or home.personal:  # who is no colleague any more may still stop it
        shown += personal_choice(home.personal, words)
    if around.guide:
        shown += [DIVIDER, *around.guide]
    return {"type": "home", "blocks": shown[:BLOCKS_MAX]}


def standing_in_words(agreed: Consent, words: Messages) -> str:
    """Whether an account is shown, and if not, why."""
    if agreed.standing is Standing.SHOWN and not agreed.on_list:
        return words.home.standing_off_list
    return getattr(words.home, f"standing_{agreed.standing.value}")


def _today(home: Home, words: Messages, blocks: DigestBlocks) -> list[Block]:
    return blocks.entries(home.entries, home.members) or [section(words.home.today_empty)]


def _settings(home: Home, words: Messages, company_words: Sequence[str]) -> list[Block]:
    if home.refusal is not None:
        unknown = home.refusal is Refusal.CANNOT_TELL
        return [section(words.members.cannot_tell if unknown else words.home.for_colleagues)]
    stored = button(words.home.stored.button, ids.HOME_STORED)
    if not home.mine:
        return [section(words.home.no_account), *row([button(words.home.join, ids.HOME_JOIN), stored])]
    return [
        _accounts(home.mine, words, company_words),
        *row([*_switches(home.mine, words, company_words), stored]),
        small(words.home.thanks_explained),
        *_own_posts([post for mine in home.mine for post in mine.waiting], words, waiting=True),
        *_own_posts([post for mine in home.mine for post in mine.shown], words, waiting=False),
    ]


def _accounts(mine: Sequence[Mine], words: Messages, company_words: Sequence[str]) -> Block:
    told = [_account(one, words) for one in mine[:ACCOUNTS_AT_MOST]]
    if len(mine) > ACCOUNTS_AT_MOST:
        told.append([text(words.home.more_accounts.format(count=len(mine) - ACCOUNTS_AT_MOST))])
    if company_words or _is_for_work(mine):
        told.append(work_posts(company_words, words))
    if len(mine) > 1:
        told.append([text(words.home.all_accounts)])
    return lines(*told)


def _account(one: Mine, words: Messages) -> list[Block]:
    home, agreed = words.home, one.consent
    kinds = [home.official] if agreed.official else []
    kinds.append(home.shows_work if agreed.work_only else home.shows_all)
    return [text(f"{byline(one.member)} ({' · '.join(kinds)}): {standing_in_words(agreed, words)}")]


def _is_for_work(mine: Sequence[Mine]) -> bool:
    """Whether only work posts of any of these accounts are shown."""
    return any(one.consent.work_only for one in mine)


def _switches(mine: Sequence[Mine], words: Messages, company_words: Sequence[str]) -> Iterator[Block]:
    """The buttons that would change something; each means all accounts of this person."""
    home, standings = words.home, {one.consent.standing for one in mine}
    if Standing.SHOWN in standings:
        yield button(home.pause, ids.HOME_PAUSE)
    if standings & {Standing.PAUSED, Standing.STOPPED}:
        yield button(home.resume, ids.HOME_RESUME)
    if company_words and not all(one.consent.work_only for one in mine):
        for_work = button(home.work_only, ids.HOME_WORK_ONLY)
        yield asking_first(for_work, home.work_only_ask_title, home.work_only_ask, home.work_only_yes, words)
    if _is_for_work(mine):
        yield button(home.all_posts, ids.HOME_ALL_POSTS)
    yield from _thanks(mine, words)
    leave = button(home.leave, ids.HOME_LEAVE)
    yield asking_first(leave, home.leave_ask_title, home.leave_ask, home.leave_yes, words)


def _thanks(mine: Sequence[Mine], words: Messages) -> Iterator[Block]:
    """Both where an account was added since: it is off for that one."""
    wanted = {one.consent.thanks for one in mine}
    if False in wanted:
        yield button(words.home.thanks, ids.HOME_THANKS_ON)
    if True in wanted:
        yield button(words.home.thanks_stop, ids.HOME_THANKS_OFF)


def _own_posts(posts: Sequence[Post], words: Messages, *, waiting: bool) -> Iterator[Block]:
    if not posts:
        return
    home = words.home
    yield small(home.waiting_heading if waiting else home.shown_heading)
    label, yes = (home.withhold, home.withhold_yes) if waiting else (home.withdraw, home.withdraw)
    for post in sorted(posts, key=lambda post: post.id, reverse=True)[:POSTS_AT_MOST]:
        hide = button(label, ids.HOME_HIDE, str(post.id))
        asked = asking_first(hide, home.withhold_ask_title, home.withhold_ask, yes, words)
        yield section(first_words(post, BEGINNING) or home.without_text, asked)
