"""The chart: a small PNG that says the same every time, and words for whoever does not see it."""

import struct
import subprocess
import sys
from datetime import date, timedelta

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from tweetnudge import chart
from tweetnudge.chart import ChartNotPossible, draw
from tweetnudge.domain.report import Figures, Report, Week
from tweetnudge.i18n import en, ja
from tweetnudge.i18n.messages import Messages

OCTOBER = date(2026, 10, 1)
LAST_MONDAY = date(2026, 10, 26)
BOTH = pytest.mark.parametrize("words", [ja.MESSAGES, en.MESSAGES], ids=["ja", "en"])


def shown(shown: int, before: int, after: int, read_later: int | None = None) -> Figures:
    return Figures(shown, before, shown if read_later is None else read_later, after)


def weeks(*figures: Figures) -> tuple[Week, ...]:
    """The last one begins on the month's last Monday."""
    first = LAST_MONDAY - timedelta(weeks=len(figures) - 1)
    return tuple(Week(first + timedelta(weeks=number), week) for number, week in enumerate(figures))


def report(*figures: Figures) -> Report:
    return Report(OCTOBER, Figures(), weeks(*figures))


FIFTEEN_PEOPLE = [shown(number % 7 + 3, number % 4, number % 2) for number in range(13)]
CASES: dict[str, list[Figures]] = {
    "15 people": FIFTEEN_PEOPLE,
    "300 people": [shown(150 + number, 90 - 3 * number, 30 - 2 * number) for number in range(13)],
    "one week": [shown(9, 4, 1)],
    "a gap": [shown(9, 4, 1), Figures(), Figures(), shown(3, 3, 3)],
    "noughts": [shown(9, 0, 0)] * 3,
    "unknown": [shown(9, 4, 0, read_later=0), shown(9, 4, 1, read_later=7)],
    "unknown shares": [shown(30, 4, 0, read_later=0), shown(40, 20, 5)],
}


def chunks(png: bytes) -> dict[bytes, bytes]:
    """The parts of a PNG by name, the last of each name."""
    assert b"\x89PNG\r\n\x1a\n" == png[:8]
    found, at = dict[bytes, bytes](), 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        found[png[at + 4 : at + 8]] = png[at + 8 : at + 8 + length]
        at += 12 + length
    return found


def written(*figures: Figures) -> list[str]:
    """Everything written in the picture."""
    figure = Figure(figsize=(12, 6), dpi=100)
    chart._compose(figure, [week for week in weeks(*figures) if week.figures.shown])
    figure.draw_without_rendering()
    return [text.get_text() for text in figure.findobj(Text) if isinstance(text, Text) and text.get_text()]


@pytest.mark.parametrize("figures", CASES.values(), ids=CASES)
def test_a_small_png_of_1200_by_600(figures: list[Figures]) -> None:
    """Opaque, and with nothing said about when or by what it was made."""
    picture = draw(report(*figures), ja.MESSAGES)
    parts = chunks(picture.png)
    assert (1200, 600) == struct.unpack(">II", parts[b"IHDR"][:8])
    assert len(picture.png) < 100_000
    assert set() == parts.keys() & {b"tEXt", b"iTXt", b"zTXt", b"tIME"}


def test_the_same_figures_make_the_same_bytes() -> None:
    """In every language: nothing in the picture needs one."""
    assert draw(report(*FIFTEEN_PEOPLE), ja.MESSAGES).png == draw(report(*FIFTEEN_PEOPLE), en.MESSAGES).png


def test_other_figures_make_another_picture() -> None:
    assert draw(report(shown(9, 4, 1)), ja.MESSAGES).png != draw(report(shown(9, 4, 2)), ja.MESSAGES).png


@BOTH
def test_its_name_is_that_of_the_month(words: Messages) -> None:
    assert "results-2026-10.png" == draw(report(shown(9, 4, 1)), words).name


def test_the_words_beside_it_in_japanese() -> None:
    """What the bars mean, and every number: also for those who hear it read."""
    picture = draw(report(shown(9, 4, 1), Figures(), shown(40, 20, 5), shown(3, 1, 0, read_later=0)), ja.MESSAGES)
    assert (
        "「いいね」がなかった投稿の週ごとのようす(2026年10月まで): 薄い棒はご紹介したとき、濃い棒は翌日"
        == picture.title
    )
    assert picture.alt.endswith(
        "10月5日の週は9件のうち4件、翌日は1件。"
        "10月19日の週は40件のうち20件(50%)、翌日は5件(13%)。"
        "10月26日の週は3件のうち1件、翌日は不明。"
    )


def test_the_words_beside_it_in_english() -> None:
    picture = draw(report(shown(9, 4, 1), shown(40, 20, 5)), en.MESSAGES)
    assert picture.alt.endswith("a day later. 19 Oct: 4 of 9, then 1. 26 Oct: 20 (50%) of 40, then 5 (13%).")


@BOTH
def test_alt_texts_fit_slack(words: Messages) -> None:
    """1,000 characters, in the largest company."""
    assert len(draw(report(*[shown(88_888, 77_777, 66_666)] * 13), words).alt) <= 1_000


def test_counts_with_what_was_shown_around_them() -> None:
    """As soon as one week has fewer than twenty; a week without posts keeps its place."""
    found = written(shown(29, 13, 11), Figures(), shown(19, 8, 7))
    assert {"29", "13", "11", "19", "8", "7", "10/12", "10/19", "10/26", "n"} <= set(found)
    assert not [text for text in found if "%" in text]


def test_shares_where_every_week_has_twenty() -> None:
    found = written(shown(40, 20, 5), Figures(), shown(300, 30, 1))
    assert {"50", "13", "10", "<1", "20%"} <= set(found)
    assert "n" not in found


def test_nought_is_a_number_and_unknown_is_none() -> None:
    """Noughts are written; what is not known is a sign of its own, in both kinds of chart."""
    assert "?" not in written(shown(5, 2, 0))
    assert "?" in written(shown(5, 2, 1, read_later=4))
    assert "?" in written(shown(40, 20, 0, read_later=0))


@pytest.mark.parametrize("figures", CASES.values(), ids=CASES)
def test_the_pictures_own_font_has_every_sign(figures: list[Figures]) -> None:
    """matplotlib warns of a sign its font lacks, and a warning fails; so it is signs that every reader knows."""
    every = set("".join(written(*figures)))
    assert set() == every - set("0123456789/%♡ +hn?<")


def test_only_the_last_quarter_is_drawn() -> None:
    """And what lies before it changes nothing."""
    assert draw(report(*FIFTEEN_PEOPLE), ja.MESSAGES) == draw(report(shown(99, 98, 97), *FIFTEEN_PEOPLE), ja.MESSAGES)


@pytest.mark.parametrize("figures", [[], [Figures()], [Figures(expired=3)]])
def test_nothing_to_draw(figures: list[Figures]) -> None:
    with pytest.raises(ChartNotPossible, match="no week with posts"):
        draw(report(*figures), ja.MESSAGES)


def test_without_matplotlib_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "matplotlib"]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ChartNotPossible, match=r"pip install 'tweetnudge\[results\]'\.$"):
        draw(report(shown(9, 4, 1)), ja.MESSAGES)


def test_matplotlib_is_imported_only_to_draw() -> None:
    """The bot and its commands start without it."""
    code = "import sys, tweetnudge.chart, tweetnudge.app, tweetnudge.cli; sys.exit('matplotlib' in sys.modules)"
    assert 0 == subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode


def luminance(colour: str) -> float:
    """As WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("one", "other", "at_least"),
    [
        (chart.INK, chart.PAPER, 7),
        (chart.MUTED, chart.PAPER, 4.5),
        (chart.LIGHT["edgecolor"], chart.PAPER, 3),
        (chart.OUTLINE["edgecolor"], chart.PAPER, 3),
        (chart.LIGHT["facecolor"], chart.DARK["facecolor"], 4.5),
        (chart.PAPER, "#1A1D21", 10),
    ],
)
def test_contrast(one: str, other: str, at_least: float) -> None:
    """Of writing, of edges, of the two bars without their hue; and of the card on a dark Slack."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    assert (lighter + 0.05) / (darker + 0.05) >= at_least


def test_the_bars_differ_in_pattern_too() -> None:
    assert chart.DARK["hatch"]
    assert "hatch" not in chart.LIGHT
