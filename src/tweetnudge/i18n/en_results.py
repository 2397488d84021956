"""The words of the month's results and of the thank-you note in English."""

from tweetnudge.i18n.results_words import ResultsWords

RESULTS = ResultsWords(
    title="Results for {month}",
    shown="Colleagues' posts shown: {count}.",
    bare="Without a single like: {before} when shown, {after} a day later.",
    bare_then_none="Without a single like when shown: {before}. A day later, likes had reached them all.",
    bare_never="Every post had a like, when it was shown and a day later.",
    bare_then_unknown=("Without a single like when shown: {before}. A day later is unknown (not read again)."),
    unknown_later="Unknown a day later (not read again): {count}.",
    quiet="No posts were shown. Some months are like that. Thank you to everyone who stopped by.",
    thank_you="Thank you to everyone who read, responded or spoke up.",
    explained="Likes from outside the company are included; nothing is counted per person.",
    for_admins="The rest is for admins only.",
    none_expired="Posts that could be shown: {count}, none of which ran out of time.",
    some_expired="Posts that could be shown: {count}, of which {expired} ran out of time before their turn.",
    alone=(
        "Posts with neither a like on X nor a tap here, 24 hours after they were last shown or when time ran out: "
        "{alone} of {judged} known."
    ),
    unknown="Unknown (not read again): {count}.",
    headcounts="Authors shown: {posted}. People who tapped a button: {tapped}.",
    posts="{count}",
    posts_share="{count} ({share}%)",
    posts_small_share="{count} (under 1%)",
    people="{count}",
    few_people="fewer than 5",
    share="Share with the channel",
    share_ask_title="Share with the channel?",
    share_ask=(
        "The channel gets this report once, without the part for admins. "
        "A chart, if there is one, follows in its thread."
    ),
    share_yes="Share",
    shared="Shared with the channel.",
    none="There are no results yet.",
    chart_title="Posts without a like, by week to {month}: light bars when shown, dark bars a day later",
    chart_comment=(
        "Posts without a single like, week by week; dates are Mondays, month first. "
        "Light bars: when shown. Dark striped bars: a day later. "
        "An outline, where there is one, is as high as the number of posts shown; "
        "a dotted part is posts unknown a day later."
    ),
    chart_alt=(
        "A bar chart of posts without a single like, week by week. "
        "Light bars: when shown. Dark striped bars: a day later. {weeks}"
    ),
    chart_week="{date}: {before} of {shown}, then {after}.",
    chart_unknown="unknown",
    thanks_title="Your post got a response from inside the company",
    thanks=(
        "It's one of those we showed recently. Thank you for speaking up.\n\n"
        "Whose response it was, this bot tells nobody. "
        "On days without a note, people may still have liked directly on X. "
        "You can stop thank-you notes in this bot's Home tab at any time."
    ),
)
