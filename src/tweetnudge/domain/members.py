"""Who is on the List, as far as a digest needs to know."""

import re
import unicodedata
from dataclasses import dataclass

ON_X = r"(?:https?://)?(?:www\.|mobile\.)?(?:x|twitter)\.com/"
HANDLE = re.compile(rf"@?([A-Za-z0-9_]{{1,15}})|{ON_X}@?([A-Za-z0-9_]{{1,15}})(?:[/?#].*)?", re.IGNORECASE)
# X's own pages, which look like profiles; nobody can have these names.
PAGES = frozenset(
    {"compose", "explore", "hashtag", "home", "i", "intent", "login", "messages", "notifications", "privacy", "search",
     "settings", "share", "signup", "tos"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on the List: X's account id, and name, handle (without @) and picture as X shows them."""

    id: int
    handle: str
    name: str
    avatar_url: str = ""
    protected: bool = False


def parse_handle(written: str) -> str:
    """`Name`, `@name`, `＠name` and a link to the profile are all the handle `name`. Raises ValueError."""
    found = HANDLE.fullmatch(unicodedata.normalize("NFKC", written).strip())
    handle = (found[1] or found[2]).lower() if found else ""
    if not handle or handle in PAGES:
        raise ValueError(f"«{written.strip()}» is not a handle")
    return handle
