"""What training says of the next version, with its evidence."""

import pytest
from msgspec.structs import replace

from mesocycle.domain.log.performance import ExerciseName
from mesocycle.domain.refusal import NotProposed
from mesocycle.reports.propose_version import draft_of_proposal, propose_version
from mesocycle.storage.engine.database import Database
from tests.arrange import an_act
from tests.reports.two_versions import LATE, a_plan, runs, squats, train

FRONT = ExerciseName(exercise_id="front-squat", exercise_variant_id="front-squat.barbell", name="Front Squat")
SAME = (squats(5), runs(8000))


def test_a_set_that_most_left_out_is_proposed_to_fall_away(db: Database) -> None:
    tom, *_ = a_plan(db, "ann", "ben", new=SAME)
    train(db, "ann", weeks=4, sets=3)
    train(db, "ben", weeks=4, sets=4)

    found = propose_version(db, "routine-1", an_act(tom, LATE))

    assert [(each.kind, each.line_ids) for each in found.lines] == [
        ("leave-out-set", ("set-4",)),
        ("leave-out-set", ("set-5",)),
    ]
    fourth, fifth = found.lines
    assert fourth.why == "The fourth set of Back squat was left out 4 of 8 times (50 %)."
    assert (fifth.evidence.times, fifth.evidence.of, fifth.evidence.share) == (8, 8, 1.0)
    assert (fifth.evidence.sessions, fifth.evidence.athletes) == (8, 2)
    assert (fourth.before, fourth.after) == ("1x5 @ 100 kg", None)
    assert (found.routine_version_id, found.version) == ("v2", 2)


def test_of_fewer_than_eight_times_nothing_is_proposed(db: Database) -> None:
    tom, *_ = a_plan(db, "ann", new=SAME)
    train(db, "ann", weeks=4, sets=3)

    assert propose_version(db, "routine-1", an_act(tom, LATE)).lines == ()


def test_a_load_that_most_overshot_becomes_what_was_done(db: Database) -> None:
    tom, *_ = a_plan(db, "ann", "ben", new=SAME)
    train(db, "ann", weeks=4, sets=5, weight=111)
    train(db, "ben", weeks=4, sets=5, weight=109)

    (line,) = propose_version(db, "routine-1", an_act(tom, LATE)).lines

    assert (line.kind, line.set_fields, line.before, line.after) == (
        "change-load",
        {"weight": 110},
        "5x5 @ 100 kg",
        "5x5 @ 110 kg",
    )
    assert line.why == "Back squat was done with more than 5x5 @ 100 kg: 40 of 40 times (100 %)."


def test_a_load_within_the_tolerance_stays(db: Database) -> None:
    tom, *_ = a_plan(db, "ann", "ben", new=SAME)
    for name in ("ann", "ben"):
        train(db, name, weeks=4, sets=5, weight=104)

    assert propose_version(db, "routine-1", an_act(tom, LATE)).lines == ()


def test_an_exercise_that_most_swapped_for_the_same_other_one_is_proposed_to_be_that(db: Database) -> None:
    tom, *_ = a_plan(db, "ann", "ben", new=SAME)
    train(db, "ann", weeks=4, sets=5, instead=FRONT)
    train(db, "ben", weeks=4, sets=5)

    (line,) = propose_version(db, "routine-1", an_act(tom, LATE)).lines

    assert (line.kind, line.line_ids, line.exercise_variant_id) == (
        "swap-exercise",
        ("exercise-1",),
        "front-squat.barbell",
    )
    assert line.why == "Front Squat was done instead of Back squat 20 of 40 times (50 %)."


def test_of_a_line_that_leaves_the_choice_no_swap_is_proposed(db: Database) -> None:
    (section,) = squats(5).sections
    (squat,) = section.exercises or ()
    either = replace(section, exercises=(replace(squat, name="Back squat or front squat"),))
    day = replace(squats(5), sections=(either,))
    tom, *_ = a_plan(db, "ann", "ben", old=day, new=(day, runs(8000)))
    for name in ("ann", "ben"):
        train(db, name, weeks=4, sets=5, instead=FRONT)

    assert propose_version(db, "routine-1", an_act(tom, LATE)).lines == ()


def test_a_draft_of_what_is_not_proposed_is_refused(db: Database) -> None:
    tom, *_ = a_plan(db, "ann", new=SAME)

    with pytest.raises(NotProposed):
        draft_of_proposal(db, "routine-1", ["0123456789abcdef"], an_act(tom, LATE))
