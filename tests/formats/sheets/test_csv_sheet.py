"""Rows for spreadsheets and notebooks: plain numbers, no formulas, and words where a package is missing."""

import csv
import io

import pytest
from msgspec.structs import replace

from mesocycle.domain.history.sheet import EffortRow
from mesocycle.formats.sheets.csv_sheet import write_csv
from tests.formats.sheets.rows import ROW


def _csv(*rows: EffortRow) -> list[dict[str, str]]:
    to = io.BytesIO()
    assert write_csv(to, EffortRow, [rows[:1], rows[1:]]) == len(rows)
    return list(csv.DictReader(io.StringIO(to.getvalue().decode())))


def test_numbers_are_written_plainly_and_what_is_unknown_is_empty() -> None:
    (line,) = _csv(ROW)

    assert (line["distance_m"], line["duration_s"], line["average_heart_rate"], line["rpe"]) == (
        "1000",
        "241.5",
        "171",
        "8.5",
    )
    assert (line["step"], line["calories"]) == ("", "")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\tx"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    (line,) = _csv(replace(ROW, workout=text))

    assert line["workout"] == f"'{text}"


def test_commas_quotes_and_line_breaks_stay_in_their_cell() -> None:
    name = 'Hills, "long"\nand steep'

    first, second = _csv(replace(ROW, workout=name), ROW)

    assert (first["workout"], second["workout"]) == (name, "Hills")
