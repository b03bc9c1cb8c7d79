"""Recorded sets in the words of the library."""

from mesocycle.domain.plan.workout import BasicSection, WorkoutType
from mesocycle.storage.engine.database import Database
from tests.arrange import a_user
from tests.builders import a_set, an_exercise
from tests.formats.fit_bytes import strength_set
from tests.transfer.activities.recorded import a_strength_file, imported, log_of, planned, the_item


def test_sets_of_a_strength_training_are_logged_in_the_plans_lines(db: Database) -> None:
    ann = a_user(db)
    squat = an_exercise(sets=(a_set(id="s1"), a_set(id="s2", set_number=2)))
    section = BasicSection(id="main", name="Main", order_index=0, exercises=(squat,))
    waiting = planned(db, ann, section, type_=WorkoutType.STRENGTH)

    imported(db, ann, a_strength_file(strength_set(0), strength_set(40, active=False), strength_set(160, reps=4)))

    (done,) = log_of(db, ann, waiting.id).sections[0].exercises
    assert [(one.set_id, one.performance.reps, one.performance.weight) for one in done.sets] == [
        ("s1", 5, 100),
        ("s2", 4, 100),
    ]


def test_a_strength_training_of_its_own_has_its_exercises_by_the_watchs_guess(db: Database) -> None:
    ann = a_user(db)

    item = the_item(imported(db, ann, a_strength_file(strength_set(0), strength_set(60, category=65534))))

    section, _ = log_of(db, ann, item.session_id).sections
    assert (item.sets, [len(each.sets) for each in section.exercises]) == (2, [1, 1])
