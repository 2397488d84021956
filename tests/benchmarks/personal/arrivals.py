"""What arrived, read in Slack alone: every reader's conversation, and the channel."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from large_company import Company

from tweetnudge.demo.slack import BOT
from tweetnudge.slack.ids import post_of_block_id


@dataclass(frozen=True)
class Verdict:
    """`readers` are those who asked; `lost` got nothing, `doubled` more than one message, or a post twice."""

    readers: int
    entries: int
    lost: list[str]
    doubled: list[str]
    own: list[str]
    uneven: tuple[int, int]
    of_one: Counter[int] = field(default_factory=Counter)  # how many posts readers got

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.doubled or self.own)


def judge(company: Company, readers: Collection[str]) -> Verdict:
    """Nothing here knows the bot's database."""
    got = {user: _ours(company, "D" + user.removeprefix("U")) for user in readers}
    posts = {user: [post for message in messages for post in shown(message)] for user, messages in got.items()}
    twice = {user for user in readers if len(got[user]) > 1 or len(posts[user]) != len(set(posts[user]))}
    own = [user for user in readers if company.accounts.get(user) in {company.authors[post] for post in posts[user]}]
    impressions = Counter(post for some in posts.values() for post in some)
    spread = [impressions[post] for post in _unanswered(company)]
    return Verdict(
        len(readers), impressions.total(), [user for user in readers if not got[user]], sorted(twice), own,
        (min(spread), max(spread)), Counter(len(some) for some in posts.values()),
    )  # fmt: skip


def shown(message: Mapping[str, Any]) -> list[int]:
    """The posts of a message."""
    found = (post_of_block_id(str(block.get("block_id", ""))) for block in message.get("blocks", ()))
    return [post for post in found if post is not None]


def _ours(company: Company, channel: str) -> list[dict[str, Any]]:
    return [message for message in company.slack.messages(channel) if message.get("bot_id") == BOT]


def _unanswered(company: Company) -> set[int]:
    """What nobody has liked yet, and the day's message, which everybody sees, does not hold."""
    messages = company.slack.messages()
    main = {post for message in messages if "thread_ts" not in message for post in shown(message)}
    return company.authors.keys() - company.answered - main
