"""Other people's words, made safe to keep and to pass on."""

import re

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_WEB_ADDRESS = re.compile(r"https?://[!-~]+", re.IGNORECASE)
_CONTROL_BUT_TAB_AND_NEWLINE = re.compile(r"[\x00-\x08\x0b-\x1f]")


def readable(raw: str) -> str:
    """Text that any database, JSON and Slack will take: no lone surrogates, no control characters but \\n and \\t."""
    return _CONTROL_BUT_TAB_AND_NEWLINE.sub("", _LONE_SURROGATE.sub("\ufffd", raw))


def is_web_address(url: str) -> bool:
    """Whether `url` may become a link: http or https, printable ASCII."""
    return _WEB_ADDRESS.fullmatch(url) is not None
