"""X's answers about posts as domain values. Pure; reads both dialects of X's field names; raises only XBadAnswer.

Field names and their meaning: X's OpenAPI description, schemas Tweet, Media and Problem.
"""

import re
from collections.abc import Collection, Mapping

from tweetnudge.domain.posts import PassedOver, Post, Reason, SeenPost
from tweetnudge.usecases.ports import Page, PostLookup
from tweetnudge.x.envelope import next_token, objects, problems, read
from tweetnudge.x.fields import Record, as_id, as_list, as_object, is_list
from tweetnudge.x.text import links, photo, post_text

HISTORY = ("edit_history_tweet_ids", "edit_history_post_ids")
REFERENCES = ("referenced_tweets", "referenced_posts")
NOTE = ("note_tweet", "note_post")
CLOSED = "/not-authorized-for-resource"  # the author is protected or suspended
ENDS_OF_GONE = ("/resource-not-found", CLOSED)
OLD_REPOST = re.compile(r"RT @[A-Za-z0-9_]+: ")


def page(body: object) -> Page:
    """One page of the List, from the answer of GET /2/lists/:id/tweets. `errors[]` beside it are ignored."""
    answer = read(body, "data", "meta")
    posts = objects(answer, "post")
    return Page(_items(answer, posts), tuple(post.id("id") for post in posts), next_token(answer))


def lookup(body: object, asked: Collection[int], newer: object = None) -> PostLookup:
    """What X says of the posts `asked`, from the answer of GET /2/tweets.

    A post asked for by one id of its edit history may come back under another. It is gone only when
    `errors[]` says so of one of its ids: an id that is merely absent may be X's mistake. `newer` is the
    answer for the ids that `superseded` names; its posts take the place of the outdated ones.
    """
    first, second = read(body, "data"), None if newer is None else read(newer, "data")
    old, new = objects(first, "post"), [] if second is None else objects(second, "post")
    kept = old if second is None else [post for post in old if not _is_superseded(post)]
    found = {number for post in kept + new for number in _own_ids(post)}
    items = _items(first, kept) + (() if second is None else _items(second, new))
    answers = [first] if second is None else [first, second]
    called_gone = {number for answer in answers for number in _called(answer, *ENDS_OF_GONE)}
    for history in map(set, map(_own_ids, old)):
        called_gone |= history if called_gone & history else set()
    gone = frozenset(asked) & (called_gone - found)
    closed = gone & {number for answer in answers for number in _called(answer, CLOSED)}
    return PostLookup(items, gone, tuple(post.id("id") for post in old + new), closed)


def superseded(body: object) -> list[int]:
    """The newest ids of the posts in `body` that were edited since.

    Asked for an outdated id, X answers with the text and the likes of that version.
    """
    posts = objects(read(body, "data"), "post")
    return sorted({max(_own_ids(post)) for post in posts if _is_superseded(post)} - {post.id("id") for post in posts})


def billed(body: object) -> tuple[int, ...]:
    """The ids of the posts in an answer, as far as they can be read: X bills an answer that we cannot use, too."""
    ids = (as_id(as_object(post).get("id")) for post in as_list(as_object(body).get("data")))
    return tuple(number for number in ids if number is not None)


def _called(answer: Record, *ends: str) -> set[int]:
    """The ids of which `errors[]` says so; hosts in `type` vary, so only its end counts."""
    gone = (error.get("resource_id") for error in problems(answer.values) if error.string("type").endswith(ends))
    return {number for number in map(as_id, gone) if number is not None}


def _items(answer: Record, posts: list[Record]) -> tuple[SeenPost | PassedOver, ...]:
    media = answer.part("includes").parts("media")
    return tuple(_item(post, media) for post in posts)


def _item(post: Record, media: list[Record]) -> SeenPost | PassedOver:
    own_ids, author, created_at = _own_ids(post), post.id("author_id"), post.time("created_at")
    reason = _reason(post, own_ids, author)
    if reason:
        return PassedOver(own_ids[0], max(own_ids), author, reason, created_at)
    return SeenPost(
        _post(post, media), post.count("public_metrics", "like_count"), post.get("possibly_sensitive") is True
    )


def _own_ids(post: Record) -> tuple[int, ...]:
    """Every id the post has had, the first one first."""
    history, own = post.ids(*HISTORY), post.id("id")
    return history if own in history else (*history, own)


def _is_superseded(post: Record) -> bool:
    return post.id("id") != max(_own_ids(post))


def _post(post: Record, media: list[Record]) -> Post:
    own_ids, is_cut = _own_ids(post), post.get(*NOTE) is not None
    urls = post.part("entities").parts("urls") + post.part(*NOTE).part("entities").parts("urls")
    text = post_text(post.text("text"), urls, own_ids, is_cut=is_cut)
    return Post(
        id=own_ids[0],
        latest_id=max(own_ids),
        author_id=post.id("author_id"),
        created_at=post.time("created_at"),
        text=text,
        conversation_id=_conversation(post, own_ids),
        links=links(urls, text, own_ids),
        photo=photo(post, media),
        is_cut=is_cut,
        parent_id=_references(post).get("replied_to"),
    )


def _conversation(post: Record, own_ids: tuple[int, ...]) -> int:
    """The thread's first post. X gives an edited first post its own newest id here, so that is put right."""
    conversation = post.id_or_none("conversation_id")
    return own_ids[0] if conversation is None or conversation in own_ids else conversation


def _reason(post: Record, own_ids: tuple[int, ...], author: int) -> Reason | None:
    """Why the post is not for a digest, None when it is."""
    if post.get("withheld") is not None:
        return Reason.WITHHELD
    references = _references(post)
    if "retweeted" in references or OLD_REPOST.match(post.text("text")):
        return Reason.REPOST
    return Reason.REPLY if _is_reply(post, references, own_ids, author) else None


def _is_reply(post: Record, references: Mapping[str, int], own_ids: tuple[int, ...], author: int) -> bool:
    """Whether the post answers somebody else, or something that X does not name; an own thread is no reply."""
    answered = post.id_or_none("in_reply_to_user_id")
    if answered is not None and answered != author:
        return True
    if "replied_to" in references:
        return answered is None
    return _conversation(post, own_ids) != own_ids[0]


def _references(post: Record) -> dict[str, int]:
    """The posts this one refers to, by kind. They decide what may be shown, so an unknown form is not guessed at."""
    references = post.get(*REFERENCES)
    if references is not None and not is_list(references):
        raise post.unreadable(REFERENCES[0])
    entries = [Record(one, post.title) for one in as_list(references)]
    return {entry.text("type"): entry.id("id") for entry in entries}
