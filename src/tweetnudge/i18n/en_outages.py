"""What the admins are told of trouble and of money, in English."""

from tweetnudge.i18n.outage_words import OutageWords

OUTAGES = OutageWords(
    x_unauthorized_title="X doesn't accept the token",
    x_unauthorized=(
        "X doesn't accept X_BEARER_TOKEN, so the List can't be read. Could you create a new bearer token in "
        "the X developer console, put it into the settings and restart the bot? Until then the digest is "
        "made from posts that are stored already."
    ),
    x_credit_title="The X account has run out of credit",
    x_credit=(
        "The developer account on X has no credit left, so the List can't be read. Could you buy credit in "
        "the X developer console? Reading goes on by itself, at the latest when the next digest is due."
    ),
    x_forbidden_title="X doesn't allow reading",
    x_forbidden=(
        "X doesn't allow the List to be read with X_BEARER_TOKEN. Could you look in the X developer console "
        "whether the app is active and may use API v2?"
    ),
    x_list_title="X shows no such List",
    x_list=(
        "X shows no List for X_LIST. Could you check its number? A private List is visible only to its "
        "owner's tokens, so make it public or use those."
    ),
    x_down_title="X hasn't been readable for a while",
    x_down=(
        "The List couldn't be read for more than an hour. Reading goes on by itself as soon as X answers, "
        "so there is nothing you need to do. If it lasts, the network or the proxy may be worth a look."
    ),
    slack_unauthorized_title="Slack didn't accept the token",
    slack_unauthorized=(
        "Slack didn't accept SLACK_BOT_TOKEN. Please install the app in the workspace again, put its new "
        "Bot User OAuth Token into the settings and restart the bot."
    ),
    slack_scope_title="The Slack app lacks a permission",
    slack_scope=(
        "The Slack app lacks a scope, so it can't post. The log says which one. Could you add it under "
        "“OAuth & Permissions” and install the app again? Then “Send now” on the Home tab sends today's "
        "digest."
    ),
    slack_channel_title="The channel can't be found",
    slack_channel=(
        "The bot can't see {channel}, so nothing can be posted. Could you check SLACK_CHANNEL, and "
        "invite the bot if the channel is private? Then “Send now” on the Home tab sends today's digest, "
        "if it is still to come."
    ),
    slack_not_invited_title="The bot needs an invitation",
    slack_not_invited=(
        "The bot isn't in {channel}, so nothing can be posted. Could you open the channel and type "
        "`/invite` with the bot's name? Then “Send now” on the Home tab sends today's digest, if it is still to come."
    ),
    slack_archived_title="The channel is archived",
    slack_archived=(
        "{channel} is archived, so nothing can be posted. Could you unarchive it, or set "
        "SLACK_CHANNEL to another one? Then “Send now” on the Home tab sends today's digest, if it is still to come."
    ),
    slack_refused_title="Slack refused a message",
    slack_refused=(
        "Slack refused a message for {channel}. The log says why. “Send now” on the Home tab tries today's "
        "digest again."
    ),
    slack_down_title="Slack hasn't taken messages for a while",
    slack_down=(
        "Nothing could be posted to {channel} for more than an hour. It goes on by itself as soon as Slack "
        "answers, so there is nothing you need to do."
    ),
    digest_missed_title="Today's digest didn't go out in time",
    digest_missed=(
        "Today's digest couldn't be posted to {channel} in time. Its posts come in one of the next ones. To "
        "send it today after all, use “Send now” on the Home tab. The log says why it was late."
    ),
    outage_over_title="All well again",
    outage_over="What we told you of before, “{what}”, is over.",
    database_back_title="The database was gone for a while",
    database_back=(
        "For more than an hour the bot's database couldn't be used. It is back now. Meanwhile commands and buttons "
        "answered with an apology only."
    ),
    budget_nearly_title="This month's X budget is running low",
    budget_nearly=(
        "Four fifths of this month's budget (${budget}) are used. Once it is spent, the List isn't read until the 1st "
        "of next month (UTC). To raise it, change X_BUDGET_USD and restart the bot."
    ),
    budget_spent_title="This month's X budget is spent",
    budget_spent=(
        "This month's budget (${budget}) is spent, so the List isn't read until the 1st of next month (UTC). "
        "Posts that are stored already are shown as always. To raise it, change X_BUDGET_USD and restart the bot."
    ),
)
