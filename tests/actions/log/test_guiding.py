"""What a progression says of a line, by what became of it before."""

import msgspec

from mesocycle.reports.guide_session import guide_session
from mesocycle.storage.engine.database import Database
from tests.actions.suggested import FIVES, GROWS, do, mondays
from tests.builders import a_set, an_exercise


def test_after_a_step_back_that_was_done_the_load_grows_again(db: Database) -> None:
    (first_act, first), (act, second), (third_act, third), *_ = mondays(
        db,
        an_exercise(
            sets=FIVES.sets,
            progression_method="linear",
            progression=msgspec.structs.replace(GROWS, failures_before_reset=1),
        ),
    )
    do(db, first_act, first, reps=3)
    do(db, act, second, weight=90)

    (line,) = guide_session(db, "ann", third, third_act).lines

    assert line.suggestion.weight == 100


def test_an_exercise_done_beside_the_line_is_not_said_to_be_new(db: Database) -> None:
    other = msgspec.structs.replace(FIVES, id="exercise-2", order_index=1, sets=(a_set(id="set-3"),))
    (first_act, first), (act, second), *_ = mondays(db, FIVES, other)
    do(db, first_act, first)

    found = {line.line_id: line.suggestion.why for line in guide_session(db, "ann", second, act).lines}

    assert found["exercise-2"] == "No finished session of this plan holds it yet, so do it as it is written."
