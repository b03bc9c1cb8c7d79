"""Rows for spreadsheets and notebooks: plain numbers, no formulas, and words where a package is missing."""

import csv
import io
import sys

import pyarrow.parquet
import pytest
from msgspec.structs import replace

from mesocycle.domain.history.sheet import EffortRow
from mesocycle.formats.sheets.csv_sheet import write_csv
from mesocycle.formats.sheets.parquet_sheet import ExtraNotInstalled, write_parquet

ROW = EffortRow(
    day="2026-01-05",
    session_id="session-1",
    status="completed",
    workout="Hills",
    workout_type="running",
    section="Up",
    step=None,
    phase="active",
    round=1,
    inner_round=None,
    distance_m=1000.0,
    grade_adjusted_distance_m=None,
    duration_s=241.5,
    moving_duration_s=None,
    elevation_gain_m=-0.0,
    elevation_loss_m=None,
    average_heart_rate=171,
    max_heart_rate=None,
    average_power_w=None,
    average_cadence=None,
    calories=None,
    rpe=8.5,
    performed_at=None,
    effort_id="effort-1",
    step_id=None,
)


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


def test_parquet_holds_each_value_in_its_own_type() -> None:
    to = io.BytesIO()

    count = write_parquet(to, EffortRow, [[ROW], [ROW]])

    table = pyarrow.parquet.read_table(io.BytesIO(to.getvalue()))
    assert (count, table.num_rows) == (2, 2)
    assert table.to_pylist()[0] == {name: getattr(ROW, name) for name in EffortRow.__struct_fields__}


def test_without_the_package_parquet_is_refused_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(ExtraNotInstalled) as refused:
        write_parquet(io.BytesIO(), EffortRow, [])

    assert "mesocycle[parquet]" in refused.value.remedy
