"""Guiding a session: what its lines' progression suggests, beside a plan that stays as it is."""

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.log.put_log import put_log
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.people.act import Act
from mesocycle.domain.plan.workout import Progression
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.session.inputs import Skip
from mesocycle.reports.guide_session import guide_session
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import users
from tests.actions.training import MONDAY_EVENING, a_log, stored_session
from tests.arrange import a_coaching, a_trainer, a_user, an_act, the_versions
from tests.builders import a_section, a_set, a_version, a_workout, an_exercise

_FIVES = an_exercise(
    sets=(a_set(id="set-1", set_number=1),),
    progression_method="linear",
    progression=Progression(increment=5, increment_unit="kg", every="session", applies_to="load"),
)
_PLAIN = an_exercise(id="exercise-2", order_index=1, sets=(a_set(id="set-3", set_number=1),))


@pytest.fixture
def week(db: Database) -> tuple[Act, list[str]]:
    """Let Ann follow four Mondays of one set of 5 x 100 kg that grows by 5 kg, and of a lift without progression."""
    ann = a_user(db, "ann")
    workout = a_workout(sections=(a_section(exercises=(_FIVES, _PLAIN)),))
    the_versions(db, ann, a_version(id="v1", created_by="ann", workouts=(workout,)))
    receipt = assign_routine(db, "ann", "v1", AssignmentRequest(start_date="2026-01-05"), an_act(ann))
    return an_act(ann, MONDAY_EVENING), [created.session_id for created in receipt.created]


def _do(db: Database, session_id: str, act: Act, *, reps: int = 5) -> None:
    start_session(db, "ann", session_id, act)
    put_log(db, "ann", session_id, a_log(reps=reps), act)
    complete_session(db, "ann", session_id, act)


def test_a_line_is_guided_by_what_became_of_it_and_a_line_without_a_method_is_not(
    db: Database, week: tuple[Act, list[str]]
) -> None:
    act, (first, second, *_) = week
    _do(db, first, act)

    found = guide_session(db, "ann", second, act)

    (line,) = found.lines
    assert (found.session_id, line.line_id) == (second, "exercise-1")
    assert (line.suggestion.weight, line.suggestion.weight_unit) == (105, "kg")
    assert line.suggestion.why == "The planned set was met, so add 5 kg."


def test_what_fell_short_is_not_raised(db: Database, week: tuple[Act, list[str]]) -> None:
    act, (first, second, *_) = week
    _do(db, first, act, reps=3)

    (line,) = guide_session(db, "ann", second, act).lines

    assert line.suggestion.weight == 100


def test_guidance_leaves_the_session_and_its_snapshot_as_they_are(db: Database, week: tuple[Act, list[str]]) -> None:
    act, (first, second, *_) = week
    _do(db, first, act)
    before = stored_session(db, second)

    guide_session(db, "ann", second, act)

    assert stored_session(db, second) == before


def test_a_session_under_way_is_guided_by_those_before_it_alone(db: Database, week: tuple[Act, list[str]]) -> None:
    act, (first, *_) = week
    start_session(db, "ann", first, act)
    put_log(db, "ann", first, a_log(), act)

    (line,) = guide_session(db, "ann", first, act).lines

    assert line.suggestion.why == "Nothing was done of it yet, so do it as it is written."


def test_of_a_session_that_is_over_nothing_is_suggested(db: Database, week: tuple[Act, list[str]]) -> None:
    act, (first, second, *_) = week
    _do(db, first, act)
    skip_session(db, "ann", second, Skip(reason="travel"), act)

    assert [guide_session(db, "ann", each, act).lines for each in (first, second)] == [(), ()]


def test_a_trainer_is_told_too_and_a_stranger_learns_nothing(db: Database, week: tuple[Act, list[str]]) -> None:
    act, (first, *_) = week
    tom, ida = a_trainer(db), a_trainer(db, "ida")
    with db.read() as read:
        ann = users.get(read, act.actor.id)
    a_coaching(db, tom, ann)

    assert guide_session(db, "ann", first, an_act(tom)).lines
    with pytest.raises(NotFound):
        guide_session(db, "ann", first, an_act(ida))
