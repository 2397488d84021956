"""`tweetnudge demo --once`: the real app on the stand-ins, one digest in the terminal, and nothing twice."""

import os
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.rule import Rule

from tweetnudge import app
from tweetnudge.demo import company
from tweetnudge.demo.settings import stand_in_settings
from tweetnudge.demo.slack import CHANNEL, SlackStandIn
from tweetnudge.demo.x import XStandIn
from tweetnudge.domain.errors import Trouble
from tweetnudge.i18n.languages import messages
from tweetnudge.terminal import show_message
from tweetnudge.usecases.ports import Message


def run_once(language: str, console: Console) -> None:
    """Collect, choose and send on the made-up company, show what the channel got, then do it again.

    Raises Trouble should anything but one message have been posted, its thread aside.
    """
    words = messages(language)
    console.print(words.demo_welcome, style="dim", highlight=False)
    console.print(Rule(style="dim"))
    with _no_proxy(), TemporaryDirectory() as folder, XStandIn() as x, SlackStandIn() as slack:
        company.fill(x)
        url = f"sqlite:///{Path(folder) / 'demo.db'}"
        settings = stand_in_settings(
            x, slack, url, digest_language=language, official_accounts=company.OFFICIAL,
            digest_thread_size=3,  # the message itself is to stay on the screen
        )  # fmt: skip
        with app.open_database(settings) as db, closing(app.build(settings, db)) as bot:
            first = bot.by_hand(lambda _read: None)
            second = bot.by_hand(lambda _read: None)
        seen = slack.messages(CHANNEL)
    thread = [message for message in seen if message.get("thread_ts", message["ts"]) != message["ts"]]
    posted = len(seen) - len(thread)
    if first.message is None or second.message is not None or posted != 1:
        why = first.x_problem or (first.item and first.item.problem) or "Please report this."
        raise Trouble(f"The demo went wrong: {posted} messages were posted instead of one. {why}")
    show_message(first.message, console, language)
    for reply in thread:
        console.print(Rule(words.demo_thread, style="dim"))
        show_message(Message("", reply["blocks"]), console, language)
    console.print(Rule(style="dim"))
    console.print(words.demo_again.format(messages=posted), style="dim", highlight=False)
    console.print(words.demo_next, style="dim", highlight=False)


@contextmanager
def _no_proxy() -> Generator[None]:
    """A company's proxy cannot reach servers inside this computer."""
    before = {name: os.environ.get(name) for name in ("NO_PROXY", "no_proxy")}
    os.environ.update(dict.fromkeys(before, "127.0.0.1"))
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value
