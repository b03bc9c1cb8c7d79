"""What was suggested and what was done: a suggestion taken is met, and it can be accepted."""

import pytest

from mesocycle.actions.reference.set_reference_value import set_reference_value
from mesocycle.actions.sessions.accept_suggestions import accept_suggestions
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.plan.workout import Exercise, ProgressionMethod
from mesocycle.domain.plan.workout import Progression as Plan
from mesocycle.domain.reference.value import NewReferenceValue
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.session.inputs import Completion
from mesocycle.domain.session.rules import SessionNotScheduled
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import reference_values
from tests.actions.suggested import FIVES, do, logged, mondays, verdicts
from tests.builders import a_set, an_exercise


def test_as_planned_takes_the_suggestion_and_says_so(db: Database) -> None:
    (first_act, first), (act, second), *_ = mondays(db, FIVES)
    do(db, first_act, first)

    complete_session(db, "ann", second, act, given=Completion(as_planned=True))

    (one, other) = logged(db, second)
    assert (one.performance.weight, one.as_planned) == (110, True)
    assert other.suggested is not None
    assert other.suggested.why == "All planned sets were met, so add 10 kg."
    assert verdicts(db, act, second) == {"met"}


def test_accepted_twice_nothing_is_left_to_change(db: Database) -> None:
    (first_act, first), (act, second), *_ = mondays(db, FIVES)
    do(db, first_act, first)
    accepted = accept_suggestions(db, "ann", second, act)

    again = accept_suggestions(db, "ann", accepted.session.id, act)

    assert (again.session, again.lines, again.reference_values) == (accepted.session, (), ())


def a_percentage(method: ProgressionMethod) -> Exercise:
    sets = (a_set(id="set-1", weight=None, weight_unit=None, percent_of_training_max=80),)
    plan = Plan(increment=5, increment_unit="kg", every="session", applies_to="trainingMax")
    return an_exercise(sets=sets, progression_method=method, progression=plan)


def test_a_suggested_training_max_is_accepted_once(db: Database) -> None:
    (first_act, first), (act, second), *_ = mondays(db, a_percentage("percentage"))
    new = NewReferenceValue(
        kind=ReferenceKind.TRAINING_MAX, exercise_id="squat", value=100, unit="kg", valid_from="2026-01-01"
    )
    set_reference_value(db, "ann", new, first_act)
    do(db, first_act, first, weight=80, sets=1)

    accepted = [accept_suggestions(db, "ann", second, act) for _ in range(2)]

    assert [len(each.reference_values) for each in accepted] == [1, 0]
    with db.read() as read:
        latest = reference_values.of_user(read, "ann")[-1]
    assert (latest.value, latest.source, latest.exercise_id) == (105, "estimated", "squat")


def test_loads_of_a_session_that_has_begun_are_not_accepted(db: Database) -> None:
    (first_act, first), (act, second), *_ = mondays(db, FIVES)
    do(db, first_act, first)
    start_session(db, "ann", second, act)

    with pytest.raises(SessionNotScheduled):
        accept_suggestions(db, "ann", second, act)


def test_a_line_that_is_none_is_named_with_those_that_are(db: Database) -> None:
    (act, first), *_ = mondays(db, FIVES)

    with pytest.raises(NotFound) as refused:
        accept_suggestions(db, "ann", first, act, line_ids=("exercise-9",))

    assert "exercise-1" in refused.value.remedy
