"""Charts as files: SVG, PNG and HTML, each made in a process of its own (the renderer takes 200 MB)."""

import json
import subprocess
import sys
from typing import Any, Literal, get_args

import altair as alt

from mesocycle.charts.theme import Theme, themed

Form = Literal["svg", "png", "html"]
FORMS: tuple[Form, ...] = get_args(Form)
LONGEST_S = 60
"""A chart takes one or two seconds; what takes longer hangs."""


class ChartNotDrawnError(Exception):
    """The renderer could not draw a description: a defect of ours."""


def description(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """Give the Vega-Lite description, without a theme: what page, file and notebook share."""
    made: dict[str, Any] = chart.to_dict()
    return {key: value for key, value in made.items() if key != "config"}


def draw(chart: alt.TopLevelMixin, form: Form, theme: Theme = "light") -> bytes:
    """Make a file of a chart; HTML holds both themes and shows the one that the reader's system asks for."""
    plain = description(chart)
    asked = {"form": form, "theme": theme, "light": themed(plain, "light"), "dark": themed(plain, "dark")}
    drawn = subprocess.run(  # our own module, by the Python that runs us
        [sys.executable, "-m", "mesocycle.charts.renderer"],
        input=json.dumps(asked).encode(),
        capture_output=True,
        timeout=LONGEST_S,
        check=False,
    )
    if drawn.returncode:
        raise ChartNotDrawnError(drawn.stderr.decode(errors="replace").strip())
    return drawn.stdout
