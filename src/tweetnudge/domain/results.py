"""What became of something a person asked for; the words for each are in i18n/, under the same name."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """One sentence each."""

    # putting somebody on the List, and taking them off
    ADDED = "added"
    ADDED_BY_HAND = "added_by_hand"  # agreed, but somebody has to add the account on X
    ALREADY_THERE = "already_there"
    STILL_PAUSED = "still_paused"
    OWNER_DECIDES = "owner_decides"  # it left, or was invited: only its owner's own word counts
    INVITED = "invited"
    CANNOT_INVITE = "cannot_invite"  # a guest, a bot, somebody deactivated
    REMOVED = "removed"
    REMOVED_BY_HAND = "removed_by_hand"
    NOT_ON_LIST = "not_on_list"
    NO_HANDLE = "no_handle"  # what was typed is not a handle
    UNKNOWN_HANDLE = "unknown_handle"
    SUSPENDED = "suspended"
    PROTECTED = "protected"
    # what X, the budget or another copy had against it
    NOT_OUR_LIST = "not_our_list"
    NO_CREDIT = "no_credit"
    RATE_LIMITED = "rate_limited"
    BUDGET_SPENT = "budget_spent"
    KEYS_REFUSED = "keys_refused"
    X_SILENT = "x_silent"
    BUSY = "busy"
    # saying that an account is one's own
    CLAIMED = "claimed"
    ASKED_ADMINS = "asked_admins"
    ASKED_ALREADY = "asked_already"
    YOURS_ALREADY = "yours_already"
    TAKEN = "taken"
    TOO_MANY_REQUESTS = "too_many_requests"
    # one's own account
    PAUSED = "paused"
    RESUMED = "resumed"
    LEFT = "left"
    HIDDEN = "hidden"  # an account nobody has claimed; the admins decide
    NOT_YOURS = "not_yours"
    NO_ACCOUNT = "no_account"
    WORK_ONLY = "work_only"
    ALL_POSTS = "all_posts"
    POST_HIDDEN = "post_hidden"
    POST_GONE = "post_gone"
    DELETED = "deleted"
    # answering a question
    WELCOME = "welcome"  # the owner said yes
    DECLINED_BY_OWNER = "declined_by_owner"
    LAPSED = "lapsed"
    NOT_FOR_YOU = "not_for_you"
    APPROVED = "approved"
    DECLINED = "declined"
    ALREADY_DECIDED = "already_decided"
    # the bot itself
    STARTED = "started"
    NOT_STARTED = "not_started"
    STARTED_ALREADY = "started_already"
    SKIPPED = "skipped"
    TOO_LATE = "too_late"
    SENT = "sent"
    NOTHING_TO_SAY = "nothing_to_say"
    SENT_ALREADY = "sent_already"
    NOT_SENT_YET = "not_sent_yet"
    GUIDE_POSTED = "guide_posted"
    GUIDE_POSTED_ALREADY = "guide_posted_already"
    RESULTS_SHARED = "results_shared"
    RESULTS_SHARED_ALREADY = "results_shared_already"
    NO_RESULTS = "no_results"
    THANKS_ON = "thanks_on"
    THANKS_OFF = "thanks_off"
    PERSONAL_ON = "personal_on"
    PERSONAL_OFF = "personal_off"


@dataclass(frozen=True, slots=True)
class Result:
    """An outcome, and whose account it was about (without @; as typed when it is not a handle)."""

    outcome: Outcome
    handle: str = ""
