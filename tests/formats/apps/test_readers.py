"""What all readers of exports have in common."""

import pytest

from mesocycle.domain.imports.request import ImportRequest
from mesocycle.domain.imports.result import ImportSource
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.apps.readers import READERS, said_units


@pytest.mark.parametrize("body", [b"", b"\0\x01", b"no;header;that;anybody;knows\n1;2;3;4;5\n"])
def test_what_is_no_export_of_anybody_is_rejected_by_every_reader_and_gives_nothing(body: bytes) -> None:
    for source, read in READERS.items():
        found = list(read(body, said_units(ImportRequest(source=ImportSource.HEVY, name="export.csv"))))

        assert found, source
        assert all(isinstance(each, Reject) for each in found), source


def test_what_a_person_says_of_units_and_marks_is_what_the_reader_is_told() -> None:
    said = said_units(
        ImportRequest(
            source=ImportSource.HEVY, name="export.csv", weight_unit="lb", distance_unit="mi", decimal="comma"
        )
    )

    assert (said.weight, said.distance, said.mark) == ("lb", "mi", ",")
    assert said_units(ImportRequest(source=ImportSource.HEVY, name="export.csv", decimal="point")).mark == "."
    assert said_units(ImportRequest(source=ImportSource.HEVY, name="export.csv")).mark is None
