"""The picture: how many posts nobody answers in companies of any size, under other tools' rules and ours in parts."""

from pathlib import Path
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator, PercentFormatter
from recommended import LOOKS, MAIN, PERSONAL, THREAD, USUAL, Row
from told import Medians

PAPER, INK, MUTED, FAINT = "#faf6f0", "#2b2430", "#655c68", "#e4dcd3"
GREY, DARK_GREY = "#9a929c", "#6b626e"
OTHER_LINES: dict[str, tuple[str, dict[str, Any]]] = {
    "most liked first, 7": ("most liked first, 7 a day", {"color": GREY, "linestyle": ":", "marker": "v"}),
    "newest first, 7": ("newest first, 7 a day", {"color": GREY, "linestyle": "--", "marker": "s"}),
    "newest first, 10": ("newest first, 10 a day", {"color": DARK_GREY, "linestyle": "--", "marker": "D"}),
    "one message a post": ("one message a post", {"color": DARK_GREY, "linestyle": "-", "marker": "^"}),
}
OUR_LINES: dict[str, tuple[str, dict[str, Any]]] = {
    MAIN: ("the day's message alone", {"color": "#eda9bd"}),
    LOOKS: ("+ another look at some", {"color": "#da7597"}),
    THREAD: ("+ the rest in its thread", {"color": "#b03a67"}),
    PERSONAL: ("+ personal digests for 30%", {"color": "#7d1846", "linewidth": 4.5, "markersize": 10}),
}
STYLE: dict[str, Any] = {"linewidth": 2.2, "marker": "o", "markersize": 6, "clip_on": False}


def draw(medians: Medians, file: Path) -> None:
    """Write the PNG, 1200 by 700 pixels."""
    figure = Figure(figsize=(12, 7), dpi=100, facecolor=PAPER)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.07, 0.115, 0.62, 0.715))
    sizes = sorted({row.people for row in medians})
    _prepare(axes, sizes)
    _say(figure)
    _lines(figure, axes, medians, OTHER_LINES, "Other tools", top=0.83)
    _lines(figure, axes, medians, OUR_LINES, "tweetnudge, part by part", top=0.53)
    figure.savefig(file)


def _prepare(axes: Axes, sizes: list[int]) -> None:
    axes.set_facecolor(PAPER)
    axes.set_xscale("log")
    axes.set_xticks(sizes, [f"{people:,}" for people in sizes])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_ylim(0, 1)
    axes.yaxis.set_major_formatter(PercentFormatter(1))
    axes.grid(axis="y", color=FAINT, linewidth=1)
    axes.tick_params(length=0, labelsize=13, labelcolor=MUTED, pad=8)
    axes.set_xlabel("people in the company", fontsize=13, color=MUTED, labelpad=8)
    axes.spines[:].set_visible(False)
    axes.set_axisbelow(True)


def _say(figure: Figure) -> None:
    figure.text(0.025, 0.93, "Posts that no colleague answers", fontsize=22, color=INK, weight="bold")
    said = "Share of all posts that nobody in the company likes, in a simple model of how people read. Lower is better."
    figure.text(0.025, 0.885, said, fontsize=13, color=MUTED)


def _lines(
    figure: Figure,
    axes: Axes,
    medians: Medians,
    lines: dict[str, tuple[str, dict[str, Any]]],
    title: str,
    *,
    top: float,
) -> None:
    sizes = sorted({row.people for row in medians})
    drawn = [
        axes.plot(sizes, [medians[Row(people, name, USUAL)].alone for people in sizes], label=said, **STYLE | style)[0]
        for name, (said, style) in lines.items()
    ]
    legend = figure.legend(
        handles=drawn, title=title, loc="upper left", bbox_to_anchor=(0.705, top), frameon=False, alignment="left",
        fontsize=13, title_fontproperties={"size": 14, "weight": "bold"}, labelspacing=0.7, handlelength=2.6,
        labelcolor=INK,
    )  # fmt: skip
    legend.get_title().set_color(INK)
