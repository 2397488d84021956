"""Changes of the List over HTTP: signed in its owner's name, harmless when repeated, and no secret told."""

import base64
import hashlib
import hmac
import logging
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, astuple, replace
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from tweetnudge import logs
from tweetnudge.demo.x import Dialect, XStandIn
from tweetnudge.usecases.ports import X, XCannotWrite, XUnauthorized
from tweetnudge.x.client import OwnerKeys, XClient

TOKEN = "AAAA-very-secret"
KEYS = OwnerKeys("consumer-key", "consumer/secret+", "700-access-token", "access&secret=")
Change = Callable[[X, str, int], None]


@pytest.mark.parametrize("dialect", ["old", "new"])
def test_adding_and_removing_may_be_repeated(x: XStandIn, writer: X, dialect: Dialect) -> None:
    x.dialect = dialect
    members, ken = x.world.members, x.world.add_user("ken", "Ken", listed=False)
    before = list(members)

    for _ in range(2):
        writer.add_to_list(x.world.list_id, ken)
        assert [*before, ken] == members
    for _ in range(2):
        writer.remove_from_list(x.world.list_id, ken)
        assert before == members

    assert ["POST", "POST", "DELETE", "DELETE"] == [asked.method for asked in x.requests]
    assert all(sent.startswith("OAuth ") for sent in x.authorizations)


def signature(method: str, address: str, sent: dict[str, str]) -> str:
    """HMAC-SHA1 as RFC 5849 has it, for a request without a query."""
    signed = sorted((quote(name, ""), quote(value, "")) for name, value in sent.items() if name != "oauth_signature")
    parameters = "&".join(f"{name}={value}" for name, value in signed)
    base = "&".join(quote(part, "") for part in (method, address, parameters))
    key = f"{quote(KEYS.consumer_secret, '')}&{quote(KEYS.access_token_secret, '')}"
    return base64.b64encode(hmac.digest(key.encode(), base.encode(), hashlib.sha1)).decode()


def test_what_is_signed_is_the_address_really_asked(x: XStandIn, writer: X, aya: int, change: Change) -> None:
    """Not the one tweepy has in mind: X would compute another signature and refuse."""
    change(writer, x.world.list_id, aya)

    (request,), (authorization,) = x.requests, x.authorizations
    pairs = (part.split("=", 1) for part in authorization.removeprefix("OAuth ").split(", "))
    sent = {name: unquote(value.strip('"')) for name, value in pairs}
    assert (KEYS.consumer_key, KEYS.access_token) == (sent["oauth_consumer_key"], sent["oauth_token"])
    assert "HMAC-SHA1" == sent["oauth_signature_method"]
    assert signature(request.method, x.url + request.path, sent) == sent["oauth_signature"]


def test_reading_still_uses_the_bearer_token(x: XStandIn, writer: X, aya: int) -> None:
    writer.add_to_list(x.world.list_id, aya)
    writer.user("aya")

    assert f"Bearer {TOKEN}" == x.authorizations[-1]


def test_a_netrc_does_not_replace_the_signature(
    x: XStandIn, writer: X, aya: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Change
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login someone password else\n")
    monkeypatch.setenv("NETRC", str(netrc))

    change(writer, x.world.list_id, aya)

    assert x.authorizations[-1].startswith("OAuth ")


@pytest.mark.parametrize("owner", [None, *(replace(KEYS, **{name: ""}) for name in asdict(KEYS))])
def test_without_all_four_credentials_x_is_not_asked(
    x: XStandIn, aya: int, owner: OwnerKeys | None, change: Change
) -> None:
    with closing(XClient(TOKEN, owner=owner, base_url=x.url)) as bare:
        assert not bare.can_write
        with pytest.raises(XCannotWrite, match=r"X_CONSUMER_KEY.*X_ACCESS_TOKEN_SECRET") as error:
            change(bare, x.world.list_id, aya)
        assert bare.user("aya").id == aya

    assert ". " not in str(error.value)
    assert ["GET"] == [asked.method for asked in x.requests]


def test_with_all_four_it_can_write(writer: X) -> None:
    assert writer.can_write


@pytest.mark.parametrize("key", ["line\nend", "トークン", 'quo"te, =', "\r"])
def test_odd_letters_in_a_credential_are_xs_to_refuse(x: XStandIn, aya: int, change: Change, key: str) -> None:
    """They are escaped, so that nobody can add a header by them."""
    with closing(XClient(TOKEN, owner=OwnerKeys(key, key, key, key), base_url=x.url)) as client:
        change(client, x.world.list_id, aya)

    assert f'oauth_token="{quote(key, "")}"' in x.authorizations[-1]


def test_the_credentials_are_in_no_repr(writer: X) -> None:
    shown = repr(KEYS) + str(KEYS) + repr(writer) + str(writer)
    for secret in (TOKEN, *astuple(KEYS)):
        assert secret not in shown


@pytest.fixture
def _logging_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    root = logging.getLogger()
    levels = {logger: logger.level for logger in (root, *map(logging.getLogger, (*logs.CHATTY, *logs.SAID_BY_US)))}
    monkeypatch.setattr(root, "handlers", [])  # pytest's own would be closed
    yield
    for logger, level in levels.items():
        logger.setLevel(level)


@pytest.mark.usefixtures("_logging_as_before")
def test_the_credentials_are_in_no_log(
    x: XStandIn, writer: X, aya: int, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not even where nothing is masked and everything is logged: whoever signs says so at length."""
    logs.configure("DEBUG", "text", [])

    change(writer, x.world.list_id, aya)
    x.fail("/members", status=401)
    with pytest.raises(XUnauthorized):
        change(writer, x.world.list_id, aya)

    printed = capsys.readouterr().err
    for secret in (*astuple(KEYS), "oauth_", "OAuth"):
        assert secret not in printed
