"""Plan and deed as charts: a calendar of what became of every day, and planned against done by week."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple, get_args

import altair as alt

from mesocycle.charts.day_axis import day_tip, days
from mesocycle.charts.frame import WIDTH, Drawing, data, finished, nothing, titled, to_ground
from mesocycle.charts.spans import spans
from mesocycle.domain.document import Date

Outcome = Literal["completed", "on another day", "in progress", "missed", "skipped", "cancelled", "planned"]
"""What became of a day's training, in the order of the colours."""
_OUTCOMES: list[str] = list(get_args(Outcome))
_SHOWN = ["completed", "on another day", "in progress", "missed", "skipped", "cancelled", "planned"]
_COLOURS = [*_SHOWN[:5], "", *_SHOWN[5:]]
"""In the order of the theme's; what is to come has the faint one, and none has the second blue."""
_KINDS = ["done", "planned"]
_WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_NOTHING = "No sessions in this time. Assign a routine, and its days show here."


class DayOutcome(NamedTuple):
    """One session's day and what became of it."""

    day: Date
    outcome: Outcome
    name: str = ""


class PlannedWeek(NamedTuple):
    """A week's planned and done amounts, in whatever is counted."""

    week: Date
    planned: float
    done: float


def adherence_calendar(outcomes: Sequence[DayOutcome]) -> Drawing:
    """Draw a square for every day with training, a row of weeks for every year; of several that day the worst shows."""
    first, last = (min((one.day for one in outcomes), default=None), max((one.day for one in outcomes), default=None))
    title = titled("What became of the plan", first, last)
    if not outcomes:
        return nothing(title, _NOTHING)
    worst: dict[Date, DayOutcome] = {}
    for one in outcomes:
        standing = worst.get(one.day)
        if standing is None or _OUTCOMES.index(one.outcome) > _OUTCOMES.index(standing.outcome):
            worst[one.day] = one
    rows = [_square(one) for _, one in sorted(worst.items())]
    squares = (
        alt.Chart(data(rows))
        .mark_rect(cornerRadius=2)
        .encode(
            x=alt.X(
                "week:O",
                title="week of the year",
                scale=alt.Scale(domain=list(range(1, 54)), paddingInner=0.12),
                axis=alt.Axis(values=[1, *range(5, 54, 4)], labelAngle=0),
            ),
            y=alt.Y("weekday:O", title=None, scale=alt.Scale(domain=_WEEKDAYS, paddingInner=0.12)),
            color=alt.Color(
                "outcome:N",
                title=None,
                scale=alt.Scale(domain=_COLOURS),
                legend=alt.Legend(orient="top", columns=7, values=_SHOWN),
            ),
            tooltip=["day:N", "outcome:N", "name:N"],
        )
        .properties(width=alt.Step(13), height=alt.Step(13))
        .facet(row=alt.Row("year:O", title=None, header=alt.Header(labelAngle=0, labelAlign="left")), spacing=10)
    )
    return finished(squares, title)


def _square(one: DayOutcome) -> dict[str, object]:
    year, week, weekday = date.fromisoformat(one.day).isocalendar()
    return {
        "day": one.day,
        "year": year,
        "week": week,
        "weekday": _WEEKDAYS[weekday - 1],
        "outcome": one.outcome,
        "name": one.name,
    }


def planned_and_done(weeks: Sequence[PlannedWeek], unit: str = "sessions") -> Drawing:
    """Draw what was done each week as bars, what was planned as a line above or inside them."""
    first, last = (weeks[0].week, weeks[-1].week) if weeks else (None, None)
    word, made = spans((one.week, (one.done, one.planned)) for one in weeks)
    title = titled(f"Planned and done by {word}", first, last)
    if not any(any(bar.amounts) for bar in made):
        return nothing(title, _NOTHING)
    rows = [
        {"first": bar.first, "end": bar.end, "amount": amount, "kind": kind}
        for bar in made
        for kind, amount in zip(_KINDS, bar.amounts, strict=True)
    ]
    chart = alt.Chart(data(rows)).encode(
        x=days("first", made[0].first, made[-1].end, week=made[0].first),
        x2="end",
        y=alt.Y("amount:Q", title=unit, axis=alt.Axis(tickMinStep=1)),
        color=alt.Color("kind:N", scale=alt.Scale(domain=_KINDS), title=None, legend=alt.Legend(orient="top")),
        tooltip=[day_tip("first"), "kind:N", "amount:Q"],
    )
    bars = chart.mark_bar(opacity=0.8).encode(y2=to_ground()).transform_filter("datum.kind == 'done'")
    line = chart.mark_rule(strokeWidth=3).transform_filter("datum.kind == 'planned'")
    return finished(bars + line, title, width=WIDTH, height=260)
