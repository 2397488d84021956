"""An X on loopback with one person and one post, a client that reads it and one that changes the List."""

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from tweetnudge.demo.x import XStandIn
from tweetnudge.usecases.ports import X
from tweetnudge.x.client import OwnerKeys, XClient

TOKEN = "AAAA-very-secret"
KEYS = OwnerKeys("consumer-key", "consumer/secret+", "700-access-token", "access&secret=")


@pytest.fixture
def x() -> Iterator[XStandIn]:
    with XStandIn(bearer=TOKEN) as server:
        server.world.add_user("aya", "Aya")
        server.world.post("aya", "Hello")
        yield server


@pytest.fixture
def client(x: XStandIn) -> Iterator[X]:
    with closing(XClient(TOKEN, base_url=x.url, timeout=0.5)) as made:
        yield made


@pytest.fixture
def writer(x: XStandIn) -> Iterator[X]:
    with closing(XClient(TOKEN, owner=KEYS, base_url=x.url, timeout=0.5)) as made:
        yield made


@pytest.fixture
def aya(x: XStandIn) -> int:
    return x.world.user_id("aya")


@pytest.fixture(params=["add", "remove"])
def change(request: pytest.FixtureRequest) -> Callable[[X, str, int], None]:
    """Either change of the List."""

    def change(client: X, list_id: str, account: int) -> None:
        write = client.add_to_list if request.param == "add" else client.remove_from_list
        write(list_id, account)

    return change
