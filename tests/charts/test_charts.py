"""Charts as descriptions: the same for every use, with data inside and units at the axes."""

import json
from itertools import combinations
from typing import Any

import pytest

from mesocycle.charts.adherence import DayOutcome, adherence_calendar
from mesocycle.charts.drawing import description
from mesocycle.charts.spans import MOST_WEEKS, spans
from mesocycle.charts.theme import Theme, themed
from mesocycle.domain.user import Units
from tests.charts import descriptions
from tests.charts.descriptions import CHARTS, COUNTS

_ALL = pytest.mark.parametrize("chart", CHARTS)


def _walk(part: object) -> list[dict[str, Any]]:
    if isinstance(part, dict):
        return [part, *(each for value in part.values() for each in _walk(value))]
    return [each for value in part for each in _walk(value)] if isinstance(part, list) else []


def _axis_titles(drawn: dict[str, Any]) -> set[str]:
    return {
        str(part[axis].get("title"))
        for part in _walk(drawn)
        for axis in ("x", "y")
        if isinstance(part.get(axis), dict) and part[axis].get("title")
    }


@_ALL
@pytest.mark.parametrize("count", COUNTS.values(), ids=COUNTS)
def test_every_chart_is_made_of_whatever_there_is(chart: str, count: int) -> None:
    drawn = description(CHARTS[chart](count))

    assert drawn["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    json.dumps(drawn, allow_nan=False)


@_ALL
def test_data_stands_in_the_description_and_is_never_fetched(chart: str) -> None:
    drawn = description(CHARTS[chart](40))

    assert not any("url" in part for part in _walk(drawn))


@_ALL
def test_without_data_a_chart_says_so_in_a_sentence(chart: str) -> None:
    drawn = description(CHARTS[chart](0))

    (told,) = drawn["data"]["values"]
    assert told["why"].endswith(".")


@_ALL
def test_a_theme_changes_looks_and_nothing_else(chart: str) -> None:
    plain = description(CHARTS[chart](40))

    light, dark = themed(plain, "light"), themed(plain, "dark")

    assert light.pop("config") != dark.pop("config")
    assert light == dark == plain


@pytest.mark.parametrize(
    ("chart", "units", "title"),
    [
        (descriptions.progress, Units.METRIC, "load (kg)"),
        (descriptions.progress, Units.IMPERIAL, "load (lb)"),
        (descriptions.running, Units.METRIC, "distance (km)"),
        (descriptions.running, Units.IMPERIAL, "ascent (ft)"),
        (descriptions.pace, Units.METRIC, "pace (min/km, faster is higher)"),
        (descriptions.pace, Units.IMPERIAL, "pace (min/mi, faster is higher)"),
    ],
)
def test_axes_have_the_readers_units(chart: Any, units: Units, title: str) -> None:  # noqa: ANN401  # a chart of any kind
    assert title in _axis_titles(description(chart(40, units)))


def test_load_is_told_in_its_own_unit() -> None:
    assert "load per day (AU = RPE × min)" in _axis_titles(description(descriptions.load(40)))


def test_of_several_sessions_on_a_day_the_worst_outcome_shows() -> None:
    both = [DayOutcome("2026-01-05", "completed"), DayOutcome("2026-01-05", "missed")]

    for order in (both, both[::-1]):
        (square,) = description(adherence_calendar(order))["data"]["values"]
        assert square["outcome"] == "missed"


def test_more_weeks_than_can_be_told_apart_become_months_with_the_same_sum() -> None:
    weeks = [(descriptions.day(n), (1.0,)) for n in range(MOST_WEEKS + 1)]

    word, bars = spans(weeks)

    assert (word, len(bars) < 20) == ("month", True)
    assert sum(bar.amounts[0] for bar in bars) == MOST_WEEKS + 1


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_marks_stand_out_from_the_ground(theme: Theme) -> None:
    """WCAG asks 4.5 for text and 3 for parts of graphics; the last colour is meant to be faint."""
    config = themed({}, theme)["config"]
    ground = config["background"]

    for ink in (config["title"]["color"], config["axis"]["labelColor"], config["legend"]["labelColor"]):
        assert _contrast(ink, ground) >= 4.5
    assert min(_contrast(colour, ground) for colour in config["range"]["category"][:7]) >= 2


def _as_seen(colour: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, ...]:
    channels = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return tuple(sum(part * channel for part, channel in zip(row, channels, strict=True)) for row in matrix)


_PROTANOPIA = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
_DEUTERANOPIA = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("matrix", [_PROTANOPIA, _DEUTERANOPIA], ids=["protanopia", "deuteranopia"])
def test_colours_can_be_told_apart_by_the_colour_blind(theme: Theme, matrix: tuple[tuple[float, ...], ...]) -> None:
    """Machado 2009's matrices at full severity; a distance of 30 in 8-bit RGB is plainly seen."""
    colours = themed({}, theme)["config"]["range"]["category"][:6]

    seen = [_as_seen(colour, matrix) for colour in colours]

    for one, other in combinations(seen, 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 30
