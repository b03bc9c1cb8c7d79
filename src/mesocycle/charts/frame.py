"""What all charts share: a title with its span, data inline, an answer where there is nothing to show."""

from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import wrap
from typing import Any, NamedTuple

import altair as alt

from mesocycle.charts.words import ENGLISH, ChartWords
from mesocycle.domain.document import Date
from mesocycle.domain.people.user import Units
from mesocycle.domain.quantity import METRES_PER_MILE, load_kg

WIDTH = 720
NARROW = 344
"""What a phone of 360 pixels has room for."""
_LOWER = 0.8
_TITLE, _BELOW = 38, 52
"""Characters of a title, and of what stands below it, on a phone."""
_HEIGHT = 120
Drawing = alt.TopLevelMixin
"""A chart whatever its parts: alone, in layers, in rows."""
Rows = Sequence[Mapping[str, Any]]


class Sheet(NamedTuple):
    """What a chart is drawn on: in which language, and whether it is as narrow as a phone."""

    words: ChartWords = ENGLISH
    narrow: bool = False

    def day(self, day: Date) -> str:
        """Write a day."""
        return date.fromisoformat(day).strftime(self.words.day_form)

    def sizes(self, height: int) -> dict[str, Any]:
        """Give the sizes of a chart: on a phone all that stands around it takes of its width too."""
        if not self.narrow:
            return {"width": WIDTH, "height": height}
        fit = alt.AutoSizeParams(type="fit-x", contains="padding")
        return {"width": NARROW, "height": round(height * _LOWER), "autosize": fit}

    def legend(self, **given: Any) -> alt.Legend:  # noqa: ANN401  # what Altair takes
        """Give a legend above the chart; on a phone its words stand below each other."""
        room: dict[str, Any] = {"columns": 1, "labelLimit": NARROW - 60} if self.narrow else {}
        return alt.Legend(orient="top", **room, **given)


def data(rows: Rows) -> alt.Data:
    """Put rows into the description itself: nothing is ever loaded from elsewhere."""
    made: alt.Data = alt.Data(values=[dict(row) for row in rows])  # type: ignore[no-untyped-call]  # Altair's own
    return made


SHEET = Sheet()


def titled(
    text: str, first: Date | None = None, last: Date | None = None, note: str = "", *, sheet: Sheet = SHEET
) -> alt.TitleParams:
    """Give a title, and below it the days it is about and what one should know."""
    days = [sheet.day(day) for day in dict.fromkeys((first, last)) if day]
    span = sheet.words.span.format(first=days[0], last=days[1]) if len(days) == 2 else "".join(days)
    below = " · ".join(part for part in (span, note) if part)
    if sheet.narrow:
        return alt.TitleParams(wrap(text, _TITLE), subtitle=wrap(below, _BELOW))
    return alt.TitleParams(text, subtitle=below) if below else alt.TitleParams(text)


def nothing(title: alt.TitleParams, why: str, *, sheet: Sheet = SHEET) -> Drawing:
    """Say that there is nothing to show, and what would change that."""
    told = alt.Chart(data([{"why": wrap(why, _BELOW) if sheet.narrow else why}])).mark_text(fontSize=13)
    return finished(told.encode(text="why:N"), title, **sheet.sizes(_HEIGHT))


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
