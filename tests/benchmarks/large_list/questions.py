"""What people in Slack and the clock ask of the store, each as one call that can be timed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from company import FIRST_MEMBER

from tweetnudge.app import Bot
from tweetnudge.demo.slack import ADMIN, MEMBER
from tweetnudge.domain.consent import Consent, Standing
from tweetnudge.i18n.languages import messages
from tweetnudge.slack.home_blocks import Around, home_view
from tweetnudge.slack.member_list import PAGE, list_message
from tweetnudge.store import consents, members

WORDS = messages("ja")


@dataclass(frozen=True, slots=True)
class Questions:
    """The bot and the moment; `baseline` is what the others are measured by."""

    bot: Bot
    now: datetime

    def all(self) -> dict[str, Callable[[], object]]:
        last = self.bot.parts.show_members(ADMIN, self.now, 1, PAGE).pages
        return {
            "/tweetlist, a member, first page": lambda: self._list(MEMBER, 1),
            "/tweetlist, an admin, middle page": lambda: self._list(ADMIN, last // 2),
            "/tweetlist, an admin, last page": lambda: self._list(ADMIN, last),
            "Home, a member on the List": lambda: self._home(MEMBER),
            "Home, an admin": lambda: self._home(ADMIN),
            "/tweets": lambda: self.bot.parts.show_posts(MEMBER, self.now),
            "/tweets @handle": lambda: self.bot.parts.show_posts(MEMBER, self.now, handle="member_00003"),
            "a digest's candidates": self._candidates,
            "a digest, packed": self._packed,
        }

    def baseline(self) -> object:
        """A page of members by their primary keys."""
        with self.bot.reader.db.read() as session:
            return members.members(session, range(FIRST_MEMBER, FIRST_MEMBER + PAGE))

    def claim(self) -> None:
        """The member is one of those who write most."""
        mine = Consent(FIRST_MEMBER + 3, Standing.SHOWN, self.now, slack_user=MEMBER)
        with self.bot.reader.db.write() as session:
            consents.save(session, mine)

    def _list(self, reader: str, page: int) -> object:
        return list_message(self.bot.parts.show_members(reader, self.now, page, PAGE), "99", WORDS)

    def _home(self, reader: str) -> object:
        parts = self.bot.parts
        return home_view(parts.show_home(reader, self.now), WORDS, parts.blocks("ja"), Around())

    def _candidates(self) -> object:
        with self.bot.reader.db.read() as session:
            return self.bot.reader.choosing.candidates(session, self.now)

    def _packed(self) -> object:
        choosing = self.bot.reader.choosing
        with self.bot.reader.db.read() as session:
            found = choosing.candidates(session, self.now)
        return choosing.pack(found, choosing.workdays.today(self.now))
