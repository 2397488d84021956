"""Which posts are shown: eligibility, whose turn it is, and how many fit (choose_digest)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby, zip_longest
from typing import Any

from tweetnudge.domain.posts import Post, SeenPost

OFFICIAL_DIGEST_DAYS = 2
OFFICIAL_AT_MOST = 2
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in a digest: a post, or the posts of an author's own thread, oldest first."""

    posts: tuple[Post, ...]

    @property
    def lead(self) -> Post:
        """The post that is shown; the rest of a thread is one tap away."""
        return self.posts[0]

    @property
    def is_thread(self) -> bool:
        return len(self.posts) > 1


@dataclass(frozen=True, slots=True)
class Digest:
    """What one message shows, each group oldest first. Holds no count and no order of merit."""

    official: tuple[Entry, ...] = ()
    colleagues: tuple[Entry, ...] = ()
    more_waiting: bool = False
    after_days_off: bool = False

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.official + self.colleagues

    @property
    def entry_ids(self) -> tuple[tuple[int, ...], ...]:
        """The ids of each entry's posts, in the order shown."""
        return tuple(tuple(post.id for post in entry.posts) for entry in self.entries)

    @property
    def about(self) -> dict[str, Any]:
        """What else has to be remembered, as JSON values, to show the same digest again."""
        return {
            "official": [entry.lead.id for entry in self.official],
            "more_waiting": self.more_waiting,
            "after_days_off": self.after_days_off,
        }


@dataclass(frozen=True, slots=True)
class Window:
    """From when to when a post must have been written to be shown.

    Official accounts' posts age sooner; the newest wait a little, their author may still regret them.
    """

    oldest: datetime
    oldest_official: datetime
    newest: datetime

    def takes(self, post: Post, *, official: bool) -> bool:
        oldest = max(self.oldest, self.oldest_official) if official else self.oldest
        return oldest <= post.created_at <= self.newest


@dataclass(frozen=True, slots=True)
class Turn:
    """What the choice depends on beside the posts: sizes, official accounts' ids, who was shown when."""

    window: Window
    size: int
    official: frozenset[int] = frozenset()
    last_surfaced: Mapping[int, datetime] | None = None
    after_days_off: bool = False


def choose_digest(waiting: Iterable[SeenPost], turn: Turn) -> Digest:
    """Choose a digest from posts not yet surfaced, their authors all willing.

    Authors come first, posts second: whoever was surfaced longest ago, then the post fewest people liked,
    then the oldest. Nobody comes twice while somebody else waits. What is not chosen keeps waiting.
    """
    queues = _queues(waiting, turn)
    official = [queue[0] for author, queue in queues if author in turn.official]
    colleagues = list(_rounds(queue for author, queue in queues if author not in turn.official))
    shown_official = official[: _places_for_official(turn.size, len(colleagues))]
    shown_colleagues = colleagues[: turn.size - len(shown_official)]
    shown = len(shown_official) + len(shown_colleagues)
    return Digest(
        official=_chronological(shown_official),
        colleagues=_chronological(shown_colleagues),
        more_waiting=sum(len(queue) for _, queue in queues) > shown,
        after_days_off=turn.after_days_off,
    )


def still_shown(
    entries: Iterable[tuple[int, ...]], posts: Mapping[int, Post], about: Mapping[str, Any] | None
) -> Digest:
    """A digest shown before, with what is left of its posts; `about` is what Digest.about said then."""
    about = about or {}
    official = set(about.get("official", ()))
    left = [(ids[0], Entry(tuple(posts[post_id] for post_id in ids if post_id in posts))) for ids in entries]
    return Digest(
        official=tuple(entry for lead, entry in left if entry.posts and lead in official),
        colleagues=tuple(entry for lead, entry in left if entry.posts and lead not in official),
        more_waiting=bool(about.get("more_waiting")),
        after_days_off=bool(about.get("after_days_off")),
    )


def entries_of(posts: Iterable[SeenPost]) -> list[Entry]:
    """Posts of any authors as entries, threads together, oldest first."""
    ordered = sorted(posts, key=lambda seen: (seen.post.author_id, seen.post.id))
    grouped = groupby(ordered, key=lambda seen: seen.post.author_id)
    return list(_chronological([entry for _, own in grouped for _, entry in _entries(own)]))


def _queues(waiting: Iterable[SeenPost], turn: Turn) -> list[tuple[int, list[Entry]]]:
    """Each author's entries, best first; authors in the order of their turn."""
    eligible = [seen for seen in waiting if _eligible(seen, turn)]
    eligible.sort(key=lambda seen: (seen.post.author_id, seen.post.id))
    ranked: list[tuple[tuple[datetime, int, datetime, int], int, list[Entry]]] = []
    for author, posts in groupby(eligible, key=lambda seen: seen.post.author_id):
        entries = sorted(_entries(posts), key=lambda item: item[0])
        since = (turn.last_surfaced or {}).get(author, NEVER)
        ranked.append(((since, *entries[0][0]), author, [entry for _, entry in entries]))
    return [(author, entries) for _, author, entries in sorted(ranked, key=lambda item: item[0])]


def _eligible(seen: SeenPost, turn: Turn) -> bool:
    return not seen.sensitive and turn.window.takes(seen.post, official=seen.post.author_id in turn.official)


def _entries(posts: Iterable[SeenPost]) -> Iterator[tuple[tuple[int, datetime, int], Entry]]:
    """An author's posts, a thread as one entry, each with what it is compared by."""
    posts = list(posts)
    # After an edit of its first post, X may call a thread by the edit's id.
    first = {seen.post.latest_id: seen.post.id for seen in posts}
    threads: dict[int, list[SeenPost]] = {}
    for seen in posts:
        conversation = seen.post.conversation_id
        threads.setdefault(first.get(conversation, conversation), []).append(seen)
    for thread in threads.values():
        thread.sort(key=lambda seen: (seen.post.created_at, seen.post.id))
        lead = thread[0]
        yield (lead.likes, lead.post.created_at, lead.post.id), Entry(tuple(seen.post for seen in thread))


def _rounds(queues: Iterable[list[Entry]]) -> Iterator[Entry]:
    """One entry of each author, then a second round, and so on."""
    for round_ in zip_longest(*queues):
        yield from (entry for entry in round_ if entry is not None)


def _places_for_official(size: int, colleagues_waiting: int) -> int:
    """Two at most, never more than half, while colleagues wait; whatever they leave free otherwise."""
    return max(min(OFFICIAL_AT_MOST, size // 2), size - colleagues_waiting)


def _chronological(entries: Collection[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.lead.created_at, entry.lead.id)))
