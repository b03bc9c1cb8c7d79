"""Training load as a chart: what was done each week, and what it is in the short and the long run."""

import altair as alt

from mesocycle.analytics.load.load import LoadReport
from mesocycle.charts.day_axis import day_tip, days
from mesocycle.charts.frame import SHEET, Drawing, Sheet, data, finished, nothing, titled, to_ground
from mesocycle.charts.spans import spans

_MOST_POINTS = 500


def training_load(report: LoadReport, *, sheet: Sheet = SHEET) -> Drawing:
    """Draw weekly load as bars, acute and chronic load as lines, all of them per day."""
    words = sheet.words
    curves = [words.acute, words.chronic]
    title = titled(words.load, report.first, report.last, words.load_note, sheet=sheet)
    if not any(day.load or day.chronic for day in report.days):
        return nothing(title, words.load_none, sheet=sheet)
    word, made = spans((week.week, (week.load, 7.0)) for week in report.weeks)
    names = [words.mean[word], *curves]
    colour = alt.Color("kind:N", scale=alt.Scale(domain=names), title=None, legend=sheet.legend(symbolOpacity=1))
    bars = [
        {"day": bar.first, "end": bar.end, "load": round(bar.amounts[0] / bar.amounts[1], 2), "kind": names[0]}
        for bar in made
    ]
    lines = [
        {"day": day.day, "load": load, "kind": kind}
        for day in report.days[:: len(report.days) // _MOST_POINTS + 1]
        for kind, load in zip(curves, (day.acute, day.chronic), strict=True)
    ]
    x = days("day", made[0].first, made[-1].end, week=made[0].first, sheet=sheet)
    y = alt.Y("load:Q", title=words.load_axis)
    bar = alt.Chart(data(bars)).mark_bar(opacity=0.45)
    line = alt.Chart(data(lines)).mark_line(point=len(report.days) == 1, strokeWidth=2)
    dash = alt.StrokeDash("kind:N", scale=alt.Scale(domain=curves), legend=None)
    layers = bar.encode(x=x, x2="end", y=y, y2=to_ground(), color=colour, tooltip=[day_tip(), "load:Q"]) + line.encode(
        x=x, y=y, color=colour, strokeDash=dash
    )
    return finished(layers, title, **sheet.sizes(300))
