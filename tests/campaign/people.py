"""What people do on X and in Slack with posts that were shown: press, like, regret, hide, and share the results."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from copies import Orders
from hours import Hours
from months import OTHER_ADMIN, Months
from readers import Readers
from sightings import day_of
from world import COLLEAGUES, Company

from tweetnudge.demo.slack import ADMIN, MEMBER, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.consent import Consent, Standing
from tweetnudge.slack import ids
from tweetnudge.store import consents, subscribers
from tweetnudge.store.engine import Database
from tweetnudge.usecases.results import CHANNEL, results_key

# Whose account is whose; all of them want to hear when somebody responded.
AUTHORS = {f"U0AUTHOR{number}": f"colleague_{number}" for number in range(len(COLLEAGUES))}
READERS = (ADMIN, MEMBER, OTHER_ADMIN, *AUTHORS)
# Who wants so many posts a day, two of them authors.
SUBSCRIBERS = {MEMBER: 7, OTHER_ADMIN: 2, "U0AUTHOR0": 3, "U0AUTHOR7": 1, "U0READER": 5}
LATELY = 3  # days: the bot looks a post up once more after a week
# While whoever listens to Slack dies, this is where.
NEAR = ("record_tap", "report_results", "send_outbox", "files.", "upload", "conversations.", "chat.postMessage")


def move_in(slack: SlackStandIn, x: XStandIn, db: Database, now: datetime) -> None:
    """People in Slack; the authors among them asked for thank-you notes, and some people for personal digests."""
    slack.workspace.add_user(OTHER_ADMIN, "other admin")
    slack.workspace.add_user("U0READER", "reader", locale="en-US")
    for user in AUTHORS:
        slack.workspace.add_user(user, user.lower())
    with db.write() as session:
        for user, handle in AUTHORS.items():
            account = x.world.user_id(handle)
            consents.save(session, Consent(account, Standing.SHOWN, now, slack_user=user, thanks=True))
        for user, posts in SUBSCRIBERS.items():
            subscribers.subscribe(session, user, posts, slack.workspace.direct(user).id, "ja-JP", now)


def readers(slack: SlackStandIn, company: Company) -> Readers:
    """Those who asked for personal digests, and what they wrote so far."""
    own = {slack.workspace.direct(user).id: company.by[AUTHORS.get(user, "")] for user in SUBSCRIBERS}
    return Readers(own, company.official)


@dataclass
class People:
    """`gone` are the posts that were deleted or hidden: in the end nothing may show them."""

    slack: SlackStandIn
    x: XStandIn
    company: Company
    hours: Hours
    months: Months
    rng: Random
    gone: set[int] = field(default_factory=set[int])

    def respond(self, *, dies: bool = True) -> None:
        """A copy listens to Slack, and may die of it: people press, and like on X, what was shown lately."""
        self._listen(dies=dies)
        shown = self._lately(self.company.eligible.keys())
        for post in self.rng.sample(shown, min(5, len(shown))):
            self._press_under(post)
            if self.rng.random() < 0.8:
                with self.x.lock:
                    self.x.world.like(post)

    def share(self, month: date, *, dies: bool) -> bool:
        """An admin presses «Share with the channel»; returns whether the channel has the results in the end."""
        self._listen(dies=dies)
        told = next((one for one in self.slack.messages("D0ADMIN") if _key(one) == results_key(month, ADMIN)), None)
        if told is not None:
            action = {"type": "button", "action_id": ids.SHARE_RESULTS, "value": f"{month:%Y-%m}"}
            self._press(action, ADMIN, "D0ADMIN", str(told["ts"]))
        return self.hours.pass_until(lambda: self.hours.sightings.saw(results_key(month, CHANNEL)), 6)

    def regret_before(self) -> bool:
        """A post is deleted on X after it was read and before it is shown; False when there is none."""
        read = {number for _, kind, number in self.x.billed.copy() if kind == "post"} - self.hours.sightings.posts
        gone = self.company.delete_one_of(read) if self.rng.random() < 0.5 else None
        self.gone |= {gone} if gone else set()
        return gone is not None

    def regret_after(self) -> bool:
        """The same with a post that was shown lately."""
        shown = self._lately(self.company.alone)
        gone = self.company.delete_one_of(set(shown)) if self.rng.random() < 0.7 else None
        self.gone |= {gone} if gone else set()
        return gone is not None

    def hide(self) -> None:
        """An admin hides a post that was shown: every message with it has to change."""
        shown = self._lately(self.company.alone)
        if not shown or self.rng.random() < 0.3:
            return
        post = self.rng.choice(shown)
        self.company.forget(post)
        asked = self.hours.copies.start(Orders("hide", about=(ADMIN, post)))
        self.gone.add(post)
        self.hours.wait(lambda: asked.exitcode is not None, 5)

    def _listen(self, *, dies: bool) -> None:
        if self.slack.connected:
            return
        orders = Orders("listen")
        if dies and self.rng.random() < 0.6:
            orders = Orders("listen", die_at=self.rng.randint(1, 4), near=self.rng.choice(NEAR))
        self.hours.copies.start(orders)
        self.hours.wait(lambda: self.slack.connected > 0, 3)

    def _press_under(self, post: int) -> None:
        for user in self.rng.sample(READERS, 2):
            pressed = self.rng.choice((ids.TAP_LIKE, ids.TAP_REPOST))
            action = {"type": "button", "action_id": pressed, "block_id": ids.post_block_id(post)}
            for _ in range(self.rng.choice((1, 1, 2))):
                self._press(action, user, self.hours.copies.settings.slack_channel, "")

    def _press(self, action: dict[str, str], user: str, channel: str, message: str) -> None:
        """Whoever listened may have died: then the press is lost, as it is in Slack."""
        if self.slack.connected:
            with suppress(TimeoutError, KeyError):
                self.slack.press(action, user=user, channel=channel, message_ts=message)

    def _lately(self, posts: Collection[int]) -> list[int]:
        """Those of these posts that a digest of the last days showed first, or its thread."""
        days = {self.hours.today - timedelta(days=back) for back in range(LATELY)}
        new = self.hours.sightings.new.items()
        return sorted({post for key, some in new if day_of(key) in days for post in some} & set(posts))


def _key(message: dict[str, object]) -> str:
    match message.get("metadata"):
        case {"event_payload": {"key": str(key)}}:
            return key
        case _:
            return ""
