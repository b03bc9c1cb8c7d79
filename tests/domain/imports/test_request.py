"""What is asked of a file that is sent to be imported."""

import pytest

from mesocycle.domain.imports.request import ImportWish, check_wish
from mesocycle.domain.imports.result import ImportSource
from mesocycle.domain.refusal import DocumentNotValid

HEVY, WATCH = (ImportWish(source=source, name="file") for source in (ImportSource.HEVY, ImportSource.ACTIVITY))


@pytest.mark.parametrize(
    ("wish", "path"),
    [
        (ImportWish(source=ImportSource.HEVY, name=" "), "name"),
        (ImportWish(source=ImportSource.HEVY, name="x", session_id="s"), "sessionId"),
        (ImportWish(source=ImportSource.HEVY, name="x", apart=True), "apart"),
        (ImportWish(source=ImportSource.ACTIVITY, name="x", session_id="s", apart=True), "apart"),
        (ImportWish(source=ImportSource.ACTIVITY, name="x", weight_unit="kg"), "weightUnit"),
        (ImportWish(source=ImportSource.ARCHIVE, name="x", decimal="comma"), "decimal"),
    ],
)
def test_a_decision_that_the_source_has_no_use_for_is_refused_with_its_place(wish: ImportWish, path: str) -> None:
    with pytest.raises(DocumentNotValid) as no:
        check_wish(wish)

    assert [error.path for error in no.value.errors or ()] == [path]


@pytest.mark.parametrize(
    "wish",
    [
        HEVY,
        WATCH,
        ImportWish(source=ImportSource.STRONG, name="x", weight_unit="lb", distance_unit="mi", decimal="point"),
        ImportWish(source=ImportSource.ACTIVITY, name="x", session_id="s"),
    ],
)
def test_what_a_file_does_not_say_itself_may_be_said(wish: ImportWish) -> None:
    check_wish(wish)
