"""The watch over all tests here, itself watched: a transaction open while X or Slack is asked is noticed."""

from collections.abc import Callable
from typing import Any

import pytest

from tweetnudge.demo.slack import ADMIN

ASKED = {
    "X": lambda bot: bot.reader.collect(bot.parts.clock()),
    "Slack": lambda bot: bot.parts.people.person(ADMIN, fresh=True),
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_a_transaction_open_during_a_request_is_noticed(
    office: Any, open_during_requests: list[str], ask: Callable[[Any], object]
) -> None:
    ask(office.bot)
    assert [] == open_during_requests
    with office.db.read() as session:
        session.connection()
        ask(office.bot)
    assert open_during_requests
    assert all("A transaction was open while this was asked" in noticed for noticed in open_during_requests)
    open_during_requests.clear()
