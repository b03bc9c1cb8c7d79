"""Rows as Parquet."""

import io
import sys

import pyarrow.parquet
import pytest

from mesocycle.domain.history.sheet import EffortRow
from mesocycle.formats.sheets.parquet_sheet import ExtraNotInstalled, write_parquet
from tests.formats.sheets.rows import ROW


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
