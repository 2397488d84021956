"""What somebody agreed to: whether an account may be shown, and which of its posts."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from tweetnudge.domain.posts import Post

INVITATION_GOOD_FOR = timedelta(days=14)


class Standing(StrEnum):
    """Where an account on the List stands with us."""

    NOTICED = "noticed"  # added on X itself, and no admin has said yet that its owner was asked
    SHOWN = "shown"
    PAUSED = "paused"  # by its owner
    HIDDEN = "hidden"  # somebody asked for it without having proved to be its owner; the admins decide
    STOPPED = "stopped"  # its owner's Slack account was deactivated


@dataclass(frozen=True, slots=True)
class Consent:
    """What was agreed for an account; `slack_user` is set only by that person's own word, and so is `thanks`.

    `thanks`: thank-you notes are wanted. The wish is that person's, so it goes when the account is no longer theirs.
    """

    account: int
    standing: Standing
    since: datetime
    on_list: bool = True
    slack_user: str | None = None
    work_only: bool = False
    official: bool = False
    vouched_by: str | None = None
    thanks: bool = False

    @property
    def may_be_shown(self) -> bool:
        return self.on_list and self.standing is Standing.SHOWN

    @property
    def rests(self) -> bool:
        """Switched off for a while: what is stored already is not shown, and stays."""
        return self.standing in {Standing.PAUSED, Standing.HIDDEN, Standing.STOPPED}

    def wants(self, post: Post, company_words: Sequence[str]) -> bool:
        """Whether its text may be stored: only what may be shown is."""
        return self.may_be_shown and (not self.work_only or is_work_post(post, company_words))


def vouched(consent: Consent, admin: str, now: datetime) -> Consent:
    """An admin says that the owner was asked. What its owner switched off stays off."""
    if consent.standing in {Standing.PAUSED, Standing.HIDDEN}:
        return replace(consent, on_list=True)
    if consent.standing is Standing.STOPPED:  # the account is no longer that colleague's
        consent = replace(consent, slack_user=None, thanks=False)
    return replace(consent, standing=Standing.SHOWN, on_list=True, vouched_by=admin, since=now)


def agreed(consent: Consent, owner: str, now: datetime, *, work_only: bool) -> Consent:
    """The owner's own yes, which also lifts whatever they switched off before."""
    theirs = replace(consent, slack_user=owner, thanks=consent.thanks and consent.slack_user == owner)
    return replace(theirs, standing=Standing.SHOWN, on_list=True, work_only=work_only, since=now)


def paused(consent: Consent, now: datetime) -> Consent:
    """Its owner wants a rest, whatever else is so."""
    already = consent.standing is Standing.PAUSED
    return consent if already else replace(consent, standing=Standing.PAUSED, since=now)


def resumed(consent: Consent, now: datetime) -> Consent:
    """Its owner is back; where an admin has taken the account off the List, somebody has to vouch for it first."""
    if consent.standing not in {Standing.PAUSED, Standing.STOPPED}:
        return consent
    return replace(consent, standing=Standing.SHOWN if consent.on_list else Standing.NOTICED, since=now)


def taken_off(consent: Consent, now: datetime) -> Consent:
    """An admin took the account off the List: somebody has to vouch for it before it is shown again."""
    standing = Standing.NOTICED if consent.standing is Standing.SHOWN else consent.standing
    return replace(consent, on_list=False, standing=standing, since=now)


def unclaimed(consent: Consent, claimer: str, now: datetime) -> Consent:
    """The account was never the claimer's: what they did with it is undone, if it is still tied to them."""
    if consent.slack_user != claimer:
        return consent
    # The admin may be mistaken: a pause ends only when somebody vouches for the account anew.
    theirs = consent.standing in {Standing.PAUSED, Standing.STOPPED}
    standing = Standing.NOTICED if theirs else consent.standing
    return replace(consent, slack_user=None, thanks=False, standing=standing, since=now)


def is_work_post(post: Post, company_words: Sequence[str]) -> bool:
    """Whether a post says one of the company's words: a hashtag, a word, or the domain of a link."""
    said = post.text
    for link in post.links:  # t.co and pic.x.com say nothing about the post
        said = said.replace(link.url, "" if link.media else link.display)
    folded = _folded(said)
    # Only Latin letters part words: in Japanese a word simply follows another.
    return any(re.search(rf"(?<![a-z0-9_]){re.escape(_folded(word))}(?![a-z0-9_])", folded) for word in company_words)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
