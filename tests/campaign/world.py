"""The company the bot reads during a campaign, and what it posts from hour to hour."""

from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

from tweetnudge.demo.x import XStandIn

COLLEAGUES = tuple(f"colleague_{number}" for number in range(12))
OFFICIAL = "the_company"
TEXTS = (
    "はじめての登壇が終わりました。聞いてくださったみなさん、ありがとうございます。",
    "Small joy of the day: deleted 400 lines of code, and every test still passes.",
    "勉強会の資料を公開しました https://slides.example/first-talk #勉強会",
    "<!channel> and *bold* & <https://evil.example|this> are only letters.",
    "朝のコーヒーは浅煎りで ☕️",
)
PHOTO = ("https://photos.example/cat.png", "丸くなって眠る三毛猫")


@dataclass
class Company:
    """People who post. `eligible` are posts a digest has to show in the end, each with the first of its thread.

    `alone` are those of them that are no thread, `official` the company's own; `by` has everybody's posts.
    """

    x: XStandIn
    rng: Random
    eligible: dict[int, int] = field(default_factory=dict[int, int])
    alone: set[int] = field(default_factory=set[int])
    official: set[int] = field(default_factory=set[int])
    by: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        for handle in (*COLLEAGUES, OFFICIAL):
            self.x.world.add_user(handle, handle.replace("_", " ").title())
        self.x.world.add_user("outsider", "Outsider", listed=False)

    def post_something(self, times: int) -> None:
        """A few things happen on X, now: X's ids have to grow with time."""
        with self.x.lock:
            for _ in range(times):
                self.rng.choice(
                    [self._post, self._post, self._post, self._thread, self._photo, self._reply, self._repost,
                     self._official]
                )()  # fmt: skip

    def post_at_least(self, times: int) -> None:
        """So that a digest is due, and perhaps a thread under it."""
        with self.x.lock:
            for _ in range(times):
                self._post()

    def delete_one_of(self, read: set[int]) -> int | None:
        """An author regrets something the bot has read; None when there is no such post."""
        found = sorted(self.alone & read)
        if not found:
            return None
        gone = self.rng.choice(found)
        with self.x.lock:
            self.x.world.delete(gone)
        self.forget(gone)
        return gone

    def forget(self, post: int) -> None:
        """This post need not be shown any more, nor what continues it."""
        self.alone.discard(post)
        self.eligible = {one: lead for one, lead in self.eligible.items() if post not in {one, lead}}

    def authors(self, posts: set[int]) -> set[str]:
        """Who wrote these, as far as they are still on X."""
        return {str(self.x.world.posts[post]["author_id"]) for post in posts & self.x.world.posts.keys()}

    def _post(self) -> None:
        self._said(handle := self._somebody(), self.x.world.post(handle, self.rng.choice(TEXTS), minutes_ago=0))

    def _photo(self) -> None:
        handle = self._somebody()
        self._said(handle, self.x.world.post(handle, self.rng.choice(TEXTS), minutes_ago=0, photo=PHOTO))

    def _thread(self) -> None:
        handle = self._somebody()
        lead = self.x.world.post(handle, "One.", minutes_ago=0)
        following = self.x.world.post(handle, "Two.", minutes_ago=0, reply_to=lead)
        self.eligible |= {lead: lead, following: lead}
        self.by[handle] |= {lead, following}

    def _reply(self) -> None:
        asked = self.x.world.post("outsider", "How do you do?", minutes_ago=0)
        self.x.world.post(self._somebody(), "Very well, thank you.", minutes_ago=0, reply_to=asked)

    def _repost(self) -> None:
        liked = self.x.world.post("outsider", "Look at this.", minutes_ago=0)
        self.x.world.post(self._somebody(), minutes_ago=0, repost_of=liked)

    def _official(self) -> None:
        """May expire before its turn comes, by rule: not among those that have to be shown."""
        self.official.add(self.x.world.post(OFFICIAL, "Our news.", minutes_ago=0))

    def _said(self, handle: str, post: int) -> None:
        self.by[handle].add(post)
        self.eligible[post] = post
        self.alone.add(post)

    def _somebody(self) -> str:
        return self.rng.choice(COLLEAGUES)
