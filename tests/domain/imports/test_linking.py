"""Exercises that a log only names, linked to the library."""

from msgspec.structs import replace

from mesocycle.domain.imports.linking import link_entry, link_log
from mesocycle.domain.log.editing import EMPTY, put_set
from mesocycle.domain.log.entry import SetEntry
from mesocycle.domain.log.performance import ExerciseName
from mesocycle.domain.plan.library import LibraryExercise
from tests.domain.logs import LINES, performed
from tests.domain.plans import a_library_exercise

SQUAT = a_library_exercise("Back squat")


def find(named: ExerciseName) -> LibraryExercise | None:
    """Know one exercise, however it is spelled."""
    return SQUAT if named.name.casefold() == "back squat" else None


def an_added(name: str, id_: str = "x") -> SetEntry:
    return SetEntry(
        set=performed(f"set-{id_}"), section_id="main", added_exercise_id=id_, exercise=ExerciseName(name=name)
    )


def test_a_name_that_is_surely_one_of_the_library_gets_its_ids_and_stays_spelled_as_it_was() -> None:
    entry = link_entry(an_added("BACK SQUAT"), find)

    assert isinstance(entry, SetEntry)
    assert entry.exercise == ExerciseName(
        name="BACK SQUAT", exercise_id=SQUAT.exercise_id, exercise_variant_id=SQUAT.exercise_variant_id
    )


def test_a_name_that_nobody_knows_stays_a_name() -> None:
    entry = an_added("Log clean")

    assert link_entry(entry, find) == entry


def test_all_that_was_added_or_stands_in_for_others_in_a_log_is_linked() -> None:
    log = put_set(EMPTY, an_added("Back squat"), LINES).log
    instead = SetEntry(set=performed("b", set_id="lunge-1"), substituted_by=ExerciseName(name="back squat"))
    log = put_set(log, instead, LINES).log

    linked = link_log(log, find)

    named = [
        name.exercise_id
        for section in linked.sections
        for one in section.exercises
        for name in (one.exercise, one.substituted_by)
        if name is not None
    ]
    assert named == [SQUAT.exercise_id] * 2
    assert link_log(replace(linked), find) == linked
