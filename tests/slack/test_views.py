"""The modals as Slack gets them: within its limits, in both languages, with what they promise to say."""

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from tweetnudge.demo.block_views import view_problems
from tweetnudge.domain.consent import Consent, Standing
from tweetnudge.domain.members import Member
from tweetnudge.domain.posts import Post, SeenPost
from tweetnudge.domain.requests import Decision, Kind, Request
from tweetnudge.i18n import en, ja
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack.home_tab import guide
from tweetnudge.slack.stored_view import stored_view
from tweetnudge.slack.views import (
    Beginning,
    add_view,
    guide_view,
    hide_view,
    join_view,
    loading_view,
    message_view,
    start_view,
    without_images,
)  # fmt: skip
from tweetnudge.store.audit import Entry
from tweetnudge.usecases.show_members import Listed
from tweetnudge.usecases.stored_about import Stored

NOW = datetime(2026, 7, 1, 1, 0, tzinfo=UTC)
HOSTILE = "<!channel> *x* @here `y`"
BOTH = pytest.mark.parametrize("words", [ja.MESSAGES, en.MESSAGES], ids=["ja", "en"])
TEXT = {"type": "section", "text": {"type": "plain_text", "text": "x", "emoji": False}}
PICTURE = {"type": "image", "image_url": "https://pbs.twimg.com/p.jpg", "alt_text": "p"}


def post(number: int, text: str = "Hello") -> SeenPost:
    return SeenPost(Post(number, number, 1, NOW - timedelta(hours=number), text, number), likes=987_654)


def consent(**more: Any) -> Consent:
    return Consent(1, Standing.SHOWN, NOW, slack_user="U0MEMBER", vouched_by="U0ADMIN", **more)


def stored(**more: Any) -> Stored:
    whole = Stored(
        accounts=((Member(1, "aya", "Aya"), consent()),),
        posts=(post(1, HOSTILE), post(2, "")),
        requests=(
            (Request(1, Kind.INVITATION, 1, "U0MEMBER", "U0ADMIN", NOW, NOW, Decision.WORK_ONLY, "U0MEMBER"), "aya"),
        ),
        changes=(Entry(NOW, "U0ADMIN", "vouched and added", 1), Entry(NOW, "tweetnudge digest", "something new")),
    )
    return dataclasses.replace(whole, **more)


def every_view(words: Messages) -> dict[str, dict[str, Any]]:
    listed = [Listed(f"h{number}", HOSTILE) for number in range(70)]
    return {
        "add": add_view(words),
        "join": join_view(words),
        "hide": hide_view(words, 12),
        "stored": stored_view(words, stored(), NOW),
        "stored, much": stored_view(words, much(), NOW),
        "stored, nothing": stored_view(words, Stored(), NOW),
        "guide": guide_view(words, guide(ja.MESSAGES)),
        "message": message_view(words.home.result_title, "x", words),
        "loading": loading_view(words, "working-1"),
        "start": start_view(words, Beginning(listed, [TEXT] * 10, [TEXT] * 48)),
        "start, too much": start_view(words, Beginning(listed, [TEXT] * 10, [TEXT] * 200)),
        "start, nobody": start_view(words, Beginning([], [], [])),
    }


def much() -> Stored:
    whole = stored()
    return Stored(whole.accounts * 99, whole.posts * 400, whole.requests * 99, whole.changes * 400)


@BOTH
def test_slack_takes_every_view(words: Messages) -> None:
    """By the stand-in's rules and by Slack's own models."""
    for name, view in every_view(words).items():
        assert [] == view_problems(view, ("modal",)), name
        assert view == View(**view).to_dict(), name
        assert [None] * len(view["blocks"]) == [Block.parse(block).validate_json() for block in view["blocks"]], name


@BOTH
def test_nothing_somebody_typed_is_parsed(words: Messages) -> None:
    """There is no mrkdwn in any of these views."""
    assert "mrkdwn" not in str(every_view(words))


def test_the_question_about_a_post_says_which() -> None:
    assert "12" == hide_view(en.MESSAGES, 12)["private_metadata"]


def words_in(view: dict[str, Any]) -> str:
    return str(view["blocks"])


@BOTH
def test_what_is_stored_is_told_whole(words: Messages) -> None:
    """Account and voucher, posts, questions, changes, what is never stored, how long, and the button to delete."""
    told, shown = words.home.stored, words_in(stored_view(words, stored(), NOW))
    for part in (
        "aya", words.home.standing_shown, told.account_beside, "'user_id': 'U0ADMIN'", HOSTILE, words.home.without_text,
        told.answered_work_only, told.did_vouched_and_added, "something new", told.by_command, told.never,
        told.kept.partition("\n")[0], told.thanks_not_wanted, told.presses.partition("\n")[0], told.presses_honestly,
        "delete_everything",
    ):  # fmt: skip
        assert part in shown
    assert "987" not in shown


def test_what_does_not_fit_is_counted() -> None:
    shown = words_in(stored_view(en.MESSAGES, much(), NOW))
    assert en.MESSAGES.home.stored.more.format(count=740) in shown


def test_a_question_nobody_answered() -> None:
    """Open as long as there is time, and then over."""
    asked = Request(1, Kind.JOIN, 1, "U0MEMBER", "U0MEMBER", NOW, NOW + timedelta(days=30))
    told = en.MESSAGES.home.stored
    for now, answer in ((NOW, told.still_open), (NOW + timedelta(days=31), told.lapsed)):
        assert answer in words_in(stored_view(en.MESSAGES, stored(requests=((asked, "aya"),)), now))


def test_somebody_of_whom_nothing_can_be_told_may_delete_all_the_same() -> None:
    """They may have pressed a button, which leaves what cannot be told to be theirs."""
    shown = words_in(stored_view(en.MESSAGES, Stored(), NOW))
    for part in (en.MESSAGES.home.stored.nothing, en.MESSAGES.home.stored.presses_honestly, "delete_everything"):
        assert part in shown


@BOTH
def test_whoever_wants_thank_you_notes_sees_that_it_is_stored(words: Messages) -> None:
    told, wanted = words.home.stored, ((Member(1, "aya", "Aya"), consent(thanks=True)),)
    shown = words_in(stored_view(words, stored(accounts=wanted), NOW))
    assert (True, False) == (told.thanks_wanted in shown, told.thanks_not_wanted in shown)


@BOTH
def test_a_personal_digest_that_was_asked_for_is_told(words: Messages) -> None:
    """With its amount; what is kept of personal digests at all is told to everybody."""
    told = words.home.stored
    for posts, line in ((3, told.personal.format(amount=words.personal.several.format(count=3))), (0, "")):
        shown = words_in(stored_view(words, Stored(personal=posts), NOW))
        assert (line or told.nothing) in shown
        assert bool(posts) is (told.intro in shown)
        assert told.personal_kept.partition("\n")[0] in shown
        assert told.personal_honestly in shown


@BOTH
@pytest.mark.parametrize(
    "what", ["posted the guide", "shared the results", "thanks_on", "thanks_off", "personal_on", "personal_off"]
)
def test_what_was_done_is_said_in_words(words: Messages, what: str) -> None:
    shown = words_in(stored_view(words, stored(changes=(Entry(NOW, "U0ADMIN", what),)), NOW))
    assert getattr(words.home.stored, f"did_{what.replace(' ', '_')}") in shown
    assert f"'text': '{what}'" not in shown


@BOTH
def test_the_guide_is_shown_as_the_channel_gets_it(words: Messages) -> None:
    """In the channel's language, whatever its reader's."""
    view = guide_view(words, guide(ja.MESSAGES))
    assert words.home.guide_explained == view["blocks"][0]["text"]["text"]
    assert guide(ja.MESSAGES) == view["blocks"][2:]


def test_start_names_sixty_and_counts_the_rest() -> None:
    listed = [Listed(f"h{number}", "") for number in range(70)]
    shown = words_in(start_view(en.MESSAGES, Beginning(listed, [], [])))
    assert "@h59" in shown
    assert "@h60" not in shown
    assert en.MESSAGES.home.start_members_more.format(count=10) in shown


@BOTH
def test_start_late_in_the_day_says_what_follows_at_once(words: Messages) -> None:
    for due, sentence in ((True, words.home.start_explained_at_once), (False, words.home.start_explained)):
        view = start_view(words, Beginning([], [], [], follows_at_once=due))
        assert sentence == view["blocks"][0]["text"]["text"]


@BOTH
@pytest.mark.parametrize(
    ("voucher", "sentence"), [("deleted", "vouched_by"), ("tweetnudge digest", "vouched_elsewhere")]
)
def test_vouched_by_nobody_slack_knows(words: Messages, voucher: str, sentence: str) -> None:
    """By an admin whose name was deleted since, or by starting the bot on the server."""
    one = dataclasses.replace(consent(), vouched_by=voucher)
    shown = words_in(stored_view(words, stored(accounts=((Member(1, "aya", "Aya"), one),), changes=()), NOW))
    assert getattr(words.home.stored, sentence).partition("{")[0] in shown
    assert (f"'text': '{words.members.an_admin}'" in shown) is (sentence == "vouched_by")
    assert f"'user_id': '{voucher}'" not in shown


def test_start_has_to_be_confirmed_however_long_the_digest() -> None:
    view = start_view(en.MESSAGES, Beginning([], [], [TEXT] * 300))
    assert 100 == len(view["blocks"])
    assert "confirmed" == view["blocks"][-1]["block_id"]
    assert "optional" not in view["blocks"][-1]


def test_a_view_without_images() -> None:
    """Pictures beside a name go as well as those below a post; words stay."""
    named = {"type": "context", "elements": [PICTURE, TEXT["text"]]}
    view = message_view("x", [PICTURE, named, TEXT], en.MESSAGES)
    plainer = without_images(view)
    assert [{"type": "context", "elements": [TEXT["text"]]}, TEXT] == plainer["blocks"]
    assert plainer == without_images(plainer)
