"""One session as a strip: every planned set or step in its line, and in its box what was done of it."""

from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from mesocycle.charts.frame import Drawing, data, finished, nothing, titled
from mesocycle.domain.document import Date

VERDICTS = ["met", "under", "over", "omitted", "substituted", "added", "partial"]
"""In the order of the colours."""
_BOX = 112
"""Wide enough for `5 warmup @ 40% TM`."""
_LINE = 10
"""More sets or rounds than this go on in a row below."""
_NAME = 260
"""Pixels that the name of a line may take."""


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
    rows = [{**box._asdict(), **_place(box), "planned": box.planned or "–", "done": box.done or "–"} for box in boxes]
    lines = list(dict.fromkeys(str(row["row"]) for row in rows))
    chart = alt.Chart(data(rows)).encode(
        x=alt.X("column:O", title="set or round", axis=alt.Axis(orient="top", labelAngle=0)),
        y=alt.Y("row:N", title=None, sort=lines, axis=alt.Axis(labelLimit=_NAME)),
    )
    colour = alt.Color(
        "verdict:N",
        scale=alt.Scale(domain=VERDICTS),
        title=None,
        legend=alt.Legend(orient="bottom", columns=7, symbolOpacity=1),
    )
    tip = ["line:N", "number:Q", "planned:N", "done:N", "verdict:N"]
    boxed = chart.mark_rect(cornerRadius=3, opacity=0.28).encode(color=colour, tooltip=tip)
    edge = chart.mark_tick(orient="horizontal", thickness=4, width=_BOX - 6, yOffset=17).encode(color=colour)
    above = chart.mark_text(dy=-8, fontSize=10, opacity=0.8, limit=_BOX - 4).encode(text="planned:N")
    below = chart.mark_text(dy=7, fontSize=11, fontWeight="bold", limit=_BOX - 4).encode(text="done:N")
    return finished(boxed + edge + above + below, title, width=alt.Step(_BOX), height=alt.Step(42))


def _place(box: StripBox) -> dict[str, object]:
    """Give the row and the column of a box; a long line's next row says how many went before."""
    before = (box.number - 1) // _LINE * _LINE
    return {"row": f"{box.line}, {before} +" if before else box.line, "column": box.number - before}
