"""The words of the notes in English."""

from tweetnudge.i18n.note_words import NoteWords

NOTES = NoteWords(
    invitation_title="May we show your posts on X to colleagues?",
    invitation_asks=(
        "{who} would like to show public posts from {handle} to colleagues: in {channel}, not more than once a day. "
        "A post may come again another day. Colleagues who ask for it also get some in a direct message. "
        "People in this Slack, guests included, can also read them with `/tweets` and on this bot's Home tab.\n\n"
        "If you join, your account also goes on the company's X List. Colleagues may realise it's you, "
        "and if that List is public, people outside may see that you belong to the company."
    ),
    invitation_free=(
        "It's optional and never part of your evaluation. Nothing is shown unless you say yes. "
        "If you decline or don't answer, nobody is told, and nobody can tell which it was. "
        "Stop at any time, and delete what is stored."
    ),
    work_posts="A work post is one with any of these in it: {words}",
    work_posts_more="A work post is one with one of the company's words in it, such as: {words}",
    work_posts_undecided=(
        "The company hasn't set the words that make a work post yet. Until it does, “work posts only” shows nothing."
    ),
    invitation_work_only="Work posts only",
    invitation_all_posts="All posts",
    invitation_no="No / not mine",
    chose_work_only=(
        "Thank you. Only work posts by {handle} will be shown.\n\n"
        "You can change this, pause or leave in this bot's Home tab at any time."
    ),
    chose_all_posts=(
        "Thank you. Posts by {handle} will be shown.\n\nYou can pause or leave in this bot's Home tab at any time."
    ),
    chose_no="Understood. {handle} won't be shown, and nobody is told.",
    invitation_lapsed=(
        "This invitation has ended, and there is nothing you need to do. "
        "Joining is open any time: `/tweetlist join @name`."
    ),
    join_title="Somebody asks to join the List",
    join_asks=(
        "{who} says that {handle} is their account and would like to join. Could you make sure that it isn't somebody "
        "else's, by looking at the profile or asking them?\n\n"
        "“Approve” puts it on the List and lets it be shown. They hear the answer either way."
    ),
    join_yes="Approve",
    join_no="Decline",
    join_decided_yes="{by} approved {handle} for {who}.",
    join_decided_no="{by} didn't approve {handle} for {who}.",
    join_lapsed="The request by {who} for {handle} was open too long and has been closed.",
    claim_no="That is somebody else's account",
    leave_title="Somebody asks us to stop showing an account",
    leave_asks=(
        "{who} asked to stop showing {handle}, and that is done. Nobody has registered the account as theirs, "
        "so could you decide what comes next?\n\n"
        "“Remove and delete” takes it off the List on X and deletes its stored posts. "
        "“Show it again” puts everything back as it was."
    ),
    leave_yes="Remove and delete",
    leave_no="Show it again",
    leave_yes_ask_title="Remove and delete?",
    leave_yes_ask="The account leaves the List on X, and its stored posts are deleted. They can't be brought back.",
    leave_decided_yes="{by} decided, as {who} had asked, to remove {handle} and delete its posts.",
    leave_decided_no="{by} let {handle} be shown again.",
    leave_lapsed="The request by {who} about {handle} has lapsed. The account stays hidden.",
    answered_title="An answer to your request",
    answered_yes=(
        "{handle} is registered as yours and will be shown from now on. You can pause or leave by yourself at any time."
    ),
    answered_no="It couldn't be confirmed that {handle} is yours this time. If it is, the admins can help.",
    noticed_title="Somebody is new on the X List",
    noticed=(
        "New on the List on X: {handle}\n\n"
        "They aren't shown until it is known that they were asked. If they were, `/tweetlist add @name` says so."
    ),
    put_on_title="An account to be added on X",
    put_on=(
        "{handle} is in, but couldn't be put on the List from here. It would help if you added it on X: {link}. "
        "The bot will notice."
    ),
    take_off_title="An account to be removed on X",
    take_off=(
        "{handle} isn't shown any more, but couldn't be taken off the List from here. "
        "It would help if you removed it on X: {link}."
    ),
    deactivated_title="Somebody has left Slack",
    deactivated=(
        "Its owner's Slack account was deactivated, so {handle} isn't shown any more. "
        "To take it off the List too: `/tweetlist remove @name`."
    ),
    not_editable_title="A message was deleted",
    not_editable=(
        "The workspace doesn't let older messages be edited. One that had to change was deleted instead of rewritten."
    ),
    gap_title="Some posts may have been missed",
    gap=(
        "X lists only the newest 800 posts of a List. More had been written since it was last read, so some of them "
        "can't be shown here. The bot now reads it as often as it needs; if it happens only this once, there is "
        "nothing you need to do.\n\n"
        "If it happens again, could you see whether the bot was off for a while, or this month's budget spent? "
        "X_BUDGET_USD raises it. COLLECT_EVERY_MINUTES can stay: a busy List is read as often as every five minutes."
    ),
    guide_title="X at our company, the easy way",
    guide_first="We don't chase followers.",
    guide_second="Nobody has to post.",
    guide_third=(
        "When you feel like it, have a look, and like or repost what you honestly enjoy, as lightly as a Slack emoji."
    ),
    guide_why=(
        "Public posts by colleagues who are fine with it are shown, in one message a day at most. "
        "Speaking up can be lonely; one heart is a relief."
    ),
    guide_free=(
        "Reading, responding and joining are all optional, and never part of your evaluation. "
        "No X account? That's fine. To have your own posts shown, join with `/tweetlist join @name`; "
        "your account then also goes on the company's X List. You can pause or leave by yourself at any time."
    ),
    guide_account=(
        "Likes and reposts come from whichever X account you're using. "
        "The author sees who liked; a repost can be seen by others too."
    ),
    purpose=(
        "Public posts are used only so that colleagues can support one another. "
        "Who reads is not recorded, and who pressed a button is shown to nobody. "
        "Nothing is counted per person; once a month there are totals of posts and people."
    ),
    kept=(
        "A post's text is usually stored for 30 days at most, depending on the company's settings. "
        "You can see what else is stored about you and for how long, and delete it, in this bot's Home tab at any "
        "time. Questions are welcome with whoever runs this bot at your company."
    ),
    abroad="Slack and X are run by operators outside Japan.",
    as_staff=(
        "When mentioning our own products, be recognisable as staff: Japan's rules on hidden advertising ask for that."
    ),
)
