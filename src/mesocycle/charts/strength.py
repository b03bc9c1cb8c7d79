"""Strength as charts: estimated 1RM with its records, hard sets by muscle."""

from typing import Any

import altair as alt

from mesocycle.analytics.guidance.exercise_history import ExerciseReport
from mesocycle.analytics.strength.strength import ExerciseDay
from mesocycle.analytics.training_weeks import WeekReport
from mesocycle.charts.day_axis import day_tip, days
from mesocycle.charts.frame import (
    SHEET,
    WIDTH,
    Drawing,
    Sheet,
    data,
    finished,
    nothing,
    titled,
    weight,
    weight_unit,
)
from mesocycle.charts.theme import HALO, HIGH, LOW
from mesocycle.domain.people.user import Units

_WRITTEN_WEEKS = 20
"""Up to so many weeks their numbers fit into the cells."""
_NARROW_WEEKS = 6
_MOST_LABELS = 20
_WIDEST = 64
_HIGH_FROM = 0.6
"""From this share of the highest on, numbers are written in the colour of the ground."""
_MANY_POINTS = 300
"""From so many days on points are small."""
_ROOM = 14
"""Pixels between the outermost points and the frame."""


def strength_progress(report: ExerciseReport, units: Units = Units.METRIC, *, sheet: Sheet = SHEET) -> Drawing:
    """Draw the estimated 1RM of each day, the best so far, and the days of records by repetition count."""
    words, unit = sheet.words, weight_unit(units)
    made = [(day.day, day.estimated_max) for day in _days(report) if day.estimated_max is not None]
    title = titled(words.strength.format(name=report.name), report.first, report.last, sheet=sheet)
    if not made:
        return nothing(title, words.strength_none, sheet=sheet)
    rows, best = [], 0.0
    for day, estimate in made:
        if estimate.reliable:
            best = max(best, estimate.kg)
        told = {"day": day, "e1rm": weight(estimate.kg, units), "formula": estimate.formula.value}
        kind = words.estimate if estimate.reliable else words.unreliable
        rows.append({**told, "kind": kind, "best": weight(best, units) if best else None})
    shown = [day for day, _ in made] + [one.day for one in report.records.heaviest if one.load_kg]
    x = days("day", min(shown), max(shown), sheet=sheet)
    chart = alt.Chart(data(rows))
    y = alt.Y("e1rm:Q", title=words.weight.format(unit=unit), scale=alt.Scale(zero=False, padding=_ROOM))
    domain = [words.estimate, words.best, words.record, words.unreliable]
    colour = alt.Color("kind:N", scale=alt.Scale(domain=domain), title=None, legend=sheet.legend())
    points = chart.mark_point(filled=True, size=45 if len(rows) < _MANY_POINTS else 12, opacity=0.85).encode(
        x=x,
        y=y,
        color=colour,
        shape=alt.Shape("kind:N", scale=alt.Scale(domain=domain), title=None),
        tooltip=[day_tip(), alt.Tooltip("e1rm:Q", title=f"1RM ({unit})"), "formula:N"],
    )
    line = (
        alt.Chart(data([{**row, "kind": words.best} for row in rows if row["best"]]))
        .mark_line(interpolate="step-after", strokeWidth=2)
        .encode(x=x, y=alt.Y("best:Q", title=words.weight.format(unit=unit)), color=colour)
    )
    layers = line + points + _records(report, units, x, colour, domain, sheet=sheet)
    return finished(layers, title, **sheet.sizes(320))


def _days(report: ExerciseReport) -> list[ExerciseDay]:
    """Give the days of the variant that the report is about; where it was never done, those of all variants."""
    own = [day for day in report.days if report.exercise_variant_id in (None, day.exercise_variant_id)]
    return own or list(report.days)


def _records(
    report: ExerciseReport, units: Units, x: alt.X, colour: alt.Color, domain: list[str], *, sheet: Sheet
) -> alt.LayerChart:
    rows: list[dict[str, Any]] = [
        {
            "day": one.day,
            "e1rm": weight(one.load_kg, units),
            "kind": sheet.words.record,
            "label": f"{one.reps} × {weight(one.load_kg, units):g}".replace(".", sheet.words.decimal),
        }
        for one in report.records.heaviest
        if one.load_kg
    ]
    estimates = [weight(day.estimated_max.kg, units) for day in _days(report) if day.estimated_max is not None]
    loads = [row["e1rm"] for row in rows] + estimates
    highest, lowest = max(loads, default=0.0), min(loads, default=0.0)
    title = sheet.words.weight.format(unit=weight_unit(units))
    chart = alt.Chart(data(rows)).encode(x=x, y=alt.Y("e1rm:Q", title=title))
    marks = chart.mark_point(size=90, strokeWidth=2).encode(
        color=colour,
        shape=alt.Shape("kind:N", scale=alt.Scale(domain=domain), title=None),
        tooltip=[day_tip(), alt.Tooltip("label:N", title="set")],
    )
    shown = alt.Chart(data(_apart(rows, max(highest - lowest, 1.0)))).encode(
        x=x, y=alt.Y("e1rm:Q", title=title), text="label:N"
    )
    halo, label = (shown.mark_text(align="left", dx=-4, dy=-12, style=style) for style in (HALO, LOW))
    labelled: alt.LayerChart = marks + halo + label
    return labelled


def _apart(rows: list[dict[str, Any]], span: float) -> list[dict[str, Any]]:
    """Leave out labels that would be written over others: of several near each other the heaviest stays."""
    kept: list[dict[str, Any]] = []
    for row in sorted(rows, key=lambda one: -float(one["e1rm"])):
        near = (abs(row["e1rm"] - other["e1rm"]) < span / _MOST_LABELS for other in kept)
        if not any(near):
            kept.append(row)
    return kept


def muscle_sets(report: WeekReport, *, sheet: Sheet = SHEET) -> Drawing:
    """Draw hard sets by muscle and week; half sets are what a muscle was trained besides."""
    words = sheet.words
    rows = [
        {"week": sheet.day(week.week), "muscle": words.muscle(one.muscle), "sets": one.sets, "direct": one.direct}
        for week in report.weeks
        for one in week.muscles
    ]
    title = titled(words.muscles_title, report.first, report.last, words.muscles_note, sheet=sheet)
    if not rows:
        return nothing(title, words.muscles_none, sheet=sheet)
    weeks = [sheet.day(week.week) for week in report.weeks]
    whole: dict[str, float] = {}
    for row in rows:
        whole[str(row["muscle"])] = whole.get(str(row["muscle"]), 0.0) + float(str(row["sets"]))
    sizes: dict[str, Any] = {"width": WIDTH if len(weeks) > _WRITTEN_WEEKS // 2 else alt.Step(_WIDEST)}
    many = len(weeks) > _WRITTEN_WEEKS
    step = len(weeks) // (_NARROW_WEEKS if sheet.narrow else _WRITTEN_WEEKS) + 1
    legend: alt.Legend | None = alt.Legend()
    if sheet.narrow:
        sizes = sheet.sizes(0)
        legend = alt.Legend(orient="bottom") if many else None  # its numbers are in the boxes
    sizes["height"] = alt.Step(20)
    chart = alt.Chart(data(rows)).encode(
        x=alt.X(
            "week:O",
            title=words.muscles_axis,
            scale=alt.Scale(domain=weeks, paddingInner=0 if many else 0.08),
            axis=alt.Axis(values=weeks[::step], labelAngle=-45),
        ),
        y=alt.Y("muscle:N", title=None, sort=sorted(whole, key=lambda name: (-whole[name], name))),
    )
    boxes = chart.mark_rect(cornerRadius=0 if many else 2).encode(
        color=alt.Color("sets:Q", title=words.hard_sets, scale=alt.Scale(domainMin=0), legend=legend),
        tooltip=["week:O", "muscle:N", "sets:Q", alt.Tooltip("direct:Q", title="trained first")],
    )
    if many:
        return finished(boxes, title, **sizes)
    top = max(one.sets for week in report.weeks for one in week.muscles)
    numbers = (
        chart.mark_text(style=style, fontSize=8 if sheet.narrow else 10)
        .encode(text=alt.Text("sets:Q", format="~g"))
        .transform_filter(f"{'' if style == HIGH else '!'}(datum.sets > {top * _HIGH_FROM})")
        for style in (LOW, HIGH)
    )
    return finished(alt.layer(boxes, *numbers), title, **sizes)
