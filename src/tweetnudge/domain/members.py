"""Who is on the List, as far as a digest needs to know."""

import re
import unicodedata
from dataclasses import dataclass

ON_X = r"(?:https?://)?(?:www\.|mobile\.)?(?:x|twitter)\.com/"
HANDLE = re.compile(rf"(?:{ON_X}|@)?@?([A-Za-z0-9_]{{1,15}})(?:[/?#].*)?", re.IGNORECASE)


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
    if found is None:
        raise ValueError(f"«{written.strip()}» is not a handle")
    return found[1].lower()
