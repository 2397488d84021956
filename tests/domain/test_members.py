"""Handles as people write them."""

import pytest

from tweetnudge.domain.members import parse_handle


@pytest.mark.parametrize(
    "written",
    [
        "aya_k", "@aya_k", "＠aya_k", "Aya_K", "@AYA_K", " @aya_k ", "ａｙａ＿ｋ", "x.com/aya_k", "https://x.com/Aya_K",
        "https://twitter.com/aya_k?s=20", "http://www.twitter.com/aya_k/", "https://mobile.twitter.com/@aya_k",
        "https://x.com/aya_k/status/123?t=1#top", "x.com/aya_k?s=20&t=abc", "https://x.com/aya_k/?lang=ja",
        "https://x.com/aya_k#top",
    ],
)  # fmt: skip
def test_one_handle_however_it_is_written(written: str) -> None:
    """Neither case nor @, narrow or wide, nor surrounding spaces matter; a link to the profile will do."""
    assert "aya_k" == parse_handle(written)


@pytest.mark.parametrize(
    "written",
    ["", "@", "a ya", "aya!", "綾", "a_handle_of_16_ch", "https://example.com/aya", "and/or", "aya/ken",
     "aya?s=20"],
)  # fmt: skip
def test_what_is_no_handle_is_named(written: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(ValueError, match="is not a handle"):
        parse_handle(written)


@pytest.mark.parametrize(
    "written",
    ["https://x.com/i/lists/1", "x.com/home", "https://x.com/HOME?s=20", "https://twitter.com/i/web/status/123",
     "https://x.com/search?q=aya", "https://x.com/intent/follow?screen_name=aya", "home", "@i", "https://x.com/"],
)  # fmt: skip
def test_xs_own_pages_are_nobodys_profile(written: str) -> None:
    with pytest.raises(ValueError, match="is not a handle"):
        parse_handle(written)
