"""Which posts are shown: eligibility, whose turn it is, what comes again, and how many fit (choose_digest)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby, zip_longest
from typing import Any

from tweetnudge.domain.posts import Post, SeenPost

OFFICIAL_DIGEST_DAYS = 2
OFFICIAL_AT_MOST = 2
# Another look: for posts hardly anybody has answered, the day after.
AGAIN_AT_MOST = 2  # entries in a digest
LOOKS_AT_MOST = 2  # a post
FEW_LIKES, FEW_TAPS = 1, 2
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
    """What one message shows, each group oldest first. Holds no count and no order of merit.

    What is left over `goes_on` in the message's thread, or else waits; a message `in_thread` is such a continuation.
    """

    official: tuple[Entry, ...] = ()
    colleagues: tuple[Entry, ...] = ()
    again: tuple[Entry, ...] = ()  # were shown before
    more_waiting: bool = False
    after_days_off: bool = False
    goes_on: bool = False
    in_thread: bool = False

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.official + self.colleagues + self.again

    @property
    def entry_ids(self) -> tuple[tuple[int, ...], ...]:
        """The ids of each entry's posts, in the order shown."""
        return ids_of(self.entries)

    @property
    def about(self) -> dict[str, Any]:
        """What else has to be remembered, as JSON values, to show the same digest again."""
        return {
            "official": [entry.lead.id for entry in self.official],
            "again": [entry.lead.id for entry in self.again],
            "more_waiting": self.more_waiting,
            "after_days_off": self.after_days_off,
            "goes_on": self.goes_on,
            "in_thread": self.in_thread,
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
    """What the choice depends on beside the posts: sizes, official accounts' ids, who was shown when.

    In a thread what did not fit into the day's message goes on: nothing comes again there.
    """

    window: Window
    size: int
    official: frozenset[int] = frozenset()
    last_surfaced: Mapping[int, datetime] | None = None
    after_days_off: bool = False
    again: int = AGAIN_AT_MOST
    in_thread: bool = False
    thread: int = 0  # how many posts may follow in the thread; for a message in it, its own among them


def choose_digest(waiting: Iterable[SeenPost], turn: Turn, shown: Iterable[SeenPost] = ()) -> Digest:
    """Choose a digest from posts not yet surfaced, their authors all willing.

    Authors come first, posts second: whoever was surfaced longest ago, then the post fewest people liked,
    then the oldest. Nobody comes twice while somebody else waits. What is not chosen keeps waiting.

    Of posts `shown` before, of which is known how they stood a day later, some come again beside what is new, those
    with the fewest answers first. They alone make no digest: a day with nothing new stays silent.
    """
    queues = _queues(waiting, turn)
    of_official = [queue if turn.in_thread else queue[:1] for author, queue in queues if author in turn.official]
    official = list(_rounds(of_official))
    colleagues = list(_rounds(queue for author, queue in queues if author not in turn.official))
    shown_official = official[: _places_for_official(turn.size, len(colleagues))]
    shown_colleagues = colleagues[: turn.size - len(shown_official)]
    new = len(shown_official) + len(shown_colleagues)
    left = sum(len(queue) for _, queue in queues) - new
    return Digest(
        official=_chronological(shown_official),
        colleagues=_chronological(shown_colleagues),
        again=_chronological(_missed(shown, turn)) if new and not turn.in_thread else (),
        more_waiting=left > 0,
        after_days_off=turn.after_days_off and not turn.in_thread,
        goes_on=left > 0 and turn.thread - (new if turn.in_thread else 0) > 0,
        in_thread=turn.in_thread,
    )


def still_shown(
    entries: Iterable[tuple[int, ...]], posts: Mapping[int, Post], about: Mapping[str, Any] | None
) -> Digest:
    """A digest shown before, with what is left of its posts; `about` is what Digest.about said then."""
    about = about or {}
    official, again = set(about.get("official", ())), set(about.get("again", ()))
    left = [(ids[0], left_of(ids, posts)) for ids in entries]
    return Digest(
        official=tuple(entry for lead, entry in left if entry.posts and lead in official),
        colleagues=tuple(entry for lead, entry in left if entry.posts and lead not in official | again),
        again=tuple(entry for lead, entry in left if entry.posts and lead in again),
        more_waiting=bool(about.get("more_waiting")),
        after_days_off=bool(about.get("after_days_off")),
        goes_on=bool(about.get("goes_on")),
        in_thread=bool(about.get("in_thread")),
    )


def left_of(ids: Iterable[int], posts: Mapping[int, Post]) -> Entry:
    """What is left of an entry; perhaps nothing."""
    return Entry(tuple(posts[post_id] for post_id in ids if post_id in posts))


def ids_of(entries: Iterable[Entry]) -> tuple[tuple[int, ...], ...]:
    """The ids of each entry's posts."""
    return tuple(tuple(post.id for post in entry.posts) for entry in entries)


def entries_of(posts: Iterable[SeenPost]) -> list[Entry]:
    """Posts of any authors as entries, threads together, oldest first."""
    return list(_chronological([_entry(thread) for own in _by_author(posts) for thread in _threads(own)]))


def _queues(waiting: Iterable[SeenPost], turn: Turn) -> list[tuple[int, list[Entry]]]:
    """Each author's entries, best first; authors in the order of their turn."""
    ranked: list[tuple[tuple[datetime, int, datetime, int], int, list[Entry]]] = []
    for own in _by_author(seen for seen in waiting if _eligible(seen, turn)):
        threads = sorted(_threads(own), key=lambda thread: _need(thread[0]))
        author = own[0].post.author_id
        since = (turn.last_surfaced or {}).get(author, NEVER)
        ranked.append(((since, *_need(threads[0][0])), author, [_entry(thread) for thread in threads]))
    return [(author, entries) for _, author, entries in sorted(ranked, key=lambda item: item[0])]


def _missed(shown: Iterable[SeenPost], turn: Turn) -> list[Entry]:
    """What hardly anybody has answered, one an author, fewest answers first, then the oldest."""
    threads = [thread for own in _by_author(shown) for thread in _threads(own) if _is_missed(thread[0], turn)]
    authors: dict[int, Entry] = {}
    for thread in sorted(threads, key=lambda thread: _answers(thread[0])):
        authors.setdefault(thread[0].post.author_id, _entry(thread))
    return list(authors.values())[: turn.again]


def _is_missed(seen: SeenPost, turn: Turn) -> bool:
    few = seen.likes <= FEW_LIKES and seen.taps <= FEW_TAPS
    return few and not seen.sensitive and seen.post.author_id not in turn.official


def _answers(lead: SeenPost) -> tuple[int, int, datetime, int]:
    return lead.likes, lead.taps, lead.post.created_at, lead.post.id


def _eligible(seen: SeenPost, turn: Turn) -> bool:
    return not seen.sensitive and turn.window.takes(seen.post, official=seen.post.author_id in turn.official)


def _by_author(posts: Iterable[SeenPost]) -> Iterator[list[SeenPost]]:
    ordered = sorted(posts, key=lambda seen: (seen.post.author_id, seen.post.id))
    for _, own in groupby(ordered, key=lambda seen: seen.post.author_id):
        yield list(own)


def _threads(posts: list[SeenPost]) -> list[list[SeenPost]]:
    """An author's posts, each thread's together and in order."""
    # After an edit of its first post, X may call a thread by the edit's id.
    first = {seen.post.latest_id: seen.post.id for seen in posts}
    threads: dict[int, list[SeenPost]] = {}
    for seen in posts:
        conversation = seen.post.conversation_id
        threads.setdefault(first.get(conversation, conversation), []).append(seen)
    return [sorted(thread, key=lambda seen: (seen.post.created_at, seen.post.id)) for thread in threads.values()]


def _entry(thread: Iterable[SeenPost]) -> Entry:
    return Entry(tuple(seen.post for seen in thread))


def _need(lead: SeenPost) -> tuple[int, datetime, int]:
    """Fewest likes first, then the oldest."""
    return lead.likes, lead.post.created_at, lead.post.id


def _rounds(queues: Iterable[list[Entry]]) -> Iterator[Entry]:
    """One entry of each author, then a second round, and so on."""
    for round_ in zip_longest(*queues):
        yield from (entry for entry in round_ if entry is not None)


def _places_for_official(size: int, colleagues_waiting: int) -> int:
    """Two at most, never more than half, while colleagues wait; whatever they leave free otherwise."""
    return max(min(OFFICIAL_AT_MOST, size // 2), size - colleagues_waiting)


def _chronological(entries: Collection[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.lead.created_at, entry.lead.id)))
