"""The loopback server: quick to come, quick to go, and nothing stays behind."""

import socket
import threading
import time

import pytest
import requests

from tweetnudge.demo.slack import SlackStandIn
from tweetnudge.demo.x import XStandIn


def test_starts_and_stops_quickly() -> None:
    begun = time.perf_counter()
    server = XStandIn().start()
    started = time.perf_counter()
    server.stop()
    assert started - begun < 0.5  # a few milliseconds, on a machine that is not busy
    assert time.perf_counter() - started < 0.5


def test_leaves_no_thread() -> None:
    before = set(threading.enumerate())
    with XStandIn(), SlackStandIn():
        assert len(set(threading.enumerate()) - before) == 2
    assert set(threading.enumerate()) == before


def test_stops_with_a_connection_open_and_a_request_under_way() -> None:
    with XStandIn() as x, requests.Session() as session:
        session.get(f"{x.url}/2/users/me", timeout=2)
        x.fail(delay=30)
        waiting = socket.create_connection(("127.0.0.1", int(x.url.rsplit(":", 1)[1])))
        waiting.sendall(b"GET /2/tweets HTTP/1.1\r\nHost: x\r\n\r\n")
        while len(x.requests) < 2:
            time.sleep(0.005)
        begun = time.perf_counter()
        x.stop()
        assert time.perf_counter() - begun < 1
        waiting.close()


def test_starts_again_on_the_same_port() -> None:
    with XStandIn() as x:
        url = x.url
        x.stop()
        with pytest.raises(requests.ConnectionError):
            requests.get(url, timeout=2)
        assert x.start().url == url
        assert requests.get(f"{url}/2/users/me", timeout=2).status_code == 401


def test_stops_twice_without_harm() -> None:
    x = XStandIn().start()
    x.stop()
    x.stop()


def test_a_taken_port_is_an_error() -> None:
    with XStandIn() as x, pytest.raises(OSError, match="address already in use"):
        XStandIn(port=int(x.url.rsplit(":", 1)[1])).start()
