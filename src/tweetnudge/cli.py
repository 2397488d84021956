"""The commands. What a command needs is imported inside it, so that `--help` and mistakes answer at once."""

import io
import json
import signal
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console

from tweetnudge.domain.errors import Trouble

if TYPE_CHECKING:
    from datetime import date

    from tweetnudge.domain.report import Report
    from tweetnudge.usecases.ports import Message
    from tweetnudge.usecases.send_digest import Outcome

DONE, FAILED, WRONG_USAGE = 0, 1, 2

app = typer.Typer(
    name="tweetnudge",
    help="Posts a short digest of colleagues' posts on X to a Slack channel, once a workday.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line; every expected failure ends in one sentence on stderr and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal of another encoding shows ? instead of a traceback
            stream.reconfigure(errors="replace")
    try:
        app()
    except Trouble as trouble:
        from tweetnudge.settings import SettingsError

        for sentence in trouble.sentences if isinstance(trouble, SettingsError) else (str(trouble),):
            typer.echo(sentence, err=True)
        sys.exit(WRONG_USAGE if isinstance(trouble, SettingsError) else FAILED)
    except KeyboardInterrupt:
        sys.exit(130)


@app.command()
def run() -> None:
    """Listen to Slack, read the List and send the digest when it is due."""
    from tweetnudge import app as parts
    from tweetnudge import daemon
    from tweetnudge.settings import RunSettings, load

    settings = load(RunSettings)
    parts.configure_logging(settings)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    with parts.open_database(settings) as db:
        typer.echo(f"Database: {db.shown}", err=True)
        daemon.run(settings, db, stop)


@app.command()
def digest(
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Send nothing; show the digest here.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the message as Slack gets it.")] = False,
) -> None:
    """Read the List and send today's digest now."""
    if dry_run:
        _preview(as_json=as_json)
    else:
        _send(as_json=as_json)


@app.command()
def migrate() -> None:
    """Create the database's tables, or bring them up to date."""
    from tweetnudge import app as parts
    from tweetnudge.settings import DatabaseSettings, load

    settings = load(DatabaseSettings)
    parts.configure_logging(settings, for_a_person=True)
    with parts.open_database(settings) as db:
        typer.echo(f"The database {db.shown} is up to date.")


@app.command()
def report(
    *,
    month: Annotated[str, typer.Option("--month", help="The month, as 2026-11; without it, the one before.")] = "",
) -> None:
    """Show a month's results: figures about posts, never about a person."""
    from datetime import UTC, datetime

    from tweetnudge import app as parts
    from tweetnudge.domain.report import month_before, month_of
    from tweetnudge.settings import ReportSettings, load
    from tweetnudge.usecases.results import Results

    wanted = _month(month) if month else None
    settings, now = load(ReportSettings), datetime.now(UTC)
    parts.configure_logging(settings, for_a_person=True)
    wanted = wanted or month_before(month_of(now.astimezone(settings.timezone).date()))
    with parts.open_database(settings) as db:
        found = Results(db).of(wanted)
    if found is None:
        typer.echo(f"There are no results of {wanted:%Y-%m}.")
    else:
        _show_results(found, settings.digest_language)


@app.command()
def manifest(
    *,
    http: Annotated[str, typer.Option("--http", help="Your public https:// address, for HTTP mode.")] = "",
    language: Annotated[Literal["ja", "en"], typer.Option(help="The language of the app's name.")] = "ja",
) -> None:
    """Print the Slack app manifest, and a link that creates the app from it."""
    from tweetnudge.i18n.languages import messages
    from tweetnudge.slack import manifest as slack_app

    if http and not http.startswith("https://"):
        raise typer.BadParameter("--http takes the address Slack reaches you at, for example https://bot.example.com.")
    values = slack_app.manifest(messages(language), http or None)
    typer.echo(slack_app.as_yaml(values))
    typer.echo(f"# This link creates the app: {slack_app.creation_link(values)}")


@app.command()
def demo(
    *,
    once: Annotated[bool, typer.Option("--once", help="Show a digest in the terminal and end.")] = False,
    language: Annotated[Literal["ja", "en"], typer.Option(help="The digest's language.")] = "ja",
) -> None:
    """Try the bot without Slack and without X, on a made-up company."""
    if not once:
        raise typer.BadParameter("only `tweetnudge demo --once` exists so far; add --once.")
    try:
        from tweetnudge.demo.once import run_once
    except ImportError as error:
        raise Trouble(f"The demo needs {error.name}: install it with pip install 'tweetnudge[demo]'.") from None
    run_once(language, Console())


def _month(written: str) -> "date":
    from tweetnudge.domain.report import parse_month

    try:
        return parse_month(written)
    except ValueError:
        typer.echo("--month takes a year and a month, for example 2026-11.", err=True)
        raise typer.Exit(WRONG_USAGE) from None


def _show_results(found: "Report", language: str) -> None:
    from tweetnudge.i18n.languages import messages
    from tweetnudge.slack.results import results_blocks
    from tweetnudge.terminal import show_message
    from tweetnudge.usecases.ports import Message

    show_message(Message("", results_blocks(found, messages(language))), Console(), language)


def _preview(*, as_json: bool) -> None:
    from tweetnudge import app as parts
    from tweetnudge.settings import DigestSettings, load

    settings = load(DigestSettings)
    parts.configure_logging(settings, for_a_person=True)
    with parts.open_database(settings) as db, _progress() as progress:
        preview = parts.preview(settings, db, progress)
    if preview.sent_today:
        typer.echo("Today's digest was posted already; this is what another one would show.", err=True)
    if as_json:
        _print_json(preview.message, None)
    elif preview.message is None:
        typer.echo("Nothing to say today.")
    else:
        from tweetnudge.terminal import show_message

        show_message(preview.message, Console(), settings.digest_language)


def _send(*, as_json: bool) -> None:
    from tweetnudge import app as parts
    from tweetnudge.settings import Settings, load

    settings = load(Settings)
    parts.configure_logging(settings, for_a_person=True)
    with parts.open_database(settings) as db, closing(parts.build(settings, db)) as bot, _progress() as progress:
        outcome = bot.by_hand(progress)
    if as_json:
        _print_json(outcome.message, settings.slack_channel)
    sentence, code = _told(outcome, settings.slack_channel)
    typer.echo(sentence, err=as_json or code != DONE)
    raise typer.Exit(code)


def _told(outcome: "Outcome", channel: str) -> tuple[str, int]:
    """What became of a digest, in a sentence, and the exit code."""
    from tweetnudge.domain.outbox import State

    item = outcome.item
    if item is None or item.state is State.SKIPPED:
        return (outcome.x_problem, FAILED) if outcome.x_problem else ("Nothing to say today.", DONE)
    if item.state is not State.SENT:
        waiting = item.problem or "Another copy of the bot is sending it."
        return f"Today's digest is not in {channel} yet ({item.state}): {waiting}", FAILED
    if outcome.message is None:
        return f"Today's digest is in {channel} already; nothing was posted twice.", DONE
    warned = f" {outcome.x_problem}" if outcome.x_problem else ""
    return f"Posted today's digest to {channel}.{warned}", DONE


def _print_json(message: "Message | None", channel: str | None) -> None:
    """The message as chat.postMessage gets it, `null` when none was sent."""
    payload = message and {"channel": channel, "text": message.text, "blocks": message.blocks}
    readable = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    typer.echo(json.dumps(payload, ensure_ascii=not readable, indent=2))


@contextmanager
def _progress() -> Generator[Callable[[int], None]]:
    """Counts posts while pages are read, on stderr and only for a person who is looking."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _read: None
        return
    with console.status("Reading the List on X…") as status:
        yield lambda read: status.update(f"Reading the List on X… {read} posts")
