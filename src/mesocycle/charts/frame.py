"""What all charts share: a title with its span, data inline, an answer where there is nothing to show."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from mesocycle.domain.document import Date
from mesocycle.domain.people.user import Units
from mesocycle.domain.quantity import METRES_PER_MILE, load_kg

WIDTH = 720
_HEIGHT = 120
Drawing = alt.TopLevelMixin
"""A chart whatever its parts: alone, in layers, in rows."""
Rows = Sequence[Mapping[str, Any]]


def data(rows: Rows) -> alt.Data:
    """Put rows into the description itself: nothing is ever loaded from elsewhere."""
    made: alt.Data = alt.Data(values=[dict(row) for row in rows])  # type: ignore[no-untyped-call]  # Altair's own
    return made


def titled(text: str, first: Date | None = None, last: Date | None = None, note: str = "") -> alt.TitleParams:
    """Give a title, and below it the days it is about and what one should know."""
    span = f"{first} to {last}" if first and last and first != last else first or ""
    below = [part for part in (span, note) if part]
    return alt.TitleParams(text, subtitle=" · ".join(below)) if below else alt.TitleParams(text)


def nothing(title: alt.TitleParams, why: str) -> Drawing:
    """Say that there is nothing to show, and what would change that."""
    told = alt.Chart(data([{"why": why}])).mark_text(fontSize=13).encode(text="why:N")
    return finished(told, title, width=WIDTH, height=_HEIGHT)


def finished(chart: Any, title: alt.TitleParams, **sizes: Any) -> Drawing:  # noqa: ANN401  # Altair's parts and sizes are of many types
    """Give a chart its title and sizes."""
    made: Drawing = chart.properties(title=title, **sizes)
    return made


def to_ground() -> alt.Y2Datum:
    """Let a bar between two days stand on the axis."""
    return alt.Y2Datum(0)


def weight(kg: float, units: Units) -> float:
    """Give a weight in the reader's unit."""
    return round(kg if units is Units.METRIC else kg / load_kg(1, "lb"), 1)


def weight_unit(units: Units) -> str:
    """Name the reader's unit of weight."""
    return "kg" if units is Units.METRIC else "lb"


def long_distance(metres: float, units: Units) -> float:
    """Give kilometres or miles."""
    return round(metres / (1000 if units is Units.METRIC else float(METRES_PER_MILE)), 3)


def height(metres: float, units: Units) -> float:
    """Give metres or feet."""
    return round(metres if units is Units.METRIC else metres / 0.3048, 1)
