"""The words of «What is stored about me?» in English."""

from tweetnudge.i18n.stored_words import StoredWords

STORED = StoredWords(
    button="What is stored about me?",
    title="Stored about you",
    intro="This is what the bot has stored that can be told to be yours. Only you see this window.",
    nothing=(
        "Nothing is stored that can be told to be yours. "
        "If your X account is on the List, join with it in the Home tab, and what is stored of it appears here too."
    ),
    accounts_heading="Accounts you said are yours",
    account="@{handle}: {standing} Agreed for {posts}. In this state since {date}.",
    account_beside=(
        "Beside the handle, the name on X, the picture's address and whether the account is protected are stored."
    ),
    thanks_wanted="Thank-you notes: yes",
    thanks_not_wanted="Thank-you notes: no",
    vouched_by="An admin vouched that you were asked: {who}",
    vouched_elsewhere="When the bot was started, everyone on the List was vouched for.",
    posts_heading="Posts",
    posts_beside=(
        "With each post the bot keeps its links, the address of its photo, when it was shown in Slack, whether X "
        "marks it as sensitive, how many likes it had when last read, how many people pressed a button under it "
        "here, and how many got it in a personal digest. These numbers only help to choose, to decide on thank-you "
        "notes, and to add up the month's totals; a post's own are shown to nobody and erased after 30 days."
    ),
    more="… and {count} more that do not fit here",
    personal_heading="Posts for you (personal digest)",
    personal="Your choice: “{amount}”",
    requests_heading="Questions",
    invitation="{date}: you were asked whether @{handle} may be shown. {answer}",
    join="{date}: you asked to join with @{handle}. {answer}",
    claim="{date}: you said that @{handle} is yours. {answer}",
    leave="{date}: you asked to have @{handle} hidden. {answer}",
    still_open="Not answered yet.",
    lapsed="Not answered; the time for it is over.",
    answered_yes="The answer was yes.",
    answered_no="The answer was no.",
    answered_work_only="The answer was: work posts only.",
    answered_all_posts="The answer was: all posts.",
    changes_heading="Changes written down",
    change="{date}: {what} ({who})",
    did_vouched_and_added="put on the List, vouching that the owner was asked",
    did_invited="invited",
    did_removed="taken off the List",
    did_join="asked to join",
    did_claim="said that the account is theirs",
    did_joined="joined",
    did_join_yes="joining was approved",
    did_join_no="joining was declined",
    did_claim_yes="the account was confirmed as theirs",
    did_claim_no="the account was found to be somebody else's",
    did_leave_yes="leaving was approved",
    did_leave_no="leaving was declined",
    did_hid_a_post="a post was hidden",
    did_paused="paused",
    did_resumed="resumed",
    did_work_only="chose work posts only",
    did_all_posts="chose all posts",
    did_thanks_on="chose to get thank-you notes",
    did_thanks_off="stopped thank-you notes",
    did_personal_on="chose to get a personal digest",
    did_personal_off="stopped the personal digest",
    did_left="left",
    did_asked_to_hide="asked to have an account hidden",
    did_started="started the bot",
    did_skipped_the_day="skipped a day",
    did_sent_by_hand="sent a digest by hand",
    did_posted_the_guide="posted the guide to the channel",
    did_shared_the_results="shared the month's results with the channel",
    did_read_the_members="had the List's members read",
    did_noticed_on_the_list="noticed on the List",
    did_no_longer_on_the_list="no longer on the List",
    did_stopped_deactivated_in_slack="stopped, because the Slack account was deactivated",
    by_the_bot="by the bot itself",
    by_command="by a command on the server",
    presses_heading="When you press Like or Repost",
    presses=(
        "So that one person counts once, a token that cannot be turned back is stored instead of a name. "
        "It differs from post to post and is dropped after the follow-up on the third day after the post was "
        "last shown, at the latest some days later; "
        "under a post that never reaches the channel, about a week after it was written.\n\n"
        "A second one, without post or time, lets a person count once a month; "
        "it is dropped when that month's results are made.\n\n"
        "Neither names anybody, and nobody is shown them. “Delete everything” drops yours at once."
    ),
    presses_honestly=(
        "To be honest about it: while a token is there, whoever runs the server and holds both the database and this "
        "bot's Slack token could work out whether a given person pressed under a given post; "
        "from the monthly one, only whether they pressed at all that month. Without the Slack token, neither."
    ),
    personal_kept_heading="When you get a personal digest",
    personal_kept=(
        "As long as it is on, this choice, your language and the id of your conversation with the bot are stored; "
        "switching it off erases them at once.\n\n"
        "So that no post is given to you twice, which ones you got is kept as a token that cannot be turned back, "
        "until 30 days after the post was last shown; the message, with the list of its posts, until it goes away by "
        "itself (after 30 days unless your company set it otherwise). Whether you read them is not stored. "
        "“Delete everything” erases all of this and takes those messages away."
    ),
    personal_honestly=(
        "To be honest about this too: whoever runs the server could work out who was given which post, from the "
        "database while the message is there, and later from the tokens, with this bot's Slack token at hand."
    ),
    never_heading="What is not stored",
    never=(
        "Who read what, and whether you really liked a post on X: never. The language you use Slack in (but for "
        "personal digests) and whether you are an admin are asked of Slack and remembered for minutes. Replies, "
        "reposts and posts you did not agree to are kept as bare ids, so that they stay out."
    ),
    kept=(
        "Texts of posts are kept for a limited time (30 days unless your company set it otherwise), changes for a "
        "year, private notes the bot sent you and requests you made for 90 days (thank-you notes of their own for 7), "
        "ids and dates of posts that were shown for three years, everything else until you leave or delete it.\n\n"
        "Changes you made for others or for the company stay for their year even after deletion; "
        "those about your own account lose your name (not within a week of saying that it is yours, "
        "in case somebody objects). "
        "Besides, only the X account's bare id stays, so that nobody adds it again without you."
    ),
    delete="Delete everything",
    delete_ask_title="Delete everything?",
    delete_ask=(
        "Your posts leave this bot's messages, your account leaves the List on X, and what is listed here is deleted, "
        "as are your tokens and personal digests. Only the account's bare id stays and, for a year, changes made for "
        "others or the company. Posts on X stay as they are. You can join again any time."
    ),
    delete_yes="Delete everything",
)
