"""Charts as files: drawn in a process of their own, complete in themselves."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from mesocycle.charts import drawing
from mesocycle.charts.drawing import ChartNotDrawnError, Drawer, draw
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


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    """Give what draws, and end it."""
    made = Drawer()
    yield made
    made.end()


def test_one_process_draws_one_chart_after_the_other(drawer: Drawer) -> None:
    asked = {"form": "svg", "theme": "light", "light": _BARS, "dark": _BARS}

    first, one = drawer.drawn(asked), drawer.process_id
    second, other = drawer.drawn(asked), drawer.process_id

    assert first == second
    assert one == other


def test_a_process_that_was_killed_is_begun_anew(drawer: Drawer) -> None:
    asked = {"form": "svg", "theme": "light", "light": _BARS, "dark": _BARS}
    first = drawer.drawn(asked)

    os.kill(drawer.process_id or 0, signal.SIGKILL)

    assert drawer.drawn(asked) == first


def test_what_can_t_be_drawn_is_said_and_the_next_chart_is_drawn(drawer: Drawer) -> None:
    drawer.begin()

    with pytest.raises(ChartNotDrawnError):
        drawer.drawn({"form": "svg", "theme": "light", "light": {"mark": 5}, "dark": {}})

    assert drawer.drawn({"form": "svg", "theme": "light", "light": _BARS, "dark": _BARS}).startswith(b"<svg")


_BARS = {
    "data": {"values": [{"a": 1, "b": 2}]},
    "mark": "bar",
    "encoding": {"x": {"field": "a", "type": "quantitative"}, "y": {"field": "b", "type": "quantitative"}},
}
