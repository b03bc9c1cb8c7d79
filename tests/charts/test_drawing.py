"""Charts as files: drawn in a process of their own, complete in themselves."""

import re
import struct
import subprocess
import sys

import pytest

from mesocycle.charts import drawing
from mesocycle.charts.adherence import DayOutcome, adherence_calendar
from mesocycle.charts.drawing import ChartNotDrawnError, draw
from tests.charts.descriptions import CHARTS


def _size(png: bytes) -> tuple[int, ...]:
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize("chart", ["progress", "calendar", "strip"])
def test_a_picture_has_the_ground_of_its_theme(chart: str) -> None:
    light, dark = (draw(CHARTS[chart](40), "svg", theme).decode() for theme in ("light", "dark"))

    assert 'fill="#FFFFFF"' in light
    assert 'fill="#16191D"' in dark


def test_a_png_is_twice_as_fine_as_its_svg() -> None:
    chart = CHARTS["load"](40)

    svg = draw(chart, "svg").decode()
    found = re.search(r'width="([\d.]+)"', svg)
    assert found is not None
    assert _size(draw(chart, "png"))[0] == pytest.approx(2 * float(found[1]), abs=4)


def test_a_page_holds_its_scripts_and_both_themes_and_fetches_nothing() -> None:
    page = draw(CHARTS["running"](40), "html").decode()

    assert not re.search(r"(?:src|href)=.https?:|@import|<link", page)
    assert page.count("</script>") == 2
    assert "vegaEmbed" in page
    assert '"background": "#FFFFFF"' in page
    assert '"background": "#16191D"' in page


def test_names_that_would_end_a_script_do_no_harm() -> None:
    page = draw(adherence_calendar([DayOutcome("2026-01-05", "missed", "</script><b>")]), "html").decode()

    assert page.count("</script>") == 2


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
