"""A page of the List: names that cannot do any harm, marks for those who may know, buttons to turn pages."""

from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.models.blocks import Block

from tweetnudge.i18n.languages import messages
from tweetnudge.slack import ids
from tweetnudge.slack.blocks import DigestBlocks
from tweetnudge.slack.member_list import PAGE, list_message
from tweetnudge.usecases.show_members import Listed, Mark, MemberList

ENGLISH = messages("en")
ONE = MemberList((Listed("aya", "Aya"),), 1, 1, 1, compared=True, for_admin=False)
BOTH = pytest.mark.parametrize("language", ["ja", "en"])


def items(found: MemberList) -> list[list[dict[str, Any]]]:
    """The elements of each line."""
    [bullets] = [block for block in list_message(found, "99", ENGLISH).blocks if "rich_text_list" in str(block)]
    return [item["elements"] for item in bullets["elements"][0]["elements"]]


def pressed(found: MemberList) -> dict[str, str]:
    """The paging buttons and where they lead."""
    rows = [block for block in list_message(found, "99", ENGLISH).blocks if block["type"] == "actions"]
    return {button["action_id"]: button["value"] for row in rows for button in row["elements"]}


def test_a_line_links_to_the_profile_and_says_in_words_what_its_reader_may_know() -> None:
    """Marks were chosen before; here they only get their words."""
    listed = Listed("aya", "Aya", (Mark.OFFICIAL, Mark.YOURS))
    assert [
        [
            {"type": "link", "url": "https://x.com/aya", "text": "Aya @aya"},
            {"type": "text", "text": " (official · you)"},
        ]
    ] == items(replace(ONE, listed=(listed,)))


def test_what_is_no_handle_becomes_no_address() -> None:
    """Names and handles come from outside."""
    [[line]] = items(replace(ONE, listed=(Listed("a/../evil", "<!channel>"),)))
    assert {"type": "text", "text": "<!channel> @a/../evil"} == line


def test_paging() -> None:
    """Back and on, where there is something."""
    assert {} == pressed(ONE)
    assert {ids.LIST_ON: "2"} == pressed(replace(ONE, pages=3))
    assert {ids.LIST_BACK: "1", ids.LIST_ON: "3"} == pressed(replace(ONE, page=2, pages=3))
    assert {ids.LIST_BACK: "2"} == pressed(replace(ONE, page=3, pages=3))


def test_hints() -> None:
    """Who waits for an admin's word is an admin's business; that the List was never read whole is everybody's."""
    waits = replace(ONE, listed=(Listed("aya", "Aya", (Mark.NOTICED,)),))
    hint = "Those “not confirmed yet” are shown once"
    assert hint in str(list_message(replace(waits, for_admin=True), "99", ENGLISH).blocks)
    assert hint not in str(list_message(waits, "99", ENGLISH).blocks)
    assert hint not in str(list_message(replace(ONE, for_admin=True), "99", ENGLISH).blocks)
    assert ENGLISH.members.list_not_compared in str(list_message(replace(ONE, compared=False), "99", ENGLISH).blocks)


def test_an_empty_list() -> None:
    """One sentence, and still the way to the List on X."""
    message = list_message(replace(ONE, listed=()), "99", ENGLISH)
    assert "Nobody yet." in str(message.blocks)
    assert "https://x.com/i/lists/99" in str(message.blocks)


@BOTH
@pytest.mark.parametrize(
    "name", ["👩‍👩‍👧‍👦" * 99, "漢" * 99, "مرحبا" * 99, "\u202e\u2066" + "W" * 99, "\ud800" * 60, "", "\x00"]
)
def test_the_worst_page_fits(language: str, name: str) -> None:
    """Whatever people call themselves, with every mark there is."""
    listed = tuple(Listed("W" * 15, name, tuple(Mark)) for _ in range(PAGE))
    found = MemberList(listed, 99, 2, 3, compared=False, for_admin=True)
    message = list_message(found, "1" * 19, messages(language))
    assert DigestBlocks(language, "99").fits(message)
    assert [Block.parse(block).to_dict() for block in message.blocks] == message.blocks
