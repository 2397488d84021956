"""Tokens: the same for the same, different for anything else, and nothing to be read in them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tweetnudge.domain.taps import TapKind, derived_key, month_token, opaque_name, post_token

JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)


def test_the_key_is_derived_as_rfc_5869_says() -> None:
    """Appendix A.3: no salt, no info; the first 32 of its 42 bytes."""
    secret = bytes.fromhex("0b" * 22).decode()
    assert "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d" == derived_key(secret, "").hex()


def test_another_secret_or_purpose_makes_another_key() -> None:
    keys = {derived_key(secret, purpose) for secret in ("xoxb-1", "xoxb-2") for purpose in ("taps", "other")}
    assert {4, 32} == {len(keys), *map(len, keys)}


@given(st.binary(min_size=32, max_size=32), st.integers(1, 2**63 - 1), st.text("UW0123456789ABC", min_size=1))
def test_a_token_can_be_made_again_only_with_the_key(key: bytes, post: int, person: str) -> None:
    token = post_token(key, post, person)
    assert token == post_token(key, post, person)
    others = {
        post_token(key, post + 1, person),
        post_token(key, post, person + "X"),
        post_token(key[::-1] + b"!", post, person),
    }
    assert 16 == len(token)
    assert token not in others


def test_a_person_has_another_token_for_every_month_and_purpose() -> None:
    key = derived_key("xoxb-1", "taps")
    tokens = {
        month_token(key, JULY, "U1"), month_token(key, AUGUST, "U1"), post_token(key, 7, "U1"),
        bytes.fromhex(opaque_name(key, JULY, "U1")),
    }  # fmt: skip
    assert 4 == len(tokens)


@pytest.mark.parametrize(("post", "person"), [(1, "1\nU2"), (11, "U2")])
def test_what_is_said_cannot_run_into_each_other(post: int, person: str) -> None:
    assert post_token(b"key", 1, "1U2") != post_token(b"key", post, person)


def test_both_kinds_fit_into_one_number() -> None:
    assert 3 == TapKind.LIKE | TapKind.REPOST
