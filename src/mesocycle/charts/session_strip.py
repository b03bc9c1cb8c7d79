"""One session as a strip: every planned set or step in its line, and in its box what was done of it."""

from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from mesocycle.charts.frame import Drawing, data, finished, nothing, titled
from mesocycle.domain.document import Date

VERDICTS = ["met", "under", "over", "omitted", "substituted", "added", "partial"]
"""In the order of the colours."""
_BOX = 92
_WIDEST = 1100
"""Of a line with many sets, as far as its boxes can shrink."""
_NARROWEST = 40


class StripBox(NamedTuple):
    """One set, round or step: where it stands, what was planned and done in words, and the verdict."""

    line: str
    number: int
    planned: str
    done: str
    verdict: str


def session_strip(name: str, day: Date, boxes: Sequence[StripBox]) -> Drawing:
    """Draw a row for each line of the session, a box for each of its sets: above the plan, below the deed."""
    title = titled(f"{name}: plan and deed", day, None, "above planned, below done")
    if not boxes:
        return nothing(title, "The session has no lines that could be compared.")
    rows = [{**box._asdict(), "planned": box.planned or "–", "done": box.done or "–"} for box in boxes]
    box_width = max(_NARROWEST, min(_BOX, _WIDEST // max(box.number for box in boxes)))
    lines = list(dict.fromkeys(box.line for box in boxes))
    chart = alt.Chart(data(rows)).encode(
        x=alt.X("number:O", title="set or round", axis=alt.Axis(orient="top", labelAngle=0)),
        y=alt.Y("line:N", title=None, sort=lines),
    )
    colour = alt.Color(
        "verdict:N",
        scale=alt.Scale(domain=VERDICTS),
        title=None,
        legend=alt.Legend(orient="bottom", columns=7, symbolOpacity=1),
    )
    tip = ["line:N", "planned:N", "done:N", "verdict:N"]
    boxed = chart.mark_rect(cornerRadius=3, opacity=0.28).encode(color=colour, tooltip=tip)
    edge = chart.mark_tick(orient="horizontal", thickness=4, width=box_width - 6, yOffset=17).encode(color=colour)
    above = chart.mark_text(dy=-8, fontSize=10, opacity=0.8, limit=box_width - 4).encode(text="planned:N")
    below = chart.mark_text(dy=7, fontSize=11, fontWeight="bold", limit=box_width - 4).encode(text="done:N")
    return finished(boxed + edge + above + below, title, width=alt.Step(box_width), height=alt.Step(42))
