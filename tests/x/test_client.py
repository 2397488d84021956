"""The client against an X on loopback: what it asks for, where, and what it makes of the answers."""

import gzip
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.posts import PassedOver, Post, Reason, SeenPost
from tweetnudge.usecases.ports import X
from tweetnudge.x.client import XClient

TOKEN = "AAAA-very-secret"


@pytest.fixture(params=["old", "new"])
def stand_in(request: pytest.FixtureRequest) -> Iterator[XStandIn]:
    with XStandIn(bearer=TOKEN, dialect=request.param) as server:
        server.world.add_user("aya", "Aya")
        yield server


def posts(items: tuple[SeenPost | PassedOver, ...]) -> list[Post]:
    return [item.post for item in items if isinstance(item, SeenPost)]


def test_the_list_in_either_dialect(stand_in: XStandIn) -> None:
    world = stand_in.world
    first = world.post("aya", "See https://example.com/page & more", minutes_ago=50, likes=4)
    world.post("aya", repost_of=first, minutes_ago=40)
    long = world.post("aya", note_text="long " * 100, photo=("https://pictures.example/1.jpg", "A cat"), minutes_ago=30)
    edited = world.edit(world.post("aya", "Typo", minutes_ago=20), "No typo", minutes_ago=10)

    with closing(XClient(TOKEN, base_url=stand_in.url)) as client:
        page = client.list_posts(world.list_id, size=100, token=None)
        people = client.users([world.user_id("aya")])

    newest, cut, oldest = posts(page.items)
    assert (newest.text, newest.latest_id) == ("No typo", edited)
    assert newest.id < edited
    assert (cut.id, cut.is_cut, cut.photo and cut.photo.alt) == (long, True, "A cat")
    assert "See https://t.co/" in oldest.text
    assert [link.display for link in oldest.links] == ["example.com/page"]
    assert [item.reason for item in page.items if isinstance(item, PassedOver)] == [Reason.REPOST]
    assert people[world.user_id("aya")].name == "Aya"


def test_pages_follow_each_other(x: XStandIn, client: X) -> None:
    x.world.post("aya", "Newest", minutes_ago=5)

    first = client.list_posts(x.world.list_id, size=1, token=None)
    second = client.list_posts(x.world.list_id, size=1, token=first.next_token)

    assert [post.text for post in posts(first.items + second.items)] == ["Newest", "Hello"]
    assert second.next_token is None


def test_only_what_is_needed_is_asked_for_and_no_author_is_billed(x: XStandIn, client: X) -> None:
    client.list_posts(x.world.list_id, size=5, token=None)

    query = x.requests[-1].query
    assert query["expansions"] == "attachments.media_keys"
    assert "author_id" in query["tweet.fields"].split(",")
    assert {kind for _, kind, _ in x.billed} == {"post"}


def test_posts_that_are_gone(x: XStandIn, client: X) -> None:
    kept, deleted = x.world.post("aya", "Kept"), x.world.post("aya", "Deleted")
    x.world.delete(deleted)

    found = client.posts([kept, deleted])

    assert ([kept], {deleted}, (kept,)) == ([post.id for post in posts(found.items)], found.gone, found.returned)


def test_an_edited_post_is_read_in_its_newest_version(x: XStandIn, client: X) -> None:
    old = x.world.post("aya", "Typo")
    new = x.world.edit(old, "No typo")

    found = client.posts([old])

    assert [post.text for post in posts(found.items)] == ["No typo"]
    assert (frozenset(), (old, new)) == (found.gone, found.returned)


def test_an_outdated_version_is_better_than_none(x: XStandIn, client: X) -> None:
    old = x.world.post("aya", "Typo")
    x.world.edit(old, "No typo")
    x.fail("/2/tweets", status=429, skip=1)

    found = client.posts([old])

    assert (["Typo"], frozenset()) == ([post.text for post in posts(found.items)], found.gone)


def test_users_x_does_not_show_are_absent(x: XStandIn, client: X) -> None:
    aya = x.world.user_id("aya")

    assert list(client.users([aya, 5])) == [aya]
    assert client.users([5]) == {}


def test_nobody_is_asked_about_nothing(x: XStandIn, client: X) -> None:
    assert (client.posts([]).items, client.users([])) == ((), {})
    assert x.requests == []


class Recorder(BaseHTTPRequestHandler):
    """Answers everything with an empty page and keeps the paths asked for."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path.partition("?")[0])
        self.send_response(200)
        self.send_header("Content-Length", "12")
        self.end_headers()
        self.wfile.write(b'{"meta": {}}')

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Tests are quiet."""


@pytest.mark.parametrize("end", ["", "/"])
def test_x_may_be_behind_a_path(end: str) -> None:
    with HTTPServer(("127.0.0.1", 0), Recorder) as server:
        Thread(target=server.handle_request, daemon=True).start()
        with closing(XClient(TOKEN, base_url=f"http://127.0.0.1:{server.server_port}/x/proxy{end}")) as client:
            client.list_posts("123", size=5, token=None)

    assert Recorder.asked[-1] == "/x/proxy/2/lists/123/tweets"


def test_a_netrc_does_not_replace_the_token(x: XStandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login someone password else\n")
    monkeypatch.setenv("NETRC", str(netrc))

    with closing(XClient(TOKEN, base_url=x.url)) as client:
        client.list_posts(x.world.list_id, size=5, token=None)


def test_the_proxy_is_the_one_for_the_host_really_asked(x: XStandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    with closing(XClient(TOKEN, base_url=x.url)) as client:
        client.list_posts(x.world.list_id, size=5, token=None)


def test_a_packed_answer_is_read(x: XStandIn, client: X) -> None:
    x.fail("/tweets", body=gzip.compress(b'{"meta": {}}'), status=200, headers={"Content-Encoding": "gzip"})

    assert client.list_posts(x.world.list_id, size=5, token=None).items == ()


def test_the_token_is_not_in_the_repr() -> None:
    with closing(XClient(TOKEN)) as client:
        assert TOKEN not in repr(client) + str(client)
