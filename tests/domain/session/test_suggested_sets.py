"""A suggestion set by set."""

import msgspec

from mesocycle.actions.sessions.accept_suggestions import accept_suggestions
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.domain.session.inputs import Completion
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from tests.actions.suggested import FIVES, do, logged, mondays
from tests.builders import a_set


def test_a_lighter_set_of_a_pyramid_stays_as_it_is_written(db: Database) -> None:
    sets = (a_set(id="set-1", weight=80), a_set(id="set-2", set_number=2))
    (first_act, first), (act, second), *_ = mondays(db, msgspec.structs.replace(FIVES, sets=sets))
    do(db, first_act, first)

    complete_session(db, "ann", second, act, given=Completion(as_planned=True))

    assert [one.performance.weight for one in logged(db, second)] == [80, 110]


def test_accepted_loads_become_the_plan_of_that_day_and_of_no_other(db: Database) -> None:
    (first_act, first), (act, second), (_, third), *_ = mondays(db, FIVES)
    do(db, first_act, first)

    found = accept_suggestions(db, "ann", second, act)

    assert found.session.adjusted_from == second
    assert bytes(found.session.workout_snapshot).count(b'"weight":110') == 2
    with db.read() as read:
        assert b'"weight":110' not in bytes(sessions.get(read, "ann", third).workout_snapshot)
