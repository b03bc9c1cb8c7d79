"""Running as charts: weekly distance and ascent, pace against heart rate."""

from math import ceil, floor

import altair as alt

from mesocycle.analytics.running.running import RunningReport
from mesocycle.charts.day_axis import day_colour, day_tip, days, moment_ms
from mesocycle.charts.frame import (
    NARROW,
    SHEET,
    WIDTH,
    Drawing,
    Sheet,
    data,
    finished,
    height,
    long_distance,
    nothing,
    titled,
    to_ground,
)
from mesocycle.charts.spans import spans
from mesocycle.domain.people.user import Units
from mesocycle.domain.quantity import KM_PER_MILE

_CLOCK = "floor(datum.value / 60) + ':' + format(floor(datum.value % 60), '02d')"
_BESIDE = 90
"""Pixels that stand beside charts below each other, which can't be fitted into a width together."""
_ROOM = 14
"""Pixels between the outermost points and the frame."""
_MOST_PACES = 8
_PACE_STEPS = (5, 10, 15, 30, 60, 120, 300)
_BEATS = alt.Axis(tickCount=10, tickMinStep=1)


def weekly_running(report: RunningReport, units: Units = Units.METRIC, *, sheet: Sheet = SHEET) -> Drawing:
    """Draw running distance and ascent week by week, one above the other."""
    word, bars = spans((week.week, (week.distance_m, week.elevation_gain_m)) for week in report.weeks)
    climbed = any(week.elevation_gain_m for week in report.weeks)
    some = any(any(bar.amounts) for bar in bars)
    words = sheet.words
    lack = words.no_ascent if some and not climbed else ""
    title = titled(words.running[word], report.first, report.last, lack, sheet=sheet)
    if not some:
        return nothing(title, words.running_none, sheet=sheet)
    metric = units is Units.METRIC
    rows = [
        {
            "first": bar.first,
            "end": bar.end,
            "distance": long_distance(bar.amounts[0], units),
            "ascent": height(bar.amounts[1], units),
            "part": "ascent",
        }
        for bar in bars
    ]
    x = days("first", bars[0].first, bars[-1].end, week=bars[0].first, sheet=sheet)
    chart = alt.Chart(data(rows)).encode(x=x, x2="end")
    distance = chart.mark_bar().encode(
        y=alt.Y("distance:Q", title=words.distance.format(unit="km" if metric else "mi")),
        y2=to_ground(),
        tooltip=[day_tip("first"), "distance:Q", "ascent:Q"],
    )
    if not climbed:
        return finished(distance, title, **sheet.sizes(260))
    ascent = chart.mark_bar().encode(
        y=alt.Y("ascent:Q", title=words.ascent.format(unit="m" if metric else "ft")),
        y2=to_ground(),
        color=alt.Color("part:N", scale=alt.Scale(domain=["distance", "ascent"]), legend=None),
        tooltip=[day_tip("first"), "distance:Q", "ascent:Q"],
    )
    wide = NARROW - _BESIDE if sheet.narrow else WIDTH
    parts = (distance.properties(width=wide, height=200), ascent.properties(width=wide, height=110))
    return finished(alt.vconcat(*parts, spacing=8), title)


def pace_and_heart_rate(report: RunningReport, units: Units = Units.METRIC) -> Drawing:
    """Draw each running effort's pace against its heart rate; faster is higher, later is stronger in colour."""
    title = titled("Pace against heart rate", report.first, report.last, "efforts of 400 m and more")
    if not report.efforts:
        return nothing(title, "No running effort with distance, time and heart rate.")
    metric = units is Units.METRIC
    rows = [
        {
            "day": effort.day,
            "moment": moment_ms(effort.day),
            "pace": round(effort.pace_s_per_km * (1 if metric else KM_PER_MILE), 1),
            "beats": effort.average_heart_rate,
            "distance": long_distance(effort.distance_m, units),
        }
        for effort in report.efforts
    ]
    ticks = _clock_ticks([float(str(row["pace"])) for row in rows])
    pace = alt.Y(
        "pace:Q",
        title=f"pace (min/{'km' if metric else 'mi'}, faster is higher)",
        scale=alt.Scale(zero=False, reverse=True, padding=_ROOM, domain=[ticks[0], ticks[-1]]),
        axis=alt.Axis(labelExpr=_CLOCK, values=ticks),
    )
    points = alt.Chart(data(rows)).mark_circle(opacity=0.75, stroke="#888888", strokeWidth=0.5)
    drawn = points.encode(
        x=alt.X(
            "beats:Q", title="average heart rate (beats/min)", scale=alt.Scale(zero=False, padding=_ROOM), axis=_BEATS
        ),
        y=pace,
        size=alt.Size("distance:Q", title=f"distance ({'km' if metric else 'mi'})", scale=alt.Scale(range=[20, 220])),
        tooltip=[day_tip(), "beats:Q", "distance:Q"],
    )
    first, last = min(effort.day for effort in report.efforts), max(effort.day for effort in report.efforts)
    if first != last:
        drawn = drawn.encode(color=day_colour("moment", first, last))
    return finished(drawn, title, width=WIDTH, height=360)


def _clock_ticks(paces: list[float]) -> list[int]:
    """Choose two paces or more to write, around all that were run: on 5, 10, 15 or 30 seconds, or whole minutes."""
    fast, slow = min(paces), max(paces)
    step = next((each for each in _PACE_STEPS if slow - fast <= each * _MOST_PACES), 0)
    step = step or 600 * ceil((slow - fast) / (600 * _MOST_PACES))
    low, high = floor(fast / step), ceil(slow / step)
    beside = int(low == high)
    return [step * each for each in range(low - beside, high + beside + 1)]
