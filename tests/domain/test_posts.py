"""Where a post lives on X."""

from tweetnudge.domain.posts import post_address


def test_the_address_of_a_post() -> None:
    """The handle and the id make the address."""
    expected = "https://x.com/aya/status/1234567890123456789"
    assert expected == post_address("aya", 1234567890123456789)
