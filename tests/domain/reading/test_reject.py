"""What is said of a row that can't be taken over."""

import pytest

from mesocycle.domain.imports.request import ImportRequest
from mesocycle.domain.imports.result import ImportSource
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.apps.readers import READERS, said_units
from tests.formats.export_damage import own_exports

_EXPORTS = own_exports()


@pytest.mark.parametrize("source", READERS, ids=str)
def test_a_spoiled_row_is_told_with_its_line_what_is_wrong_and_what_to_do(source: ImportSource) -> None:
    for body in _EXPORTS[source]:
        lines = body.splitlines()
        spoiled = b"\n".join([*lines[:-1], lines[-1].replace(b"1", b"no number")])

        for one in READERS[source](
            spoiled,
            said_units(
                ImportRequest(source=ImportSource.HEVY, name="export.csv", weight_unit="kg", distance_unit="km")
            ),
        ):
            if isinstance(one, Reject):
                assert 1 <= one.line <= len(lines)
                assert one.reason.strip()
                assert one.remedy.endswith(".")
