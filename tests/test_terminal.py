"""A digest in a terminal: laid out for people, and unable to command the terminal."""

import io
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from tweetnudge.domain.digest import Digest, Entry
from tweetnudge.domain.members import Member
from tweetnudge.domain.posts import Link, Photo, Post
from tweetnudge.slack.blocks import DigestBlocks
from tweetnudge.terminal import show_message
from tweetnudge.usecases.ports import Message

WRITTEN = datetime(2026, 6, 30, 3, tzinfo=UTC)
LINK = Link("https://t.co/a", "acme.example/news")
OSC_LINK = re.compile(r"\x1b]8;[^;\x1b]*;[!-~]*\x1b\\")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def printed(*posts: Post, name: str = "佐藤みなみ", language: str = "ja", width: int = 80, colour: bool = False) -> str:
    members = {1: Member(1, "minami_hr", name, "https://pbs.twimg.com/a.jpg")}
    message = DigestBlocks(language, "99").digest(
        Digest(colleagues=tuple(Entry((post,)) for post in posts), more_waiting=True), members, date(2026, 7, 1)
    )
    return shown(message, language, width, colour=colour)


def shown(message: Message, language: str = "ja", width: int = 80, *, colour: bool = False) -> str:
    file = io.StringIO()
    console = Console(
        file=file, width=width, force_terminal=colour, color_system="standard" if colour else None, _environ={}
    )
    show_message(message, console, language)
    return file.getvalue()


def header(text: str) -> Message:
    return Message("", [{"type": "header", "text": {"type": "plain_text", "text": text}}])


def post(text: str, **more: Any) -> Post:
    return Post(1, 1, 1, WRITTEN, text, 1, **more)


def test_a_digest_in_japanese() -> None:
    talk = post(
        "登壇しました。資料はこちらです https://t.co/a\n[bold]終[/bold]",
        links=(LINK,),
        photo=Photo("https://p.x/1", "壇上"),
    )
    assert printed(talk).splitlines() == [
        "みんなの投稿・7月1日(水)",
        "いいなと思う投稿があれば、Slackのスタンプ感覚でどうぞ。読むだけでも大歓迎です。",
        "",
        "▎ 佐藤みなみ @minami_hr · 6月30日",
        "▎ 登壇しました。資料はこちらです acme.example/news",
        "▎ [bold]終[/bold]",
        "▎ [写真: 壇上]",
        "▎ ♡ いいね   ⟲ リポスト   ⋮",
        "",
        "────────────────────────",
        "ボタンを押すとXが開きます。そこでもう一度押すと、お使いのXアカウントで「いいね」",
        "やリポストが付きます。誰が押したかを、このボットが誰かに見せることはありません。",
        "載せきれなかった投稿には、次回以降に順番が回ってきます。",
        "Xのリストを見る",
        "",
        "選び方について",
    ]


def test_headings_stand_apart() -> None:
    entry = Entry((post("hello"),))
    message = DigestBlocks("en", "9").digest(Digest((entry,), (entry,)), {1: Member(1, "a", "A")}, date(2026, 7, 1))
    lines = shown(message, "en").splitlines()
    assert lines[3:9] == ["", "From the company", "", "▎ A @a · 30 Jun", "▎ hello", "▎ ♡ Like   ⟲ Repost   ⋮"]


def test_a_photo_without_description_says_it_once() -> None:
    assert "▎ [A photo without a description]\n" in printed(post("a", photo=Photo("https://p.x/1", "")), language="en")


def test_japanese_lines_do_not_begin_with_a_full_stop_nor_end_with_an_opening_bracket() -> None:
    assert shown(header("あいうえお。かきくけ「こさ」しすせそ"), width=10).splitlines() == [
        "あいうえ",
        "お。かきく",
        "け「こさ」",
        "しすせそ",
    ]


def test_links_can_be_opened_and_are_underlined() -> None:
    colourful = printed(post("https://t.co/a", links=(LINK,)), colour=True)
    assert re.search(r"\x1b]8;id=\d+;https://t.co/a\x1b\\\x1b\[4macme.example/news\x1b\[0m\x1b]8;;\x1b\\", colourful)


def test_wide_terminals_keep_lines_readable() -> None:
    assert max(map(cell_len, printed(post("word " * 100), width=200).splitlines())) <= 80


def test_blocks_no_digest_holds_are_an_error() -> None:
    with pytest.raises(ValueError, match="no block of type video"):
        shown(Message("", [{"type": "video"}]))


HOSTILE = st.lists(
    st.sampled_from(
        [
            "\x1b[2J",
            "\x1b]0;title\x07",
            "\x1b]8;;https://evil.example\x1b\\",
            "\x9b31m",
            "\x08",
            "\r",
            "\u202e",
            "[red]",
        ]
    )
    | st.text(max_size=20),
    max_size=10,
).map("".join)


@settings(deadline=None)
@given(text=HOSTILE, name=HOSTILE, alt=HOSTILE, width=st.integers(20, 100))
def test_posts_cannot_command_the_terminal(text: str, name: str, alt: str, width: int) -> None:
    url = f"https://t.co/{text}"
    hostile = post(f"{text} {url}", links=(Link(url, name),), photo=Photo("https://p.x/1", alt))
    output = printed(hostile, name=name, width=width, colour=True)
    plain = COLOUR.sub("", OSC_LINK.sub("", output))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", plain)
    assert "evil" not in "".join(OSC_LINK.findall(output))


@settings(deadline=None)
@given(text=st.text(st.sampled_from("aあ。、「」 　…é😀ｶﾞ한\u0301\n-"), max_size=200), width=st.integers(20, 80))
def test_wrapping_loses_nothing_and_stays_within_the_width(text: str, width: int) -> None:
    lines = shown(header(text), width=width).split("\n")
    assert max(map(cell_len, lines)) <= width
    assert "".join("".join(lines).split()) == "".join(text.split())
