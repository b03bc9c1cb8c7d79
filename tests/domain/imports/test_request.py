"""What is asked of a file that is sent to be imported."""

import pytest

from mesocycle.domain.imports.request import ImportRequest, check_wish
from mesocycle.domain.imports.result import ImportSource
from mesocycle.domain.refusal import DocumentNotValid

HEVY, WATCH = (ImportRequest(source=source, name="file") for source in (ImportSource.HEVY, ImportSource.ACTIVITY))


@pytest.mark.parametrize(
    ("wish", "path"),
    [
        (ImportRequest(source=ImportSource.HEVY, name=" "), "name"),
        (ImportRequest(source=ImportSource.HEVY, name="x", session_id="s"), "sessionId"),
        (ImportRequest(source=ImportSource.HEVY, name="x", apart=True), "apart"),
        (ImportRequest(source=ImportSource.ACTIVITY, name="x", session_id="s", apart=True), "apart"),
        (ImportRequest(source=ImportSource.ACTIVITY, name="x", lines=(3,)), "lines"),
        (ImportRequest(source=ImportSource.ACTIVITY, name="x", weight_unit="kg"), "weightUnit"),
        (ImportRequest(source=ImportSource.ARCHIVE, name="x", decimal="comma"), "decimal"),
    ],
)
def test_a_decision_that_the_source_has_no_use_for_is_refused_with_its_place(wish: ImportRequest, path: str) -> None:
    with pytest.raises(DocumentNotValid) as no:
        check_wish(wish)

    assert [error.path for error in no.value.errors or ()] == [path]


@pytest.mark.parametrize(
    "wish",
    [
        HEVY,
        WATCH,
        ImportRequest(source=ImportSource.STRONG, name="x", weight_unit="lb", distance_unit="mi", decimal="point"),
        ImportRequest(source=ImportSource.ACTIVITY, name="x", session_id="s"),
        ImportRequest(source=ImportSource.GARMIN, name="x", apart=True, lines=(2, 40)),
    ],
)
def test_what_a_file_does_not_say_itself_may_be_said(wish: ImportRequest) -> None:
    check_wish(wish)
