"""The X the stand-in knows: one List, its people and their posts, and what can happen to them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TypedDict, Unpack

from tweetnudge.demo import x_text
from tweetnudge.demo.server import JSON, utc_now

LIST_ID = "1700000000000000001"
FIRST_USER_ID = 1_200_000_001
SNOWFLAKE_EPOCH_MS = 1_288_834_974_657
METRICS = ("retweet_count", "reply_count", "like_count", "quote_count", "bookmark_count", "impression_count")
COUNTED_BY = {"retweeted": "retweet_count", "quoted": "quote_count", "replied_to": "reply_count"}
OPTIONS = {"at", "reply_to", "quote_of", "repost_of", "photo", "note_text", "sensitive", "withheld"}


class PostOptions(TypedDict, total=False):
    """What a post can be besides a text.

    `at` is the exact moment, instead of `minutes_ago`. `reply_to`, `quote_of` and `repost_of` are ids of posts;
    a reply to one's own post continues a thread. `photo` is (url, alt). `note_text` is the whole of a long post:
    its `text` becomes X's cut. `withheld` are country codes. Any further argument goes into X's JSON as it is.
    """

    at: datetime
    reply_to: int
    quote_of: int
    repost_of: int
    photo: tuple[str, str]
    note_text: str
    sensitive: bool
    withheld: Sequence[str]
    lang: str


@dataclass(slots=True)
class World:
    """People, posts (every version of each, by id, in X's old dialect and unescaped) and the List's members.

    `writer` is whose credentials sign requests: the List's owner, unless a test says otherwise.
    """

    now: Callable[[], datetime] = utc_now
    list_id: str = LIST_ID
    list_name: str = "Our colleagues"
    private: bool = False
    users: dict[int, JSON] = field(default_factory=dict[int, JSON])
    posts: dict[int, JSON] = field(default_factory=dict[int, JSON])
    media: dict[str, JSON] = field(default_factory=dict[str, JSON])
    members: list[int] = field(default_factory=list[int])
    suspended: set[int] = field(default_factory=set[int])
    owner: int = 0
    writer: int = 0
    _numbers: Iterator[int] = field(default_factory=lambda: count(1), init=False)

    def __post_init__(self) -> None:
        self.owner = self.writer = self.add_user("list_owner", "List owner", listed=False)

    def add_user(
        self, handle: str, name: str, *, avatar: str | None = None, protected: bool = False, listed: bool = True
    ) -> int:
        """Somebody on X, and on the List unless `listed` is false. An empty `avatar` leaves the picture out."""
        number = FIRST_USER_ID + len(self.users)
        picture = f"https://avatars.example/{handle}.png" if avatar is None else avatar
        self.users[number] = {
            "id": str(number),
            "name": name,
            "username": handle,
            "protected": protected,
            "created_at": "2015-04-01T00:00:00.000Z",
            "profile_image_url": picture or None,
        }
        if listed:
            self.members.append(number)
        return number

    def user_id(self, handle: str) -> int:
        """Whose handle this is, in whatever case. Raises KeyError."""
        named = (number for number, user in self.users.items() if user["username"].lower() == handle.lower())
        for number in named:
            return number
        raise KeyError(handle)

    def protect(self, handle: str, *, protected: bool = True) -> None:
        """Their posts are for followers only from now on (or again for everyone)."""
        self.users[self.user_id(handle)]["protected"] = protected

    def suspend(self, handle: str) -> None:
        """X closes the account."""
        self.suspended.add(self.user_id(handle))

    def rename(self, handle: str, new: str) -> None:
        """The account gets a new handle; its id stays."""
        self.users[self.user_id(handle)]["username"] = new

    def post(
        self, handle: str, text: str = "", *, minutes_ago: float = 45, likes: int = 0, **options: Unpack[PostOptions]
    ) -> int:
        """Post; links in `text` become t.co links. Returns the id, which sorts by time and is never used twice."""
        at = options.get("at", self.now() - timedelta(minutes=minutes_ago))
        number, author = self._new_id(at), self.user_id(handle)
        post: JSON = {
            "id": str(number),
            "author_id": str(author),
            "created_at": _stamp(at),
            "conversation_id": str(number),
            "edit_history_tweet_ids": [str(number)],
            "public_metrics": dict.fromkeys(METRICS, 0) | {"like_count": likes},
            "possibly_sensitive": options.get("sensitive", False),
        }
        if withheld := options.get("withheld"):
            post["withheld"] = {"copyright": False, "country_codes": [*withheld]}
        self._write(post, self._refer(post, text, options), options)
        post.update({name: value for name, value in options.items() if name not in OPTIONS})
        self.posts[number] = post
        return number

    def thread(self, handle: str, texts: Sequence[str], *, minutes_ago: float = 45, likes: int = 0) -> list[int]:
        """One post a text, a minute apart, each continuing the one before."""
        ids = [self.post(handle, texts[0], minutes_ago=minutes_ago, likes=likes)]
        for later, text in enumerate(texts[1:], start=1):
            ids.append(self.post(handle, text, minutes_ago=minutes_ago - later, likes=likes, reply_to=ids[-1]))
        return ids

    def edit(self, post_id: int, text: str, *, minutes_ago: float = 0) -> int:
        """A newer version, under an id of its own; every version knows the whole history and shares its likes."""
        old, at = self.posts[post_id], self.now() - timedelta(minutes=minutes_ago)
        number = self._new_id(at)
        history = old["edit_history_tweet_ids"]
        history.append(str(number))
        new = old | {"id": str(number), "created_at": _stamp(at), "note_tweet": None}
        self._write(new, text, self._kept(old))
        self.posts[number] = new
        return number

    def delete(self, post_id: int) -> None:
        """The post goes, all its versions with it."""
        for version in self.posts[post_id]["edit_history_tweet_ids"]:
            del self.posts[int(version)]

    def like(self, post_id: int, n: int = 1) -> None:
        """`n` more people like the post."""
        self.posts[post_id]["public_metrics"]["like_count"] += n

    def _new_id(self, at: datetime) -> int:
        """A snowflake; the running number in its low bits keeps it unique and in the order of posting."""
        ms = round(at.timestamp() * 1000)
        return ((ms - SNOWFLAKE_EPOCH_MS) << 22) + next(self._numbers)

    def _refer(self, post: JSON, text: str, options: PostOptions) -> str:
        """Tie the post to those it answers, quotes or reposts; returns the text X makes of it."""
        found: list[dict[str, str]] = []
        named = {"retweeted": options.get("repost_of"), "quoted": options.get("quote_of")}
        for kind, number in (named | {"replied_to": options.get("reply_to")}).items():
            if number is not None:
                self.posts[number]["public_metrics"][COUNTED_BY[kind]] += 1
                found.append({"type": kind, "id": str(number)})
        post["referenced_tweets"] = found or None
        if "reply_to" in options:
            text = self._reply(post, self.posts[options["reply_to"]], text)
        if "quote_of" in options:
            text = f"{text} {self.address(options['quote_of'])}".strip()
        if "repost_of" in options:
            original = self.posts[options["repost_of"]]
            text = x_text.cut_repost(f"RT @{self._handle(original)}: {original['text']}")
        return text

    def _reply(self, post: JSON, parent: JSON, text: str) -> str:
        post["in_reply_to_user_id"] = parent["author_id"]
        post["conversation_id"] = parent["conversation_id"]
        own, greeting = post["author_id"] == parent["author_id"], f"@{self._handle(parent)} "
        return text if own or text.startswith("@") else greeting + text

    def address(self, post_id: int) -> str:
        """The post's page on X."""
        return f"https://x.com/{self._handle(self.posts[post_id])}/status/{post_id}"

    def _kept(self, old: JSON) -> PostOptions:
        """What an edit leaves alone."""
        for key in media_keys(old):
            return {"photo": (self.media[key]["url"], self.media[key]["alt_text"] or "")}
        return {}

    def _handle(self, post: JSON) -> str:
        return str(self.users[int(post["author_id"])]["username"])

    def _write(self, post: JSON, text: str, options: PostOptions) -> None:
        """Put the text in: links shortened, the photo's link behind it, long posts cut."""
        links: list[JSON] = []
        whole = x_text.URL.sub(lambda found: self._link(found[0], links), options.get("note_text") or text)
        if "photo" in options:
            whole = f"{whole} {self._photo(post, options['photo'], links)}".strip()
        post["text"] = whole
        if "note_text" in options:
            post["note_tweet"] = {"text": whole, "entities": x_text.entities(whole, links)}
            post["text"] = x_text.cut(whole)
        post["entities"] = x_text.entities(post["text"], links) or None
        post["lang"] = x_text.language(whole)

    def _link(self, url: str, links: list[JSON]) -> str:
        if url.startswith(x_text.T_CO):
            return url
        links.append(
            {"url": x_text.shorten(next(self._numbers)), "expanded_url": url, "display_url": x_text.display(url)}
        )
        return str(links[-1]["url"])

    def _photo(self, post: JSON, photo: tuple[str, str], links: list[JSON]) -> str:
        url, alt = photo
        key = f"3_{post['id']}"
        self.media[key] = {"media_key": key, "type": "photo", "url": url, "alt_text": alt or None}
        self.media[key] |= {"width": 1200, "height": 800}
        post["attachments"] = {"media_keys": [key]}
        page = f"https://x.com/{self._handle(post)}/status/{post['id']}/photo/1"
        t_co = x_text.shorten(next(self._numbers))
        links.append({"url": t_co, "expanded_url": page, "display_url": f"pic.x.com/{t_co[-10:]}", "media_key": key})
        return t_co


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def references(post: JSON) -> list[dict[str, str]]:
    """Which posts it answers, quotes or reposts."""
    return post.get("referenced_tweets") or []


def media_keys(post: JSON) -> list[str]:
    """The photos it carries."""
    attachments: JSON = post.get("attachments") or {}
    return attachments.get("media_keys", [])
