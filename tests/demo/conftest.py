"""The real clients that talk to the stand-ins: tweepy, and slack_sdk's WebClient."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import requests
import tweepy
from requests.adapters import HTTPAdapter
from slack_sdk import WebClient

from tweetnudge.demo.clock import Clock
from tweetnudge.demo.slack import SlackStandIn
from tweetnudge.demo.x import XStandIn


class MovedHost(HTTPAdapter):
    """Sends what is meant for X to a stand-in."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url

    def send(self, request: requests.PreparedRequest, **options: object) -> requests.Response:
        request.url = (request.url or "").replace("https://api.twitter.com", self.url)
        return super().send(request, **{**options, "timeout": 2})


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 7, 1, 3, 0, tzinfo=UTC))


@pytest.fixture
def connect() -> Iterator[Callable[[XStandIn], tweepy.Client]]:
    made: list[tweepy.Client] = []

    def connect(x: XStandIn, *, bearer: str | None = "bearer") -> tweepy.Client:
        client = tweepy.Client(bearer, "key", "secret", "token", "token secret", return_type=dict)
        client.session.mount("https://", MovedHost(x.url))
        made.append(client)
        return client

    yield connect
    for client in made:
        client.session.close()


@pytest.fixture
def client(x: XStandIn, connect: Callable[[XStandIn], tweepy.Client]) -> tweepy.Client:
    """Answers are plain JSON, to see what is there and what is not."""
    return connect(x)


@pytest.fixture
def web(slack: SlackStandIn) -> WebClient:
    return WebClient(slack.bot_token, base_url=slack.url, retry_handlers=[], timeout=2)
