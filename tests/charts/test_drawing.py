"""Charts as files: drawn in a process of their own, complete in themselves."""

import subprocess
import sys

import pytest

from mesocycle.charts import drawing
from mesocycle.charts.drawing import ChartNotDrawnError, draw
from tests.charts.descriptions import CHARTS


@pytest.mark.parametrize("chart", ["progress", "calendar", "strip"])
def test_a_picture_has_the_ground_of_its_theme(chart: str) -> None:
    light, dark = (draw(CHARTS[chart](40), "svg", theme).decode() for theme in ("light", "dark"))

    assert 'fill="#FFFFFF"' in light
    assert 'fill="#16191D"' in dark


def test_what_can_not_be_drawn_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "description", lambda _: {"mark": "nothing of the kind"})

    with pytest.raises(ChartNotDrawnError, match="conversion failed"):
        draw(CHARTS["load"](1), "svg")


def test_the_renderer_and_altair_are_not_loaded_with_the_program() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, mesocycle.cli.main; print({'altair', 'vl_convert'} & set(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert loaded.stdout.strip() == "set()"
