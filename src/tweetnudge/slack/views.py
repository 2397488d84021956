"""The modals: questions, what was answered, and how starting looks beforehand. Pure.

What is stored about somebody has a module of its own: stored_view.py.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tweetnudge.domain.members import Member
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack import ids
from tweetnudge.slack.elements import DIVIDER, Block, bullets, header, option, plain, section, small, text
from tweetnudge.slack.text import byline
from tweetnudge.usecases.show_members import Listed

BLOCKS_MAX = 100
NAMED_AT_MOST = 60


def add_view(words: Messages) -> Block:
    """Asks an admin for accounts to put on the List, or for one whose owner is to be invited."""
    home = words.home
    typed = {"type": "plain_text_input", "multiline": True}
    official = {"type": "checkboxes", "options": [option(home.add_official, ids.FIELD_OFFICIAL)]}
    blocks = [
        section(home.add_explained),
        _field(ids.FIELD_HANDLES, home.add_handles, typed, hint=home.add_handles_hint),
        _field(ids.FIELD_PERSON, home.add_person, {"type": "users_select"}, hint=home.add_person_hint, optional=True),
        _field(ids.FIELD_OFFICIAL, home.add_kind, official, optional=True),
    ]
    return _asking(words, ids.VIEW_ADD, (home.add_title, home.add_submit), blocks)


def join_view(words: Messages) -> Block:
    """Asks somebody which account is theirs."""
    home = words.home
    typed = {"type": "plain_text_input", "max_length": 200}
    blocks = [section(home.join_explained), _field(ids.FIELD_HANDLES, home.join_handle, typed)]
    return _asking(words, ids.VIEW_JOIN, (home.join_title, home.join_submit), blocks)


def hide_view(words: Messages, post_id: int) -> Block:
    """Asks once before a post is hidden; `private_metadata` says which."""
    home = words.home
    view = _asking(words, ids.VIEW_HIDE, (home.hide_title, home.hide_submit), [section(home.hide_question)])
    return view | {"private_metadata": str(post_id)}


def guide_view(words: Messages, guide: Sequence[Block]) -> Block:
    """Shows an admin the guide as the channel gets it, before it is posted."""
    home = words.home
    blocks = [section(home.guide_explained), DIVIDER, *guide]
    return _asking(words, ids.VIEW_GUIDE, (home.guide_title, home.guide_submit), blocks)


def message_view(title: str, content: str | Sequence[Block], words: Messages) -> Block:
    """An answer, or the preview of a digest, with nothing to submit."""
    blocks = [section(content)] if isinstance(content, str) else list(content)[:BLOCKS_MAX]
    return {"type": "modal", "title": plain(title), "close": plain(words.view_close), "blocks": blocks}


def loading_view(words: Messages, external_id: str = "") -> Block:
    """Stands where an answer will be. Under its `external_id` it can be found once Slack shows it."""
    view = message_view(words.home.working_title, words.home.working, words)
    return view | {"external_id": external_id} if external_id else view


@dataclass(frozen=True, slots=True)
class Beginning:
    """What an admin sees before Start: who is listed, the guide as the channel gets it, the first digest.

    `follows_at_once`: today's digest is due by now, so it comes right after the guide.
    """

    members: Sequence[Listed]
    guide: Sequence[Block]
    digest: Sequence[Block]
    follows_at_once: bool = False


def start_view(words: Messages, beginning: Beginning) -> Block:
    """Asks an admin to confirm that everyone listed was asked, and shows what will be sent."""
    home = words.home
    asked = {"type": "checkboxes", "options": [option(home.start_confirmed, ids.FIELD_CONFIRMED)]}
    explained = home.start_explained_at_once if beginning.follows_at_once else home.start_explained
    before = [section(explained), header(home.start_members), *_named(words, beginning.members)]
    before += [small(home.start_guide), *beginning.guide, DIVIDER]
    after = [DIVIDER, _field(ids.FIELD_CONFIRMED, home.start_confirm, asked)]
    digest = list(beginning.digest) or [section(home.start_digest_empty)]
    shown = [header(home.start_digest), *digest][: BLOCKS_MAX - len(before) - len(after)]
    return _asking(words, ids.VIEW_START, (home.start_title, home.start_submit), [*before, *shown, *after])


def without_images(view: Block) -> Block:
    """The same view for a Slack that could not fetch one of its pictures."""
    return view | {"blocks": [_plainer(block) for block in view["blocks"] if block["type"] != "image"]}


def _plainer(block: Block) -> Block:
    if block["type"] != "context":
        return block
    return block | {"elements": [element for element in block["elements"] if element["type"] != "image"]}


def _named(words: Messages, members: Sequence[Listed]) -> Iterable[Block]:
    if not members:
        return [section(words.home.start_nobody)]
    named = [[text(byline(Member(0, one.handle, one.name)))] for one in members[:NAMED_AT_MOST]]
    more = len(members) - len(named)
    return [bullets(*named), *([small(words.home.start_members_more.format(count=more))] if more else [])]


def _asking(words: Messages, callback_id: str, labels: tuple[str, str], blocks: Sequence[Block]) -> Block:
    title, submit = labels
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title),
        "submit": plain(submit),
        "close": plain(words.home.cancel),
        "blocks": list(blocks),
    }


def _field(name: str, label: str, element: Block, *, hint: str = "", optional: bool = False) -> Block:
    field: Block = {"type": "input", "block_id": name, "label": plain(label)}
    field |= {"element": {**element, "action_id": name}}
    field |= {"hint": plain(hint)} if hint else {}
    return field | ({"optional": True} if optional else {})
