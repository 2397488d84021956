"""The words of personal digests in English."""

from tweetnudge.i18n.personal_words import PersonalWords

PERSONAL = PersonalWords(
    header="Posts for you · {date}",
    intro=(
        "Posts that didn't fit into the channel's message, or that perhaps few have come across yet. "
        "Just reading is very welcome; like only what you honestly enjoy."
    ),
    footer="Only you get this message. It goes away by itself after a while.",
    stop="Stop these",
    heading="Posts for you (personal digest)",
    explained=(
        "A few posts you haven't been given before, in a direct message on workdays, together with the channel's "
        "digest. It is off until you choose it, and one tap in the message stops it."
    ),
    off="Off",
    one="1 post a day",
    several="Up to {count} posts a day",
)
