"""The words in English."""

from tweetnudge.i18n.en_home import HOME
from tweetnudge.i18n.en_members import MEMBERS
from tweetnudge.i18n.en_personal import PERSONAL
from tweetnudge.i18n.en_results import RESULTS
from tweetnudge.i18n.messages import Messages

MESSAGES = Messages(
    language="en",
    members=MEMBERS,
    home=HOME,
    results=RESULTS,
    personal=PERSONAL,
    header="Posts from colleagues · {date}",
    intro="If you enjoy a post, let its author know, as lightly as with a Slack emoji. Just reading is welcome too.",
    official_heading="From the company",
    days_off_heading="From our days off",
    again_heading="In case you missed these",
    like="♡ Like",
    repost="⟲ Repost",
    open_on_x="Open on X (translation there)",
    reply_on_x="Reply on X",
    why="Why this post?",
    more_on_x="More on X",
    thread_goes_on="The thread continues on X",
    avatar_alt="Profile picture of {name}",
    photo_without_description="A photo without a description",
    footer=(
        "The buttons open X; tap once more there, and the like or repost comes from the X account you are using. "
        "This bot never reveals who tapped."
    ),
    more_waiting="Posts that didn't fit get their turn another day.",
    more_in_thread="More posts follow in this message's thread.",
    nothing_left="Nothing from this day is shown right now.",
    nothing_left_here="The posts that were here aren't shown right now.",
    thread_notice="More posts from today",
    list_on_x="See the List on X",
    how_chosen="How these were chosen",
    how_chosen_title="How posts are chosen",
    how_chosen_answer=(
        "Not by popularity. Whoever we haven't shown for longest comes first, "
        "and everyone gets one post before anyone gets a second. "
        "Some return another day for those who missed them.\n\n"
        "What doesn't fit may follow in the thread, and being there costs nobody their next turn.\n\n"
        "Official accounts have their own place at the top. "
        "Within each group, posts simply appear in the order they were written."
    ),
    why_title="Why this post?",
    why_answer=(
        "Not because it is popular: no post is picked for that.\n\n"
        "In the channel, whoever we haven't shown for longest comes first, and everyone gets one post before anyone "
        "gets a second. What doesn't fit follows in the thread, and some return for those who missed them.\n\n"
        "Personal digests share out posts that perhaps few have come across yet."
    ),
    view_close="Close",
    app_name="Posts from colleagues",
    app_description="Colleagues' posts on X, one message a workday. Like what you enjoy, as lightly as with an emoji.",
    terminal_photo="[Photo: {alt}]",
    demo_welcome=(
        "Reading the X List of a made-up company, Tsukimizaka Systems, and sending one message to Slack. "
        "Both are stand-ins inside this computer; nothing reaches the real X or Slack."
    ),
    demo_thread="in its thread",
    demo_again=(
        "Ran it again: today's digest is there already, so nothing was sent "
        "(messages in the channel: still {messages})."
    ),
    demo_next="To use it at your company, see “Getting started” in the README.",
)
