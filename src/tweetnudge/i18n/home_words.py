"""What the Home tab and its modals say: names and placeholders of the sentences."""

from dataclasses import dataclass

from tweetnudge.i18n.stored_words import StoredWords


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeWords:
    """One field a sentence, in one language; see Messages.

    Fields named `…_title` and `…_submit` are at most 24 characters long, those named `…_yes` and `cancel` 30,
    `…_ask` (the text of a confirmation) 300, buttons and choices 75.
    """

    stored: StoredWords

    # today and oneself
    today_heading: str
    today_empty: str
    settings_heading: str
    for_colleagues: str
    no_account: str
    join: str
    standing_shown: str
    standing_off_list: str
    standing_paused: str
    standing_hidden: str
    standing_stopped: str
    standing_noticed: str
    shows_all: str
    shows_work: str
    official: str
    more_accounts: str
    pause: str
    resume: str
    all_posts: str
    work_only: str
    work_only_ask_title: str
    work_only_ask: str
    work_only_yes: str
    all_accounts: str
    thanks: str
    thanks_stop: str
    thanks_explained: str
    leave: str
    leave_ask_title: str
    leave_ask: str
    leave_yes: str
    cancel: str
    waiting_heading: str
    shown_heading: str
    withhold: str
    withdraw: str
    withhold_ask_title: str
    withhold_ask: str
    withhold_yes: str
    without_text: str

    # admins
    admin_heading: str
    not_started: str
    start: str
    preview: str
    send_now: str
    send_ask_title: str
    send_ask: str
    send_yes: str
    sending_now: str
    skip: str
    skip_ask_title: str
    skip_ask: str
    skip_yes: str
    guide: str
    results: str
    read_at: str
    never_read: str
    day_open: str
    day_without: str
    day_pending: str
    day_sending: str
    day_unknown: str
    day_sent: str
    day_expired: str
    day_failed: str
    day_skipped: str
    last_sent: str
    next_digest: str
    no_next_digest: str
    cost: str
    requests_heading: str
    asks_join: str
    asks_leave: str
    claims_heading: str
    claims_explained: str
    claimed_by: str

    # modals
    hide_post: str
    hide_title: str
    hide_question: str
    hide_submit: str
    add_title: str
    add_explained: str
    add_handles: str
    add_handles_hint: str
    add_person: str
    add_person_hint: str
    add_kind: str
    add_official: str
    add_submit: str
    no_handle: str
    bad_handles: str
    too_many_handles: str
    one_handle_a_person: str
    official_or_person: str
    one_handle_to_join: str
    join_title: str
    join_explained: str
    join_handle: str
    join_submit: str
    working_title: str
    working: str
    result_title: str
    preview_title: str
    preview_empty: str
    start_title: str
    start_explained: str
    start_explained_at_once: str
    start_members: str
    start_members_more: str
    start_nobody: str
    start_guide: str
    start_digest: str
    start_digest_empty: str
    start_confirm: str
    start_confirmed: str
    start_unconfirmed: str
    start_submit: str
    start_without_x: str
    start_reading_elsewhere: str
    guide_title: str
    guide_explained: str
    guide_submit: str
    results_title: str

    # what Slack shows of the app and its commands
    tweets_description: str
    tweets_hint: str
    tweetlist_description: str
    tweetlist_hint: str
