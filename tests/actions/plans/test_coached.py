"""Ten routines of well-known kinds, written as a coach would write them, are taken as they stand."""

from pathlib import Path

import pytest

from mesocycle.actions.plans.check_routine import check_routine
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.formats.documents.routine import parse_routine
from mesocycle.storage.engine.database import Database
from tests.arrange import a_user, an_act

FILES = sorted((Path(__file__).parent / "coached").glob("*.yaml"))

SLIPS = """
name: Slips
difficulty: hard
goal: strength
duration: 6
workouts:
  - name: Push
    type: strength
    schedule: [{weekday: moonday}, {weekday: thu, weeks: one}]
    sections:
      - name: Lifts
        type: basic
        exercises:
          - {name: Bench Pres, sets: 3x5 @ 100}
          - {name: Overhead Press, sets: 3x5 @ 40 kg, notes: Slowly, then fast.}
      - {name: Kilometres, type: intervals, rounds: 5, workDistance: 1 km, restDuration: 90, restType: jog}
"""


def test_there_are_ten_of_them() -> None:
    assert len(FILES) == 10


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_routine_as_a_coach_writes_it_is_taken_at_the_first_try(db: Database, path: Path) -> None:
    version = check_routine(db, parse_routine(path.read_bytes()), an_act(a_user(db)))

    assert all(workout.sections and workout.schedule for workout in version.workouts)


def test_what_a_coach_says_short_is_meant_as_it_is_said(db: Database) -> None:
    act = an_act(a_user(db))

    def of(name: str) -> dict[str, list[object]]:
        [path] = (each for each in FILES if each.stem == name)
        workouts = check_routine(db, parse_routine(path.read_bytes()), act).workouts
        lines = [line for each in workouts for section in each.sections for line in section.exercises or ()]
        return {line.name: [line, *sets_of(line)] for line in lines}

    skills, split = of("bodyweight-skills"), of("push-pull-legs")
    (_, hold, *_), (_, pull, *_), (either, *_) = (skills[name] for name in ("Dead Hang", "Pull-up", "Dip or push-up"))
    dumbbells = split["Seated Dumbbell Press"]

    assert (getattr(hold, "rep_type", ""), getattr(hold, "duration", 0)) == ("time", None)
    assert (getattr(pull, "weight", 0), getattr(pull, "weight_unit", "")) == (10, "kg")
    assert getattr(either, "exercise_id", "")
    assert getattr(dumbbells[0], "load_per", "") == "hand"


def test_a_file_with_slips_is_refused_with_all_of_them_at_once(db: Database) -> None:
    with pytest.raises(DocumentNotValid) as refused:
        check_routine(db, parse_routine(SLIPS.encode()), an_act(a_user(db)))

    lifts = "workouts[0].sections[0].exercises"
    assert {each.path: each.remedy for each in refused.value.errors or ()} == {
        "difficulty": "Write one of advanced, beginner, intermediate.",
        "workouts[0].schedule[0].weekday": "Did you mean `monday`? Write one of friday, monday, saturday, sunday, "
        "thursday, tuesday, wednesday.",
        "workouts[0].schedule[1].weeks": "Write weeks like 1-4 or [1, 5, 9].",
        f"{lifts}[0].name": "Write Bench Press or DB Bench Press or French Press, or add the exercise first.",
        f"{lifts}[0].sets": "Write what it is: 100 kg, 100 lb, 100%.",
        f"{lifts}[1].then fast": "Leave it out; or, as the end of a text with a comma, put that text in quotation "
        "marks.",
        "workouts[0].sections[1].intensity": "Add `intensity`, one of aerobic, anaerobic, race-pace, threshold, "
        "vo2max.",
        "workouts[0].sections[1].restDuration": "Write a duration with its unit: 90s, 10m (minutes), 2m30s or 1:30.",
    }
