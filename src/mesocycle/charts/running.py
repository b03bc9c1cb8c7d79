"""Running as charts: weekly distance and ascent, pace against heart rate."""

import altair as alt

from mesocycle.analytics.running import RunningReport
from mesocycle.charts.frame import (
    WIDTH,
    Drawing,
    data,
    days,
    finished,
    height,
    long_distance,
    nothing,
    titled,
    to_ground,
)
from mesocycle.charts.spans import spans
from mesocycle.domain.user import Units

_CLOCK = "floor(datum.value / 60) + ':' + format(floor(datum.value % 60), '02d')"
_KM_OF_MILE = 1.609344


def weekly_running(report: RunningReport, units: Units = Units.METRIC) -> Drawing:
    """Draw running distance and ascent week by week, one above the other."""
    word, bars = spans((week.week, (week.distance_m, week.elevation_gain_m)) for week in report.weeks)
    title = titled(f"Running by {word}", report.first, report.last)
    if not any(any(bar.amounts) for bar in bars):
        return nothing(title, "No running in this time. Walks, hikes and rides are counted apart.")
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
    chart = alt.Chart(data(rows)).encode(x=days("first"), x2="end")
    distance = chart.mark_bar().encode(
        y=alt.Y("distance:Q", title=f"distance ({'km' if metric else 'mi'})"),
        y2=to_ground(),
        tooltip=["first:T", "distance:Q", "ascent:Q"],
    )
    ascent = chart.mark_bar().encode(
        y=alt.Y("ascent:Q", title=f"ascent ({'m' if metric else 'ft'})"),
        y2=to_ground(),
        color=alt.Color("part:N", scale=alt.Scale(domain=["distance", "ascent"]), legend=None),
        tooltip=["first:T", "distance:Q", "ascent:Q"],
    )
    parts = (distance.properties(width=WIDTH, height=200), ascent.properties(width=WIDTH, height=110))
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
            "pace": round(effort.pace_s_per_km * (1 if metric else _KM_OF_MILE), 1),
            "beats": effort.average_heart_rate,
            "distance": long_distance(effort.distance_m, units),
        }
        for effort in report.efforts
    ]
    pace = alt.Y(
        "pace:Q",
        title=f"pace (min/{'km' if metric else 'mi'}, faster is higher)",
        scale=alt.Scale(zero=False, reverse=True),
        axis=alt.Axis(labelExpr=_CLOCK),
    )
    points = alt.Chart(data(rows)).mark_circle(opacity=0.75, stroke="#888888", strokeWidth=0.5)
    drawn = points.encode(
        x=alt.X("beats:Q", title="average heart rate (beats/min)", scale=alt.Scale(zero=False)),
        y=pace,
        size=alt.Size("distance:Q", title=f"distance ({'km' if metric else 'mi'})", scale=alt.Scale(range=[20, 220])),
        tooltip=["day:T", "beats:Q", "distance:Q"],
    )
    if len({row["day"] for row in rows}) > 1:
        drawn = drawn.encode(color=alt.Color("day:T", title="day", scale=alt.Scale(type="utc")))
    return finished(drawn, title, width=WIDTH, height=360)
