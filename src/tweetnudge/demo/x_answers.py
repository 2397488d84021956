"""The shape of X's answers: exactly the fields asked for, includes, problems, and the newer dialect."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, cast

from tweetnudge.demo import x_text
from tweetnudge.demo.server import JSON
from tweetnudge.demo.x_world import World, media_keys, references

Dialect = Literal["old", "new"]

PROBLEMS = "https://api.twitter.com/2/problems/"
POST_DEFAULT = frozenset({"id", "text", "edit_history_tweet_ids"})
USER_DEFAULT = frozenset({"id", "name", "username"})
MEDIA_DEFAULT = frozenset({"media_key", "type"})
LIST_DEFAULT = frozenset({"id", "name"})

# What SPEC 2.167 renamed; parameters are understood under either name.
RENAMED = {
    "note_tweet": "note_post",
    "referenced_tweets": "referenced_posts",
    "edit_history_tweet_ids": "edit_history_post_ids",
    "retweet_count": "repost_count",
    "tweets": "posts",
}


class Problem(Exception):
    """A request X refuses."""

    def __init__(self, status: int, title: str, detail: str, kind: str = "", **more: Any) -> None:
        super().__init__(detail)
        self.status = status
        kind = PROBLEMS + kind if kind else "about:blank"
        self.body: JSON = {"title": title, "detail": detail, "type": kind, "status": status, **more}


def invalid(parameter: str, value: str, why: str) -> Problem:
    """400: a parameter is not what it must be."""
    message = f"The `{parameter}` query parameter value [{value}] {why}"
    errors = [{"parameters": {parameter: [value]}, "message": message}]
    detail = "One or more parameters to your request was invalid."
    return Problem(400, "Invalid Request", detail, "invalid-request", errors=errors)


def not_found(what: str, parameter: str, value: str) -> JSON:
    """An `errors` entry: there is no such thing, or no longer."""
    return _missing(what, parameter, value, "Not Found Error", "Could not find", "resource-not-found")


def not_authorized(what: str, parameter: str, value: str) -> JSON:
    """An `errors` entry: only its author's followers may see it."""
    return _missing(
        what,
        parameter,
        value,
        "Authorization Error",
        "Sorry, you are not authorized to see the",
        "not-authorized-for-resource",
    )


def suspended(what: str, parameter: str, value: str) -> JSON:
    """An `errors` entry: X closed the account."""
    return _missing(what, parameter, value, "Forbidden", "User has been suspended:", "resource-not-found")


def _missing(what: str, parameter: str, value: str, title: str, detail: str, kind: str) -> JSON:
    detail = f"{detail} {what} with {parameter}: [{value}]."
    named = {"value": value, "parameter": parameter, "resource_id": value, "resource_type": what}
    return named | {"title": title, "detail": detail, "type": PROBLEMS + kind}


class Asked:
    """The fields and expansions a request asks for, in the old dialect's names."""

    def __init__(self, query: Mapping[str, str], dialect: Dialect) -> None:
        self._query, self._dialect = query, dialect
        self.post = POST_DEFAULT | self._names("tweet.fields")
        self.user = USER_DEFAULT | self._names("user.fields")
        self.media = MEDIA_DEFAULT | self._names("media.fields")
        self.list = LIST_DEFAULT | self._names("list.fields")
        self.expansions = self._names("expansions")

    def _names(self, parameter: str) -> frozenset[str]:
        given = self._query.get(parameter, "")
        if self._dialect == "old":
            return frozenset(given.split(","))
        given += "," + self._query.get(parameter.replace("tweet.", "post."), "")
        return frozenset(_old_name(name) for name in given.split(","))


def _old_name(name: str) -> str:
    first, dot, rest = name.partition(".")
    return {new: old for old, new in RENAMED.items()}.get(first, first) + dot + rest


class Answers:
    """Puts answers together from a world, for one request."""

    def __init__(self, world: World, asked: Asked) -> None:
        self.world, self.asked = world, asked

    def post(self, post: JSON) -> JSON:
        shown = _only(post, self.asked.post)
        shown["text"] = x_text.escape(post["text"])
        if "note_tweet" in shown:
            shown["note_tweet"] = shown["note_tweet"] | {"text": x_text.escape(shown["note_tweet"]["text"])}
        return shown

    def user(self, user: JSON) -> JSON:
        return _only(user, self.asked.user)

    def posts(self, posts: Iterable[JSON], errors: Iterable[JSON] = ()) -> JSON:
        """`data`, `includes` and `errors`, each only when there is something in it."""
        posts = list(posts)
        referenced, hidden = self._referenced(posts)
        body = {
            "data": [self.post(post) for post in posts],
            "includes": _filled(
                {
                    "users": [self.user(user) for user in self._people(posts, referenced)],
                    "tweets": [self.post(post) for post in referenced],
                    "media": self._media([*posts, *referenced]),
                }
            ),
            "errors": [*errors, *hidden],
        }
        return _filled(body)

    def problem(self, post_id: str, parameter: str = "ids") -> JSON | None:
        """Why a post is not shown; None when it is."""
        post = self.world.posts.get(int(post_id))
        if post is None:
            return not_found("tweet", parameter, post_id)
        author = int(post["author_id"])
        if author in self.world.suspended:
            return suspended("tweet", parameter, post_id)
        return not_authorized("tweet", parameter, post_id) if self.world.users[author]["protected"] else None

    def _referenced(self, posts: list[JSON]) -> tuple[list[JSON], list[JSON]]:
        if "referenced_tweets.id" not in self.asked.expansions:
            return [], []
        ids = dict.fromkeys(ref["id"] for post in posts for ref in references(post))
        problems = {post_id: self.problem(post_id, "referenced_tweets.id") for post_id in ids}
        shown = [self.world.posts[int(post_id)] for post_id, problem in problems.items() if problem is None]
        return shown, [problem for problem in problems.values() if problem]

    def _people(self, posts: list[JSON], referenced: list[JSON]) -> list[JSON]:
        wanted: dict[str, None] = {}
        for name, of in (
            ("author_id", posts),
            ("in_reply_to_user_id", posts),
            ("referenced_tweets.id.author_id", referenced),
        ):
            if name in self.asked.expansions:
                wanted |= dict.fromkeys(post[name.rpartition(".")[2]] for post in of if name.rpartition(".")[2] in post)
        return [self.world.users[int(user_id)] for user_id in wanted]

    def _media(self, posts: list[JSON]) -> list[JSON]:
        if "attachments.media_keys" not in self.asked.expansions:
            return []
        keys = dict.fromkeys(key for post in posts for key in media_keys(post))
        return [_only(self.world.media[key], self.asked.media) for key in keys if key in self.world.media]


def renamed(body: JSON) -> JSON:
    """An answer in the newer dialect."""
    return {RENAMED.get(name, name): _renamed(value) for name, value in body.items()}


def _renamed(value: Any) -> Any:
    if isinstance(value, dict):
        return renamed(cast("JSON", value))
    if isinstance(value, list):
        return [_renamed(item) for item in cast("list[Any]", value)]
    return value


def _only(item: JSON, wanted: frozenset[str]) -> JSON:
    """What was asked for and is there: X leaves null fields out."""
    return {name: value for name, value in item.items() if name in wanted and value is not None}


def _filled(body: JSON) -> JSON:
    return {name: value for name, value in body.items() if value}
