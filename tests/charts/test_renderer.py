"""The process that draws."""

import re
import struct

import pytest

from mesocycle.charts.adherence import DayOutcome, adherence_calendar
from mesocycle.charts.drawing import draw
from tests.charts.descriptions import CHARTS


def _size(png: bytes) -> tuple[int, ...]:
    return struct.unpack(">II", png[16:24])


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
