"""The month's results counted again from the raw log alone.

What definitions leave open is settled as the issue and the domain's rules say it:

- A post counts on the day it first appears in the channel, in the thread of the day's message or in anybody's personal
  digest, an author's thread once, by its first post.
- What a personal digest showed goes on waiting for the channel, but has been seen: it does not expire any more.
- What came along with a post in the channel does not count on its own later.
- On a day on which X is away only what it showed within 24 hours goes, a thread with its first post.
- What continues a thread later is an entry of its own when it first appears; when the thread's first post comes again
  it comes along, unless it came again twice before or is not to be shown for its age.
- "When shown" is what X last said of its likes by then: on a day on which X is away the digest still goes.
- "A day later" is the first round 23 hours or more after it appeared in which X answers. Deleted, protected or left by
  then, it stays unknown. It is read once; a later look only tells whether it is still alone a day after that.
- A post has expired on the day seven digests it could have been in are over, in the first round in which X answers.
  One of which X had said before that it is gone was nobody's to support, and counts nowhere.
- A tap counts while the post waits, or is shown and neither three follow-up days nor four days are over since it
  was shown last; never its author's own, and only under what X still shows as far as anybody knows.
- Headcounts are taken when the results are told: authors with a post first shown in that month that is still there
  as far as anybody knows, and people with a tap that counted in that month.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import singledispatchmethod

from company import OFFICIAL
from post_standing import MIN_AGE, Standing, day_of, reached, thread_of, turns_over
from raw import Appeared, Asks, Closed, Deleted, Event, Given, Left, Liked, Pressed, Told, Wrote, XSaid

DAY = timedelta(days=1)
LOOKS_AT_MOST = 2


@dataclass(slots=True)
class Results:
    """A month's as told to an admin: the figures at that moment, and headcounts."""

    figures: Counter[str]
    posted: int
    tapped: int
    text: str


@dataclass(slots=True)
class Recount:
    """Call it with each event in order; `days` are the figures, `told` the results by month as they were then.

    `broken` says where somebody was given what they should not have been.
    """

    posts: dict[int, Standing] = field(default_factory=dict)
    days: dict[date, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    told: dict[date, Results] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)  # on X
    left: set[str] = field(default_factory=set)
    said_closed: set[str] = field(default_factory=set)
    x_answers: bool = True
    tappers: dict[date, set[str]] = field(default_factory=lambda: defaultdict(set))
    given: dict[str, dict[int, date]] = field(default_factory=lambda: defaultdict(dict))
    broken: list[str] = field(default_factory=list)

    def month(self, month: date) -> Counter[str]:
        return sum((some for day, some in self.days.items() if day.replace(day=1) == month), Counter())

    def week(self, monday: date) -> Counter[str]:
        return sum((some for day, some in self.days.items() if 0 <= (day - monday).days < 7), Counter())

    @singledispatchmethod
    def __call__(self, event: Event) -> None:
        raise TypeError(event)

    @__call__.register
    def _(self, event: Wrote) -> None:
        self.posts[event.post] = Standing(event)

    @__call__.register
    def _(self, event: Liked) -> None:
        if event.post in self.posts:
            self.posts[event.post].likes += event.people

    @__call__.register
    def _(self, event: Deleted) -> None:
        self.posts[event.post].deleted = True

    @__call__.register
    def _(self, event: Closed) -> None:
        self.closed.add(event.author)

    @__call__.register
    def _(self, event: Left) -> None:
        self.left.add(event.author)

    @__call__.register
    def _(self, event: XSaid) -> None:
        for post, likes in event.likes.items():
            if post in self.posts:
                self.posts[post].known, self.posts[post].known_at = likes, event.at
        for post in event.gone & self.posts.keys():
            self.posts[post].said_gone = True
        self.said_closed |= event.protected

    @__call__.register
    def _(self, event: Pressed) -> None:
        post = self.posts.get(event.post)
        if post is not None and not event.is_author and self._takes_taps(post, event.at):
            post.tappers.add(event.person)
            self.tappers[day_of(event.at).replace(day=1)].add(event.person)

    @__call__.register
    def _(self, event: Asks) -> None:
        self.x_answers = event.x_answers
        if self.x_answers:
            for post in list(self.posts.values()):
                self._follow_up(post, event.at)
            self._expire(event.at)

    @__call__.register
    def _(self, event: Appeared) -> None:
        for lead in (self.posts[number] for number in event.leads):
            along = self._along_again(lead, event.at) if lead.surfaced else self._along(lead, event.at)
            self._counts(lead, event.at)
            for post in (lead, *along):
                post.looks += post.surfaced
                post.only_in_thread = event.in_thread and not post.surfaced
                post.in_message_on = post.in_message_on if event.in_thread else day_of(event.at)
                post.surfaced, post.shown_at, post.followed = True, event.at, 0

    @__call__.register
    def _(self, event: Given) -> None:
        today, before = day_of(event.at), self.given[event.person]
        if today in before.values():
            self.broken.append(f"{event.person} got two personal digests on {today}")
        for lead in (self.posts[number] for number in event.leads):
            if lead.wrote.author in {event.own, OFFICIAL} or lead.wrote.post in before:
                self.broken.append(f"{event.person} was given {lead.wrote.post} of {lead.wrote.author} on {today}")
            before[lead.wrote.post] = today
            self._counts(lead, event.at)
            for post in (lead, *self._along_given(lead, event.at)):
                post.shown_at, post.followed = event.at, 0

    @__call__.register
    def _(self, event: Told) -> None:
        month = (day_of(event.at).replace(day=1) - DAY).replace(day=1)
        shown = [post for post in self.posts.values() if post.counts_on and post.shown_at and self._is_kept(post)]
        authors = {post.wrote.author for post in shown if post.counts_on and post.counts_on.replace(day=1) == month}
        self.told[month] = Results(self.month(month), len(authors), len(self.tappers[month]), event.text)

    def _counts(self, lead: Standing, at: datetime) -> None:
        """Once, on the day it is first seen."""
        if lead.counts_on is None and not lead.surfaced and lead.wrote.author != OFFICIAL:
            lead.counts_on = day_of(at)
            self.days[lead.counts_on].update(shown=1, bare_when_shown=int(lead.known == 0))

    def _along(self, lead: Standing, at: datetime) -> list[Standing]:
        """What continues a post when it first appears."""
        return [post for post in self._same(lead, at) if self._waits(post) and post.wrote.at + MIN_AGE <= at]

    def _along_again(self, lead: Standing, at: datetime) -> list[Standing]:
        same = (post for post in self._same(lead, at) if post.surfaced and self._is_kept(post))
        return [post for post in same if post.counts_on is None or (post.followed and post.looks < LOOKS_AT_MOST)]

    def _along_given(self, lead: Standing, at: datetime) -> list[Standing]:
        """What continues a post in a personal digest waits as well, or hardly anybody has seen or answered it."""
        same = [post for post in self._same(lead, at) if self._is_kept(post) and post.wrote.at + MIN_AGE <= at]
        first = min((post.wrote.post for post in (lead, *same) if self._is_seen_by_few(post, at)), default=None)

        def came_along(post: Standing) -> bool:
            along = post.surfaced and post.counts_on is None
            return along and first is not None and first < post.wrote.post

        return [post for post in same if self._waits(post) or self._is_seen_by_few(post, at) or came_along(post)]

    def _is_seen_by_few(self, post: Standing, at: datetime) -> bool:
        unanswered = post.known == 0 and not post.tappers
        counted = post.surfaced and post.counts_on is not None
        return counted and post.in_message_on != day_of(at) and (post.only_in_thread or unanswered)

    def _same(self, lead: Standing, at: datetime) -> list[Standing]:
        found = (post for post in self.posts.values() if thread_of(post) == thread_of(lead) and post is not lead)
        return [post for post in found if not turns_over(post, at)]

    def _follow_up(self, post: Standing, at: datetime) -> None:
        days = reached(post, at)
        if days <= post.followed or not self._is_kept(post):
            return
        first, post.followed = post.followed == 0, days
        if post.deleted or post.wrote.author in self.closed:
            post.said_gone = True
            self.said_closed |= self.closed & {post.wrote.author}
        elif first and post.counts_on:
            self._read(post, self.days[post.counts_on])

    def _read(self, post: Standing, figures: Counter[str]) -> None:
        if post.alone is None:
            figures.update(read_later=1, bare_later=int(post.is_bare), judged=1, alone=int(post.stands_alone))
        elif post.alone and not post.stands_alone:
            figures["alone"] -= 1
        post.alone = post.stands_alone

    def _expire(self, at: datetime) -> None:
        entries: dict[tuple[str, int], list[Standing]] = defaultdict(list)
        for post in self.posts.values():
            unseen = self._waits(post) and post.shown_at is None
            if unseen and turns_over(post, at) and post.wrote.author != OFFICIAL:
                entries[thread_of(post)].append(post)
        for entry in entries.values():
            self._expired(entry, at)

    def _expired(self, entry: list[Standing], at: datetime) -> None:
        lead, figures = min(entry, key=lambda post: post.wrote.at), self.days[day_of(at)]
        for post in entry:
            post.is_over = True
        figures.update(expired=1)
        if not lead.deleted and lead.wrote.author not in self.closed:
            lead.counts_on, lead.alone = day_of(at), lead.stands_alone
            figures.update(judged=1, alone=int(lead.alone))

    def _waits(self, post: Standing) -> bool:
        return not post.surfaced and not post.is_over and self._is_kept(post)

    def _is_kept(self, post: Standing) -> bool:
        """The bot has met it, and does not know that it is gone."""
        gone = post.said_gone or post.wrote.author in self.left | self.said_closed
        return post.known is not None and not gone

    def _takes_taps(self, post: Standing, at: datetime) -> bool:
        lately = post.shown_at is None or (post.followed < 3 and at - post.shown_at <= 4 * DAY)
        return self._is_kept(post) and lately
