"""The sentences people read: their names and placeholders. The words themselves are in ja.py and en.py."""

from dataclasses import dataclass
from typing import Literal

from tweetnudge.i18n.home_words import HomeWords
from tweetnudge.i18n.member_words import MemberWords
from tweetnudge.i18n.personal_words import PersonalWords
from tweetnudge.i18n.results_words import ResultsWords

Language = Literal["ja", "en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """One field a sentence, in one language.

    A field with `{placeholders}` is filled by `.format`. What X's users wrote (names, descriptions) may be filled in
    only where the result goes to Slack as plain_text or alt_text, or to a terminal that has been cleaned.
    Fields named `…_title` and `…_close` are at most 24 characters long, buttons and menu items at most 75.
    """

    language: Language
    members: MemberWords
    home: HomeWords
    results: ResultsWords
    personal: PersonalWords

    header: str
    intro: str
    official_heading: str
    days_off_heading: str
    again_heading: str

    like: str
    repost: str
    open_on_x: str
    reply_on_x: str
    why: str

    more_on_x: str
    thread_goes_on: str
    avatar_alt: str
    photo_without_description: str

    footer: str
    more_waiting: str
    more_in_thread: str
    nothing_left: str
    nothing_left_here: str
    thread_notice: str
    list_on_x: str

    how_chosen: str
    how_chosen_title: str
    how_chosen_answer: str
    why_title: str
    why_answer: str
    view_close: str

    app_name: str
    app_description: str

    terminal_photo: str

    demo_welcome: str
    demo_thread: str
    demo_again: str
    demo_next: str
