"""Which words for whom."""

from tweetnudge.i18n import en, ja
from tweetnudge.i18n.messages import Messages


def messages(language: str) -> Messages:
    """The sentences in `language`, a code such as `ja` or Slack's `ja-JP`; English for every language but Japanese."""
    return ja.MESSAGES if language.lower().startswith("ja") else en.MESSAGES
