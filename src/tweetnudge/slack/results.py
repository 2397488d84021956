"""The month's results as a message: figures about posts, never about a person. Pure."""

from collections.abc import Iterator

from tweetnudge.domain.report import Figures, Report, is_about_few
from tweetnudge.i18n.messages import Messages
from tweetnudge.i18n.results_words import ResultsWords, month_name, some_of
from tweetnudge.slack import ids
from tweetnudge.slack.elements import Block, asking_first, button, header, row, section, small
from tweetnudge.usecases.ports import Message


def results_message(report: Report, words: Messages, *, for_channel: bool = False, shared: bool = False) -> Message:
    """A month's results, for the channel or for the admins; theirs can be shared until they are `shared`.

    Of a month in which nothing was shown there is nothing to share.
    """
    blocks = results_blocks(report, words, for_channel=for_channel)
    if not for_channel and shared:
        blocks.append(small(words.results.shared))
    elif not for_channel and report.figures.shown:
        blocks += row([_share(report, words)])
    return Message(_title(report, words), blocks)


def results_blocks(report: Report, words: Messages, *, for_channel: bool = False) -> list[Block]:
    """What there is to read in a month's results, with nothing to press."""
    say, figures = words.results, report.figures
    few = for_channel and is_about_few(report)
    blocks = [header(_title(report, words)), section("\n".join(_for_everybody(figures, say, few=few)))]
    if not for_channel:
        blocks.append(section("\n".join(_for_admins(report, say))))
    return [*blocks, small(say.explained)]


def no_results(words: Messages) -> Message:
    """That there are none."""
    return Message(words.results.none, [section(words.results.none)])


def _for_everybody(figures: Figures, say: ResultsWords, *, few: bool) -> Iterator[str]:
    """Of a few posts everybody would know whose they were: how they stood is then not for everybody to read."""
    if not figures.shown:
        yield say.quiet
        return
    yield say.shown.format(count=_posts(figures.shown, say))
    if not few:
        yield from _how_they_stood(figures, say)
    yield say.thank_you


def _how_they_stood(figures: Figures, say: ResultsWords) -> Iterator[str]:
    yield _without_a_like(figures, say)
    if figures.read_later and (unknown := figures.shown - figures.read_later):
        yield say.unknown_later.format(count=_posts(unknown, say))


def _without_a_like(figures: Figures, say: ResultsWords) -> str:
    before = some_of(figures.bare_when_shown, figures.shown, say)
    if not figures.read_later:
        return say.bare_then_unknown.format(before=before)
    if figures.bare_later == 0 and figures.read_later == figures.shown:
        return say.bare_then_none.format(before=before) if figures.bare_when_shown else say.bare_never
    return say.bare.format(before=before, after=some_of(figures.bare_later, figures.read_later, say))


def _for_admins(report: Report, say: ResultsWords) -> Iterator[str]:
    figures = report.figures
    yield say.for_admins
    if figures.eligible:
        eligible = say.some_expired if figures.expired else say.none_expired
        yield eligible.format(count=_posts(figures.eligible, say), expired=_posts(figures.expired, say))
    if figures.judged:
        alone = some_of(figures.alone, figures.judged, say)
        yield say.alone.format(judged=_posts(figures.judged, say), alone=alone)
    if figures.unknown:
        yield say.unknown.format(count=_posts(figures.unknown, say))
    yield say.headcounts.format(posted=_people(report.posted, say), tapped=_people(report.tapped, say))


def _share(report: Report, words: Messages) -> Block:
    say = words.results
    pressed = button(say.share, ids.SHARE_RESULTS, f"{report.month:%Y-%m}")
    return asking_first(pressed, say.share_ask_title, say.share_ask, say.share_yes, words)


def _title(report: Report, words: Messages) -> str:
    return words.results.title.format(month=month_name(report.month, words.language))


def _posts(count: int, say: ResultsWords) -> str:
    return say.posts.format(count=count)


def _people(count: int | None, say: ResultsWords) -> str:
    return say.few_people if count is None else say.people.format(count=count)
