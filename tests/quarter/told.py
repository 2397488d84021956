"""The numbers in the results as an admin reads them, found by the sentences they stand in."""

import re
from collections import Counter

from tweetnudge.i18n.en_results import RESULTS

SENTENCES = (
    "shown", "bare", "bare_then_none", "bare_never", "bare_then_unknown", "unknown_later", "none_expired",
    "some_expired", "alone", "unknown", "headcounts",
)  # fmt: skip
ENOUGH_FOR_SHARES = 20
FEW = 5


def numbers_in(text: str) -> dict[str, dict[str, str]]:
    """By sentence and the place in it, as written: `12 (34%)`."""
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        for name in SENTENCES:
            said = re.fullmatch(_pattern(getattr(RESULTS, name)), line.strip())
            if said and name not in found:
                found[name] = said.groupdict()
                break
    return found


def expected(figures: Counter[str], posted: int, tapped: int) -> dict[str, dict[str, str]]:
    """The same from a recount."""
    of = {name: figures[name] for name in ("shown", "bare_when_shown", "read_later", "bare_later", "expired", "judged")}
    before = _some(of["bare_when_shown"], of["shown"])
    said = {"shown": {"count": str(of["shown"])}}
    said |= _how_they_stood(of, before)
    if of["read_later"] and of["shown"] > of["read_later"]:
        said["unknown_later"] = {"count": str(of["shown"] - of["read_later"])}
    eligible = of["shown"] + of["expired"]
    if of["expired"]:
        said["some_expired"] = {"count": str(eligible), "expired": str(of["expired"])}
    else:
        said["none_expired"] = {"count": str(eligible)}
    said["alone"] = {"alone": _some(figures["alone"], of["judged"]), "judged": str(of["judged"])}
    if eligible > of["judged"]:
        said["unknown"] = {"count": str(eligible - of["judged"])}
    return said | {"headcounts": {"posted": _people(posted), "tapped": _people(tapped)}}


def _how_they_stood(of: dict[str, int], before: str) -> dict[str, dict[str, str]]:
    if not of["read_later"]:
        return {"bare_then_unknown": {"before": before}}
    if of["bare_later"] or of["read_later"] < of["shown"]:
        return {"bare": {"before": before, "after": _some(of["bare_later"], of["read_later"])}}
    return {"bare_then_none": {"before": before}} if of["bare_when_shown"] else {"bare_never": {}}


def _pattern(sentence: str) -> str:
    parts = re.split(r"\{(\w+)\}", sentence)
    return "".join(f"(?P<{part}>.+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts))


def _some(part: int, whole: int) -> str:
    """Shares rounded as people do it; only all are 100%, and only none are 0%."""
    if whole < ENOUGH_FOR_SHARES:
        return str(part)
    share = int(100 * part / whole + 0.5)
    if part and not share:
        return f"{part} (under 1%)"
    return f"{part} ({share if part == whole else min(share, 99)}%)"


def _people(count: int) -> str:
    return str(count) if count >= FEW else "fewer than 5"
