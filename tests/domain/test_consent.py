"""What somebody agreed to, and what makes a post a work post."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tweetnudge.domain.consent import Consent, Standing, agreed, is_work_post, taken_off, unclaimed, vouched
from tweetnudge.domain.posts import Link, Post
from tweetnudge.domain.requests import Decision, Kind, Request

NOW = datetime(2026, 7, 1, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
SHOWN = Consent(7, Standing.SHOWN, NOW)
EVERY = list(Standing)


def post(text: str, *links: Link) -> Post:
    return Post(1, 1, 7, NOW, text, 1, links)


@pytest.mark.parametrize("standing", EVERY)
@pytest.mark.parametrize("on_list", [True, False])
def test_only_who_is_listed_and_agreed_may_be_shown(standing: Standing, on_list: bool) -> None:
    consent = Consent(7, standing, NOW, on_list=on_list)
    assert (on_list and standing is Standing.SHOWN) == consent.may_be_shown == consent.wants(post("hello"), ())


@pytest.mark.parametrize("standing", [Standing.PAUSED, Standing.HIDDEN])
def test_an_admins_word_ends_nobody_elses_no(standing: Standing) -> None:
    off = Consent(7, standing, NOW, on_list=False, slack_user="U0AYA")
    assert replace(off, on_list=True) == vouched(off, "U0ADMIN", LATER)


def test_an_admins_word_shows_whoever_was_noticed_or_stopped() -> None:
    noticed, stopped = Consent(7, Standing.NOTICED, NOW), Consent(7, Standing.STOPPED, NOW, slack_user="U0AYA")
    expected = Consent(7, Standing.SHOWN, LATER, vouched_by="U0ADMIN")
    assert [expected] * 2 == [vouched(one, "U0ADMIN", LATER) for one in (noticed, stopped)]


@pytest.mark.parametrize("standing", EVERY)
def test_the_owners_own_yes_ends_everything(standing: Standing) -> None:
    consent = agreed(Consent(7, standing, NOW, on_list=False), "U0AYA", LATER, work_only=True)
    assert (True, "U0AYA", True) == (consent.may_be_shown, consent.slack_user, consent.work_only)


def test_whoever_was_taken_off_has_to_be_vouched_for_again_unless_they_switched_off() -> None:
    assert Standing.NOTICED is taken_off(SHOWN, LATER).standing
    for standing in (Standing.PAUSED, Standing.HIDDEN, Standing.STOPPED):
        assert standing is taken_off(replace(SHOWN, standing=standing), LATER).standing


def test_a_wrong_claim_is_undone_with_what_came_of_it() -> None:
    claimed = replace(SHOWN, slack_user="U0KEN", work_only=True, standing=Standing.PAUSED)
    # The admin may be mistaken: the pause is not lifted, somebody has to vouch for the account anew.
    undone = unclaimed(claimed, "U0KEN", LATER)
    assert replace(SHOWN, since=LATER, work_only=True, standing=Standing.NOTICED) == undone
    assert claimed == unclaimed(claimed, "U0AYA", LATER)
    assert Standing.NOTICED is unclaimed(replace(claimed, standing=Standing.NOTICED), "U0KEN", LATER).standing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Launched at #Acme!", True), ("ＡＣＭＥの新製品", True), ("新製品acme公開", True), ("acme_rockets", False),
        ("pacmen", False), ("my cat", False), ("新製品", False), ("ロケット打ち上げ", True),
        ("try acme.example/x", True),
    ],
)  # fmt: skip
def test_company_words_are_whole_words_in_any_width_and_case(text: str, expected: bool) -> None:
    assert expected is is_work_post(post(text), ("acme", "ロケット"))


def test_a_links_domain_counts_as_it_is_shown_and_x_s_own_addresses_do_not() -> None:
    shop = Link("https://t.co/acme", "shop.acme.example/…")
    photo = Link("https://t.co/b", "pic.x.com/acme", media=True)
    assert is_work_post(post("see https://t.co/acme", shop), ("acme.example",))
    assert not is_work_post(post("see https://t.co/b", photo), ("acme", "x.com", "t.co"))
    assert not is_work_post(post("see https://t.co/acme", replace(shop, display="cats.example")), ("acme", "t.co"))


def test_without_company_words_nothing_is_a_work_post() -> None:
    assert not replace(SHOWN, work_only=True).wants(post("acme"), ())


def test_a_request_is_open_until_it_is_decided_or_expires() -> None:
    asked = Request(1, Kind.JOIN, 7, "U0AYA", "U0AYA", NOW, LATER)
    assert [True, False] == [asked.is_open(NOW), asked.is_open(LATER)]
    assert not replace(asked, decision=Decision.NO).is_open(NOW)
