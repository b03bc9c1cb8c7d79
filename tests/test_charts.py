"""Charts as descriptions: the same for every use, with data inside and units at the axes."""

import json
from itertools import combinations
from typing import Any

import pytest
from msgspec.structs import replace

from mesocycle.analytics.plan_and_deed.comparison import ComparedLine
from mesocycle.analytics.plan_and_deed.tolerance import Verdict
from mesocycle.charts.adherence import DayOutcome, adherence_calendar
from mesocycle.charts.drawing import description
from mesocycle.charts.plan_and_deed import planned_words
from mesocycle.charts.running import weekly_running
from mesocycle.charts.spans import MOST_WEEKS, spans
from mesocycle.charts.theme import Theme, themed
from mesocycle.domain.people.user import Units
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


def test_a_long_line_of_sets_goes_on_in_the_next_row() -> None:
    boxes = description(descriptions.strip(30))["data"]["values"]

    assert list(dict.fromkeys(box["row"] for box in boxes)) == ["Back Squat", "Back Squat, 10 +", "Back Squat, 20 +"]
    assert max(box["column"] for box in boxes) == 10


@pytest.mark.parametrize(
    ("planned", "shown"),
    [
        ("5 @ 85% TM rest 3m", "5 @ 85% TM"),
        ("5 warmup @ 40% TM rest 90s", "5 warmup @ 40% TM"),
        ("8-12 @ 60 kg RPE 8 tempo 3-1-1-0", "8-12"),
        ("1800 s @ pace 4:30-4:45/km", "30:00"),
        ("5370 m", "5370 m"),
    ],
)
def test_a_box_says_what_was_planned_with_its_target_where_that_is_short(planned: str, shown: str) -> None:
    line = ComparedLine(
        name="Back Squat", planned=planned, verdict=Verdict.MET, deviations=(), performed_ids=(), performed=()
    )

    assert planned_words(line) == shown


def test_the_words_of_a_warm_up_set_fit_into_its_box() -> None:
    """At 10 pixels a letter is about 6 wide."""
    drawn = description(descriptions.strip(1))

    assert drawn["layer"][2]["mark"]["limit"] >= 6 * len("5 warmup @ 40% TM")


def test_labels_of_records_stand_above_their_marks_and_hide_none_beside_them() -> None:
    layers = description(descriptions.progress(40))["layer"]
    marks = [one["mark"] for layer in layers for one in layer.get("layer", [layer])]

    assert all(mark["dy"] <= -10 for mark in marks if mark["type"] == "text")
    assert any(mark["type"] == "text" for mark in marks)


def test_whole_sessions_are_counted_in_whole_numbers() -> None:
    drawn = description(descriptions.planned(40))

    assert drawn["layer"][0]["encoding"]["y"]["axis"]["tickMinStep"] == 1


def test_running_without_any_ascent_has_no_empty_chart_of_it() -> None:
    flat = replace(
        descriptions.running_of(40),
        weeks=tuple(replace(week, elevation_gain_m=0) for week in descriptions.running_of(40).weeks),
    )

    drawn = description(weekly_running(flat))

    assert "vconcat" not in drawn
    assert "no ascent was recorded" in drawn["title"]["subtitle"]


@pytest.mark.parametrize("count", [1, 40])
def test_no_two_paces_are_written_over_each_other(count: int) -> None:
    """On a scale from 5:00 to 5:00 every pace would stand in its midst."""
    pace = description(descriptions.pace(count))["encoding"]["y"]

    first, last = pace["scale"]["domain"]
    assert pace["axis"]["values"] == sorted(set(pace["axis"]["values"]))
    assert first < last
    assert all(first <= each <= last for each in pace["axis"]["values"])


def test_colours_of_days_go_through_all_of_a_theme() -> None:
    """A scale of time stops at the second of three colours; a number of milliseconds goes to the last."""
    colour = description(descriptions.pace(40))["encoding"]["color"]

    assert colour["type"] == "quantitative"


def test_a_legend_without_a_colour_of_its_own_can_be_seen_in_the_dark() -> None:
    config = themed({}, "dark")["config"]

    assert _contrast(config["legend"]["symbolBaseFillColor"], config["background"]) >= 4.5


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
