"""What the surfaces in Slack stand on: use cases, words and the little they share. Put together in app.py."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from tweetnudge.domain.errors import Trouble
from tweetnudge.i18n.languages import messages
from tweetnudge.i18n.messages import Messages
from tweetnudge.slack.background import Background
from tweetnudge.slack.blocks import DigestBlocks
from tweetnudge.usecases.joining import Joining
from tweetnudge.usecases.manage_list import ManageList
from tweetnudge.usecases.own_account import OwnAccount
from tweetnudge.usecases.people import People
from tweetnudge.usecases.permissions import Permissions
from tweetnudge.usecases.ports import SlackError
from tweetnudge.usecases.record_tap import RecordTap
from tweetnudge.usecases.report_results import ReportResults
from tweetnudge.usecases.show_home import ShowHome
from tweetnudge.usecases.show_members import ShowMembers
from tweetnudge.usecases.show_posts import ShowPosts
from tweetnudge.usecases.starting import Starting
from tweetnudge.usecases.steer_day import SteerDay
from tweetnudge.usecases.stored_about import StoredAbout
from tweetnudge.usecases.subscribing import Subscribing
from tweetnudge.usecases.sync_members import SyncMembers
from tweetnudge.usecases.welcome import Welcome


@dataclass(frozen=True, slots=True)
class Parts:
    """`deliver` sends and redraws what is due at once, so that nobody waits for the next minute."""

    people: People
    permissions: Permissions
    show_posts: ShowPosts
    show_members: ShowMembers
    show_home: ShowHome
    stored_about: StoredAbout
    manage_list: ManageList
    own_account: OwnAccount
    joining: Joining
    sync_members: SyncMembers
    starting: Starting
    steer_day: SteerDay
    record_tap: RecordTap
    results: ReportResults
    welcome: Welcome
    subscribing: Subscribing
    deliver: Callable[[], object]
    clock: Callable[[], datetime]
    blocks: Callable[[str], DigestBlocks]  # by language
    channel: str
    channel_language: str
    list_id: str
    company_words: tuple[str, ...]
    later: Background = field(default_factory=Background)

    def try_to_deliver(self) -> None:
        """Where that is not possible, the next tick delivers, or logs what keeps it from doing so."""
        with suppress(Trouble):
            self.deliver()

    def words(self, user: str) -> Messages:
        """In the language somebody uses Slack in; the channel's where Slack does not say."""
        try:
            return messages(self.people.person(user).language)
        except SlackError:
            return messages(self.channel_language)
