"""An X on loopback with one person and one post, and a client that reads it."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from tweetnudge.demo.x import XStandIn
from tweetnudge.usecases.ports import X
from tweetnudge.x.client import XClient

TOKEN = "AAAA-very-secret"


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
