"""Exercises that a log only names."""

import re

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.log.put_log import put_log
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.log.performance import ExerciseName
from mesocycle.domain.sync.operations import Operation
from mesocycle.offline.sync import sync
from mesocycle.storage.engine.database import Database
from mesocycle.storage.tables.training import performed_set
from tests.actions.training import (
    a_set_entry,
    ann_trains,
    log_of,
    stored_session,
)
from tests.offline.phone import an_operation


def performed(db: Database, session_id: str) -> list[tuple[str | None, str | None, float | None]]:
    with db.read() as read:
        rows = read.execute(performed_set.select().where(performed_set.c.session_id == session_id)).all()
    return [(row.exercise_id, row.exercise_variant_id, row.load_kg) for row in rows]


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        ("Dumbbell Lunge", "lunge.dumbbell"),
        ("lunges - DB", "lunge.dumbbell"),
        ("Zancada (Mancuerna)", "lunge.dumbbell"),
        ("Zercher Zombie", None),
    ],
)
@pytest.mark.parametrize("whole", [False, True])
def test_an_exercise_named_in_a_log_is_linked_to_the_library(
    db: Database, name: str, variant: str | None, *, whole: bool
) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    entry = a_set_entry()
    instead = replace(entry, substituted_by=ExerciseName(name=name))
    if whole:
        log = log_of(log_set(db, "ann", first, entry, act))
        (section,) = log.sections
        (line,) = section.exercises
        line = replace(line, substituted_by=ExerciseName(name=name))
        put_log(db, "ann", first, replace(log, sections=(replace(section, exercises=(line,)),)), act)
    else:
        log_set(db, "ann", first, instead, act)

    (row,) = performed(db, first)
    assert row == (variant and "lunge", variant, 100.0)
    assert getattr(log_of(stored_session(db, first)).sections[0].exercises[0].substituted_by, "name", None) == name


def test_a_variant_named_by_its_id_alone_gets_its_movement(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    instead = ExerciseName(exercise_variant_id="lunge.dumbbell", name="My lunge")

    log_set(db, "ann", first, replace(a_set_entry(), substituted_by=instead), act)

    assert performed(db, first)[0][:2] == ("lunge", "lunge.dumbbell")


def back_and_forth(session_id: str, times: int) -> list[Operation]:
    """Give a set of an exercise that is named and a note in turns."""
    batch = []
    for number in range(times):
        done = {"_id": f"set-{number}", "setNumber": 1, "setType": "working", "performance": {"reps": 8}}
        entry = {"addedExerciseId": f"added-{number}", "exercise": {"name": "lunges - DB"}, "set": done}
        logged = {"sectionId": "section-1", **entry}
        batch.append(an_operation("log-set", session_id, logged, id_=f"log-{session_id}-{number}"))
        batch.append(an_operation("note", session_id, {"notes": str(number)}, id_=f"note-{session_id}-{number}"))
    return batch


def test_a_batch_that_goes_back_and_forth_reads_the_library_once_for_all_its_names(db: Database) -> None:
    _, act, (first, second, *_) = ann_trains(db)
    looks: list[int] = []

    def note(*said: object) -> None:
        looks[-1] += len(re.findall(r"(?i)from exercise\b", str(said[2])))

    sa.event.listen(db.engine, "before_cursor_execute", note)
    for session_id, times in ((first, 1), (second, 5)):
        looks.append(0)
        results = sync(db, "ann", back_and_forth(session_id, times), act)
        assert {each.outcome for each in results} == {"done"}
    sa.event.remove(db.engine, "before_cursor_execute", note)

    assert looks[0] == looks[1] > 0
    assert {row[1] for row in performed(db, second)} == {"lunge.dumbbell"}
