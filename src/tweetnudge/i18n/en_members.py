"""The words about members in English."""

from tweetnudge.i18n.en_notes import NOTES
from tweetnudge.i18n.en_outages import OUTAGES
from tweetnudge.i18n.member_words import MemberWords

MEMBERS = MemberWords(
    notes=NOTES,
    outages=OUTAGES,
    added="{handle} is on the List now.",
    added_by_hand=(
        "Noted: {handle}. The keys for changing the List on X aren't set, so it would help if you added the account "
        "there: {link}. The bot will notice, and begin to show it."
    ),
    already_there="{handle} is on the List already.",
    still_paused="{handle} is on the List, and its owner has paused. Only they decide when to resume, so it stays so.",
    owner_decides="{handle} is for its owner alone to decide. Nothing was changed from here.",
    invited=(
        "Noted: an invitation for {handle}. Nothing is shown before its owner says yes, "
        "and if there is no answer, that's fine too."
    ),
    cannot_invite="That person can't be invited: a guest, a bot, or somebody who has left Slack.",
    removed="{handle} is off the List.",
    removed_by_hand=(
        "New posts by {handle} won't be shown any more. The keys for changing the List on X aren't set, so it would "
        "help if you removed the account there: {link}. The bot will notice."
    ),
    not_on_list="{handle} isn't on the List.",
    no_handle="“{written}” can't be read as a handle on X. Write it as `@name`, or as a link to the profile.",
    unknown_handle="{handle} can't be found on X.",
    suspended="{handle} is suspended on X.",
    protected="{handle} is a protected account, so it can't be shown. It is fine to leave it protected.",
    not_our_list="The keys that are set don't seem to belong to the List's owner. Nothing was changed on X.",
    no_credit="The X API account has no credit left, so this wasn't possible.",
    rate_limited="X asks us to wait a little. Try again in about 15 minutes.",
    budget_spent="What is left of this month's X budget (X_BUDGET_USD) isn't enough for that.",
    keys_refused="X doesn't accept the keys that are set. Their permissions are shown in X's developer portal.",
    x_silent="X didn't give a proper answer. Try again in a while.",
    busy="Somebody else is changing this account just now. Try again in a moment.",
    claimed=(
        "{handle} is registered as yours. The admins see it on their Home tab. "
        "You can pause or leave by yourself at any time."
    ),
    asked_admins="The admins will check that {handle} is yours. You'll get a message here when they have.",
    asked_already="The admins are checking {handle} already. You'll get a message here when they have.",
    yours_already="{handle} is registered as yours already.",
    taken="{handle} is registered as somebody else's. If it is yours, the admins can help.",
    too_many_requests="The admins haven't answered some of your requests yet. Go on once they have.",
    paused=(
        "{handle} is paused. What was shown before is hidden meanwhile. "
        "`/tweetlist resume` brings it back whenever you like."
    ),
    resumed="{handle} is shown again. Welcome back.",
    left=(
        "Done. We won't show {handle} again, will remove past posts and take it off the X List. "
        "If you'd like to come back: `/tweetlist join @name`, any time."
    ),
    hidden=(
        "{handle} isn't shown any more, from now on. Nobody has registered it as theirs yet, "
        "so the admins will look at what comes next."
    ),
    not_yours=(
        "You can change posts and accounts that are registered as yours. To register one, type /tweetlist join."
    ),
    no_account=(
        "No account is registered as yours yet. `/tweetlist join @name` does that; "
        "to stop one without it, use `/tweetlist leave @name`."
    ),
    work_only="From now on, only work posts are shown.",
    all_posts="From now on, all posts are shown.",
    post_hidden="This post won't be shown any more.",
    post_gone="This post isn't here any more.",
    deleted=(
        "What was stored is deleted. Only the X account's ID number stays, so that it is never shown again, "
        "and for a year the changes you made for others or for the company."
    ),
    welcome="Thank you. Posts by {handle} will be shown from now on.",
    declined_by_owner="Understood. Nobody is told.",
    lapsed="It is too late for this one. Joining is open any time: `/tweetlist join @name`.",
    not_for_you="This question is for somebody else.",
    approved="Approved.",
    declined="Not approved.",
    already_decided="This was answered already.",
    started="Started. The guide goes to the channel first.",
    not_started="The bot hasn't been started yet. “Start” on your Home tab does that.",
    started_already="It was started before.",
    skipped="Nothing is sent today. The posts wait for the next time.",
    too_late="Today's posts are on their way, or there already.",
    sent="Today's posts are there.",
    nothing_to_say="There is nothing new to show just now, so nothing was sent.",
    sent_already="Today's posts were there already.",
    not_sent_yet="Today's posts couldn't be sent yet. Try again in a while.",
    guide_posted="The guide goes to the channel.",
    guide_posted_already="Today's guide is on its way to the channel, or there already.",
    results_shared="The results go to the channel.",
    results_shared_already="These results were shared with the channel already.",
    no_results="There are no results to show.",
    thanks_on=(
        "When colleagues responded to a post by {handle}, you'll get a thank-you note now and then, the morning after "
        "or after days off. Your Home tab turns it off any time."
    ),
    thanks_off="Thank-you notes for {handle} are off.",
    personal_on="Done. Your personal digest comes from the next digest on.",
    personal_off=(
        "Done, your personal digest won't come any more. Thank you! "
        "Should you want it again some day, it is in this bot's Home tab."
    ),
    admins_only="Only admins can do this.",
    colleagues_only="Only people of this company can do this.",
    cannot_tell="Slack didn't say who you are, so this wasn't possible just now. Try again in a moment.",
    tweets_intro="Recent posts. If you enjoy one, let its author know, as lightly as with a Slack emoji.",
    tweets_none="Nothing new just now. Drop by whenever you like.",
    tweets_none_from="Nothing from {handle} to show right now.",
    tweets_help=(
        "`/tweets` some recent posts\n\n`/tweets 10` another number of posts, from 1 to 10\n\n"
        "`/tweets @name` posts by one person; a link to the profile works too\n\nOnly you see the answer."
    ),
    tweets_unclear="You can type `/tweets`, `/tweets 10` (1 to 10), `/tweets @name` or `/tweets help`.",
    moment="Just a moment…",
    trouble="That didn't work. Try again in a moment.",
    list_help=(
        "`/tweetlist` who is on the List\n\n`/tweetlist join @name` join with your own account; "
        "the admins are asked first if it isn't on the List yet\n\n"
        "`/tweetlist pause` take a break\n\n`/tweetlist resume` come back from it\n\n"
        "`/tweetlist leave` leave; what was shown disappears too\n\n"
        "`/tweetlist leave @name` stop showing an account nobody has registered as theirs\n\n"
        "Pausing and leaving are up to you alone and work at once. This bot's Home tab shows what is stored about you "
        "and deletes it. Taking part is optional, never part of your evaluation."
    ),
    list_help_admins=(
        "Admins can also use these.\n\n"
        "`/tweetlist add @name …` add accounts whose owners were asked\n\n"
        "`/tweetlist add` invite somebody, or add an official account\n\n"
        "`/tweetlist remove @name …` take accounts off the List\n\n`/tweetlist sync` compare with the List on X\n\n"
        "`/tweetlist welcome` post the guide to the channel; you see it first\n\n"
        "`/tweetlist results` last month's results\n\n`/tweetlist results 2026-11` those of that month"
    ),
    list_unknown="Sorry, that wasn't clear. `/tweetlist help` shows what you can type.",
    list_needs_handle="Type the account as well, for example `/tweetlist remove @name`.",
    list_needs_month=(
        "Type the month like this: `/tweetlist results 2026-11`. Without a month, last month's results are shown."
    ),
    list_nothing_more="This one is typed on its own, as in `/tweetlist pause` or `/tweetlist sync`.",
    add_without_window="The window didn't open. `/tweetlist add @name` works too, if the owner was asked.",
    join_without_window="The window didn't open. `/tweetlist join @name` works too.",
    welcome_without_window="The window didn't open, so nothing was posted. Try again in a moment.",
    vouched=(
        "By adding an account this way you vouch that its owner was asked, and that is recorded. "
        "If they weren't, `/tweetlist add` alone lets you send an invitation."
    ),
    left_over="That's the most for one command. Type the rest again, from {written} on.",
    list_title="Who is on the List",
    list_empty="Nobody yet. `/tweetlist join @name` is the way in.",
    list_not_compared="X's List hasn't been read as a whole yet, so these are the people whose posts were seen so far.",
    list_waits="Those “not confirmed yet” are shown once you say that their owners were asked: `/tweetlist add @name`.",
    list_hint="`/tweetlist help` shows what you can type.",
    list_page="Page {page} of {pages}",
    list_back="‹ Back",
    list_on="Next ›",
    mark_official="official",
    mark_yours="you",
    mark_paused="paused",
    mark_hidden="hidden on request",
    mark_stopped="stopped: left Slack",
    mark_noticed="not confirmed yet",
    mark_invited="waiting for a reply",
    mark_by_hand="to be added on X",
    mark_protected="protected",
    sync_reading="Reading the List on X. There are many people on it, so this takes a little longer…",
    sync_busy="The List is being read right now. Try again in a moment.",
    sync_no_list="X can't find the List, or it is private. X_LIST in the settings says which one it is.",
    sync_added="New on the List: {handle}",
    sync_removed="No longer on the List: {handle}",
    sync_renamed="Renamed: {old} is now {new}",
    sync_waiting="Not confirmed yet: {handle}. If their owners were asked, `/tweetlist add @name` lets them be shown.",
    sync_same="Compared with the List on X. Nothing has changed.",
    sync_done="Compared with the List on X.",
    and_others=" and others",
    some_account="this account",
    an_admin="an admin",
    members_page="the List's members on X",
)
