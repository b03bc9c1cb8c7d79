"""Routines of the session document's own family come in, with their ids, and nothing that they say is lost."""

from typing import Any

from mesocycle.domain.plan.workout import HillRepeatsSection, IntervalsSection, StepsSection, TempoSection
from mesocycle.formats.documents.routine_family import adapt
from tests.domain.plans import published


def family(*sections: dict[str, Any], **fields: object) -> dict[str, Any]:
    """Give a routine as the family writes it, counters of the application included."""
    lines = [{"_id": f"s{n}", "name": "Line", "orderIndex": n, "exercises": []} | s for n, s in enumerate(sections)]
    workout = {"_id": "w", "name": "Day", "type": "running", "orderIndex": 1, "sections": lines}
    workout |= {"isLatest": True, "tags": []}
    head = {"_id": "v", "name": "Plan", "difficulty": "beginner", "goal": "weight_loss", "duration": 4}
    counters = {"userId": "ann", "isActive": True, "isFavorite": False, "completedWorkouts": 1, "totalWorkouts": 8}
    return {**head, **counters, "schemaVersion": "1.0", "objectives": [], "workouts": [workout], **fields}


def section_of(section: dict[str, Any]) -> object:
    return published(adapt(family(section))).workouts[0].sections[0]


def test_a_routine_of_the_family_keeps_its_ids() -> None:
    version = published(adapt(family({"type": "basic"})))

    assert (version.id, version.workouts[0].id, version.workouts[0].sections[0].id) == ("v", "w", "s0")


def test_goals_of_the_family_become_goals_of_the_house() -> None:
    assert published(adapt(family())).goal == "weight-loss"


def test_an_exercise_without_a_name_is_called_by_its_variant() -> None:
    line = {"_id": "e", "exerciseId": "x", "exerciseVariantId": "x-wide", "type": "bodyweight", "orderIndex": 0}
    each = {"_id": "n", "setNumber": 1, "setType": "working", "repType": "fixed", "reps": 8, "weight": 20}

    section = (
        published(adapt(family({"type": "basic", "exercises": [line | {"sets": [each]}]}))).workouts[0].sections[0]
    )

    assert [exercise.name for exercise in section.exercises or ()] == ["x-wide"]


def test_a_tempo_by_time_keeps_its_distance_as_a_note_in_the_unit_of_its_pace() -> None:
    section = section_of({"type": "tempo", "duration": "30m", "distance": 4, "targetPace": "7:30/mile"})

    assert isinstance(section, TempoSection)
    assert (section.duration, section.distance, section.notes) == ("30m", None, "About 4 miles.")


def test_intervals_by_distance_and_time_keep_the_time_as_a_note() -> None:
    line = {"type": "intervals", "rounds": 5, "workDistance": 400, "restDuration": "90s", "intensity": "vo2max"}

    section = section_of(line | {"workDuration": "80s", "notes": "Even."})

    assert isinstance(section, IntervalsSection)
    assert (section.work_distance, section.notes) == (400, "Even. Each round about 80s.")


def test_intervals_without_measure_become_steps_that_end_when_the_athlete_says_so() -> None:
    section = section_of({"type": "intervals", "rounds": 5, "restDuration": "90s", "intensity": "vo2max"})

    assert isinstance(section, StepsSection)
    assert (section.rounds, section.notes) == (5, "Intensity vo2max.")
    assert len(section.steps) == 2


def test_hills_without_measure_become_steps_and_those_with_length_stay() -> None:
    hill = {"type": "hill_repeats", "repeats": 6, "restType": "walk_down"}

    assert isinstance(section_of(hill), StepsSection)
    assert isinstance(section_of(hill | {"hillLength": 80}), HillRepeatsSection)


def test_a_routine_of_the_house_stays_as_it_is() -> None:
    raw = {"name": "Plan", "goal": "weight_loss", "userId": "ann", "schemaVersion": 1}

    assert adapt(raw) is raw
