"""One read of the List under way, page by page: what has been met, and whether that is all there is to read."""

from dataclasses import dataclass, field
from datetime import datetime

from tweetnudge.domain import reading
from tweetnudge.domain.reading import Reading
from tweetnudge.usecases.ports import Page


@dataclass(slots=True)
class Walk:
    """One read under way: what it started from and what it has met so far."""

    last: Reading
    oldest: datetime
    size: int
    newest_id: int = 0
    read: int = 0
    written: list[datetime] = field(default_factory=list[datetime])  # when, of each post that is new
    tokens: set[str] = field(default_factory=set[str])

    @property
    def new(self) -> int:
        return len(self.written)

    def met(self, page: Page) -> None:
        for item in page.items:
            self.newest_id = max(self.newest_id, reading.latest_id(item))
            if reading.latest_id(item) > self.last.watermark and reading.created_at(item) >= self.oldest:
                self.written.append(reading.created_at(item))
        self.read += len(page.items)

    def is_complete(self, page: Page) -> bool:
        return page.next_token is None or self._meets_what_is_known(page)

    def has_gap(self, page: Page) -> bool:
        """Whether posts lie between what was known and this last page, which X does not list any more."""
        return not self._meets_what_is_known(page) and reading.has_gap(self.last, self.read)

    def _meets_what_is_known(self, page: Page) -> bool:
        return reading.meets_what_is_known(page.items, self.last, self.oldest)

    def result(self, now: datetime) -> Reading:
        since = self.last.completed_at or self.oldest
        return reading.completed(self.last, self.newest_id, self.written, now - since, now)
