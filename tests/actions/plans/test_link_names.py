"""Exercises that a log only names."""

import pytest
from msgspec.structs import replace

from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.log.put_log import put_log
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.log.performance import ExerciseName
from mesocycle.storage.engine.database import Database
from mesocycle.storage.tables.training import performed_set
from tests.actions.training import (
    a_set_entry,
    ann_trains,
    log_of,
    stored_session,
)


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
