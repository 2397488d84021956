"""What somebody gets to see who asks: everyone starts somewhere else, so that hearts spread."""

from collections.abc import Sequence
from datetime import date
from hashlib import blake2b

from tweetnudge.domain.digest import Entry


def from_where(reader: str, day: date, entries: int) -> int:
    """The entry this reader starts at today; the next day another one."""
    if entries == 0:
        return 0
    seed = blake2b(f"{reader} {day.isoformat()}".encode(), digest_size=8)
    return int.from_bytes(seed.digest()) % entries


def rotated(entries: Sequence[Entry], reader: str, day: date, count: int) -> list[Entry]:
    """At most `count` entries from the reader's starting point on, round the end if need be; newest first."""
    start = from_where(reader, day, len(entries))
    chosen = [entries[(start + step) % len(entries)] for step in range(min(count, len(entries)))]
    return sorted(chosen, key=lambda entry: (entry.lead.created_at, entry.lead.id), reverse=True)
