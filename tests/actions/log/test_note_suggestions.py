"""What was suggested, noted beside what was done."""

import msgspec
from sqlalchemy import event

from mesocycle.actions.log.put_log import put_log
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.log.performance import WorkoutPerformanceLog
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from tests.actions.suggested import FIVES, do, logged, mondays, verdicts


def test_what_was_suggested_and_done_is_met(db: Database) -> None:
    (first_act, first), (act, second), *_ = mondays(db, FIVES)
    do(db, first_act, first)

    do(db, act, second, weight=110)

    assert [one.suggested.weight for one in logged(db, second) if one.suggested is not None] == [110, 110]
    assert verdicts(db, act, second) == {"met"}


def test_what_was_neither_planned_nor_suggested_is_over(db: Database) -> None:
    (first_act, first), (act, second), *_ = mondays(db, FIVES)
    do(db, first_act, first)

    do(db, act, second, weight=130)

    assert verdicts(db, act, second) == {"over"}


def test_what_is_planned_is_met_beside_a_suggestion_too(db: Database) -> None:
    (first_act, first), (act, second), *_ = mondays(db, FIVES)
    do(db, first_act, first)

    do(db, act, second)

    assert verdicts(db, act, second) == {"met"}


def test_a_whole_log_says_what_was_suggested_too(db: Database) -> None:
    (first_act, first), (act, second), (_, third), *_ = mondays(db, FIVES)
    do(db, first_act, first)
    do(db, act, second, weight=110)
    start_session(db, "ann", third, act)
    with db.read() as read:
        log = msgspec.json.decode(sessions.get(read, "ann", second).performance_log or b"", type=WorkoutPerformanceLog)
    bare = msgspec.json.decode(msgspec.json.encode(log).replace(b'"suggested"', b'"ignored"'), type=type(log))

    put_log(db, "ann", third, bare, act)

    assert [one.suggested.weight for one in logged(db, third) if one.suggested is not None] == [120, 120]


def test_whose_log_it_is_and_their_reference_values_are_read_once_for_a_whole_log(db: Database) -> None:
    (first_act, first), (act, second), *_ = mondays(db, FIVES)
    do(db, first_act, first)
    do(db, act, second, weight=110)
    with db.read() as read:
        log = msgspec.json.decode(sessions.get(read, "ann", second).performance_log or b"", type=WorkoutPerformanceLog)
    bare = msgspec.json.decode(msgspec.json.encode(log).replace(b'"suggested"', b'"ignored"'), type=type(log))
    heard: list[str] = []

    event.listen(db.engine, "before_cursor_execute", lambda *said: heard.append(said[2]))
    put_log(db, "ann", second, bare, act)

    assert [sum(f"FROM {table}" in each for each in heard) for table in ("app_user", "reference_value")] == [1, 1]
