"""What the commands answer: names and placeholders of the sentences."""

from dataclasses import dataclass

from tweetnudge.i18n.note_words import NoteWords
from tweetnudge.i18n.outage_words import OutageWords


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberWords:
    """One field a sentence, in one language; see Messages.

    `{placeholders}` become elements of Slack's rich_text, never text: {handle} accounts on X, {who} somebody in Slack,
    {written} what was typed, {link} the List's members page. What stands `between backticks` can be typed; a blank
    line begins a new line. Labels of buttons are at most 75 characters long.
    """

    notes: NoteWords
    outages: OutageWords

    # What became of something: named as the outcomes in domain/results.py.
    added: str
    added_by_hand: str
    already_there: str
    still_paused: str
    owner_decides: str
    invited: str
    cannot_invite: str
    removed: str
    removed_by_hand: str
    not_on_list: str
    no_handle: str
    unknown_handle: str
    suspended: str
    protected: str
    not_our_list: str
    no_credit: str
    rate_limited: str
    budget_spent: str
    keys_refused: str
    x_silent: str
    busy: str
    claimed: str
    asked_admins: str
    asked_already: str
    yours_already: str
    taken: str
    too_many_requests: str
    paused: str
    resumed: str
    left: str
    hidden: str
    not_yours: str
    no_account: str
    work_only: str
    all_posts: str
    post_hidden: str
    post_gone: str
    deleted: str
    welcome: str
    declined_by_owner: str
    lapsed: str
    not_for_you: str
    approved: str
    declined: str
    already_decided: str
    started: str
    not_started: str
    started_already: str
    skipped: str
    too_late: str
    sent: str
    nothing_to_say: str
    sent_already: str
    not_sent_yet: str
    guide_posted: str
    guide_posted_already: str
    results_shared: str
    results_shared_already: str
    no_results: str
    thanks_on: str
    thanks_off: str
    personal_on: str
    personal_off: str

    # Why somebody may not: named as the refusals in usecases/permissions.py.
    admins_only: str
    colleagues_only: str
    cannot_tell: str

    # /tweets
    tweets_intro: str
    tweets_none: str
    tweets_none_from: str
    tweets_help: str
    tweets_unclear: str

    # /tweetlist; those for what cannot be done are named as in slack/command_text.py
    moment: str
    trouble: str
    list_help: str
    list_help_admins: str
    list_unknown: str
    list_needs_handle: str
    list_needs_month: str
    list_nothing_more: str
    add_without_window: str
    join_without_window: str
    welcome_without_window: str
    vouched: str
    left_over: str

    # who is on the List
    list_title: str
    list_empty: str
    list_not_compared: str
    list_waits: str
    list_hint: str
    list_page: str
    list_back: str
    list_on: str
    mark_official: str
    mark_yours: str
    mark_paused: str
    mark_hidden: str
    mark_stopped: str
    mark_noticed: str
    mark_invited: str
    mark_by_hand: str
    mark_protected: str

    # what a comparison with X found
    sync_reading: str
    sync_busy: str
    sync_no_list: str
    sync_added: str
    sync_removed: str
    sync_renamed: str
    sync_waiting: str
    sync_same: str
    sync_done: str
    and_others: str

    some_account: str
    an_admin: str
    members_page: str
