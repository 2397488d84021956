"""The words of the Home tab and its modals in English."""

from tweetnudge.i18n.en_stored import STORED
from tweetnudge.i18n.home_words import HomeWords

HOME = HomeWords(
    stored=STORED,
    today_heading="Today",
    today_empty="No posts here today. Drop by whenever you like.",
    settings_heading="Your account",
    for_colleagues="Settings are for the people of this company; reading is for everyone here.",
    no_account=(
        "No X account here is known to be yours, and that is perfectly fine. "
        "If you would enjoy having your posts shown to colleagues, you can join any time; it is up to you alone."
    ),
    join="Join with my account",
    standing_shown="your posts may be shown.",
    standing_off_list="agreed; your posts may be shown once the account is on the List on X.",
    standing_paused="paused, nothing is shown until you resume.",
    standing_hidden="hidden on request until the admins have decided.",
    standing_stopped="stopped, nothing is shown until you resume.",
    standing_noticed="not shown yet; an admin has still to confirm it.",
    shows_all="all posts",
    shows_work="work posts only",
    official="official account",
    more_accounts="… and {count} more accounts",
    pause="Pause",
    resume="Resume",
    all_posts="Show all posts",
    work_only="Work posts only",
    work_only_ask_title="Work posts only?",
    work_only_ask=(
        "Posts without one of the company's words disappear at once, from past messages too. "
        "They don't come back if you choose all posts again."
    ),
    work_only_yes="Work posts only",
    all_accounts="Pausing, leaving, the choice of posts and thank-you notes apply to all your accounts together.",
    thanks="Get thank-you notes",
    thanks_stop="Stop thank-you notes",
    thanks_explained=(
        "A thank-you note comes now and then, the morning after or after days off, when colleagues responded to a "
        "post of yours that was shown. It holds no numbers and no names, and some support comes without a note. "
        "It is off until you choose it."
    ),
    leave="Leave",
    leave_ask_title="Leave?",
    leave_ask=(
        "Your posts are not shown any more, past ones disappear from this bot's messages, and your account leaves the "
        "List on X. You can join again any time."
    ),
    leave_yes="Leave",
    cancel="Cancel",
    waiting_heading="Your posts waiting for their turn",
    shown_heading="Your posts that were shown",
    withhold="Don't show",
    withdraw="Withdraw",
    withhold_ask_title="Don't show this post?",
    withhold_ask="It disappears from this bot's messages and is not shown again. On X it stays as it is.",
    withhold_yes="Don't show it",
    without_text="(a post without text)",
    admin_heading="For admins",
    not_started="Nothing is sent until you press Start. It shows you first what will be sent.",
    start="Start …",
    preview="Preview",
    send_now="Send now",
    send_ask_title="Send today's digest now?",
    send_ask="The List is read once more, and today's digest goes to the channel. There is one a day at most.",
    send_yes="Send now",
    sending_now="Reading the List and sending. This may take a minute; the outcome appears here.",
    skip="Skip today",
    skip_ask_title="Skip today?",
    skip_ask="Nothing is sent to the channel today. The posts wait for their turn another day.",
    skip_yes="Skip today",
    guide="Guide …",
    results="Results …",
    read_at="The List was last read on {time}.",
    never_read="The List has not been read to its end yet.",
    day_open="Today's digest is not put together yet.",
    day_without="No digest comes by itself any more today.",
    day_pending="Today's digest is about to be sent.",
    day_sending="Today's digest is being sent.",
    day_unknown="Slack has not said whether it took today's digest; the bot is finding out.",
    day_sent="Today's digest is in the channel.",
    day_expired="Today's digest could not be sent in time; its posts wait for another day.",
    day_failed="Slack did not take today's digest. The bot's log says why; you can send it again.",
    day_skipped="Nothing is sent today.",
    last_sent="The last digest was sent on {date}.",
    next_digest="The next digest comes on {time}.",
    no_next_digest="The calendar has no day for a next digest; see DIGEST_DAYS and HOLIDAYS.",
    cost="Reading X this month: ${spent} of ${budget} (estimated at published prices).",
    requests_heading="Waiting for an answer",
    asks_join="{who} would like to join with {handle}. Is it really their account?",
    asks_leave="{who} asks to take {handle}, which nobody has claimed, off the List. It is hidden meanwhile.",
    claims_heading="Accounts people said are theirs",
    claims_explained="If that is right, there is nothing to do. If you know that it isn't, the button undoes it.",
    claimed_by="{handle} is the account of {who}",
    hide_post="Don't show this post",
    hide_title="Don't show this post",
    hide_question=(
        "The post disappears from this bot's messages and is not shown again. On X it stays as it is.\n\n"
        "Its author can do this, and so can the admins."
    ),
    hide_submit="Don't show it",
    add_title="Add to the List",
    add_explained=(
        "Without a person: you vouch that the accounts' owners were asked, and they are added right away.\n\n"
        "With a person: they get an invitation, and nothing of theirs is shown before they say yes. "
        "A no is told to nobody."
    ),
    add_handles="X accounts",
    add_handles_hint="@name or a link to the profile. Several: with spaces or on lines of their own.",
    add_person="Whose account it is, in Slack",
    add_person_hint="Leave empty if you have asked the owners yourself.",
    add_kind="Kind of account",
    add_official="An official account of the company",
    add_submit="Add",
    no_handle="Type at least one handle, such as @name.",
    bad_handles="Not a handle on X: {written}. A handle looks like @name, up to 15 letters, digits and underscores.",
    too_many_handles="At most {count} accounts at a time.",
    one_handle_a_person="An invitation is about one account: name just one, or leave the person empty.",
    official_or_person="An official account is nobody's own: choose either this or a person.",
    one_handle_to_join="One account at a time: name just one.",
    join_title="Join",
    join_explained=(
        "Which X account is yours? Public posts of it may then be shown to colleagues, and it goes on the company's "
        "X List, which people outside can see if it is public. "
        "If it is not on the List yet, the admins are asked first.\n\n"
        "Taking part is voluntary and never part of your evaluation. You can pause or leave any time."
    ),
    join_handle="Your X account",
    join_submit="Join",
    working_title="One moment",
    working="Working on it …",
    result_title="Result",
    preview_title="The next digest",
    preview_empty="There is nothing to show yet.",
    start_title="Start",
    start_explained=(
        "From now on the bot sends by itself: first the guide below, at once, "
        "then a digest at the usual time on workdays."
    ),
    start_explained_at_once=(
        "From now on the bot sends by itself. The usual time has passed today, so today's digest follows right after "
        "the guide below; from then on there is one at the usual time on workdays."
    ),
    start_members="On the List",
    start_members_more="… and {count} more",
    start_nobody="Nobody is on the List yet.",
    start_guide="The guide goes to the channel at once:",
    start_digest="The first digest, as things stand now",
    start_digest_empty="Nothing to show yet; the first digest comes when there is something.",
    start_confirm="Before you start",
    start_confirmed="Everyone on the List was asked and is fine with it",
    start_unconfirmed="Start is possible once everyone on the List was asked.",
    start_submit="Start",
    start_without_x="The List's members could not be read from X, so it is too early to start. X said: {reason}",
    start_reading_elsewhere="The List's members are being read by somebody else just now. Try again in a minute.",
    guide_title="Guide for the channel",
    guide_explained="“Post” sends this guide to the channel, in the channel's language; once a day at most.",
    guide_submit="Post",
    results_title="The month's results",
    tweets_description="Colleagues' posts on X, for you alone",
    tweets_hint="[1-10] [@handle] [help]",
    tweetlist_description="Who is on the List; join, pause or leave",
    tweetlist_hint="[join @handle] [pause] [resume] [leave] [help]",
)
