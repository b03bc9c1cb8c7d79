"""A weight entered later counts in the sets of its time."""

import msgspec

from mesocycle.actions.log.put_log import put_log
from mesocycle.actions.reference.set_reference_value import set_reference_value
from mesocycle.domain.session.stored_log import get_log
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from tests.arrange import a_user, an_act
from tests.transfer.history.past import (
    a_past_set,
    a_past_workout,
    loads_of,
    taken_over,
    weighed,
)


def test_a_body_weight_entered_later_counts_for_the_days_it_is_of_and_no_others(db: Database) -> None:
    act = an_act(a_user(db))
    past = [a_past_workout(day, a_past_set(5, 10), exercise="Pull Up") for day in (1, 10, 20)]
    taken_over(db, act, *past)
    set_reference_value(db, "ann", weighed(70, "2025-12-20"), act)

    set_reference_value(db, "ann", weighed(80, "2025-12-05"), act)

    assert loads_of(db) == [("2025-12-01", None, 10), ("2025-12-10", 90, 10), ("2025-12-20", 80, 10)]


def test_a_body_weight_that_a_log_has_frozen_stays(db: Database) -> None:
    act = an_act(a_user(db))
    set_reference_value(db, "ann", weighed(80, "2025-11-01"), act)
    taken_over(db, act, a_past_workout(1, a_past_set(5, 10), exercise="Pull Up"))

    set_reference_value(db, "ann", weighed(60, "2025-11-01"), act)

    assert loads_of(db) == [("2025-12-01", 90, 10)]


def test_the_body_weight_entered_later_also_counts_when_the_log_is_corrected_since(db: Database) -> None:
    act = an_act(a_user(db))
    (item,) = taken_over(db, act, a_past_workout(1, a_past_set(5, 10), exercise="Pull Up")).items
    set_reference_value(db, "ann", weighed(80, "2025-11-01"), act)
    with db.read() as read:
        log = get_log(sessions.get(read, "ann", item.session_id or ""))
    (section,) = log.sections
    (exercise,) = section.exercises
    (done,) = exercise.sets
    done = msgspec.structs.replace(done, performance=msgspec.structs.replace(done.performance, weight=20))
    exercise = msgspec.structs.replace(exercise, sets=(done,))

    put_log(
        db,
        "ann",
        item.session_id or "",
        msgspec.structs.replace(log, sections=(msgspec.structs.replace(section, exercises=(exercise,)),)),
        act,
    )

    assert loads_of(db) == [("2025-12-01", 100, 20)]
