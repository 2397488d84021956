"""A digest as Slack gets it: the exact blocks of a typical one, and each rule of the layout."""

import dataclasses
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from slack_sdk.models.blocks import Block

from tweetnudge.domain.digest import Digest, Entry
from tweetnudge.domain.members import Member
from tweetnudge.domain.posts import Link, Photo, Post
from tweetnudge.slack.blocks import DigestBlocks
from tweetnudge.usecases.ports import Message

DAY = date(2026, 7, 1)
WRITTEN = datetime(2026, 6, 30, 23, 10, tzinfo=UTC)
STAMP = int(WRITTEN.timestamp())
ACME = Member(1, "acme_jp", "アクメ商店", "https://pbs.twimg.com/acme.jpg")
MINAMI = Member(2, "minami_hr", "佐藤みなみ")
MEMBERS = {1: ACME, 2: MINAMI}
LINK = Link("https://t.co/a", "acme.example/news")
PHOTO_LINK = Link("https://t.co/p", "pic.x.com/p", media=True)
PHOTO = Photo("https://pbs.twimg.com/media/p.jpg", "壇上の佐藤")

OFFICIAL = Post(11, 12, 1, WRITTEN, "新機能です https://t.co/a #アクメ", 11, links=(LINK,))
TALK = Post(21, 21, 2, WRITTEN, "登壇しました! https://t.co/p", 21, links=(PHOTO_LINK,), photo=PHOTO)

JAPANESE = DigestBlocks("ja", "99", timezone=ZoneInfo("Asia/Tokyo"))
ENGLISH = DigestBlocks("en", "99")


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def context(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "context", "elements": list(elements)}


def section(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": list(elements)}


def text(written: str) -> dict[str, Any]:
    return {"type": "text", "text": written}


def link(url: str, shown: str) -> dict[str, Any]:
    return {"type": "link", "url": url, "text": shown}


OFFICIAL_TEXT: dict[str, Any] = {
    "type": "rich_text",
    "elements": [section(text("新機能です "), link("https://t.co/a", "acme.example/news"), text(" #アクメ"))],
}


def buttons(post_id: int, latest_id: int, page: str, labels: list[str]) -> dict[str, Any]:
    like, repost, open_, reply, why, hide = map(plain, labels)
    intent = "https://x.com/intent"
    options = [
        {"text": open_, "value": f"open:{post_id}", "url": page},
        {"text": reply, "value": f"reply:{post_id}", "url": f"{intent}/post?in_reply_to={latest_id}"},
        {"text": why, "value": f"why:{post_id}"},
        {"text": hide, "value": f"hide:{post_id}"},
    ]
    return {
        "type": "actions",
        "block_id": f"post:{post_id}",
        "elements": [
            {"type": "button", "action_id": "tap_like", "text": like, "url": f"{intent}/like?tweet_id={latest_id}"},
            {
                "type": "button",
                "action_id": "tap_repost",
                "text": repost,
                "url": f"{intent}/retweet?tweet_id={latest_id}",
            },
            {"type": "overflow", "action_id": "more", "options": options},
        ],
    }


def rendered(*entries: Entry | Post, writer: DigestBlocks = ENGLISH, images: bool = True) -> list[dict[str, Any]]:
    """The blocks of a digest of colleagues' entries, without what surrounds them."""
    colleagues = tuple(entry if isinstance(entry, Entry) else Entry((entry,)) for entry in entries)
    return writer.digest(Digest(colleagues=colleagues), MEMBERS, DAY, images=images).blocks[2:-3]


def test_a_digest_in_japanese() -> None:
    digest = Digest((Entry((OFFICIAL,)),), (Entry((TALK,)),), more_waiting=True)
    labels = ["♡ いいね", "⟲ リポスト", "Xで開く", "Xで返信する", "この投稿が載っている理由", "この投稿を載せない"]
    page = "https://x.com/acme_jp/status/12"
    assert JAPANESE.digest(digest, MEMBERS, DAY) == Message(
        text="みんなの投稿・7月1日(水)",
        blocks=[
            {"type": "header", "text": plain("みんなの投稿・7月1日(水)")},
            context(plain("いいなと思う投稿があれば、Slackのスタンプ感覚でどうぞ。読むだけでも大歓迎です。")),
            context(mrkdwn("*公式アカウントから*")),
            context(
                {"type": "image", "image_url": "https://pbs.twimg.com/acme.jpg", "alt_text": "アクメ商店のアイコン"},
                plain("アクメ商店 @acme_jp"),
                mrkdwn(f"<!date^{STAMP}^{{date_short_pretty}}^{page}|7月1日>"),
            ),
            OFFICIAL_TEXT,
            buttons(11, 12, page, labels),
            {"type": "divider"},
            context(
                plain("佐藤みなみ @minami_hr"),
                mrkdwn(f"<!date^{STAMP}^{{date_short_pretty}}^https://x.com/minami_hr/status/21|7月1日>"),
            ),
            {"type": "rich_text", "elements": [section(text("登壇しました!"))]},
            {"type": "image", "image_url": "https://pbs.twimg.com/media/p.jpg", "alt_text": "壇上の佐藤"},
            buttons(21, 21, "https://x.com/minami_hr/status/21", labels),
            {"type": "divider"},
            context(
                mrkdwn(
                    "ボタンを押すとXが開きます。そこでもう一度押すと、お使いのXアカウントで「いいね」やリポストが付きます。"
                    "誰が押したかを、このボットが誰かに見せることはありません。\n"
                    "載せきれなかった投稿には、次回以降に順番が回ってきます。\n"
                    "<https://x.com/i/lists/99|Xのリストを見る>"
                )
            ),
            {
                "type": "actions",
                "elements": [{"type": "button", "action_id": "how_chosen", "text": plain("選び方について")}],
            },
        ],
    )


def test_a_digest_in_english_after_days_off() -> None:
    message = ENGLISH.digest(Digest(colleagues=(Entry((OFFICIAL,)),), after_days_off=True), MEMBERS, DAY)
    page = "https://x.com/acme_jp/status/12"
    labels = [
        "♡ Like", "⟲ Repost", "Open on X (translation there)", "Reply on X", "Why this post?", "Don't show this post",
    ]  # fmt: skip
    assert message.text == "Posts from colleagues · Wed 1 Jul"
    assert message.blocks == [
        {"type": "header", "text": plain("Posts from colleagues · Wed 1 Jul")},
        context(
            plain(
                "If you enjoy a post, let its author know, as lightly as with a Slack emoji. "
                "Just reading is welcome too."
            )
        ),
        context(mrkdwn("*From our days off*")),
        context(
            {
                "type": "image",
                "image_url": "https://pbs.twimg.com/acme.jpg",
                "alt_text": "Profile picture of アクメ商店",
            },
            plain("アクメ商店 @acme_jp"),
            mrkdwn(f"<!date^{STAMP}^{{date_short_pretty}}^{page}|30 Jun>"),
        ),
        OFFICIAL_TEXT,
        buttons(11, 12, page, labels),
        {"type": "divider"},
        context(
            mrkdwn(
                "The buttons open X; tap once more there, and the like or repost comes from the X account "
                "you are using. "
                "This bot never reveals who tapped.\n<https://x.com/i/lists/99|See the List on X>"
            )
        ),
        {
            "type": "actions",
            "elements": [{"type": "button", "action_id": "how_chosen", "text": plain("How these were chosen")}],
        },
    ]


@pytest.mark.parametrize("writer", [JAPANESE, ENGLISH], ids=["ja", "en"])
def test_slacks_own_models_take_every_block(writer: DigestBlocks) -> None:
    thread = Entry((TALK, dataclasses.replace(TALK, id=22, latest_id=22)))
    digest = Digest((Entry((OFFICIAL,)),), (thread,), more_waiting=True, after_days_off=True)
    for block in writer.digest(digest, MEMBERS, DAY).blocks:
        assert Block.parse(block).to_dict() == block


def test_official_posts_alone_need_neither_divider_nor_days_off_heading() -> None:
    blocks = ENGLISH.digest(Digest((Entry((OFFICIAL,)),), after_days_off=True), MEMBERS, DAY).blocks
    assert [block["type"] for block in blocks[2:-3]] == ["context", "context", "rich_text", "actions"]


def test_ten_entries_with_photos_and_every_heading_fit() -> None:
    posts = [dataclasses.replace(TALK, id=number, author_id=1 + number % 2, is_cut=True) for number in range(10)]
    entries = tuple(Entry((post, post)) for post in posts)
    message = ENGLISH.digest(Digest(entries[:2], entries[2:], more_waiting=True, after_days_off=True), MEMBERS, DAY)
    assert len(message.blocks) == 48
    assert ENGLISH.fits(message)


def test_without_images_nothing_is_fetched_and_the_photo_stays_a_link() -> None:
    blocks = rendered(TALK, OFFICIAL, images=False)
    assert "image_url" not in str(blocks)
    assert blocks[1]["elements"] == [section(text("登壇しました! "), link("https://t.co/p", "pic.x.com/p"))]


@pytest.mark.parametrize(
    "url", ["http://pbs.twimg.com/p.jpg", "data:image/png;base64,x", "https://x.com/" + "p" * 3000, ""]
)
def test_a_picture_slack_could_not_fetch_stays_a_link(url: str) -> None:
    blocks = rendered(dataclasses.replace(TALK, photo=Photo(url, "alt")))
    assert [block["type"] for block in blocks] == ["context", "rich_text", "actions"]
    assert blocks[1]["elements"][0]["elements"][-1] == link("https://t.co/p", "pic.x.com/p")


def test_a_photo_is_described_even_when_its_author_did_not() -> None:
    photo = rendered(dataclasses.replace(TALK, photo=Photo(PHOTO.url, " ")))[2]
    assert photo["alt_text"] == "A photo without a description"


def test_a_photo_alone_has_no_text_block() -> None:
    blocks = rendered(dataclasses.replace(TALK, text="https://t.co/p"))
    assert [block["type"] for block in blocks] == ["context", "image", "actions"]


def test_a_cut_post_goes_on_at_x() -> None:
    blocks = rendered(dataclasses.replace(OFFICIAL, is_cut=True))
    assert blocks[1]["elements"][1:] == [section(link("https://x.com/acme_jp/status/12", "More on X"))]


def test_a_thread_goes_on_at_x_and_says_so_once() -> None:
    lead = dataclasses.replace(OFFICIAL, is_cut=True)
    blocks = rendered(Entry((lead, TALK)))
    assert blocks[1]["elements"][1:] == [section(link("https://x.com/acme_jp/status/12", "The thread continues on X"))]


def test_an_author_who_is_not_given_is_an_error_that_says_so() -> None:
    with pytest.raises(ValueError, match="account 2, who is not among the members given"):
        ENGLISH.digest(Digest(colleagues=(Entry((TALK,)),)), {1: ACME}, DAY)


def test_messages_are_measured_whole() -> None:
    short = {"type": "section", "text": plain("a")}
    assert ENGLISH.fits(Message("", [short] * 50))
    assert not ENGLISH.fits(Message("", [short] * 51))
    assert ENGLISH.fits(Message("", [context(plain("😀" * 4_000), {"type": "image", "alt_text": "a" * 2_000})]))
    assert not ENGLISH.fits(Message("", [context(plain("😀" * 4_000), {"type": "image", "alt_text": "a" * 2_001})]))
