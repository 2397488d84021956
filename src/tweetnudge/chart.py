"""The results' chart over the weeks, as a PNG. matplotlib is an extra, imported only when there is something to draw.

In the picture are only dates, numbers and signs that its own font has; what they mean is said beside it.
"""

# matplotlib's own types leave its keyword arguments open.
# pyright: reportUnknownMemberType=false

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tweetnudge.domain.errors import Trouble
from tweetnudge.domain.report import ENOUGH_FOR_SHARES, Figures, Report, Week
from tweetnudge.i18n.dates import short_date
from tweetnudge.i18n.messages import Messages
from tweetnudge.i18n.results_words import month_name, percent, some_of
from tweetnudge.usecases.ports import Picture
from tweetnudge.usecases.results import chart_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WEEKS_AT_MOST = 13
WEEKS_AT_LEAST = 4  # a single week must not become a poster

# A card of its own, on Slack's white as on its near-black. The bars differ in lightness and pattern, not only in hue.
PAPER, INK, MUTED, FAINT = "#faf6f0", "#2b2430", "#655c68", "#ddd5cc"
LIGHT: dict[str, Any] = {"facecolor": "#f6c3cf", "edgecolor": "#a93d67", "linewidth": 1.5}
DARK: dict[str, Any] = {
    "facecolor": "#7d1846", "edgecolor": "#7d1846", "linewidth": 1.5, "hatch": "//", "hatchcolor": "#e7a9c0"
}  # fmt: skip
OUTLINE: dict[str, Any] = {"fill": False, "edgecolor": "#857c88", "linewidth": 2}
DOTTED: dict[str, Any] = {"fill": False, "edgecolor": INK, "linewidth": 2, "linestyle": ":"}
FONT = "DejaVu Sans"  # comes with matplotlib
LARGE, SMALL = 22, 18
FEW_WEEKS = 8
BAR = 0.42  # of the width of a week
ASIDE = BAR / 2 + 0.01


class ChartNotPossible(Trouble):
    """There is nothing to draw with, or nothing to draw."""


def draw(report: Report, words: Messages) -> Picture:
    """How many posts stood without a like when shown, and a day later. Raises ChartNotPossible."""
    weeks = _last(report.weeks)
    if not weeks:
        raise ChartNotPossible("There is no week with posts to draw.")
    say, month = words.results, month_name(report.month, words.language)
    told = ("" if words.language == "ja" else " ").join(_told(week, words) for week in weeks)
    return Picture(
        name=chart_name(report.month),
        title=say.chart_title.format(month=month),
        alt=say.chart_alt.format(weeks=told),
        png=_png(weeks),
    )


def _last(weeks: Sequence[Week]) -> list[Week]:
    """The last ones, those without posts left out."""
    newest = max((week.begins for week in weeks), default=date.min)
    return [week for week in weeks if week.figures.shown and _weeks_between(week.begins, newest) < WEEKS_AT_MOST]


def _told(week: Week, words: Messages) -> str:
    say, figures = words.results, week.figures
    after = some_of(figures.bare_later, figures.read_later, words.results) if figures.read_later else say.chart_unknown
    return say.chart_week.format(
        date=short_date(week.begins, words.language),
        shown=say.posts.format(count=figures.shown),
        before=some_of(figures.bare_when_shown, figures.shown, say),
        after=after,
    )


def _png(weeks: Sequence[Week]) -> bytes:
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        raise ChartNotPossible(
            "The chart needs matplotlib: install it with pip install 'tweetnudge[results]'."
        ) from None
    figure = Figure(figsize=(12, 6), dpi=100, facecolor=PAPER)
    canvas = FigureCanvasAgg(figure)
    _compose(figure, weeks)
    file = io.BytesIO()
    canvas.print_png(file, metadata={"Software": None})  # the same figures make the same bytes
    return file.getvalue()


def _compose(figure: "Figure", weeks: Sequence[Week]) -> None:
    axes = figure.add_axes((0.085, 0.11, 0.895, 0.76))
    shares = all(week.figures.shown >= ENOUGH_FOR_SHARES for week in weeks)
    places = [_weeks_between(weeks[0].begins, week.begins) for week in weeks]
    top = max(_height(week.figures, shares=shares) for week in weeks)
    columns = _Columns(axes, LARGE if places[-1] < FEW_WEEKS else SMALL, top)
    _frame(axes, weeks[0].begins, places[-1] + 1, columns.size)
    _scale(axes, top, shares=shares)
    for at, week in zip(places, weeks, strict=True):
        (columns.shares if shares else columns.counts)(at, week.figures)
    _legend(figure, counted=not shares, unknown=not shares and any(map(_unknown, weeks)))


def _height(figures: Figures, *, shares: bool) -> float:
    """Of a week's highest bar."""
    if not shares:
        return figures.shown
    return max(_part(figures.bare_when_shown, figures.shown), _part(figures.bare_later, figures.read_later))


def _part(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0


def _unknown(week: Week) -> int:
    return week.figures.shown - week.figures.read_later


def _frame(axes: "Axes", first: date, span: int, size: int) -> None:
    """The weeks along the bottom, in the middle of the picture when there are few."""
    room = max(span, WEEKS_AT_LEAST)
    axes.set_xlim(-0.5 - (room - span) / 2, span - 0.5 + (room - span) / 2)
    mondays = [first + timedelta(weeks=week) for week in range(span)]
    axes.set_xticks(range(span), [f"{monday.month}/{monday.day}" for monday in mondays])
    axes.tick_params(length=0, pad=8, labelsize=size, labelcolor=INK, labelfontfamily=FONT)
    axes.grid(axis="y", color=FAINT, linewidth=1.2)
    axes.set_axisbelow(True)
    axes.set_facecolor(PAPER)
    axes.spines[:].set_visible(False)
    axes.spines["bottom"].set(visible=True, color=INK, linewidth=1.5)


def _scale(axes: "Axes", top: float, *, shares: bool) -> None:
    """Whole numbers from nought, with room for a number above the highest bar."""
    from matplotlib.ticker import MaxNLocator

    axes.set_ylim(0, max(top, 10 if shares else 3) * 1.16)
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=True, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter("{x:.0f}%" if shares else "{x:.0f}")


@dataclass(frozen=True, slots=True)
class _Columns:
    """A week's bars: when shown on the left, a day later on the right. Nought is a number too."""

    axes: "Axes"
    size: int
    top: float

    def counts(self, at: int, figures: Figures) -> None:
        """With an outline around them for all that were shown, and a dotted part for what is unknown."""
        left, right = at - ASIDE, at + ASIDE
        self.axes.bar(at, figures.shown, 2 * (BAR + 0.035), **OUTLINE)
        self._shown(at, right, figures)
        self._bar(left, figures.bare_when_shown, LIGHT, str(figures.bare_when_shown))
        if unknown := figures.shown - figures.read_later:
            self.axes.bar(right, unknown, BAR, figures.bare_later, **DOTTED)
        if figures.read_later:
            self._bar(right, figures.bare_later, DARK, str(figures.bare_later))

    def shares(self, at: int, figures: Figures) -> None:
        """In percent of what is known."""
        left, right = at - ASIDE, at + ASIDE
        before, after = figures.bare_when_shown, figures.bare_later
        self._bar(left, _part(before, figures.shown), LIGHT, _share(before, figures.shown))
        self._bar(right, _part(after, figures.read_later), DARK, _share(after, figures.read_later))

    def _shown(self, at: float, right: float, figures: Figures) -> None:
        """Out of the way of the bars' own numbers."""
        near, number = figures.shown - self.top / 9, str(figures.shown)
        if figures.bare_later > near:
            self._number(at, figures.shown, number, MUTED, above=self.size + 8)
        else:
            self._number(right if figures.bare_when_shown > near else at, figures.shown, number, MUTED)

    def _bar(self, at: float, height: float, style: dict[str, Any], number: str) -> None:
        self.axes.bar(at, height, BAR, **style)
        self._number(at, height, number, INK)

    def _number(self, at: float, height: float, number: str, colour: str, above: float = 4) -> None:
        from matplotlib.patheffects import withStroke

        self.axes.annotate(
            number, (at, height), (0, above), textcoords="offset points", ha="center", va="bottom", color=colour,
            fontsize=self.size, fontfamily=FONT, path_effects=[withStroke(linewidth=5, foreground=PAPER)],
        )  # fmt: skip


def _share(part: int, whole: int) -> str:
    if not whole:
        return "?"
    return str(percent(part, whole) or ("<1" if part else 0))


def _legend(figure: "Figure", *, counted: bool, unknown: bool) -> None:
    """Signs only: no like, no like a day later, how many were shown, how many are unknown."""
    from matplotlib.patches import Patch

    signs = (
        {"♡ 0": LIGHT, "♡ 0  +24 h": DARK} | ({"n": OUTLINE} if counted else {}) | ({"?": DOTTED} if unknown else {})
    )
    figure.legend(
        [Patch(**style) for style in signs.values()], [*signs], loc="upper right", ncols=len(signs), frameon=False,
        labelcolor=INK, prop={"family": FONT, "size": LARGE}, handlelength=1.5, handleheight=1, columnspacing=1.5,
    )  # fmt: skip


def _weeks_between(earlier: date, later: date) -> int:
    return (later - earlier).days // 7
