"""Somebody whose account was protected for a while, and is open again."""

from typing import Any


def test_what_they_write_then_is_shown(office: Any) -> None:
    """The List shows nothing of protected accounts: that it does means that X is asked who they are now."""
    office.x.world.add_user("aya", "Aya")
    office.x.world.post("aya", "Hello.", minutes_ago=60, likes=9)
    office.digest()
    office.x.world.protect("aya")
    office.morning()
    assert [[]] == office.shown()
    office.x.world.protect("aya", protected=False)
    office.clock.pass_by(days=1)
    post = office.x.world.post("aya", "I am back.", minutes_ago=60, likes=9)
    office.morning(0)
    assert [post] == office.shown()[-1]
