"""After a lively fortnight nothing says who pressed: no table, no message, no log; nor could the database be asked."""

import hashlib
import hmac
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations, product
from typing import Any

import pytest
from sqlalchemy import LargeBinary, select

from tweetnudge import app
from tweetnudge.demo.clock import Clock
from tweetnudge.demo.settings import stand_in_settings
from tweetnudge.demo.slack import ADMIN, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.taps import TOKEN_LENGTH, TapKind, derived_key, month_token, post_token
from tweetnudge.store.models import Base, PostRow
from tweetnudge.store.support import MonthRow, TapperRow, TapRow

AYA = "U0AYA"
READERS = tuple(f"U0READER{number}" for number in range(7))
AUTHORS = ("aya", "ken", "mika", "ryo")
JULY = date(2026, 7, 1)
HASHES = ("sha256", "sha1", "md5", "sha512", "sha3_256", "blake2b", "blake2s")
THANKS_KEY = r"(thanks:[0-9-]+):[0-9a-f]+"  # ends in a token
Pick = Callable[[int], list[str]]


def always_the_same(post: int) -> list[str]:
    """Up to three under a post, by its number, each time it is shown."""
    return list(READERS[: post % 4])


def in_turns(post: int) -> list[str]:
    return [READERS[(3 * post + more) % len(READERS)] for more in range(post % 4)]


def open_up(office: Any) -> None:
    """Everybody is there, one author wants thank-you notes, and an admin has started it all."""
    for reader in (AYA, *READERS):
        office.slack.workspace.add_user(reader, f"name of {reader}")
    for handle in AUTHORS:
        office.x.world.add_user(handle, handle.title())
        office.x.world.post(handle, "Hello.", minutes_ago=90)
    office.digest()
    office.parts.joining.join(AYA, "aya", office.clock())
    office.parts.own_account.choose_thanks(AYA, office.clock(), on=True)
    for reader in READERS:
        press(office, reader, office.shown()[-1][0])


def press(office: Any, reader: str, post: int, kind: TapKind = TapKind.LIKE) -> None:
    office.parts.record_tap(reader, post, kind, office.clock())


def live(office: Any, days: int = 16, pick: Pick = in_turns) -> None:
    """Two posts a day; whoever is picked presses, some of them twice and both buttons, and some like on X."""
    for day in range(days):
        before = len(office.shown())
        for number in (0, 1):
            office.x.world.post(AUTHORS[(day + number) % 4], f"Day {day}.", minutes_ago=60 + number)
        office.morning()
        numbers = [*dict.fromkeys(post for message in office.shown() for post in message)]
        for place, post in enumerate(office.shown()[-1] if len(office.shown()) > before else ()):
            for reader in pick(numbers.index(post)):
                press(office, reader, post)
                press(office, reader, post, TapKind.LIKE if place else TapKind.REPOST)
            if place == 0 and post in office.x.world.posts:
                office.x.world.like(post)


def wait(office: Any, days: int) -> None:
    for _ in range(days):
        office.morning()


def tables(office: Any) -> dict[str, list[dict[str, Any]]]:
    every = Base.metadata.sorted_tables
    with office.db.read() as session:
        return {table.name: [dict(row) for row in session.execute(select(table)).mappings()] for table in every}


def but_tokens(office: Any) -> dict[str, list[str]]:
    """All rows, without tokens, in an order that does not depend on them; the copy's own name is a matter of chance."""
    tokens = {c.name for t in Base.metadata.sorted_tables for c in t.columns if isinstance(c.type, LargeBinary)}
    aside = tokens | {"lease_owner", "lease_until"}  # differ between any two runs
    found: dict[str, list[str]] = {}
    for name, rows in tables(office).items():
        kept = ({key: value for key, value in row.items() if key not in aside} for row in rows)
        found[name] = sorted(re.sub(THANKS_KEY, r"\1", str(row)) for row in kept)
    return {name: rows for name, rows in found.items() if name != "leases"}


def messages(office: Any) -> dict[str, str]:
    """All that was ever written to anybody; the thank-you's key is a token as well."""
    posted = {channel: office.slack.messages(channel) for channel in office.slack.workspace.posted}
    return {name: re.sub(THANKS_KEY, r"\1", str(said)) for name, said in posted.items()}


def tokens(office: Any) -> list[bytes]:
    with office.db.read() as session:
        return [*session.scalars(select(TapRow.token)), *session.scalars(select(TapperRow.token))]


@pytest.fixture
def lived(open_office: Callable[..., Any]) -> Any:
    office = open_office(in_words=True)
    open_up(office)
    live(office)
    return office


@pytest.fixture
def elsewhere(office: Any, databases: Any) -> Iterator[Callable[..., Any]]:
    """Call it with a bot token and who presses: a week in a world of its own."""
    with ExitStack() as leaving:

        def lived(token: str, pick: Pick) -> Any:
            clock = Clock()
            x, slack = (leaving.enter_context(stand_in(now=clock)) for stand_in in (XStandIn, SlackStandIn))
            slack.bot_token = token
            settings = stand_in_settings(x, slack, databases.migrated(), slack_admins=(ADMIN,), digest_language="en")
            db = leaving.enter_context(app.open_database(settings))
            bot = app.build(settings, db, clock=clock, sleep=clock.sleep)
            leaving.callback(bot.close)
            made = replace(office, bot=bot, db=db, x=x, slack=slack, clock=clock, settings=settings)
            open_up(made)
            live(made, days=8, pick=pick)
            return made

        yield lived


def test_no_readers_id_is_stored_written_or_logged(
    lived: Any, everything_stored: Callable[[], str], heard: Callable[[], str]
) -> None:
    """In no row, in no byte of SQLite's files, in no message to anybody, on no line at DEBUG."""
    assert tokens(lived)
    places = {"stored": everything_stored(), "written": str(messages(lived)), "logged": heard()}
    assert {name: [] for name in places} == {name: [r for r in READERS if r in said] for name, said in places.items()}


def test_pressing_adds_nothing_to_what_is_known_of_somebody(lived: Any) -> None:
    """Nor do tables have a place for it: what they hold of a press is a token and what was pressed."""
    before, own = (str(tables(lived)).count(AYA), len(tokens(lived))), str(lived.x.world.user_id("aya"))
    of = lived.x.world.posts
    press(lived, AYA, next(post for post in lived.shown()[-1] if of[post]["author_id"] != own))
    assert (before[0], before[1] + 2) == (str(tables(lived)).count(AYA), len(tokens(lived)))
    columns = {row.__tablename__: {*row.__table__.columns.keys()} for row in (TapRow, TapperRow)}
    assert {"taps": {"post_id", "token", "kinds"}, "tappers": {"month", "token"}} == columns


def test_whoever_pressed_nothing_but_tokens_differs(
    elsewhere: Callable[..., Any], secrets: dict[str, str], heard: Callable[[], str]
) -> None:
    """Once three keen people press everything, once everybody takes turns: no figure is about any of them."""
    keen, log_of_keen = elsewhere(secrets["slack_bot_token"], always_the_same), heard()
    turns, log_of_turns = elsewhere(secrets["slack_bot_token"], in_turns), heard()
    assert (but_tokens(keen), messages(keen)) == (but_tokens(turns), messages(turns))
    assert log_of_keen == log_of_turns
    assert set(tokens(keen)) != set(tokens(turns))


def test_with_another_bot_token_nothing_but_tokens_differs(
    elsewhere: Callable[..., Any], secrets: dict[str, str]
) -> None:
    one, other = (elsewhere(secrets["slack_bot_token"] + more, in_turns) for more in ("", "-2"))
    assert (but_tokens(one), messages(one)) == (but_tokens(other), messages(other))
    assert (len(tokens(one)), set()) == (len(tokens(other)), {*tokens(one)} & {*tokens(other)})


def test_tokens_are_no_hash_of_what_the_database_holds(lived: Any, secrets: dict[str, str]) -> None:
    """Neither plain nor keyed with anything that is stored; with the bot token the same search finds everybody."""
    found, stored = {*tokens(lived)}, tables(lived)
    assert len(tokens(lived)) == len(found) > 2 * len(READERS)  # nor do two of them say that it was one person
    posts = [row["post_id"] for row in stored["taps"]]
    assert found & {*hashes(posts)} == set()
    keys = {str(value).encode() for rows in stored.values() for row in rows for value in row.values()} | found
    assert found & {*keyed(keys, posts)} == set()
    assert found == found & {*keyed({secrets["slack_bot_token"].encode()}, posts)}


def hashes(posts: list[int]) -> Iterator[bytes]:
    for reader, post in product(READERS, {*posts, "2026-07-01", "2026-07", ""}):
        for said, between in product(permutations([reader, str(post)]), ("", " ", "\n", ":", "-", "|", "/", ",")):
            for text, name in product((between.join(said), between.join(["post", *said])), HASHES):
                digest = hashlib.new(name, text.encode()).digest()
                yield from (digest[:TOKEN_LENGTH], digest[-TOKEN_LENGTH:])


def keyed(keys: set[bytes], posts: list[int]) -> Iterator[bytes]:
    """As the bot does it, with a key as it is and with what is derived from it, and the obvious HMAC."""
    derived = {derived_key(key.decode("latin-1"), "tweetnudge taps") for key in keys}
    for key, reader in product(keys | derived, READERS):
        yield month_token(key, JULY, reader)
        for post in {*posts}:
            yield from (post_token(key, post, reader), hmac.digest(key, f"{post}:{reader}".encode(), "sha256")[:16])


def test_with_a_new_bot_token_everything_else_goes_on(lived: Any, open_office: Callable[..., Any]) -> None:
    """Digests, follow-ups, notes, taps, and the month's results."""
    digests, notes, old = len(lived.shown()), len(lived.told(AYA)), {*tokens(lived)}
    lived.slack.bot_token = "xoxb-a-new-one"
    office = open_office(in_words=True, slack_bot_token="xoxb-a-new-one")
    live(office, days=4)
    assert {*tokens(office)} - old
    assert len(office.shown()) > digests
    live(office, days=16)
    assert len(office.told(AYA)) > notes
    assert any("7月" in said for said in office.told(ADMIN))
    with office.db.read() as session:
        shown = select(PostRow.followed_up).where(PostRow.shown_at < office.clock() - timedelta(days=2))
        assert 0 not in session.scalars(shown).all()
        # Whoever pressed with either token may count twice in that month.
        assert session.get_one(MonthRow, JULY).tapped >= len(READERS)


def test_tokens_last_as_long_as_they_are_needed(lived: Any) -> None:
    """To the follow-up on the third day; when X is down all the time, some days more. Counts last for thirty days."""
    with lived.db.read() as session:
        done = select(TapRow).join(PostRow, PostRow.id == TapRow.post_id).where(PostRow.followed_up >= 3)
        assert (False, []) == (not tokens(lived), session.scalars(done).all())
    fault = lived.x.fail("", times=10**6, status=503)
    wait(lived, 6)
    assert (0, True) == (len(tables(lived)["taps"]), bool(tables(lived)["tappers"]))
    fault.end()
    wait(lived, 15)
    assert ([], JULY) == (tables(lived)["tappers"], tables(lived)["months"][-1]["month"])
    wait(lived, 31)
    assert {(None, 0, None)} == {(row["likes"], row["taps"], row["alone"]) for row in tables(lived)["posts"]}


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """All that was logged since it was last asked, at DEBUG."""
    caplog.set_level(logging.DEBUG)

    def since() -> str:
        records = [*caplog.get_records("setup"), *caplog.records]
        said = "\n".join(record.getMessage() for record in records)
        caplog.clear()
        return re.sub(THANKS_KEY, r"\1", said)

    return since
