"""What personal digests say, and the choice of them on the Home tab: names and placeholders of the sentences."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalWords:
    """One field a sentence, in one language; see Messages. What becomes of the choice is said by MemberWords.

    {date} is a day in words, {count} a number from 2 to 7.
    """

    header: str
    intro: str
    footer: str
    stop: str

    heading: str
    explained: str
    off: str
    one: str
    several: str
