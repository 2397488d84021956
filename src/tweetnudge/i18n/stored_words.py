"""What «What is stored about me?» answers: names and placeholders of the sentences."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredWords:
    """One field a sentence, in one language; see HomeWords."""

    button: str
    title: str
    intro: str
    nothing: str
    accounts_heading: str
    account: str
    account_beside: str
    thanks_wanted: str
    thanks_not_wanted: str
    vouched_by: str
    vouched_elsewhere: str
    posts_heading: str
    posts_beside: str
    more: str
    personal_heading: str
    personal: str
    requests_heading: str
    invitation: str
    join: str
    claim: str
    leave: str
    still_open: str
    lapsed: str
    answered_yes: str
    answered_no: str
    answered_work_only: str
    answered_all_posts: str
    changes_heading: str
    change: str
    did_vouched_and_added: str
    did_invited: str
    did_removed: str
    did_join: str
    did_claim: str
    did_joined: str
    did_join_yes: str
    did_join_no: str
    did_claim_yes: str
    did_claim_no: str
    did_leave_yes: str
    did_leave_no: str
    did_hid_a_post: str
    did_paused: str
    did_resumed: str
    did_work_only: str
    did_all_posts: str
    did_thanks_on: str
    did_thanks_off: str
    did_personal_on: str
    did_personal_off: str
    did_left: str
    did_asked_to_hide: str
    did_started: str
    did_skipped_the_day: str
    did_sent_by_hand: str
    did_posted_the_guide: str
    did_shared_the_results: str
    did_read_the_members: str
    did_noticed_on_the_list: str
    did_no_longer_on_the_list: str
    did_stopped_deactivated_in_slack: str
    by_the_bot: str
    by_command: str
    presses_heading: str
    presses: str
    presses_honestly: str
    personal_kept_heading: str
    personal_kept: str
    personal_honestly: str
    never_heading: str
    never: str
    kept: str
    delete: str
    delete_ask_title: str
    delete_ask: str
    delete_yes: str
