"""What people write on X, put into the stand-in and written down as it is true there."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from people import LONG, TEXTS, Act, People, Person

from tweetnudge.demo.x import XStandIn

OLD = timedelta(days=40)  # by then a post was shown or has expired, however many days off there were


@dataclass(slots=True)
class Written:
    """A post as X has it. `may_be_shown` is false for replies, reposts and what X calls sensitive."""

    id: int
    author: Person
    at: datetime
    thread: int
    may_be_shown: bool = True
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    hidden_at: datetime | None = None
    spoiled: bool = False  # in a thread of which something was deleted or hidden: nothing is promised of it


@dataclass(slots=True)
class Timeline:
    """Everything that was ever written."""

    x: XStandIn
    people: People
    rng: Random
    posts: dict[int, Written] = field(default_factory=dict)

    def acts(self, act: Act) -> None:
        """Write, edit or delete."""
        with self.x.lock:
            match act.what:
                case "edit":
                    self._edit(act)
                case "delete":
                    self._delete(act)
                case "thread":
                    self._thread(act)
                case _:
                    self._write(act)

    def own_lately(self, person: Person, now: datetime) -> list[Written]:
        """What somebody wrote within a week and has not deleted or hidden."""
        mine = (post for post in self.posts.values() if post.author is person and post.may_be_shown)
        return [post for post in mine if not post.deleted_at and not post.hidden_at and now - post.at < timedelta(7)]

    def hide(self, post: Written, now: datetime) -> None:
        """Its author hid it, and with it the thread it is in."""
        for same in self._thread_of(post):
            same.hidden_at, same.spoiled = same.hidden_at or now, True

    def trim(self, now: datetime) -> None:
        """X forgets what nobody asks about any more, so that its memory is not taken for the bot's."""
        with self.x.lock:
            for number in [number for number, post in self.posts.items() if now - post.at > OLD]:
                for version in (self.x.world.posts.get(number) or {}).get("edit_history_tweet_ids", []):
                    self.x.world.posts.pop(int(version), None)
                    self.x.world.media.pop(f"3_{version}", None)
            self.x.requests.clear()
            self.x.authorizations.clear()
            self.x.billed.clear()

    def _thread_of(self, post: Written) -> list[Written]:
        return [other for other in self.posts.values() if other.thread == post.thread and other.author is post.author]

    def _write(self, act: Act) -> None:
        text, more = self.rng.choice(TEXTS), {}
        others = [p for p in self.posts.values() if p.author is not act.who and p.id in self.x.world.posts]
        other = self.rng.choice(others[-30:]).id if others else None
        match act.what:
            case "long":
                more = {"note_text": LONG * self.rng.randrange(10, 400)}
            case "photo":
                more = {"photo": (f"https://photos.example/{act.number}.png", LONG * self.rng.randrange(3))}
            case "sensitive":
                more = {"sensitive": True}
            case "quote" | "reply" | "repost" if other:
                more = {{"quote": "quote_of", "reply": "reply_to", "repost": "repost_of"}[act.what]: other}
        number = self.x.world.post(act.who.handle, text, at=act.at, likes=self.rng.randrange(9), **more)
        shown = not more.keys() & {"reply_to", "repost_of", "sensitive"}
        root = int(self.x.world.posts[number]["conversation_id"])
        self.posts[number] = Written(number, act.who, act.at, root, shown)
        if shown:
            self._second_thoughts(number, act)

    def _second_thoughts(self, number: int, act: Act) -> None:
        if self.rng.random() < 0.06:
            self.people.plan(act.at + timedelta(minutes=self.rng.uniform(1, 50)), "edit", act.who, number)
        elif self.rng.random() < 0.06:
            self.people.plan(act.at + timedelta(minutes=self.rng.uniform(1, 6000)), "delete", act.who, number)

    def _thread(self, act: Act) -> None:
        """Its posts are minutes apart; some come so late that what was before is in a digest already."""
        if act.about is None:
            number = self.x.world.post(act.who.handle, f"1/ {LONG}", at=act.at)
        elif act.about not in self.x.world.posts:
            return
        else:
            number = self.x.world.post(act.who.handle, f"and {LONG}", at=act.at, reply_to=act.about)
        root = int(self.x.world.posts[number]["conversation_id"])
        spoiled = root in self.posts and self.posts[root].spoiled
        self.posts[number] = Written(number, act.who, act.at, root, spoiled=spoiled)
        if self.rng.random() < 0.6:
            later = timedelta(minutes=self.rng.choice((2, 3, 10, 45, 700)))
            self.people.plan(act.at + later, "thread", act.who, number)

    def _edit(self, act: Act) -> None:
        post = self.posts[act.about]
        if post.deleted_at is None:
            self.x.world.edit(post.id, f"{self.rng.choice(TEXTS)} (edited)")
            post.edited_at = self.x.world.now()

    def _delete(self, act: Act) -> None:
        post = self.posts[act.about]
        self.x.world.delete(post.id)
        post.deleted_at = self.x.world.now()
        for same in self._thread_of(post):
            same.spoiled = True
