"""Where a performed set or effort belongs in a log."""

import pytest

from mesocycle.domain.log.entry import EffortEntry, Place, SetEntry, place_effort, place_set
from mesocycle.domain.log.performance import Effort, ExerciseName, Performance
from mesocycle.domain.refusal import DocumentNotValid
from tests.domain.logs import LINES, performed

CURL = ExerciseName(name="Curl")
LAP = Effort(id="lap", round=1, phase="active", performance=Performance(distance=400))


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        (SetEntry(set=performed("a", set_id="squat-2")), Place("main", "squat")),
        (SetEntry(set=performed("a", set_id="swing-1"), substituted_by=CURL), Place("circuit", "swing", CURL)),
        (SetEntry(set=performed("a"), exercise_id="burpee"), Place("tabata", "burpee")),
        (SetEntry(set=performed("a", added=True), exercise_id="squat"), Place("main", "squat")),
        (
            SetEntry(set=performed("a"), section_id="main", added_exercise_id="x", exercise=CURL),
            Place("main", None, None, "x", CURL),
        ),
    ],
)
def test_a_set_is_placed_by_the_least_that_says_where_it_belongs(entry: SetEntry, place: Place) -> None:
    assert place_set(entry, LINES) == place


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        (SetEntry(set=performed("a", set_id="nowhere")), "set.setId"),
        (SetEntry(set=performed("a")), "set.setId"),
        (SetEntry(set=performed("a"), exercise_id="squat"), "set.setId"),
        (SetEntry(set=performed("a", set_id="squat-1"), exercise_id="lunge"), "exerciseId"),
        (SetEntry(set=performed("a", set_id="squat-1"), section_id="circuit"), "sectionId"),
        (SetEntry(set=performed("a"), added_exercise_id="x", exercise=CURL), "sectionId"),
    ],
)
def test_a_set_whose_place_is_not_said_or_contradicts_itself_is_refused_with_the_path(
    entry: SetEntry, path: str
) -> None:
    with pytest.raises(DocumentNotValid) as no:
        place_set(entry, LINES)

    assert [error.path for error in no.value.errors or ()] == [path]


def test_an_effort_is_placed_by_its_step_and_a_lap_by_its_section() -> None:
    step = Effort(id="e", step_id="intervals:work", round=1, phase="active", performance=Performance(distance=400))

    assert place_effort(EffortEntry(effort=step), LINES) == "intervals"
    assert place_effort(EffortEntry(effort=LAP, section_id="intervals"), LINES) == "intervals"
    with pytest.raises(DocumentNotValid, match="sectionId"):
        place_effort(EffortEntry(effort=LAP), LINES)
