"""Two threads of one copy, as its clock and a button in Slack are: they share no lease, and all is done once."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from tweetnudge.demo.slack import ADMIN
from tweetnudge.store.engine import database_clock
from tweetnudge.store.models import OutboxRow
from tweetnudge.usecases.collect_posts import CollectingElsewhere

pytestmark = pytest.mark.usefixtures("several_at_once")

SECONDS = 10  # for what should take none


@pytest.fixture
def listed(office: Any) -> Any:
    office.x.world.add_user("ken", "Ken")
    office.post = office.x.world.post("ken", "hello")
    return office


class SlowSlack:
    """Slack, where a message is on its way until somebody lets it through."""

    def __init__(self, slack: Any) -> None:
        self._slack, self.asked, self.let_through = slack, threading.Event(), threading.Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._slack, name)

    def post(self, *given: Any) -> str:
        self.asked.set()
        assert self.let_through.wait(SECONDS)
        return self._slack.post(*given)


def test_who_composes_longer_than_the_lease_leaves_the_sending_to_the_other(listed: Any) -> None:
    listed.bot.reader.collect(listed.clock())
    listed.bot.daily.plan.by_hand(listed.clock())
    send = listed.bot.send
    slack = SlowSlack(send.slack)
    with ThreadPoolExecutor(1) as threads:
        other: list[Future[Any]] = []

        def slowly(item: Any, now: Any) -> Any:
            composed = send.compose["digest"](item, now)
            with listed.db.write() as session:
                session.execute(update(OutboxRow).values(lease_until=database_clock() - 1))
            other.append(threads.submit(replace(send, slack=slack)))
            assert slack.asked.wait(SECONDS)
            return composed

        mine = replace(send, compose={**send.compose, "digest": slowly})()
        slack.let_through.set()
        assert [True] == [step.message is not None for step in other[0].result(SECONDS)]
    assert [] == [step for step in mine if step.message]
    assert [[listed.post]] == listed.shown()


def test_the_list_is_read_by_one(listed: Any, interrupted: Any) -> None:
    collect = listed.bot.reader.collect

    def second() -> None:
        with pytest.raises(CollectingElsewhere):
            collect(listed.clock())

    first = replace(collect, x=interrupted(collect.x, "list_posts", second))
    assert [1, 0] == [first(listed.clock()), collect(listed.clock())]


def test_the_members_are_read_by_one(listed: Any, interrupted: Any) -> None:
    sync = listed.parts.sync_members

    def second() -> None:
        with pytest.raises(CollectingElsewhere):
            sync(listed.clock(), ADMIN)

    first = replace(sync, x=interrupted(sync.x, "list_members", second))
    assert [1, 1] == [first(listed.clock(), ADMIN).total, sync(listed.clock(), ADMIN).total]
